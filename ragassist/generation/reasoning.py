"""Separates a model's reasoning from its answer, and decides when to ask for reasoning."""

import codecs
import time
from collections.abc import Iterator
from enum import StrEnum

from ragassist.engine.chat_model import Token

OPEN, CLOSE = "<think>", "</think>"
_LONGEST_CHARACTER = 4
"""Bytes of the longest UTF-8 character, and so the most tokens of one."""


class StreamPart(StrEnum):
    """Which part of a reply some text belongs to."""

    REASONING = "reasoning"
    ANSWER = "answer"


class ThinkBudget:
    """What reasoning may cost, in tokens and in seconds from its first token on; None seconds: as long as the tokens last."""

    def __init__(self, tokens: int, seconds: float | None) -> None:
        self._tokens, self._seconds = tokens, seconds
        self._used = 0
        self._began: float | None = None

    def count(self, part: StreamPart) -> None:
        """Note a token of a part."""
        if part is StreamPart.REASONING:
            self._used += 1
            self._began = self._began or time.monotonic()

    def is_spent(self, *, within_a_character: bool) -> bool:
        """Whether reasoning has to end here; the bytes of a character may be completed."""
        late = self._seconds is not None and self._began is not None and time.monotonic() - self._began >= self._seconds
        if within_a_character and self._used < self._tokens + _LONGEST_CHARACTER - 1:
            return False
        return late or self._used >= self._tokens


class ReasoningSplitter:
    """Follows a stream of tokens and says of each piece of text whether it is reasoning or answer.

    Tags are known by token id where the vocabulary has them, else by their text, also when one is split over several tokens.
    A tag opened again, closed twice or never closed changes nothing but the part that follows.
    """

    def __init__(self, open_id: int | None, close_id: int | None, *, inside: bool) -> None:
        self._ids = {open_id: StreamPart.REASONING, close_id: StreamPart.ANSWER} if open_id is not None else {}
        self.part = StreamPart.REASONING if inside else StreamPart.ANSWER
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")
        self._held = ""
        self.has_text_tags = False
        """Whether a tag came as text, so that tokens and parts may overlap."""

    @property
    def within_a_character(self) -> bool:
        """Whether the last token ended amid a character's bytes."""
        return bool(self._decoder.getstate()[0])

    def feed(self, token: Token) -> Iterator[tuple[StreamPart, str]]:
        """Yield the text that a token completes, with its part; a possible beginning of a tag is held back."""
        if token.id in self._ids:
            yield from self.finish()
            self.part = self._ids[token.id]
            return
        self._held += self._decoder.decode(token.piece)
        yield from self._release()

    def finish(self) -> Iterator[tuple[StreamPart, str]]:
        """Yield what was held back when the stream ends."""
        self._held += self._decoder.decode(b"", final=True)
        self._decoder.reset()
        if self._held:
            yield self.part, self._held
        self._held = ""

    def _release(self) -> Iterator[tuple[StreamPart, str]]:
        while found := min(((self._held.find(tag), tag) for tag in (OPEN, CLOSE) if tag in self._held), default=None):
            at, tag = found
            self.has_text_tags = True
            if at:
                yield self.part, self._held[:at]
            self._held = self._held[at + len(tag) :]
            self.part = StreamPart.REASONING if tag == OPEN else StreamPart.ANSWER
        keep = _tail_that_may_be_a_tag(self._held)
        ready, self._held = self._held[: len(self._held) - keep], self._held[len(self._held) - keep :]
        if ready:
            yield self.part, ready


def _tail_that_may_be_a_tag(text: str) -> int:
    for length in range(min(len(CLOSE) - 1, len(text)), 0, -1):
        tail = text[-length:]
        if OPEN.startswith(tail) or CLOSE.startswith(tail):
            return length
    return 0
