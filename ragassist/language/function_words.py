"""Function words: names and titles seldom contain them, questions nearly always do."""

import re
from collections import Counter
from functools import lru_cache

import regex

from ingest.language.punctuation import straightened
from ingest.language.scripts import DENSE
from ragassist.language.measures.characters import with_one_alef
from ragassist.language.registry import languages, packs, pattern_of_all

_WORD = re.compile(r"[^\W\d_]+")
_WORTH = 3
"""Number of function words as which a letter counts that only one language of its script has."""
_HIRAGANA = regex.compile(r"\p{Hiragana}+")
_DENSE = regex.compile(rf"[[{DENSE}]--\p{{Hiragana}}]+", regex.V1)
_RUN = regex.compile(rf"{_HIRAGANA.pattern}|{_DENSE.pattern}|[[\p{{L}}\p{{M}}\p{{N}}]--[{DENSE}]]+", regex.V1)
_STEM = 4
_IN_CAPITALS = regex.compile(r"(?<!\p{L})\p{Lu}{3,}(?!\p{Latin})")


@lru_cache(maxsize=4)
def _counted(codes: tuple[str, ...]) -> tuple[str, ...]:
    """Return the languages that share their main script with others, so that only function words distinguish them."""
    scripts = Counter(packs()[code].scripts[0] for code in codes)
    return tuple(code for code in codes if scripts[packs()[code].scripts[0]] > 1)


def function_words(text: str) -> Counter[str]:
    """Return the number of function words of each language that shares its script; a word may belong to several."""
    counted = {code: packs()[code] for code in _counted(languages())}
    found = Counter({code: 0 for code in counted})
    words = _WORD.findall(text.lower())
    for code, pack in counted.items():
        found[code] = sum(word in pack.function_words for word in words)
        if pack.own_letters.intersection(text):
            found[code] += _WORTH
    return found


def word_count(text: str) -> int:
    """Return the number of words in a text."""
    return len(_WORD.findall(text))


def asks_what(text: str) -> bool:
    """Whether a question asks for something else than yes or no."""
    return pattern_of_all("asking").search(straightened(text)) is not None


def negates(text: str) -> bool:
    """Whether a text contains a negation of any language."""
    return pattern_of_all("negation").search(straightened(text)) is not None


def adds_nothing(answer: str, question: str) -> bool:
    """Whether an answer consists only of words of its question and of function words.

    "The colour of the light is." adds nothing to "What colour is the light?". Letters of scripts without blanks count singly.
    A word in capitals is a name or a code, and no form of another word: FALCOTNET adds something to Falcot.
    """
    asked, empty = with_one_alef(question.lower()), _every_function_word(languages())
    if not set(map(str.lower, _IN_CAPITALS.findall(answer))) <= empty.union(_RUN.findall(asked)):
        return False
    known = empty | {word[:_STEM] for word in _RUN.findall(asked)}
    return all(_is_known(run, asked, known) for run in _RUN.findall(with_one_alef(answer.lower())))


@lru_cache(maxsize=4)
def _every_function_word(codes: tuple[str, ...]) -> frozenset[str]:
    return frozenset(with_one_alef(word) for code in codes for word in packs()[code].function_words)


@lru_cache(maxsize=4)
def _grammar_signs(codes: tuple[str, ...]) -> frozenset[str]:
    return frozenset[str]().union(*(packs()[code].grammar_signs for code in codes))


@lru_cache(maxsize=4)
def _grammar_runs(codes: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(f"(?:{'|'.join(runs for code in codes if (runs := packs()[code].grammar_runs))})*")


def _is_known(run: str, asked: str, known: frozenset[str]) -> bool:
    """Whether a word, or a run of Hiragana or of other dense letters, is a function word or occurs in the question."""
    if _HIRAGANA.fullmatch(run):
        return run in asked or _grammar_runs(languages()).fullmatch(run) is not None
    if _DENSE.fullmatch(run):
        return all(sign in asked or sign in _grammar_signs(languages()) for sign in run)
    return run in known or (not run.isdecimal() and run[:_STEM] in known)
