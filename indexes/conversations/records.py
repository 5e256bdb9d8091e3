"""What is kept of a conversation: questions with their answers, and what each answer stands on."""

from dataclasses import dataclass

from indexes.records import Place


@dataclass(frozen=True, slots=True, kw_only=True)
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Timings:
    """Seconds and tokens of one answer; `time_to_first_token_s` is None where no model was asked.

    `evaluated_tokens` counts what the model evaluated between the question and its answer, in `prefill_s`, not what it had done
    before in idle time; `reused_tokens` is the rest of the prompt. `reasoning_cut` says that a budget ended the reasoning.
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

    `said` is the answer as the model wrote it, without reasoning, and `answer_ids` are its tokens in the vocabulary of `model`:
    both are empty where no model was asked. `nearest` are the passages that were offered with a refusal. `marks` has for each
    citation mark of the answer, in order, the place of its citation in `citations`. `at` is the time of the answer, in seconds
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
    """A conversation as it is listed: its title is the first question unless it was renamed; times are seconds since 1970."""

    id: str
    title: str
    library: str
    language: str
    exchanges: int
    started: float
    changed: float
