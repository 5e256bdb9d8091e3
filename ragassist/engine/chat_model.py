"""The interface of the chat model, which takes and returns tokens."""

from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from threading import Event
from typing import Protocol

from ragassist.models.entries import Sampling


@dataclass(frozen=True, slots=True)
class Token:
    """A generated token and its bytes: b"" for a special token, possibly a part of a character."""

    id: int
    piece: bytes


@dataclass(frozen=True, slots=True)
class Prefilled:
    """The tokens of a prompt, and how many of them were evaluated; the state of the others was reused."""

    prompt_tokens: int
    evaluated_tokens: int

    @property
    def reused_tokens(self) -> int:
        """Number of tokens whose state was reused."""
        return self.prompt_tokens - self.evaluated_tokens


class ChatModel(Protocol):
    """A chat model that holds one sequence of tokens."""

    @property
    def name(self) -> str:
        """Return the model's name."""

    @property
    def context(self) -> int:
        """Return the context size: the most tokens of prompt and answer together."""

    def tokenize(self, text: str, *, trusted: bool) -> list[int]:
        """Return the ids of a text. Only trusted text is parsed for special tokens."""

    def special_id(self, text: str) -> int | None:
        """Return the id of a special token such as `<think>`, or None if the vocabulary has no such token."""

    def begin_text(self) -> str:
        """Return the text that every sequence begins with: the begin token if the model file requires one, else ""."""

    def plain(self, ids: Sequence[int]) -> list[int]:
        """Return the ids without special tokens and without ids that the vocabulary doesn't have."""

    def prefill(self, ids: Sequence[int], marks: Sequence[int], stop: Event) -> Prefilled:
        """Make `ids` the sequence that the model holds, and evaluate only the tokens that it doesn't hold yet.

        `marks` are lengths of prefixes that later prompts may share. Raises `Stopped` once `stop` is set; the tokens that were
        evaluated stay held, and another prefill of the same prompt continues after them.
        """

    def prefill_steps(self, ids: Sequence[int], marks: Sequence[int], stop: Event) -> Generator[int, None, Prefilled]:
        """Do what `prefill` does, and yield the number of held tokens at the beginning and after each batch."""

    def scores(self, ids: Sequence[int]) -> list[float]:
        """Return the logits of some tokens as the next token, directly after a prefill."""

    def decode(self, sampling: Sampling, seed: int, limit: int, stop: Event, *, grammar: str = "") -> Iterator[Token]:
        """Yield up to `limit` tokens after the sequence, until the model ends its turn. Raises `Stopped`.

        With a `grammar`, in llama.cpp's GBNF with the rule `root`, the text of all tokens matches the grammar, or is the
        beginning of a match if the limit ends it. Raises `ModelFault` for an invalid grammar.

        Any other request to the model may end the iteration. Close an iterator that isn't read to its end.
        """

    def keep(self, path: Path) -> None:
        """Write the held sequence and its state to a file. A failure is logged and leaves no file."""

    def recall(self, path: Path) -> int:
        """Hold the sequence that `keep` has written to a file, and return its length in tokens.

        Returns 0 without a file. A file of another model or another version of its engine is removed, which returns 0 too.
        """

    def close(self) -> None:
        """Free the memory of the model, which can't be used afterwards."""
