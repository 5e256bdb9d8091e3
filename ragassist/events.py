"""What happens while a question is answered, in this order."""

from dataclasses import dataclass
from typing import Literal

from indexes.records import Place
from ragassist.evidence import Evidence

Stage = Literal["searching", "loading", "reading_prompt"]


@dataclass(frozen=True, slots=True)
class StageEntered:
    """The answer has come to a stage that takes a while; the names are phrases."""

    stage: Stage


@dataclass(frozen=True, slots=True)
class Retrieved:
    """The evidence was gathered; `language` is the question's."""

    language: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class ReasoningDelta:
    """A piece of the model's reasoning; never part of the answer."""

    text: str


@dataclass(frozen=True, slots=True)
class AnswerDelta:
    """A piece of the answer; all pieces together are the answer."""

    text: str


@dataclass(frozen=True, slots=True)
class Citation:
    """A claim's source: `n` as in the text, the place of the quote (offsets in the document's text), and whether it says so."""

    n: int
    path: str
    place: Place
    start: int
    end: int
    quote: str
    supported: bool

    @property
    def page(self) -> int | None:
        """The page of the quote, None where its format has no pages."""
        return self.place.page


@dataclass(frozen=True, slots=True)
class Timings:
    """Seconds and tokens of one answer; `time_to_first_token_s` is None where no model was asked."""

    retrieve_s: float = 0.0
    time_to_first_token_s: float | None = None
    total_s: float = 0.0
    prompt_tokens: int = 0
    evaluated_tokens: int = 0
    reused_tokens: int = 0
    reasoning_tokens: int = 0
    answer_tokens: int = 0


@dataclass(frozen=True, slots=True)
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


Event = StageEntered | Retrieved | ReasoningDelta | AnswerDelta | Answered
