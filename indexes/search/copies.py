"""Whether one text is a copy of another: the same but for layout, cut ends and spelling, and never in what it says.

Bills and leases made from one template share nearly all of their text and differ in what matters: a figure, a date, a name, a
negation. Any such difference makes them texts of their own.
"""

from collections.abc import Iterable, Mapping, Sequence
from difflib import SequenceMatcher

import regex

from indexes.embedding.embedder import Vectors
from indexes.records import ChunkRow

_SHINGLE = 5
_SHARED = 0.8
"""Share of their five-character pieces that two texts have in common at least if one is a copy of the other."""
_COPY_COSINE = 0.7
"""Passages whose cosine is lower are no copies, and their texts are not compared."""
_TOKENS = regex.compile(r"[0-9]+(?:[.,:/-][0-9]+)*|[\p{Han}\p{Hiragana}\p{Katakana}]|[\p{L}\p{M}]+|\p{N}+")
_BROKEN_WORD = regex.compile(r"(?<=\p{Ll})[-\u00ad\u2010]\s*\n\s*(?=\p{Ll})")
_CUT_WORDS = 3
_SAME_WORD, _SHORTEST_SPELLING = 0.8, 5
"""Likeness of two spellings of one word (colour, color), and its letters at least: shorter words differ in meaning."""


class CopyFinder:
    """Compares texts; their pieces are made when two of about one length, and near each other, are compared."""

    def __init__(self, chunks: Sequence[ChunkRow], vectors: Mapping[int, Vectors]) -> None:
        self._texts = [chunk.text for chunk in chunks]
        self._plain = ["".join(text.split()).casefold() for text in self._texts]
        self._vectors = [vectors.get(chunk.id) for chunk in chunks]
        self._pieces: dict[int, frozenset[str]] = {}

    def is_copy(self, one: int, other: int) -> bool:
        """Whether two texts say the same in the same words."""
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
    """Whether two texts differ in nothing but layout, punctuation, spelling and where they are cut.

    Several words more or less at one end are a cut; fewer, or any within the text, may be a negation. A word for another is a
    spelling where both are long, in small letters and alike; figures and names are neither.
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
