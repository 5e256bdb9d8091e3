"""The seam to the chat model: tokens in, tokens out."""

from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from threading import Event
from typing import Protocol

from ragassist.models.entries import Sampling


@dataclass(frozen=True, slots=True)
class Token:
    """A generated token and the bytes that it stands for: b"" for special tokens, half a character now and then."""

    id: int
    piece: bytes


@dataclass(frozen=True, slots=True)
class Prefilled:
    """What a prefill cost: of `prompt_tokens` so many were evaluated, the rest was reused from what the model held."""

    prompt_tokens: int
    evaluated_tokens: int

    @property
    def reused_tokens(self) -> int:
        """Tokens whose state was there already."""
        return self.prompt_tokens - self.evaluated_tokens


class ChatModel(Protocol):
    """A chat model that holds one sequence of tokens."""

    @property
    def name(self) -> str:
        """Return the model's name."""

    @property
    def context(self) -> int:
        """Return how many tokens fit, prompt and answer together."""

    def tokenize(self, text: str, *, trusted: bool) -> list[int]:
        """Return the ids of a text; only a trusted one may form special tokens."""

    def special_id(self, text: str) -> int | None:
        """Return the id of a special token such as `<think>`, or None where the vocabulary has none of that text."""

    def begin_text(self) -> str:
        """Return what every sequence begins with: the vocabulary's begin token where the model file asks for one, else ""."""

    def plain(self, ids: Sequence[int]) -> list[int]:
        """Return those ids that stand for text: no special tokens, none that the vocabulary hasn't."""

    def prefill(self, ids: Sequence[int], marks: Sequence[int], stop: Event) -> Prefilled:
        """Make `ids` the sequence that the model holds, evaluating only what is new.

        `marks` are lengths of prefixes worth coming back to. Raises `Stopped` when `stop` is set meanwhile, and keeps what
        was evaluated until then: the same prompt goes on there.
        """

    def prefill_steps(self, ids: Sequence[int], marks: Sequence[int], stop: Event) -> Generator[int, None, Prefilled]:
        """Do what `prefill` does; yield how many of the tokens are held, at the beginning and after each batch."""

    def scores(self, ids: Sequence[int]) -> list[float]:
        """Return the logits that the model gives some tokens as the next one, right after a prefill."""

    def decode(self, sampling: Sampling, seed: int, limit: int, stop: Event, *, grammar: str = "") -> Iterator[Token]:
        """Yield up to `limit` tokens after the sequence, until the model ends its turn. Raises `Stopped`.

        With a `grammar`, in llama.cpp's GBNF with the rule `root`, the text of all tokens is one that it allows, or where the
        limit ends it the beginning of one. Raises `ModelFault` for a grammar that can't be read.

        Whatever else the model is asked for may end it: close what isn't read to its end.
        """

    def keep(self, path: Path) -> None:
        """Write the held sequence and its state to a file; what the disk refuses is logged and leaves no file."""

    def recall(self, path: Path) -> int:
        """Hold the sequence in a file of `keep` and return its length in tokens.

        0 where there is no file, or none of this model and this version of its engine; it is removed then.
        """

    def close(self) -> None:
        """Free the model's memory; the model is of no use afterwards."""
