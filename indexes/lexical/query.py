"""A question becomes what full text looks for: terms, identifiers and phrases in quotes."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import regex

from indexes.lexical.terms import identifiers, other_stems, terms, words

_LONGEST, _MOST_TERMS, _MOST_PHRASES, _LONGEST_PHRASE = 4_000, 128, 4, 200
_QUOTES = regex.compile(r'(?<![0-9A-Za-z])"([^"]+)"|[“„«»]([^“”„«»"]+)[”“«»"]|「([^「」]+)」|『([^『』]+)』')
"""In `5" and 6" pipes` the signs are inches: after a letter or digit none opens a phrase."""


@dataclass(frozen=True, slots=True)
class LexicalQuery:
    """What to look for, nothing twice: `identifiers` are those of the `terms` that are numbers, part numbers and the like.

    `others` are the stems that the words of terms have in other languages, for words that the question's own doesn't find.
    """

    terms: tuple[str, ...]
    identifiers: frozenset[str]
    phrases: tuple[str, ...]
    others: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def read_question(text: str, language: str) -> LexicalQuery:
    """Return what a question in a language looks for; of one without an end its first 4,000 characters and 128 terms.

    A phrase stands in quotes of any of the eight languages; a quote that is empty or has no other is a sign like any other.
    """
    text = text[:_LONGEST]
    unique = tuple(dict.fromkeys(terms(text, language)))[:_MOST_TERMS]
    return LexicalQuery(
        unique, frozenset(identifiers(text)).intersection(unique), tuple(_phrases(text)), other_stems(text, language)
    )


def _phrases(text: str) -> list[str]:
    quoted = ["".join(found).strip() for found in _QUOTES.findall(text.replace("＂", '"'))]
    return [phrase for phrase in quoted if len(phrase) <= _LONGEST_PHRASE and words(phrase, "")][:_MOST_PHRASES]
