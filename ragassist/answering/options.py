"""How a question is answered, and the conversation that it stands in."""

from dataclasses import dataclass

from indexes.hits import Filter
from ragassist.generation.history import History
from ragassist.requests.kinds import RequestKind
from ragassist.retrieval.evidence import Source
from ragassist.retrieval.follow_ups import PreviousTurn
from ragassist.settings.choices import FollowUp, Thinking

DEEP_SECONDS = 120.0
"""For how long a model looks for evidence by calls of its own unless told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AskOptions:
    """How a question is answered; token counts are the chat model's own. Without a seed each answer may differ.

    `language` is the answer's, None: the question's. Passages come from the documents that the filter `only` lets through.
    `kind` is what kind of request it is, None: what its text says.
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
    """In how many other languages the chat model says a question that finds passages in others than its own."""
    deep_seconds: float | None = None
    """For how long the model may search by calls of its own before it answers; None: it answers from one search."""


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionContext:
    """A question, the language that it is answered in, and the conversation that it stands in.

    `prepared` are the sources that were evaluated while the question was typed, `earlier` is the question before.
    """

    question: str
    language: str
    options: AskOptions
    history: History
    prepared: tuple[Source, ...] = ()
    earlier: PreviousTurn | None = None
