"""The options of an answer, and the context of a question in its conversation."""

from dataclasses import dataclass

from indexes.hits import Filter
from ragassist.generation.history import History
from ragassist.requests.kinds import RequestKind
from ragassist.retrieval.evidence import Source
from ragassist.retrieval.follow_ups import PreviousTurn
from ragassist.settings.choices import FollowUp, Thinking

DEEP_SECONDS = 120.0
"""Default time in seconds in which the model may search by its own calls."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AskOptions:
    """Options of an answer. Token counts are those of the chat model. Without a seed each answer may differ.

    `language` is the language of the answer (None: that of the question). Passages come from documents that match the filter
    `only`. `kind` is the kind of the request (None: told from its text).
    """

    language: str | None = None
    think: Thinking = Thinking.AUTO
    think_budget: int = 256
    think_seconds: float | None = None
    context_tokens: int = 900
    answer_tokens: int = 320
    seed: int | None = None
    only: Filter | None = None
    follow_up: FollowUp = FollowUp.TERMS
    kind: RequestKind | None = None
    wordings: int = 0
    """Number of languages into which the chat model translates a question whose passages are in other languages."""
    deep_seconds: float | None = None
    """Time in seconds in which the model may search by its own calls before it answers; None: it answers from one search."""


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionContext:
    """A question, the languages of its answer and of its text (`asked_in`), and its conversation.

    `prepared` are the sources that were evaluated while the question was typed; `earlier` is the question before.
    """

    question: str
    language: str
    asked_in: str
    options: AskOptions
    history: History
    prepared: tuple[Source, ...] = ()
    earlier: PreviousTurn | None = None
