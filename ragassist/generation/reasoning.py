"""Separates a model's reasoning from its answer, where the tags are tokens of the vocabulary and where they are plain text."""

import codecs
import time
from collections.abc import Iterator, Mapping
from enum import StrEnum

from ragassist.engine.chat_model import Token
from ragassist.generation.quotation import QuotationState
from ragassist.models.entries import ThinkTags

_LONGEST_CHARACTER = 4
"""Bytes of the longest UTF-8 character, and so the most tokens of one."""
_LONGEST_TAG = 10
"""Characters of the longest tag, and so the most tokens of one that is plain text."""
_SHORTEST_PIECE = 3
"""Characters from which the beginning of a tag, as `</t`, is a piece of one; "<" alone is a sign of comparison."""


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

    def is_spent(self, *, within_a_character: bool = False, within_a_tag: bool = False) -> bool:
        """Whether reasoning has to end here; the bytes of a character and a tag that is plain text may be completed."""
        late = self._seconds is not None and self._began is not None and time.monotonic() - self._began >= self._seconds
        if within_a_character and self._used < self._tokens + _LONGEST_CHARACTER - 1:
            return False
        if within_a_tag and self._used < self._tokens + _LONGEST_TAG:
            return False
        return late or self._used >= self._tokens


class ReasoningSplitter:
    """Follows a stream of tokens and says of each piece of text whether it is reasoning or answer.

    A tag is recognised by its token id (`ids`) and by its text, wherever tokens cut it. A tag that is opened again, closed
    twice or never closed only changes the part of what follows. As text, one within code or a quotation of the answer is none.
    """

    def __init__(self, tags: ThinkTags, ids: Mapping[int, StreamPart], *, inside: bool) -> None:
        self.part = StreamPart.REASONING if inside else StreamPart.ANSWER
        self.tags = 0
        """How many tags the stream has held so far."""
        self.held = ""
        """Text that may be the beginning of a tag; nothing of it is yielded yet."""
        self._ids, self._marks = ids, {tags.open: StreamPart.REASONING, tags.close: StreamPart.ANSWER}
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")
        self._quotation = QuotationState()

    @property
    def within_a_tag(self) -> bool:
        """Whether the last token may have begun a tag that isn't whole yet."""
        return bool(self.held)

    @property
    def within_a_character(self) -> bool:
        """Whether the last token ended amid a character's bytes."""
        return bool(self._decoder.getstate()[0])

    def feed(self, token: Token) -> Iterator[tuple[StreamPart, str]]:
        """Yield the text that a token completes, with its part; a possible beginning of a tag is held back."""
        if token.id in self._ids:
            yield from self.finish()
            self._enter(self._ids[token.id])
            return
        self.held += self._decoder.decode(token.piece)
        yield from self._release()

    def finish(self) -> Iterator[tuple[StreamPart, str]]:
        """Yield the rest when the stream ends. A piece of a tag is dropped."""
        rest = self.held + self._decoder.decode(b"", final=True)
        self._decoder.reset()
        self.held = ""
        is_piece = len(rest) >= _SHORTEST_PIECE and self._tail_that_may_be_a_tag(rest) == len(rest)
        if rest and not (is_piece and not self._is_quoted("")):
            yield self._through(rest)

    def _release(self) -> Iterator[tuple[StreamPart, str]]:
        while found := self._first_tag():
            at, tag = found
            if at:
                yield self._through(self.held[:at])
            self.held = self.held[at + len(tag) :]
            self._enter(self._marks[tag])
        ready = len(self.held) - self._tail_that_may_be_a_tag(self.held)
        if ready:
            text, self.held = self.held[:ready], self.held[ready:]
            yield self._through(text)

    def _first_tag(self) -> tuple[int, str] | None:
        """Return where the first tag of the held text stands, None where all that look like one are quoted."""
        places = sorted((at, tag) for tag in self._marks for at in _occurrences(tag, self.held))
        return next(((at, tag) for at, tag in places if not self._is_quoted(self.held[:at])), None)

    def _is_quoted(self, before: str) -> bool:
        return self.part is StreamPart.ANSWER and self._quotation.is_open_after(before)

    def _through(self, text: str) -> tuple[StreamPart, str]:
        if self.part is StreamPart.ANSWER:
            self._quotation.feed(text)
        return self.part, text

    def _enter(self, part: StreamPart) -> None:
        self.tags += 1
        self.part = part

    def _tail_that_may_be_a_tag(self, text: str) -> int:
        longest = max(map(len, self._marks)) - 1
        for length in range(min(longest, len(text)), 0, -1):
            if any(tag.startswith(text[-length:]) for tag in self._marks):
                return length
        return 0


def _occurrences(tag: str, text: str) -> Iterator[int]:
    at = text.find(tag)
    while at >= 0:
        yield at
        at = text.find(tag, at + 1)
