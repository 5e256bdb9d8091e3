"""Detects a claim that joins the name or number of one clause of a sentence with the statement of another.

"Maya chairs the board and Liam keeps the accounts" holds all words of "Maya keeps the accounts" without saying it.
So does "Ben pays Ann" of "Ann pays Ben". A claim that exchanges two names is told in the sentence's own words only: with the
names exchanged it is the sentence, or a part of it, word for word. "Ben is paid by Ann" has other words, and nothing is known
about it.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, dropwhile, permutations, zip_longest

import regex

from ingest.language.scripts import DENSE
from ragassist.language.clauses import FEWEST, clauses
from ragassist.language.registry import any_pack, built_once, packs

_STEM = 5
"""Number of first letters by which forms of a word are taken for the same word."""
_FEWEST = 3
"""A lower-case word of up to this many letters is left out: most are function words."""
_MOST = 7
"""Most words of a claim that is checked; a longer one usually states several facts."""
_DOMINANT = 3
"""If one clause holds at least this many times as many words of the claim as another, the claim is about that clause."""
_ENDS_IN_NUMBER, _BEGINS_WITH_NUMBER = regex.compile(r"^\D*\d[\d.,]*\s*$"), regex.compile(r"\s*(?:\p{L}{1,3}\s)?[\p{Lu}-]*\d")
_NUMBER, _NAME, _WORD = "number", "name", "word"
_TOKEN = regex.compile(rf"[{DENSE}]|[[\p{{L}}\p{{M}}\p{{N}}]--[{DENSE}]]+(?:['’-][[\p{{L}}\p{{M}}]--[{DENSE}]]+)*", regex.V1)
_DENSE = regex.compile(f"[{DENSE}]", regex.V1)
_INSIDE_A_NAME = regex.compile(r"[\p{Han}\p{Katakana}ー・\p{Hangul}]")
_MOST_WORDS, _MOST_SIGNS = 20, 40
"""Most tokens of a claim whose names are exchanged to compare it, in words and in signs of a script without spaces."""
_LONGEST_IN_WORDS, _LONGEST_IN_SIGNS = 2, 4
"""Most tokens of a name."""
_Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Token:
    """The whole word that a stem or a pair of characters comes from, and its kind: a number, a name or a word."""

    whole: str
    kind: str


Tokens = dict[str, Token]


def is_misbound(claim: str, parts: Sequence[str], language: str) -> bool:
    """Whether a clause of a claim mixes what different clauses of a sentence, given as `parts`, say of different things."""
    pieces = _pieces(parts, language)
    if len(pieces) == 1:
        return False
    own, its = tokens(claim, language), [tokens(piece, language) for piece in pieces]
    if len({token.whole for token in own.values()}) > _MOST:
        return False
    only = [{token for token in own if [token in other for other in its].count(True) == 1 and token in one} for one in its]
    return any(
        _is_mixed(own, only[one], only[two], its[two])
        for one, two in permutations(range(len(its)), 2)
        if not (two < one and own.keys() >= its[one].keys())  # "it costs 120 euros and seats 90" goes on with the same thing
    )


def bound_parts(claim: str, language: str) -> list[str]:
    """Return the clauses of a claim, or the claim if only one of them has a name or number: "For the port, take bus 12"."""
    parts = clauses(claim)
    named = sum(any(token.kind != _WORD for token in tokens(part, language).values()) for part in parts)
    return [claim] if named == 1 else parts


def parts_of(text: str, language: str, fewest: int = FEWEST) -> list[str]:
    """Return the clauses of a text, also those that only a word such as "and" joins; none has fewer than `fewest` letters."""
    return _pieces(clauses(text, fewest), language)


def _pieces(parts: Sequence[str], language: str) -> list[str]:
    return [piece for part in parts for piece in _apart(_joined(language).split(part), language) if piece.strip()]


def _apart(pieces: Sequence[str], language: str) -> Iterator[str]:
    """Yield the pieces of a part; one that says nothing yet stays with the next: "Anna Berg and Jens Holt run the club"."""
    held = ""
    for piece, following in zip_longest(pieces, pieces[1:]):
        held = f"{held} {piece}".strip()
        if following is None or not _goes_on(held, following, language):
            yield held
            held = ""


def _goes_on(piece: str, following: str, language: str) -> bool:
    """Whether a piece is only a name or part number, or ends in a number of which the next one begins with another."""
    if _ENDS_IN_NUMBER.match(piece) and _BEGINS_WITH_NUMBER.match(following):
        return True
    pack = packs().get(language)
    empty = pack.function_words if pack else frozenset[str]()
    said = list(dropwhile(lambda word: word.lower() in empty, piece.split()))
    return bool(said) and all(word.lower() not in empty and word[0].isupper() for word in said)


def _is_mixed(own: Tokens, here: set[str], there: set[str], its: Tokens) -> bool:
    """Whether a claim has words of both clauses, and the second clause has its own name or number, which the claim lacks,
    of the kind that the claim takes from the first.
    """
    few, many = sorted((_things(own, here), _things(own, there)))
    if not few or many >= _DOMINANT * few:
        return False
    kinds = {own[token].kind for token in here} - {_WORD}
    return any(other.kind in kinds and token not in own for token, other in its.items())


def _things(own: Tokens, some: set[str]) -> int:
    """Return how many things some tokens of a claim name; all capitalised words count as one, since they may be one name."""
    wholes = {own[token].whole for token in some}
    names = {whole for whole in wholes if whole[0].isupper()}
    return len(wholes) - max(0, len(names) - 1)


@built_once
def _token() -> "regex.Pattern[str]":
    """Return the pattern of a token; a single Han character is one before a particle of Japanese."""
    single = rf"(?<![\p{{Han}}\p{{Katakana}}ー])\p{{Han}}(?={any_pack(lambda pack: pack.behind_a_noun)})"
    return regex.compile(
        rf"(?P<number>\p{{Latin}}*[-_]?\d[\w.,-]*)|(?P<dense>[\p{{Han}}\p{{Katakana}}ー]{{2,}}|{single})"
        r"|(?P<hangul>\p{Hangul}{2,})|(?P<arabic>\p{Arabic}+)|(?P<word>[\p{Latin}\p{Cyrillic}\p{Greek}]+)"
    )


@built_once
def _before_a_noun() -> "regex.Pattern[str]":
    return regex.compile(rf"^{any_pack(lambda pack: pack.before_a_noun)}(?=\p{{Arabic}}{{{_FEWEST}}})")


@built_once
def _behind_a_noun() -> "regex.Pattern[str]":
    """Return the pattern of a particle behind a Korean word of one syllable."""
    return regex.compile(rf"(?<=^\p{{Hangul}}){any_pack(lambda pack: pack.behind_a_noun)}$")


def tokens(text: str, language: str) -> Tokens:
    """Return the stems of the words of a text, and the pairs of characters of scripts without spaces, with their tokens."""
    pack = packs().get(language)
    empty = pack.function_words if pack else frozenset[str]()
    found: Tokens = {}
    for match in _token().finditer(text):
        whole = match[0]
        match match.lastgroup:
            case "number":
                found[whole.casefold().rstrip(".,-")] = Token(whole, _NUMBER)
            case "dense":
                found |= {whole[at : at + 2]: Token(whole, _NAME) for at in range(max(1, len(whole) - 1))}
            case "hangul":
                found[_behind_a_noun().sub("", whole)[:2]] = Token(whole, _NAME)
            case "arabic" if len(stem := _before_a_noun().sub("", whole)) >= _FEWEST and whole not in empty:
                found[stem[:_STEM]] = Token(whole, _NAME)
            case "word" if match.start() and len(whole) == 1 and whole.isupper():
                found[whole.casefold()] = Token(whole, _NAME)
            case _ if (len(whole) > _FEWEST or whole[0].isupper()) and whole.lower() not in empty:
                found[whole.casefold()[:_STEM]] = Token(whole, _WORD if whole[0].islower() else _NAME)
    return found


def _joined(language: str) -> "regex.Pattern[str]":
    """Return a pattern of the words, such as "and", that join two clauses without punctuation."""
    pack = packs().get(language)
    words = "|".join(map(regex.escape, sorted(pack.joining))) if pack else ""
    return regex.compile(rf"\s(?:{words})\s" if words else "(?!)")


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
