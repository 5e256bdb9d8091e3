"""Separates a model's reasoning from its answer, and decides when to ask for reasoning."""

import codecs
import re
from collections.abc import Iterator
from enum import StrEnum

from ragassist.chat_model import Token
from ragassist.evidence import Evidence

OPEN, CLOSE = "<think>", "</think>"


class Thinking(StrEnum):
    """Whether the model is asked to reason before it answers."""

    AUTO = "auto"
    ON = "on"
    OFF = "off"


class Part(StrEnum):
    """Which part of a reply some text belongs to."""

    REASONING = "reasoning"
    ANSWER = "answer"


_COMPARES = re.compile(
    r"\b(how many|compare|difference|versus|vs|more than|less than|total|both|combien|compar\w+|différence|plus que|moins que|"
    r"wie viele|vergleich\w*|unterschied\w*|insgesamt|cuánt[oa]s|diferencia|más que|menos que)\b"
    r"|多少|几个|比较|区别|一共|いくつ|何人|比べ|違い|合計|몇 (개|명)|비교|차이|모두|كم عدد|قارن|الفرق|مقارنة",
    re.IGNORECASE,
)


def wanted(policy: Thinking, question: str, language: str, evidence: Evidence) -> bool:
    """Whether to reason: as told, or by `auto` for evidence in another or in several languages and for comparing questions."""
    if policy is not Thinking.AUTO:
        return policy is Thinking.ON
    return evidence.languages != {language} or bool(_COMPARES.search(question))


class Splitter:
    """Follows a stream of tokens and says of each piece of text whether it is reasoning or answer.

    Tags are known by token id where the vocabulary has them, else by their text, also when one is split over several tokens.
    A tag opened again, closed twice or never closed changes nothing but the part that follows.
    """

    def __init__(self, open_id: int | None, close_id: int | None, *, inside: bool) -> None:
        self._ids = {open_id: Part.REASONING, close_id: Part.ANSWER} if open_id is not None else {}
        self.part = Part.REASONING if inside else Part.ANSWER
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")
        self._held = ""

    def feed(self, token: Token) -> Iterator[tuple[Part, str]]:
        """Yield the text that a token completes, with its part; a possible beginning of a tag is held back."""
        if token.id in self._ids:
            yield from self.finish()
            self.part = self._ids[token.id]
            return
        self._held += self._decoder.decode(token.piece)
        yield from self._release()

    def finish(self) -> Iterator[tuple[Part, str]]:
        """Yield what was held back when the stream ends."""
        self._held += self._decoder.decode(b"", final=True)
        self._decoder.reset()
        if self._held:
            yield self.part, self._held
        self._held = ""

    def _release(self) -> Iterator[tuple[Part, str]]:
        while found := min(((self._held.find(tag), tag) for tag in (OPEN, CLOSE) if tag in self._held), default=None):
            at, tag = found
            if at:
                yield self.part, self._held[:at]
            self._held = self._held[at + len(tag) :]
            self.part = Part.REASONING if tag == OPEN else Part.ANSWER
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
