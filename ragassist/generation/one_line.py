"""Decodes one line of a chat model with greedy sampling, for translations."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from threading import Event

from ragassist.generation.loaded_model import LoadedModel
from ragassist.generation.prompt import Prompt

_GREEDY = 0.0


def decoded_line(
    loaded: LoadedModel, prompt: Prompt, most_tokens: int, stop: Event, is_wanted: Callable[[str], bool] = bool
) -> str:
    """Return the first non-empty line for which `is_wanted` is true, else "", and stop decoding. Raises `Stopped`."""
    loaded.model.prefill(prompt.ids, prompt.marks, stop)
    return next((line for line in _lines(_pieces(loaded, most_tokens, stop)) if line and is_wanted(line)), "")


def _pieces(loaded: LoadedModel, most_tokens: int, stop: Event) -> Iterator[bytes]:
    greedy = replace(loaded.sampling, temperature=_GREEDY)
    tokens = loaded.model.decode(greedy, 0, most_tokens, stop)
    for token in tokens:
        yield token.piece


def _lines(pieces: Iterator[bytes]) -> Iterator[str]:
    said = b""
    for piece in pieces:
        said += piece
        while b"\n" in said:
            line, said = said.split(b"\n", 1)
            yield line.decode("utf-8", "ignore").strip()
    yield said.decode("utf-8", "ignore").strip()
