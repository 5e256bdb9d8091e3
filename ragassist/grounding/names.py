"""Finds the names in a text: by capital letters, and in Japanese by the sign between the parts of a foreign name.

Detects a claim that exchanges two names of a sentence in its language as well: "Ben pays Ann" for "Ann pays Ben". Only a claim
in the sentence's own words is told: with two names exchanged it is the sentence, or a part of it, word for word. "Ben is paid
by Ann" has other words, and nothing is known about it.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import combinations

import regex

from ingest.language.scripts import DENSE
from ragassist.language.measures.weekdays import is_calendar_name
from ragassist.language.pack import LanguagePack
from ragassist.language.registry import packs

CAPITALISED = regex.compile(r"\p{Lu}\p{Ll}{2,}")
"""A word with a capital letter."""
_PAIR = regex.compile(rf"({CAPITALISED.pattern}) ({CAPITALISED.pattern})")
_INSIDE = regex.compile(rf"(?<=\p{{L}}[\s,;(]|[,;] ){CAPITALISED.pattern}")
_DOTTED = regex.compile(r"[\p{Katakana}ー]+(?:・[\p{Katakana}ー]+)+")

_TOKEN = regex.compile(rf"[{DENSE}]|[[\p{{L}}\p{{M}}\p{{N}}]--[{DENSE}]]+(?:['’-][[\p{{L}}\p{{M}}]--[{DENSE}]]+)*", regex.V1)
_DENSE = regex.compile(f"[{DENSE}]", regex.V1)
_INSIDE_A_NAME = regex.compile(r"[\p{Han}\p{Katakana}ー・\p{Hangul}]")
_MOST_WORDS, _MOST_SIGNS = 20, 40
"""Most tokens of a claim that is compared, in words and in signs of a script without spaces."""
_LONGEST_IN_WORDS, _LONGEST_IN_SIGNS = 2, 4
"""Most tokens of a name."""
_Span = tuple[int, int]


@lru_cache(maxsize=256)
def names_in(text: str, language: str) -> frozenset[str]:
    """Return the words of a text that are known to be names: by a capital, where every noun has one by two in a row, by 「・」.

    The first word counts only if the second has a capital as well.
    """
    pack = packs().get(language)
    if pack is None or pack.scripts[0] != "Latn":
        return frozenset(part for match in _DOTTED.finditer(text) for part in match[0].split("・"))
    found = set(_in_pairs(text, pack))
    if pack.names_by_capital:
        found.update(match[0] for match in CAPITALISED.finditer(text) if match.start())
    empty = pack.function_words | pack.titles
    return frozenset(word for word in found if word.lower() not in empty and not is_calendar_name(word, language))


def names_inside(text: str, pack: LanguagePack) -> list[str]:
    """Return the names in a text of a Latin language, without a word that begins a sentence unless another name follows it."""
    if pack.names_by_capital:
        return [word for word in _INSIDE.findall(text) if not is_calendar_name(word, pack.code)]
    return _in_pairs(text, pack)


def _in_pairs(text: str, pack: LanguagePack) -> list[str]:
    """Return the words with capitals that stand two in a row and are no function words."""
    pairs = [pair for pair in _PAIR.findall(text) if not pack.function_words.intersection(map(str.lower, pair))]
    return [word for pair in pairs for word in pair]


def exchanges_names(claim: str, sentence: str, language: str) -> bool:
    """Whether a claim is a sentence in its language, or a part of it, with two of its names exchanged."""
    own, its = _TOKEN.findall(claim), _TOKEN.findall(sentence)
    is_dense = len(own) > 0 and len(_DENSE.findall(claim)) * 2 > len(own)
    if len(own) > (_MOST_SIGNS if is_dense else _MOST_WORDS) or Counter(own) - Counter(its) or _is_within(own, its):
        return False
    return any(_is_within(other, its) for other in _exchanged(own, language, is_dense))


def _exchanged(own: Sequence[str], language: str, is_dense: bool) -> Iterator[list[str]]:
    """Yield the tokens of a claim with each two of its names exchanged that something is said about."""
    for (start, end), (then, last) in combinations(_names(own, is_dense), 2):
        between, rest = own[end:then], [*own[:start], *own[end:then], *own[last:]]
        if end < then and own[start:end] != own[then:last] and _says_something(between, rest, language, is_dense):
            yield [*own[:start], *own[then:last], *between, *own[start:end], *own[last:]]


def _names(own: Sequence[str], is_dense: bool) -> list[_Span]:
    """Return the spans of tokens that may be a name."""
    longest = _LONGEST_IN_SIGNS if is_dense else _LONGEST_IN_WORDS
    spans = ((at, at + size) for at in range(len(own)) for size in range(1, longest + 1) if at + size <= len(own))
    return [(start, end) for start, end in spans if all(map(_may_be_in_a_name, own[start:end]))]


def _may_be_in_a_name(token: str) -> bool:
    return not token[0].islower() and not token[0].isdigit() and (len(token) > 1 or bool(_INSIDE_A_NAME.match(token)))


def _says_something(between: Sequence[str], rest: Sequence[str], language: str, is_dense: bool) -> bool:
    """Whether two names aren't only joined by "and", or said to be the same."""
    pack = packs().get(language)
    if pack is None:
        return False
    if is_dense:
        return not set("".join(pack.joining)).issuperset(between) and not set(pack.equating).issuperset(rest)
    empty = pack.function_words | pack.joining
    return any(token.lower() not in empty for token in between)


def _is_within(some: Sequence[str], of: Sequence[str]) -> bool:
    """Whether tokens occur among others in the same order."""
    left = iter(of)
    return all(token in left for token in some)
