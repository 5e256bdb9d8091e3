"""The events of an answer, in the order in which they occur."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from indexes.conversations.records import Citation, Timings
from ragassist.retrieval.evidence import Evidence, SourceSentence

__all__ = [
    "AnswerDelta",
    "Answered",
    "Citation",
    "DocumentsRead",
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
    """A stage of the answer begins that takes some time; its name is also the name of a phrase."""

    stage: Stage


@dataclass(frozen=True, slots=True)
class Retrieved:
    """The evidence was found; `language` is that of the question."""

    language: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class SentenceFound:
    """The sentence of the evidence that most likely answers, to read until the answer comes. It isn't a part of the answer."""

    sentence: SourceSentence


@dataclass(frozen=True, slots=True)
class ReasoningBegun:
    """The model begins to reason, for at most `seconds`; None if only tokens limit it."""

    seconds: float | None


@dataclass(frozen=True, slots=True)
class ReasoningDelta:
    """A piece of the model's reasoning, which isn't a part of the answer."""

    text: str


@dataclass(frozen=True, slots=True)
class ToolUsed:
    """The model made a call of a tool, which found `passages` passages."""

    call: str
    passages: int


@dataclass(frozen=True, slots=True)
class PassagesRead:
    """The number of passages of a document that are summarised or translated so far, and their total number.

    `seconds_left` is the expected time for the rest, None if it isn't known; before the first passage it is an estimate.
    """

    done: int
    total: int
    seconds_left: float | None = None


@dataclass(frozen=True, slots=True)
class DocumentsRead:
    """The number of documents that are read for a table so far, and their total number; `seconds_left` as in `PassagesRead`."""

    done: int
    total: int
    seconds_left: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TranslatedLine:
    """A sentence of a document, by its offsets, with its translation and the gap before it ("" or line breaks).

    `kept` tells whether the translation is in the wanted language and has the numbers and names of the original.
    """

    start: int
    end: int
    original: str
    said: str
    gap: str
    kept: bool


@dataclass(frozen=True, slots=True)
class PassageTranslated:
    """A passage was translated, sentence by sentence."""

    path: str
    lines: tuple[TranslatedLine, ...]


@dataclass(frozen=True, slots=True)
class AnswerDelta:
    """A piece of the answer; the answer consists of all pieces."""

    text: str


@dataclass(frozen=True, slots=True)
class PromptPart:
    """A part of the prompt: its name ("system", "source 1", …), its text with the tokens of the format, its token count."""

    name: str
    text: str
    tokens: int


@dataclass(frozen=True, slots=True)
class PromptBuilt:
    """The prompt was built; its parts together are exactly what the model sees."""

    parts: tuple[PromptPart, ...]

    @property
    def tokens(self) -> int:
        """The length of the prompt in tokens."""
        return sum(part.tokens for part in self.parts)


@dataclass(frozen=True, slots=True)
class PromptAdvanced:
    """The number of evaluated tokens of the prompt, including those that the model held already.

    `seconds_left` is the expected time for the rest, None while it isn't known.
    """

    done: int
    total: int
    seconds_left: float | None = None

    @property
    def share(self) -> float:
        """The evaluated share, from 0 to 1."""
        return self.done / self.total if self.total else 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """The finished answer; with `abstained` it says that the documents hold no answer."""

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
    """With `abstained`, the nearest passages; none of them is known to answer the question."""
    marks: tuple[int, ...] = ()
    """For each citation mark of the answer, in order, the index of its citation in `citations`."""
    kind: str = "lookup"
    """The kind of the request: a value of `RequestKind`."""
    instead: str = ""
    """Another likely kind of the request, "" if there is none."""
    choices: tuple[str, ...] = ()
    """The paths of the documents from which the person is asked to choose."""


Event = (
    StageEntered
    | Retrieved
    | SentenceFound
    | PromptBuilt
    | PromptAdvanced
    | ToolUsed
    | PassagesRead
    | DocumentsRead
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
