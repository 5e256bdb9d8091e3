"""Turns a question into a query for full text: terms, identifiers and quoted phrases."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import regex

from indexes.lexical.terms import identifiers, other_stems, terms, words

_LONGEST, _MOST_TERMS, _MOST_PHRASES, _LONGEST_PHRASE = 4_000, 128, 4, 200
_QUOTES = regex.compile(r'(?<![0-9A-Za-z])"([^"]+)"|[“„«»]([^“”„«»"]+)[”“«»"]|「([^「」]+)」|『([^『』]+)』')
"""A quote after a letter or digit doesn't open a phrase, because in `5" and 6" pipes` the signs mean inches."""


@dataclass(frozen=True, slots=True)
class LexicalQuery:
    """The terms and phrases to search, each once. `identifiers` are the terms that are numbers, part numbers and the like.

    `others` maps terms to the stems of their words in other languages, which are used for words that aren't found.
    """

    terms: tuple[str, ...]
    identifiers: frozenset[str]
    phrases: tuple[str, ...]
    others: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def read_question(text: str, language: str) -> LexicalQuery:
    """Return the query of a question in a language, from at most its first 4,000 characters and 128 terms.

    A phrase may have the quotes of any of the eight languages; empty or unpaired quotes are ignored.
    """
    text = text[:_LONGEST]
    unique = tuple(dict.fromkeys(terms(text, language)))[:_MOST_TERMS]
    return LexicalQuery(
        unique, frozenset(identifiers(text)).intersection(unique), tuple(_phrases(text)), other_stems(text, language)
    )


def _phrases(text: str) -> list[str]:
    quoted = ["".join(found).strip() for found in _QUOTES.findall(text.replace("＂", '"'))]
    return [phrase for phrase in quoted if len(phrase) <= _LONGEST_PHRASE and words(phrase, "")][:_MOST_PHRASES]
