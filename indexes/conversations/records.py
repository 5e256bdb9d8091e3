"""The records of a stored conversation: questions, answers and their citations."""

from dataclasses import dataclass

from indexes.records import Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """The source of a claim: its number `n` in the text, the quote with its offsets in the document, and whether the quote
    supports the claim.
    """

    n: int
    path: str
    place: Place
    start: int
    end: int
    quote: str
    supported: bool

    @property
    def page(self) -> int | None:
        """The page of the quote, None if its format has no pages."""
        return self.place.page


@dataclass(frozen=True, slots=True, kw_only=True)
class Timings:
    """Seconds and tokens of one answer; `time_to_first_token_s` is None if no model was asked.

    `evaluated_tokens` are the tokens of the prompt that the model evaluated after the question, in `prefill_s`;
    `reused_tokens` are those that it had evaluated before. `reasoning_cut` tells that a limit ended the reasoning.
    """

    retrieve_s: float = 0.0
    time_to_first_token_s: float | None = None
    total_s: float = 0.0
    prompt_tokens: int = 0
    evaluated_tokens: int = 0
    reused_tokens: int = 0
    reasoning_tokens: int = 0
    answer_tokens: int = 0
    reasoning_s: float = 0.0
    reasoning_cut: bool = False
    prefill_s: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchange:
    """A question and its answer as it was shown, with its citation marks.

    `said` is the answer as the model wrote it, without reasoning, and `answer_ids` are its tokens in the vocabulary of `model`;
    both are empty if no model was asked. `nearest` are the passages that were shown with a refusal. `marks` holds for each
    citation mark of the answer, in order, the index of its citation in `citations`. `at` is the time of the answer, in seconds
    since 1970.
    """

    question: str
    answer: str
    language: str
    answer_language: str
    abstained: bool = False
    citations: tuple[Citation, ...] = ()
    reasoning: str = ""
    model: str | None = None
    timings: Timings = Timings()
    notices: tuple[str, ...] = ()
    said: str = ""
    answer_ids: tuple[int, ...] = ()
    nearest: tuple[Citation, ...] = ()
    marks: tuple[int, ...] = ()
    at: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """A conversation in a list. Its title is the first question unless it was renamed; times are seconds since 1970."""

    id: str
    title: str
    library: str
    language: str
    exchanges: int
    started: float
    changed: float
