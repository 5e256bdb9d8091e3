"""Tells whether a claim gives one clause's name or number to what another clause of the same sentence says.

"Maya chairs the board and Liam keeps the accounts" doesn't say that Maya keeps the accounts, though it has every word of it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import permutations

import regex

from ragassist.language.registry import packs

_STEM = 5
"""Letters that forms of a word have in common."""
_FEWEST = 3
_MOST = 7
"""Words of a clause that says one thing of one thing; a longer one tells several facts."""
_DOMINANT = 3
"""How many times as many words of a claim one clause must have as another for the claim to be about it alone."""
_TOKEN = regex.compile(
    r"(?P<number>[\p{Latin}]*[-_]?\d[\w.,-]*)|(?P<dense>[\p{Han}\p{Katakana}ー]{2,})|(?P<hangul>\p{Hangul}{2,})|(?P<word>[\p{Latin}\p{Arabic}\p{Cyrillic}\p{Greek}]+)"
)
_NUMBER, _NAME, _WORD = "number", "name", "word"


@dataclass(frozen=True, slots=True)
class Token:
    """What the beginning of a word, or a pair of signs, stands in, and whether that is a number, a name or a word."""

    whole: str
    kind: str


Tokens = dict[str, Token]


def is_misbound(claim: str, parts: Sequence[str], language: str) -> bool:
    """Whether a clause of a claim mixes what different clauses of a sentence in its language say of different things."""
    pieces = [piece for part in parts for piece in _joined(language).split(part) if piece.strip()]
    if len(pieces) == 1:
        return False
    own, its = tokens(claim), [tokens(piece) for piece in pieces]
    if len({token.whole for token in own.values()}) > _MOST:
        return False
    only = [{token for token in own if [token in other for other in its].count(True) == 1 and token in one} for one in its]
    return any(_is_mixed(own, only[one], only[two], its[two]) for one, two in permutations(range(len(its)), 2))


def _is_mixed(own: Tokens, here: set[str], there: set[str], its: Tokens) -> bool:
    """Whether a claim has words of two clauses and the second has a name or a number in the place of one from the first."""
    few, many = sorted((len({own[token].whole for token in here}), len({own[token].whole for token in there})))
    if not few or many >= _DOMINANT * few:
        return False
    kinds = {own[token].kind for token in here} - {_WORD}
    return any(other.kind in kinds and token not in own for token, other in its.items())


def tokens(text: str) -> Tokens:
    """Return the beginnings of a text's words and pairs of its signs, each with its kind: a number, a name or a word."""
    found: Tokens = {}
    for match in _TOKEN.finditer(text):
        whole = match[0]
        match match.lastgroup:
            case "number":
                found[whole.casefold().rstrip(".,-")] = Token(whole, _NUMBER)
            case "dense":
                found |= {whole[at : at + 2]: Token(whole, _NAME) for at in range(len(whole) - 1)}
            case "hangul":
                found[whole[:2]] = Token(whole, _NAME)
            case _ if len(whole) > _FEWEST or whole[0].isupper():
                found[whole.casefold()[:_STEM]] = Token(whole, _WORD if whole[0].islower() else _NAME)
    return found


def _joined(language: str) -> "regex.Pattern[str]":
    """Return what joins two clauses without a mark between them."""
    pack = packs().get(language)
    words = "|".join(map(regex.escape, sorted(pack.joining))) if pack else ""
    return regex.compile(rf"\s(?:{words})\s" if words else "(?!)")
