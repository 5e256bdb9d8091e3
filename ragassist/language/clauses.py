"""Splits a sentence into clauses at its punctuation."""

from functools import lru_cache

import regex

from ingest.language.scripts import HAN_KANA, dense_letters
from ragassist.language.registry import packs

_SEPARATOR = regex.compile(
    rf"(?<!\d)[,،，](?!\d)|(?<=\d)[,，،](?=\s|[{HAN_KANA}])|[;；؛:：、。]|(?<=[\p{{Ll}}\p{{Lo}}]{{2}}[.!?؟])\s|[！？](?=\S)"
    r"|\s[–—-]\s|[()（）]"
)
_DENSE_WEIGHT = 3
FEWEST = 12
"""Fewest letters of a clause, counted as in `letters`, unless asked otherwise; a shorter one is joined with its neighbour."""
_PART_OF_A_QUESTION = 0.75
"""Largest share of a question that its repeated clause may be: "no, dogs are not allowed" repeats nearly all of it."""
_JOINT = ", "


def letters(text: str) -> int:
    """Return the number of letters and digits in a text; a letter of Han, kana or Hangul counts as three."""
    return sum(char.isalnum() for char in text) + (_DENSE_WEIGHT - 1) * dense_letters(text)


def excepting_parts(text: str, language: str) -> tuple[list[str], list[str]]:
    """Return what a text in a language says, and what it excepts from that: "1,185 euros", and "excluding charges"."""
    before, behind = _excepting(language)
    said, excepted = [], []
    for clause in clauses(text):
        first, *rest = before.split(clause)
        *ended, last = behind.split(first)
        said.append(last)
        excepted += [*ended, *rest]
    return [part.strip() for part in said if part.strip()], [part.strip() for part in excepted if part.strip()]


@lru_cache(maxsize=16)
def _excepting(language: str) -> tuple["regex.Pattern[str]", "regex.Pattern[str]"]:
    """Return patterns of the places before words that except what follows, and behind those that except what is before."""
    pack = packs().get(language)
    before, behind = (pack.excepting, pack.excepting_behind) if pack else ("", "")
    return (
        regex.compile(rf"(?={before})" if before else "(?!)", regex.IGNORECASE),
        regex.compile(rf"(?<={behind})" if behind else "(?!)"),
    )


def without_repeated(text: str, question: str) -> str:
    """Return a text without the clauses that it repeats of its question, unless they are all of it or most of the question.

    In "without parameters, the command prints three paragraphs" only the second clause is said in answer to "What does the
    command print without parameters?".
    """
    asked, most = _folded(question), _PART_OF_A_QUESTION * letters(question)
    parts = clauses(text)
    own = _JOINT.join(part for part in parts if letters(part) > most or _folded(part) not in asked)
    return own if own != _JOINT.join(parts) and letters(own) >= FEWEST else text


def _folded(text: str) -> str:
    """Return the letters and digits of a text, without case."""
    return "".join(filter(str.isalnum, text.casefold()))


def clauses(text: str, fewest: int = FEWEST) -> list[str]:
    """Return the clauses of a text in order, the text itself if it has only one; none has fewer than `fewest` letters."""
    pieces: list[str] = []
    start = 0
    for found in (*_SEPARATOR.finditer(text), None):
        end = found.start() if found else len(text)
        piece = text[start:end].strip()
        if pieces and (letters(piece) < fewest or letters(pieces[-1]) < fewest):
            pieces[-1] = f"{pieces[-1]}, {piece}" if piece else pieces[-1]
        elif piece:
            pieces.append(piece)
        start = found.end() if found else end
    return pieces or [text]
