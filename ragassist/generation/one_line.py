"""One line that a chat model says, the likeliest token each time: translations, which leave nothing to chance."""

from collections.abc import Iterator
from dataclasses import replace
from threading import Event

from ragassist.generation.loaded_model import LoadedModel
from ragassist.generation.prompt import Prompt

_GREEDY = 0.0


def decoded_line(loaded: LoadedModel, prompt: Prompt, most_tokens: int, stop: Event) -> str:
    """Return the first line that the model says and that isn't empty; what follows it isn't decoded. Raises `Stopped`."""
    loaded.model.prefill(prompt.ids, prompt.marks, stop)
    return _first_line(_pieces(loaded, most_tokens, stop))


def _pieces(loaded: LoadedModel, most_tokens: int, stop: Event) -> Iterator[bytes]:
    greedy = replace(loaded.sampling, temperature=_GREEDY)
    tokens = loaded.model.decode(greedy, 0, most_tokens, stop)
    for token in tokens:
        yield token.piece


def _first_line(pieces: Iterator[bytes]) -> str:
    said = b""
    for piece in pieces:
        said += piece
        if b"\n" in said.lstrip():
            break
    return said.decode("utf-8", "ignore").strip().split("\n")[0].strip()
