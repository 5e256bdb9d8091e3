"""Tells whether a claim gives one clause's name or number to what another clause of the same sentence says.

"Maya chairs the board and Liam keeps the accounts" doesn't say that Maya keeps the accounts, though it has every word of it.
"""

from collections.abc import Sequence
from itertools import permutations

import regex

from ragassist.language.registry import packs

_STEM = 5
"""Letters that forms of a word have in common."""
_FEWEST = 3
_DOMINANT = 3
"""How many times as many words of a claim one clause must have as another for the claim to be about it alone."""
_TOKEN = regex.compile(
    r"(?P<number>[\p{Latin}]*[-_]?\d[\w.,-]*)|(?P<dense>[\p{Han}\p{Katakana}ー]{2,})|(?P<hangul>\p{Hangul}{2,})|(?P<word>\p{L}[\p{L}'’]*)"
)
_NUMBER, _NAME, _WORD = "number", "name", "word"
Tokens = dict[str, str]


def is_misbound(claim: str, parts: Sequence[str], language: str) -> bool:
    """Whether a clause of a claim mixes what different clauses of a sentence in its language say of different things."""
    pieces = [piece for part in parts for piece in _joined(language).split(part) if piece.strip()]
    if len(pieces) == 1:
        return False
    own, its = tokens(claim), [tokens(piece) for piece in pieces]
    only = [{token for token in own if [token in other for other in its].count(True) == 1 and token in one} for one in its]
    return any(_is_mixed(own, only[one], only[two], its[two]) for one, two in permutations(range(len(its)), 2))


def _is_mixed(own: Tokens, here: set[str], there: set[str], its: Tokens) -> bool:
    """Whether a claim has words of two clauses and the second has a name or a number in the place of one from the first."""
    if not here or not there or max(len(here), len(there)) >= _DOMINANT * min(len(here), len(there)):
        return False
    kinds = {own[token] for token in here} - {_WORD}
    return any(kind in kinds and token not in own for token, kind in its.items())


def tokens(text: str) -> Tokens:
    """Return the beginnings of a text's words and pairs of its signs, each with its kind: a number, a name or a word."""
    found: Tokens = {}
    for match in _TOKEN.finditer(text):
        whole = match[0]
        match match.lastgroup:
            case "number":
                found[whole.casefold().rstrip(".,-")] = _NUMBER
            case "dense":
                found |= {whole[at : at + 2]: _NAME for at in range(len(whole) - 1)}
            case "hangul":
                found[whole[:2]] = _NAME
            case _ if len(whole) >= _FEWEST:
                found[whole.casefold()[:_STEM]] = _NAME if whole[0].isupper() else _WORD
    return found


def _joined(language: str) -> "regex.Pattern[str]":
    """Return what joins two clauses without a mark between them."""
    pack = packs().get(language)
    words = "|".join(map(regex.escape, sorted(pack.joining))) if pack else ""
    return regex.compile(rf"\s(?:{words})\s" if words else "(?!)")
