"""Turns text of any script into terms for full-text search."""

from collections.abc import Iterator
from functools import lru_cache

import regex
import Stemmer

from indexes.lexical.folding import fold
from indexes.lexical.numbers import number_terms, without_numbers
from ingest.language.scripts import DENSE, SYLLABLES_UNSPACED

VERSION = "8"
"""Version of `terms` and `searched_text`. The full text of another version is rebuilt, because its terms can't be removed one
by one."""

_STEMMERS = {
    "ar": "arabic", "da": "danish", "de": "german", "el": "greek", "en": "english", "es": "spanish", "fi": "finnish",
    "fr": "french", "hu": "hungarian", "id": "indonesian", "it": "italian", "nl": "dutch", "no": "norwegian",
    "pt": "portuguese", "ro": "romanian", "ru": "russian", "sv": "swedish", "tr": "turkish",
}  # fmt: skip
STEMMED = ("", *_STEMMERS)
"""Languages with a stemmer; "" stands for all others."""
_PAIRED = DENSE
_IN_THREES = SYLLABLES_UNSPACED  # a syllable has more characters: recall@1 is 92.6 % with pairs and 95.1 % with threes
_RUNS = regex.compile(rf"([{_PAIRED}]+)|([{_IN_THREES}]+)|([[\p{{L}}\p{{M}}\p{{N}}]--[{_PAIRED}{_IN_THREES}]]+)", regex.V1)
_HAN = regex.compile(r"\p{Han}")
_JOINED = regex.compile(r"(?<![a-z0-9])[a-z0-9]++(?:[-./_+@][a-z0-9]++)+")  # possessive quantifiers keep it linear on long text
_LOOSE = regex.compile(r"(?<!\d)[-./_+@]|[-./_+@](?!\d)")
_ALPHANUMERIC = regex.compile(r"[a-z]+|[0-9]+")
_LONGEST = 64
_COMPOUND, _PIECE, _SHORTEST_OUTLINE = 9, 5, 3
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe", "æ": "ae"})
_WITHOUT_UMLAUTS = str.maketrans("äöüåø", "aouao")
_ARABIC_PREFIX = regex.compile("^(?:(?:وال|فال|بال|كال|ولل|لل|ال)(?=...)|[وف](?=....)|[بلك](?=....))")
_ARABIC_SUFFIX = regex.compile("(?<=...)(?:هما|كما|تما|ها|هم|هن|نا|كم|ان|ات|ون|ين|يه|تي|وا|ه|ي|ت|ا)$")
_ARABIC_LONG_VOWELS = str.maketrans("", "", "اوي")


def terms(text: str, language: str) -> list[str]:
    """Return the terms of a text, with repetitions; `language` chooses the stemmer.

    First come whole identifiers, so that `HX-200/4` matches `HX 200/4` and `TK4142` matches `TK-4142`. Then come all words in
    their order; in scripts without spaces these are pairs or threes of characters. Last come parts of words: single Han
    characters, Arabic words without clitics and long vowels (a broken plural has the same as its singular), the ends of German
    compounds, `Mueller` and `Muller` for `Müller`, the letters and digits of `K240`, and numbers in one spelling. Variants of
    letters, signs and digits are folded.
    """
    folded = fold(text)
    runs = _RUNS.findall(folded)
    wholes = list(_wholes(folded))
    numbers = (term for term in number_terms(folded) if term not in wholes)
    return [*wholes, *_words(runs, language), *_pieces(runs, language), *numbers]


def words(text: str, language: str) -> list[str]:
    """Return the terms of the words of a text in their order; those of a phrase are consecutive in every text with it."""
    return list(_words(_RUNS.findall(fold(text)), language))


def identifiers(text: str) -> list[str]:
    """Return the terms of numbers, part numbers, versions, addresses and the like in a text."""
    folded = fold(text)
    rest = without_numbers(folded)
    plain = [word[:_LONGEST] for _, _, word in _RUNS.findall(rest) if any(map(str.isdecimal, word))]
    return list(dict.fromkeys([*_wholes(rest), *plain, *number_terms(folded)]))


def other_stems(text: str, language: str) -> dict[str, tuple[str, ...]]:
    """Return the different stems of each word of a text in other languages, by its term in its own.

    A name is stemmed by the language of its document: Spanish removes the ending of `García`, English doesn't.
    """
    found = dict[str, tuple[str, ...]]()
    for _, _, word in _RUNS.findall(fold(text)):
        short = word[:_LONGEST]
        if short.isalpha():
            own, *_ = _words([("", "", short)], language)
            stems = {stem for other in STEMMED for stem in _words([("", "", short)], other)}
            found[own] = tuple(sorted(stems - {own}))
    return found


def holds(text: str, phrase: str) -> bool:
    """Whether a text holds a phrase word for word, regardless of case, punctuation and folded variants."""
    return _spaced(phrase) in _spaced(text)


def _wholes(folded: str) -> Iterator[str]:
    for joined in _JOINED.findall(folded):
        if "@" in joined or any(map(str.isdigit, joined)):
            yield _LOOSE.sub("", joined)[:_LONGEST]


def _words(runs: list[tuple[str, str, str]], language: str) -> Iterator[str]:
    stem = _stemmer(language)
    for paired, in_threes, word in runs:
        if word:
            short = word[:_LONGEST]
            yield stem.stemWord(short) if stem and not short.isdecimal() else short
        elif paired:
            yield from (paired[i : i + 2] for i in range(max(1, len(paired) - 1)))
        else:
            yield from (in_threes[i : i + 3] for i in range(max(1, len(in_threes) - 2)))


def _pieces(runs: list[tuple[str, str, str]], language: str) -> Iterator[str]:
    outline = _OUTLINES.get(language)
    for paired, _, word in runs:
        if len(paired) > 1:
            yield from _HAN.findall(paired)
        elif word and len(word) <= _LONGEST:
            if not word.isalpha():
                parts = _ALPHANUMERIC.findall(word)
                yield from parts if len(parts) > 1 else ()
            else:
                yield from outline(word) if outline else ()
                yield from sorted({word.translate(_UMLAUTS), word.translate(_WITHOUT_UMLAUTS)} - {word})


def _arabic_outline(word: str) -> tuple[str, ...]:
    bare = _ARABIC_SUFFIX.sub("", _ARABIC_PREFIX.sub("", word))
    outline = bare[0] + bare[1:].translate(_ARABIC_LONG_VOWELS)
    return (outline if len(outline) >= _SHORTEST_OUTLINE else bare,)


def _german_ends(word: str) -> tuple[str, ...]:
    if len(word) < _COMPOUND:
        return ()
    stemmer = _stemmer("de")
    stem = stemmer.stemWord(word) if stemmer else word
    return stem[:_PIECE], stem[-_PIECE:]


_OUTLINES = {"ar": _arabic_outline, "de": _german_ends}


@lru_cache(maxsize=32)
def _stemmer(language: str) -> "Stemmer.Stemmer | None":
    name = _STEMMERS.get(language)
    return Stemmer.Stemmer(name) if name else None


def _spaced(text: str) -> str:
    """Return the words of a text, each between spaces; words of scripts without spaces get none."""
    return "".join(f" {word} " if word else paired or in_threes for paired, in_threes, word in _RUNS.findall(fold(text)))
