"""Makes a prompt fit into the model's context, in tokens, with space for the reasoning and the answer."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from ingest.said import said
from ragassist.errors import QuestionInvalid
from ragassist.generation.prompt import Piece, Prompt, PromptBuilder, Turn
from ragassist.retrieval.evidence import Source

_LEAST_OF_A_SOURCE = 24
"""Fewest tokens of a source, including its name and fence, that are worth showing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """The content of a prompt. `opening` begins the answer; `reserve` tokens of the context stay free for the reply."""

    question: str
    language: str
    sources: tuple[Source, ...]
    history: tuple[Turn, ...] = ()
    opening: str = ""
    reserve: int = 0
    instruction: str = ""
    """Trusted text that says what to do; "" stands for answering a question."""


@dataclass(frozen=True, slots=True)
class Fitted:
    """The prompt, the sources in it, and how many of the oldest turns were left out."""

    prompt: Prompt
    before: tuple[Piece, ...]
    """The pieces of the prompt before its question."""
    sources: tuple[Source, ...]
    turns_dropped: int = 0
    shortened: bool = False


def fit(builder: PromptBuilder, request: Request) -> Fitted:
    """Return a prompt that fits: leave out the oldest turns first, then the last sources, then shorten the only source.

    Raises `QuestionInvalid` if the question leaves no space for a source or, without sources, doesn't fit itself.
    """
    sources = builder.sources(request.sources)
    end = [*builder.question(request.question, request.language, request.instruction), *builder.opening(request.opening)]
    history = builder.history(request.history)
    system = builder.system()
    room = builder.model.context - request.reserve - _length([system, *end])
    needed = _length(sources)
    while history and _length(history) + needed > room:
        history = history[1:]
    while len(sources) > 1 and _length(sources) > room:
        sources = sources[:-1]
    kept, shortened = request.sources[: len(sources)], _length(sources) > room
    if shortened and not kept:
        raise _too_long(builder, request, builder.model.context - room)
    if shortened:
        kept = (_shortened(builder, kept[0], room, request),)
        sources = builder.sources(kept)
    before = (system, *history, *sources)
    return Fitted(Prompt.of([*before, *end]), before, kept, len(request.history) - len(history), shortened)


def _length(pieces: Sequence[Piece]) -> int:
    return sum(len(piece.ids) for piece in pieces)


def _shortened(builder: PromptBuilder, source: Source, room: int, request: Request) -> Source:
    """Return the longest beginning of a source that fits into `room` tokens, cut at a space if it has one."""
    low, high = 0, len(source.text)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if _takes(builder, source, middle) <= room else (low, middle - 1)
    if room < _LEAST_OF_A_SOURCE or not low:
        raise _too_long(builder, request, builder.model.context - room + _LEAST_OF_A_SOURCE)
    text = source.text[:low]
    text = text[: text.rfind(" ") + 1].rstrip() or text
    return replace(source, text=text, end=source.start + len(text), shown=())


def _too_long(builder: PromptBuilder, request: Request, needed: int) -> QuestionInvalid:
    told = (
        "the question, {reserve:,} tokens for reasoning and answer and any source need {needed:,} tokens, and the "
        "model holds {most:,}: shorten the question, or lower think_budget"
    )
    return QuestionInvalid(said("prompt_long", told, reserve=request.reserve, needed=needed, most=builder.model.context))


def _takes(builder: PromptBuilder, source: Source, characters: int) -> int:
    return _length(builder.sources([replace(source, text=source.text[:characters], shown=())]))
