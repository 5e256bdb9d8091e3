"""Finds documents by their names in any script and spelling.

A text matches a word of a name if it holds the word, or its beginning, after folding the variants of letters. If no name
matches, words are compared by their sound in Latin letters, with one or two wrong letters: "baojiadan" matches 报价单,
"Pumpenhanbuch" matches "Pumpenhandbuch".
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import PurePath

import regex
from anyascii import anyascii
from rapidfuzz import fuzz

from indexes.errors import DocumentUnknown
from indexes.lexical.folding import fold
from indexes.records import DocumentRow
from ingest.said import said
from ragassist.untrusted import one_line

_WORDS = regex.compile(
    r"\p{Han}{2,}|[\p{Katakana}ー]{2,}|[[\p{L}\p{M}]--[\p{Han}\p{Katakana}\p{Hiragana}ー]]{3,}|\p{N}{2,}", regex.V1
)
_HAN = regex.compile(r"\p{Han}")
_ARABIC = regex.compile(r"\p{Arabic}")
_LETTERS = regex.compile(r"[a-z0-9]+")
_VOWELS = str.maketrans("", "", "aeiou")
_STEM = 5
"""Number of first letters by which a long word of a name is found in another form: "Pumpenhandbuchs"."""
_HALF = 0.5
_ALIKE = 80.0
"""Lowest similarity, out of 100, of two words that count as the same."""
_SHORTEST_SOUND = 4
_MOST_TOLD = 8


@dataclass(frozen=True, slots=True)
class Named:
    """A document, the words of its name that a text holds, and their share, without numbers if the name has other words."""

    row: DocumentRow
    held: frozenset[str]
    share: float

    @property
    def rank(self) -> tuple[float, int]:
        """The sort key; a better match has a greater one."""
        return self.share, len(self.held)


def documents_named(documents: Sequence[DocumentRow], text: str) -> list[DocumentRow]:
    """Return the document whose name matches a text best, several if they match equally, [] if none matches."""
    return [one.row for one in best_of(matches(documents, text))]


def best_of(found: Sequence[Named]) -> list[Named]:
    """Return the matches with the highest rank."""
    best = max((one.rank for one in found), default=None)
    return [one for one in found if one.rank == best]


def one_named(documents: Sequence[DocumentRow], name: str) -> DocumentRow:
    """Return the document with a path, the end of a path, or a name. Raises `DocumentUnknown` for none, or several."""
    ended = [row for row in documents if row.path == name or row.path.endswith(f"/{name}")]
    found = ended or documents_named(documents, name)
    if len(found) == 1:
        return found[0]
    if not found:
        told = "'{name}' names no document of the library; 'ragassist list' shows them"
        raise DocumentUnknown(said("document_unknown", told, name=one_line(name)[:60]))
    names = ", ".join(one_line(PurePath(row.path).name) for row in found[:_MOST_TOLD])
    asked = one_line(name)[:60]
    if len(found) > _MOST_TOLD:
        told = "'{name}' fits {count} documents: {names} and {more} more; name one of them"
        raise DocumentUnknown(
            said("documents_many", told, more=len(found) - _MOST_TOLD, name=asked, count=len(found), names=names)
        )
    raise DocumentUnknown(
        said(
            "documents_several",
            "'{name}' fits {count} documents: {names}; name one of them",
            name=asked,
            count=len(found),
            names=names,
        )
    )


def every_named(documents: Sequence[DocumentRow], text: str) -> list[list[Named]]:
    """Return the documents that a text names: those that match a word of it that no better match has.

    Documents that match the same words are named together: by "the leases", or by a year that stands in many names.
    """
    named: dict[frozenset[str], list[Named]] = {}
    covered: set[str] = set()
    for one in sorted(matches(documents, text), key=lambda match: match.rank, reverse=True):
        if one.held in named:
            named[one.held].append(one)
        elif one.held - covered:
            named[one.held] = [one]
            covered |= one.held
    return list(named.values())


def matches(documents: Sequence[DocumentRow], text: str) -> list[Named]:
    """Return the documents of whose names at least half of the words are in a text."""
    folded = fold(text)
    found = [_named(row, frozenset(word for word in name_words(row.path) if _holds(folded, word))) for row in documents]
    if not (whole := [one for one in found if one.share >= _HALF]):
        sounds = Sounds.of(text)
        found = [_named(row, frozenset(filter(sounds.hold, name_words(row.path)))) for row in documents]
        whole = [one for one in found if one.share >= _HALF]
    return whole


def _named(row: DocumentRow, held: Collection[str]) -> Named:
    words = name_words(row.path)
    counted = [word for word in words if not word.isdecimal()] or words
    return Named(row, frozenset(held), sum(word in held for word in counted) / len(counted) if counted else 0.0)


@lru_cache(maxsize=20_000)
def name_words(path: str) -> tuple[str, ...]:
    """Return the folded words of a document's name, without single digits and single signs."""
    return tuple(dict.fromkeys(_WORDS.findall(fold(PurePath(path).stem))))


def _holds(folded: str, word: str) -> bool:
    """Whether a folded text holds a word, the beginning of a long word, or half of the pairs of characters of a Han word.

    A number is held only where it isn't a part of another one.
    """
    if word.isdecimal():
        return regex.search(rf"(?<!\p{{N}}){word}(?!\p{{N}})", folded) is not None
    if _HAN.match(word):
        pairs = [word[at : at + 2] for at in range(len(word) - 1)]
        return sum(pair in folded for pair in pairs) >= _HALF * len(pairs)
    start = word[:_STEM] if len(word) > _STEM + 2 else word
    return regex.search(rf"(?<!\p{{Latin}}){regex.escape(start)}", folded) is not None


@dataclass(frozen=True, slots=True)
class Sounds:
    """The words of a text, transliterated to Latin letters."""

    words: tuple[str, ...]

    @classmethod
    def of(cls, text: str) -> "Sounds":
        """Return the sounds of a text."""
        return cls(tuple(_LETTERS.findall(anyascii(text).lower())))

    def hold(self, word: str) -> bool:
        """Whether a word of a name sounds like a word of the text; a number has to be the same.

        Vowels are ignored in Arabic, which omits most of them.
        """
        sound = _sound(word)
        if word.isdecimal():
            return sound in self.words
        if _ARABIC.match(word):
            sound = sound.translate(_VOWELS)
            return len(sound) > 1 and any(fuzz.ratio(sound, own.translate(_VOWELS)) >= _ALIKE for own in self.words)
        if len(sound) < _SHORTEST_SOUND:
            return False
        within = not word.isascii() and sound in "".join(self.words)
        return within or any(fuzz.ratio(sound, own) >= _ALIKE for own in self.words)


@lru_cache(maxsize=20_000)
def _sound(word: str) -> str:
    return "".join(_LETTERS.findall(anyascii(word.removeprefix("ال").replace("ه", "ت")).lower()))
