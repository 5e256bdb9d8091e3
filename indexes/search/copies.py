"""Detects whether one text is a copy of another, which may differ in layout, cut ends and spelling, but not in content.

Bills and leases from one template share nearly all of their text, but differ in a figure, a date, a name or a negation. Texts
with such a difference aren't copies.
"""

from collections.abc import Iterable, Mapping, Sequence
from difflib import SequenceMatcher

import regex

from indexes.embedding.embedder import Vectors
from indexes.records import ChunkRow
from ingest.language.scripts import HAN_KANA

_SHINGLE = 5
_SHARED = 0.8
"""Lowest share of common five-character pieces of two copies."""
_COPY_COSINE = 0.7
"""Passages with a lower cosine aren't copies, and their texts aren't compared."""
_TOKENS = regex.compile(rf"[0-9]+(?:[.,:/-][0-9]+)*|[{HAN_KANA}]|[\p{{L}}\p{{M}}]+|\p{{N}}+")
_BROKEN_WORD = regex.compile(r"(?<=\p{Ll})[-\u00ad\u2010]\s*\n\s*(?=\p{Ll})")
_CUT_WORDS = 3
_SAME_WORD, _SHORTEST_SPELLING = 0.8, 5
"""Lowest similarity of two spellings of a word (colour, color), and its fewest letters; similar shorter words differ in
meaning."""


class CopyFinder:
    """Compares texts. Their pieces are only computed for near texts of similar length."""

    def __init__(self, chunks: Sequence[ChunkRow], vectors: Mapping[int, Vectors]) -> None:
        self._texts = [chunk.text for chunk in chunks]
        self._plain = ["".join(text.split()).casefold() for text in self._texts]
        self._vectors = [vectors.get(chunk.id) for chunk in chunks]
        self._pieces: dict[int, frozenset[str]] = {}

    def is_copy(self, one: int, other: int) -> bool:
        """Whether two texts are copies."""
        if self._plain[one] == self._plain[other]:
            return True
        shorter, longer = sorted((len(self._plain[one]), len(self._plain[other])))
        if shorter < _SHARED * longer or not self._near(one, other):
            return False
        pieces, others = self._of(one), self._of(other)
        shared = len(pieces & others) > _SHARED * len(pieces | others)
        return shared and differ_in_little(self._texts[one], self._texts[other])

    def _near(self, one: int, other: int) -> bool:
        row, beside = self._vectors[one], self._vectors[other]
        return row is None or beside is None or float(row @ beside) > _COPY_COSINE

    def _of(self, at: int) -> frozenset[str]:
        if at not in self._pieces:
            plain = self._plain[at]
            self._pieces[at] = frozenset(plain[start : start + _SHINGLE] for start in range(max(1, len(plain) - _SHINGLE + 1)))
        return self._pieces[at]


def differ_in_little(one: str, other: str) -> bool:
    """Whether two texts only differ in layout, punctuation, spelling and cut ends.

    Several additional words at one end are a cut; fewer, or words inside the text, may be a negation. Two different words are
    spellings of one if both are long, similar and in lower case, which figures and names aren't.
    """
    mine, its = _words(one), _words(other)
    matcher = SequenceMatcher(None, [word.casefold() for word in mine], [word.casefold() for word in its], autojunk=False)
    for kind, i, after_i, j, after_j in matcher.get_opcodes():
        at_an_end = (i, j) == (0, 0) or (after_i, after_j) == (len(mine), len(its))
        cut = kind in ("insert", "delete") and at_an_end and after_i - i + after_j - j >= _CUT_WORDS
        if kind != "equal" and not cut and not _same_words(mine[i:after_i], its[j:after_j]):
            return False
    return True


def _words(text: str) -> list[str]:
    found: list[str] = _TOKENS.findall(_BROKEN_WORD.sub("", text))
    return found


def _same_words(some: Sequence[str], others: Sequence[str]) -> bool:
    if _joined(some) == _joined(others):
        return True
    return len(some) == len(others) and all(_same_word(one, other) for one, other in zip(some, others, strict=True))


def _joined(words: Iterable[str]) -> str:
    return "".join(words).casefold()


def _same_word(one: str, other: str) -> bool:
    if one.casefold() == other.casefold():
        return True
    if not (one.islower() and other.islower()) or min(len(one), len(other)) < _SHORTEST_SPELLING:
        return False
    return one[0] == other[0] and SequenceMatcher(None, one, other).ratio() >= _SAME_WORD
