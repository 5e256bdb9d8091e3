"""Finds what a request for a table, a summary or a translation says of its documents: the lease, the safety manual."""

from collections.abc import Collection
from dataclasses import dataclass

import regex

from indexes.lexical.folding import fold
from ragassist.language.registry import packs
from ragassist.requests.papers.kinds import kinds_in, usual_names
from ragassist.requests.topic import DENSE, runs_of
from ragassist.requests.wishes import languages_named, names_of_languages


@dataclass(frozen=True, slots=True)
class Subject:
    """The words of a request that say which documents it is about, and the kinds of papers that they name."""

    text: str
    kinds: frozenset[str] = frozenset()


def subject_of(text: str, language: str, common: Collection[int]) -> Subject:
    """Return the subject of a request without its `common` words, its function words and names of languages.

    If it names a kind of papers, only the words about it count.
    """
    usual = packs()[language].function_words if language in packs() else frozenset()
    runs = runs_of(text, common, usual)
    of_kind = [run for run in runs if kinds_in(run, language)]
    spoken = tuple(name for code in languages_named(text, language) for name in names_of_languages(language)[code])
    named = [word for run in of_kind or runs for word in run.split() if _says_something(word, usual)]
    said = " ".join(word for word in named if not _is_language(word, spoken, language))
    return Subject(said, kinds_in(said, language))


def kinds_compared(text: str, language: str, common: Collection[int]) -> list[str]:
    """Return the words of each kind of papers that a request names: "lease" and "minutes" of "the lease and the minutes".

    A run of words without `common` ones that names one kind is returned as it is, "booking rules"; for other kinds, whose names
    are common words or run into each other, as in Arabic, it is their usual name.
    """
    runs = {run: kinds_in(run, language) for run in runs_of(text, common)}
    own = [run for run, kinds in runs.items() if len(kinds) == 1]
    others = kinds_in(text, language).difference(*(runs[run] for run in own))
    return [*own, *(usual_names(kind)[language] for kind in sorted(others))]


def _says_something(word: str, usual: Collection[str]) -> bool:
    return (len(word) > 1 or DENSE.search(word) is not None) and word.casefold() not in usual


def _is_language(word: str, spoken: Collection[str], language: str) -> bool:
    """Whether a word names one of the languages `spoken`: with a preposition in it, as in Arabic, or without 語 behind it."""
    folded, before = fold(word), packs()[language].before_a_noun if language in packs() else ""
    if DENSE.search(word) and len(word) > 1 and any(name.startswith(folded) for name in spoken):
        return True
    return bool(spoken) and regex.match(f"(?:{before})(?:{'|'.join(map(regex.escape, spoken))})", folded) is not None
