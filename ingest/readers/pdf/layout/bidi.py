"""Puts the letters of a line, which come from left to right as on the page, into logical order."""

import re
import unicodedata
from collections.abc import Sequence

_MIRRORED = dict(zip("()[]{}<>«»‹›", ")(][}{><»«›‹", strict=True))
_PAIR, _INSIDE_OUT = re.compile(r"\([^()]{1,80}\)"), re.compile(r"\)[^()]{1,80}\(")
_PERCENT = "%٪‰"
_TAKEN_ALONG = frozenset(_PERCENT + "$€£¥₪﷼+°#№")
"""Signs beside a number that are read with it."""
_JOINING, _RANGES = frozenset(".,:/٫٬'_"), frozenset("-−–")
"""Signs within a number or date, and those of a range, whose numbers are in reversed order after Arabic letters."""
_NUMBER = re.compile(r"T*D(?:[CD]*D)?T*")
_WORD = re.compile(r"[^\W\d_]{2,}")
_COMMON = frozenset(
    ("في", "من", "على", "إلى", "أن", "عن", "هذا", "است", "که", "از", "این", "را", "של", "את", "על", "עם", "הוא")
)
_ARTICLE, _LAST_ONLY = "ال", frozenset("ةىךםןףץ")
"""The Arabic article, with which many words begin, and letters that are only at the ends of words."""
_KINDS = {"L": "L", "EN": "D", "AN": "D", "R": "R", "AL": "R"}


def is_rtl(char: str) -> bool:
    """Return whether a letter belongs to a right-to-left script."""
    return unicodedata.bidirectional(char) in ("R", "AL")


def is_backwards(text: str) -> bool:
    """Return whether the letters of the words in a right-to-left text are in reversed order."""
    words = _WORD.findall(text)
    forwards, backwards = (sum(map(_signs_of_order, some)) for some in (words, [word[::-1] for word in words]))
    return backwards > forwards + 1


def _signs_of_order(word: str) -> int:
    return (word in _COMMON) + word.startswith(_ARTICLE) + (word[-1] in _LAST_ONLY)


def brackets_are_mirrored(text: str) -> bool:
    """Return whether more pairs of brackets in a text are turned inside out than not."""
    return len(_INSIDE_OUT.findall(text)) > len(_PAIR.findall(text))


def logical(clusters: Sequence[str], *, rtl: bool, mirror: bool = False) -> str:
    """Return the text of a line in logical order; its clusters (a letter with its marks) come from left to right.

    `rtl` says that the page is in a right-to-left script; else only runs of such letters are reversed. With `mirror` brackets
    are replaced by their mirror images, since some programs store brackets as they look, others as they are meant.
    """
    kinds = _kinds(clusters)
    if "R" not in kinds:
        return "".join(clusters)
    if rtl:
        return _turned(clusters, kinds, mirror=mirror)
    parts, done = [], 0
    for run in re.finditer(r"R(?:[^L]*R)?", kinds):
        parts += [*clusters[done : run.start()], _turned(clusters[run.start() : run.end()], run[0], mirror=mirror)]
        done = run.end()
    return "".join([*parts, *clusters[done:]])


def _kinds(clusters: Sequence[str]) -> str:
    kinds, arabic = "", False
    for cluster in reversed(clusters):
        bidirectional = unicodedata.bidirectional(cluster[0])
        arabic = bidirectional == "AL" if bidirectional in ("L", "R", "AL") else arabic
        kinds += _kind(cluster[0], arabic=arabic)
    return kinds[::-1]


def _kind(first: str, *, arabic: bool) -> str:
    if first in _TAKEN_ALONG:
        return "T"
    if first in _JOINING or (first in _RANGES and not arabic):
        return "C"
    return _KINDS.get(unicodedata.bidirectional(first), "N")


def _turned(clusters: Sequence[str], kinds: str, *, mirror: bool) -> str:
    units: list[str] = []
    done = 0
    for start, end in _left_to_right_runs(kinds):
        units += [*clusters[done:start], _percent_last("".join(clusters[start:end]))]
        done = end
    units += clusters[done:]
    return "".join(_MIRRORED.get(unit, unit) if mirror else unit for unit in reversed(units))


def _left_to_right_runs(kinds: str) -> list[tuple[int, int]]:
    """Return (start, end) of the runs of left-to-right words, and of numbers outside of them."""
    runs = []
    for gap in re.finditer(r"[^R]+", kinds):
        words = re.search(r"[LDT].*[LDT]|L", gap[0])
        if words and "L" in words[0]:
            runs.append((gap.start() + words.start(), gap.start() + words.end()))
        else:
            runs += [(gap.start() + number.start(), gap.start() + number.end()) for number in _NUMBER.finditer(gap[0])]
    return runs


def _percent_last(run: str) -> str:
    """Return `50%` for `%50`, the order in which Arabic shows it; any other run as it is."""
    return run[1:] + run[0] if run[0] in _PERCENT and not any(map(str.isalpha, run)) else run
