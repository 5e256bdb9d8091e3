"""Finds documents by their names in any script and spelling.

A text matches a word of a name if it holds the word, or its beginning, after folding the variants of letters. If no name
matches, words are compared by their sound in Latin letters, with one or two wrong letters: "baojiadan" matches 报价单,
"Pumpenhanbuch" matches "Pumpenhandbuch".
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import PurePath

import regex
from anyascii import anyascii
from rapidfuzz import fuzz
from rapidfuzz.distance import Prefix

from indexes.errors import DocumentUnknown
from indexes.lexical.folding import fold
from indexes.records import DocumentRow
from ingest.language.scripts import DENSE, HAN_KANA
from ingest.said import said
from ragassist.language.sounds import sound_of
from ragassist.untrusted import one_line

_WORDS = regex.compile(
    rf"\p{{Han}}{{2,}}|[\p{{Katakana}}ー]{{2,}}|\p{{Hangul}}{{2,}}|[[\p{{L}}\p{{M}}]--[{DENSE}]]{{3,}}|\p{{N}}{{2,}}",
    regex.V1,
)
_ALL_WORDS = regex.compile(rf"\p{{Han}}{{2,}}|[\p{{Katakana}}ー]{{2,}}|[[\p{{L}}\p{{M}}]--[{HAN_KANA}]]{{2,}}", regex.V1)
_HAN = regex.compile(r"\p{Han}")
_ARABIC = regex.compile(r"\p{Arabic}")
_LATIN = regex.compile(r"\p{Latin}+")
_LETTERS = regex.compile(r"[a-z0-9]+")
_VOWELS = str.maketrans("", "", "aeiou")
_STEM, _ENDING = 5, 4
"""Fewest first letters by which a long word of a name is found in another form ("Pumpenhandbuchs") or as the first part of a
compound, and most other letters that two forms of one word end in: "compare" is no form of "compatibility"."""
_TOO_SHORT = 3
"""Letters of a word that is no part of a compound."""
_NUMBERS = regex.compile(r"\p{N}+")
_HALF, _TWO = 0.5, 2
_ALIKE = 80.0
"""Lowest similarity, out of 100, of two words that count as the same."""
_SHORTEST_SOUND = 4
_MOST_TOLD = 8


@dataclass(frozen=True, slots=True)
class Named:
    """A document, the words of its name that a text holds, and their share, without numbers if the name has other words.

    `numbers` is the number of figures of the name that the text holds: of "Letter 1" and "Letter 5" one is meant by "letter 5".
    """

    row: DocumentRow
    held: frozenset[str]
    share: float
    numbers: int = 0

    @property
    def rank(self) -> tuple[float, int, int]:
        """The sort key; a better match has a greater one."""
        return self.share, self.numbers, len(self.held)


def documents_named(documents: Sequence[DocumentRow], text: str) -> list[DocumentRow]:
    """Return the document whose name matches a text best, several if they match equally, [] if none matches."""
    return [one.row for one in best_of(matches(documents, text))]


def best_of(found: Sequence[Named]) -> list[Named]:
    """Return the matches with the highest rank."""
    best = max((one.rank for one in found), default=None)
    return [one for one in found if one.rank == best]


def named_in_full(documents: Sequence[DocumentRow], text: str) -> list[Named]:
    """Return the documents of whose names a text holds at least two words and all of them, or the file's name as it is.

    A single word may be an ordinary one: "installation".
    """
    folded = fold(text)
    if as_it_is := [row for row in documents if PurePath(row.path).suffix and _is_in(fold(PurePath(row.path).name), folded)]:
        return [Named(row, frozenset(name_words(row.path)), 1.0) for row in as_it_is]
    found = matches(documents, text)
    return best_of([one for one in found if one.share == 1.0 and len(one.held) + one.numbers >= _TWO])


def is_named_by(row: DocumentRow, words: str) -> bool:
    """Whether the name of a document holds all of some words, of at least one: "LilyPond, manual" is named by "LilyPond"."""
    stem, wanted = fold(PurePath(row.path).stem), _WORDS.findall(fold(words))
    return bool(wanted) and all(_holds(stem, word) or _ends_compound(stem, word) for word in wanted)


def one_named(documents: Sequence[DocumentRow], name: str) -> DocumentRow:
    """Return the document with a path, the end of a path, or a name. Raises `DocumentUnknown` for none, or several."""
    end = f"/{PurePath(name).as_posix()}"
    ended = [row for row in documents if row.path == name or PurePath(row.path).as_posix().endswith(end)]
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
    told = "'{name}' fits {count} documents: {names}; name one of them"
    raise DocumentUnknown(said("documents_several", told, name=asked, count=len(found), names=names))


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
    numbers = frozenset(_NUMBERS.findall(folded))
    found = [_named(row, {word for word in name_words(row.path) if _holds(folded, word)}, numbers) for row in documents]
    if not (whole := [one for one in found if one.share >= _HALF]):
        sounds = Sounds.of(text)
        found = [_named(row, set(filter(sounds.hold, name_words(row.path))), numbers) for row in documents]
        whole = [one for one in found if one.share >= _HALF]
    return whole


def _named(row: DocumentRow, held: set[str], numbers: frozenset[str]) -> Named:
    if not held:
        return Named(row, frozenset(), 0.0)
    stem = fold(PurePath(row.path).stem)
    counted = set(_ALL_WORDS.findall(stem)) or set(name_words(row.path))
    share = len(counted & held) / len(counted)
    return Named(row, frozenset(held), share, len(numbers.intersection(_NUMBERS.findall(stem))))


@lru_cache(maxsize=20_000)
def name_words(path: str) -> tuple[str, ...]:
    """Return the folded words of a document's name, without single digits and single signs."""
    return tuple(words_in(PurePath(path).stem))


