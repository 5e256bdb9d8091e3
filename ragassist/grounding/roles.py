"""Detects a claim that exchanges two names of a sentence in its language: "Ben pays Ann" for "Ann pays Ben".

Only a claim in the sentence's own words is told: with two names exchanged it is the sentence, or a part of it, word for word.
"Ben is paid by Ann" has other words, and nothing is known about it.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import combinations

import regex

from ingest.language.scripts import DENSE
from ragassist.language.registry import packs

_TOKEN = regex.compile(rf"[{DENSE}]|[[\p{{L}}\p{{M}}\p{{N}}]--[{DENSE}]]+(?:['’-][[\p{{L}}\p{{M}}]--[{DENSE}]]+)*", regex.V1)
_DENSE = regex.compile(f"[{DENSE}]", regex.V1)
_INSIDE_A_NAME = regex.compile(r"[\p{Han}\p{Katakana}ー・\p{Hangul}]")
_MOST_WORDS, _MOST_SIGNS = 20, 40
"""Most tokens of a claim that is compared, in words and in signs of a script without spaces."""
_LONGEST_IN_WORDS, _LONGEST_IN_SIGNS = 2, 4
"""Most tokens of a name."""
_Span = tuple[int, int]


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
