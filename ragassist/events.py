"""What happens while a question is answered, in this order."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from indexes.conversations.records import Citation, Timings
from ragassist.retrieval.evidence import Evidence, SourceSentence

__all__ = [
    "AnswerDelta",
    "Answered",
    "Citation",
    "Event",
    "PassageTranslated",
    "PassagesRead",
    "PromptAdvanced",
    "PromptBuilt",
    "PromptPart",
    "ReasoningBegun",
    "ReasoningDelta",
    "Retrieved",
    "SentenceFound",
    "Stage",
    "StageEntered",
    "Timings",
    "ToolUsed",
    "TranslatedLine",
]

Stage = Literal["searching", "loading", "reading_prompt", "answering"]


@dataclass(frozen=True, slots=True)
class StageEntered:
    """The answer has reached a stage that takes a while; its name is that of a phrase."""

    stage: Stage


@dataclass(frozen=True, slots=True)
class Retrieved:
    """The evidence has been gathered; `language` is the question's."""

    language: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class SentenceFound:
    """The sentence of the evidence that most likely answers, to be read until the answer comes; no part of it."""

    sentence: SourceSentence


@dataclass(frozen=True, slots=True)
class ReasoningBegun:
    """The model is about to reason, for so many seconds at the most; None: its tokens alone are counted."""

    seconds: float | None


@dataclass(frozen=True, slots=True)
class ReasoningDelta:
    """A piece of the model's reasoning; never part of the answer."""

    text: str


@dataclass(frozen=True, slots=True)
class ToolUsed:
    """On its way to the evidence the model made a call, which found so many passages."""

    call: str
    passages: int


@dataclass(frozen=True, slots=True)
class PassagesRead:
    """How many of a document's passages are read for its summary or translated, and how many there are."""

    done: int
    total: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TranslatedLine:
    """A sentence of a document, by offsets in its text, with its translation and what stands before it ("" or line breaks).

    `kept` says that it is in the language wanted, with the numbers and names of the original.
    """

    start: int
    end: int
    original: str
    said: str
    gap: str
    kept: bool


@dataclass(frozen=True, slots=True)
class PassageTranslated:
    """A passage is translated, sentence by sentence."""

    path: str
    lines: tuple[TranslatedLine, ...]


@dataclass(frozen=True, slots=True)
class AnswerDelta:
    """A piece of the answer; all pieces together are the answer."""

    text: str


@dataclass(frozen=True, slots=True)
class PromptPart:
    """A piece of the prompt: its name ("system", "source 1", …), its text with the format's own pieces, how many tokens."""

    name: str
    text: str
    tokens: int


@dataclass(frozen=True, slots=True)
class PromptBuilt:
    """The prompt is ready: its parts one after the other are exactly what the model sees."""

    parts: tuple[PromptPart, ...]

    @property
    def tokens(self) -> int:
        """The length of the prompt."""
        return sum(part.tokens for part in self.parts)


@dataclass(frozen=True, slots=True)
class PromptAdvanced:
    """So many of the prompt's tokens are evaluated, those that were held already among them.

    `seconds_left` is how long the rest takes at this machine's pace, None before that is known.
    """

    done: int
    total: int
    seconds_left: float | None = None

    @property
    def share(self) -> float:
        """The share that is evaluated, from 0 to 1."""
        return self.done / self.total if self.total else 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """The finished answer; with `abstained` it says that the documents don't hold one."""

    question: str
    language: str
    answer: str
    answer_language: str
    abstained: bool
    citations: tuple[Citation, ...]
    reasoning: str
    model: str | None
    timings: Timings
    notices: tuple[str, ...] = ()
    nearest: tuple[Citation, ...] = ()
    """With `abstained`, the passages that come nearest; none of them is known to answer the question."""
    marks: tuple[int, ...] = ()
    """For each citation mark of the answer, in order, the place of its citation in `citations`."""
    kind: str = "lookup"
    """What kind of request it was taken for: a value of `RequestKind`."""
    instead: str = ""
    """The kind that it may be as well, "" where there is hardly any doubt."""
    choices: tuple[str, ...] = ()
    """The paths of the documents of which the person is asked to choose one."""


Event = (
    StageEntered
    | Retrieved
    | SentenceFound
    | PromptBuilt
    | PromptAdvanced
    | ToolUsed
    | PassagesRead
    | PassageTranslated
    | ReasoningBegun
    | ReasoningDelta
    | AnswerDelta
    | Answered
)


def finished(events: Iterator[Event]) -> Answered:
    """Return the finished answer of a stream of events."""
    for event in events:
        if isinstance(event, Answered):
            return event
    raise AssertionError("an answer ends with Answered")
