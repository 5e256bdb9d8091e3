"""Separates a model's reasoning from its answer by tags, which are tokens of the vocabulary or plain text."""

import codecs
import time
from collections.abc import Iterator, Mapping
from enum import StrEnum

from ragassist.engine.chat_model import Token
from ragassist.generation.quotation import QuotationState
from ragassist.models.entries import ThinkTags

_LONGEST_CHARACTER = 4
"""Bytes of the longest UTF-8 character, and therefore most tokens of one character."""
_LONGEST_TAG = 10
"""Characters of the longest tag, and therefore most tokens of a tag that is plain text."""
_SHORTEST_PIECE = 3
"""Fewest characters of an incomplete tag, such as `</t`; "<" alone is a sign of comparison."""


class StreamPart(StrEnum):
    """The part of a reply that a piece of text belongs to."""

    REASONING = "reasoning"
    ANSWER = "answer"


class ThinkBudget:
    """A limit of reasoning in tokens, and in seconds from its first token unless `seconds` is None."""

    def __init__(self, tokens: int, seconds: float | None) -> None:
        self._tokens, self._seconds = tokens, seconds
        self._used = 0
        self._began: float | None = None

    def count(self, part: StreamPart) -> None:
        """Count a token of a part."""
        if part is StreamPart.REASONING:
            self._used += 1
            self._began = self._began or time.monotonic()

    def is_spent(self, *, within_a_character: bool = False, within_a_tag: bool = False) -> bool:
        """Whether reasoning has to end now. A character of several bytes or a tag in plain text may be completed first."""
        late = self._seconds is not None and self._began is not None and time.monotonic() - self._began >= self._seconds
        if within_a_character and self._used < self._tokens + _LONGEST_CHARACTER - 1:
            return False
        if within_a_tag and self._used < self._tokens + _LONGEST_TAG:
            return False
        return late or self._used >= self._tokens


class ReasoningSplitter:
    """Splits a stream of tokens into pieces of reasoning and of the answer.

    A tag is recognised by its token id (`ids`) or by its text, even across several tokens. Each tag sets the part of the text
    after it; tags needn't be balanced. Text of a tag inside code or a quotation of the answer isn't a tag.
    """

    def __init__(self, tags: ThinkTags, ids: Mapping[int, StreamPart], *, inside: bool) -> None:
        self.part = StreamPart.REASONING if inside else StreamPart.ANSWER
        self.tags = 0
        """Number of tags in the stream so far."""
        self.held = ""
        """Text that may be the beginning of a tag and isn't yielded yet."""
        self._ids, self._marks = ids, {tags.open: StreamPart.REASONING, tags.close: StreamPart.ANSWER}
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")
        self._quotation = QuotationState()

    @property
    def within_a_tag(self) -> bool:
        """Whether the text so far may end with the beginning of a tag."""
        return bool(self.held)

    @property
    def within_a_character(self) -> bool:
        """Whether the last token ended inside a character of several bytes."""
        return bool(self._decoder.getstate()[0])

    def feed(self, token: Token) -> Iterator[tuple[StreamPart, str]]:
        """Yield the text that a token completes, with its part. A possible beginning of a tag is held back."""
        if token.id in self._ids:
            yield from self.finish()
            self._enter(self._ids[token.id])
            return
        self.held += self._decoder.decode(token.piece)
        yield from self._release()

    def finish(self) -> Iterator[tuple[StreamPart, str]]:
        """Yield the remaining text at the end of the stream. An incomplete tag is dropped."""
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
        """Return the offset and text of the first tag in the held text that isn't quoted; None without such a tag."""
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