def words_in(text: str) -> list[str]:
    """Return the folded words of a text, each once, as those of a name."""
    return list(dict.fromkeys(_WORDS.findall(fold(text))))


def _is_in(name: str, folded: str) -> bool:
    return (
        name in folded and regex.search(rf"(?<![\p{{L}}\p{{N}}]){regex.escape(name)}(?![\p{{L}}\p{{N}}])", folded) is not None
    )


def _holds(folded: str, word: str) -> bool:
    """Whether a folded text holds a word, the beginning of a long word, or half of the pairs of characters of a Han word.

    A number is held only where it isn't a part of another one.
    """
    if word.isdecimal():
        return word in _NUMBERS.findall(folded)
    if _HAN.match(word):
        pairs = [word[at : at + 2] for at in range(len(word) - 1)]
        return sum(pair in folded for pair in pairs) >= _HALF * len(pairs)
    start = word[:_STEM] if len(word) > _STEM + 2 else word
    if not _LATIN.match(word):
        return start in folded
    return any(other.startswith(start) and _is_form(word, other) for other in _latin_words(folded))


@lru_cache(maxsize=16)
def _latin_words(folded: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_LATIN.findall(folded)))


def _is_form(word: str, other: str) -> bool:
    """Whether two words with the same beginning are forms of one, or one is the first part of the other.

    Three letters begin many other words: "cap" is no part of "captain".
    """
    common, ending = Prefix.similarity(word, other), max(len(word), len(other))
    if common == min(len(word), len(other)) > _TOO_SHORT:
        return True
    return ending - common <= min(_ENDING, len(word) - 1)


def _ends_compound(folded: str, word: str) -> bool:
    """Whether a word of a folded text is a compound whose last part is a form of a long one: "pumpenhandbuch", "handbücher"."""
    plain = anyascii(word)
    start = plain[:_STEM]
    others = map(anyascii, _latin_words(folded))
    return len(plain) > _STEM and any(_is_form(plain, other[at:]) for other in others if (at := other.find(start, 1)) > 0)


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
        sound = sound_of(word)
        if word.isdecimal():
            return sound in self.words
        if _ARABIC.match(word):
            sound = sound.translate(_VOWELS)
            return len(sound) > 1 and any(fuzz.ratio(sound, own.translate(_VOWELS)) >= _ALIKE for own in self.words)
        if len(sound) < _SHORTEST_SOUND:
            return False
        within = not word.isascii() and sound in "".join(self.words)
        return within or any(fuzz.ratio(sound, own) >= _ALIKE for own in self.words)
