"""Finds the unstemmed words of a text: runs of letters, and pieces of runs in scripts without spaces."""

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import regex

from ingest.language.scripts import DENSE

_LETTERS = rf"[[\p{{L}}\p{{M}}]--[{DENSE}]]"
_RUNS = regex.compile(
    rf"(?P<kana>[\p{{Katakana}}ー]{{2,}})|(?P<han>\p{{Han}}{{2,}})|(?P<hangul>\p{{Hangul}}{{2,}})|(?P<word>{_LETTERS}{{3,}}+)",
    regex.V1,
)
_TOKENS = regex.compile(
    rf"(?P<kana>[\p{{Katakana}}ー]+)|(?P<han>\p{{Han}})|(?P<hangul>\p{{Hangul}}+)|(?P<word>{_LETTERS}+)|[^\s\p{{P}}]", regex.V1
)
_UNSEEN = regex.compile("[\u00ad\u0640\u064b-\u065f\u0670]")
_LONGEST = 40
_HAN, _HANGUL = (2, 4), (2, 5)
"""Lengths of the pieces of runs of Han and of Hangul; a run of Hangul begins with a word, and particles follow it."""


def plain(text: str) -> str:
    """Return a text in NFKC and lower case; unlike in full text, words aren't stemmed and keep their accents."""
    return _UNSEEN.sub("", unicodedata.normalize("NFKC", text).casefold())


def words_of(text: str) -> set[str]:
    """Return the words of a text in their plain form; of a run of Han characters, every piece of two to four."""
    found = set[str]()
    for run in _RUNS.finditer(plain(text)):
        word = run[0]
        if run.lastgroup == "han":
            found.update(word[at : at + size] for size in _sizes(_HAN) for at in range(len(word) - size + 1))
        elif run.lastgroup == "hangul":
            found.update(word[:size] for size in _sizes(_HANGUL) if size <= len(word))
        elif len(word) <= _LONGEST:
            found.add(word)
    return found


@dataclass(frozen=True, slots=True)
class WordSpan:
    """A possible word of a question: its tokens from `first` up to, but not including, `after`."""

    first: int
    after: int
    text: str


def spans_of(question: str) -> list[WordSpan]:
    """Return the possible words of a question; pieces of runs of Han characters may overlap."""
    text = plain(question)
    tokens = list(_TOKENS.finditer(text))
    return [
        WordSpan(at, at + size, text[tokens[at].start() : tokens[at + size - 1].end()])
        for at in range(len(tokens))
        for size in range(1, _HAN[1] + 1)
        if _are_one(tokens[at : at + size], size)
    ]


def chosen(spans: Sequence[WordSpan], worth: Mapping[str, float]) -> list[WordSpan]:
    """Return the spans without overlaps, in order, with the highest total worth; a span counts once for each of its tokens."""
    total, back = [0.0], list[WordSpan | None]([None])
    for end in range(1, max((span.after for span in spans), default=0) + 1):
        best, last = total[-1], None
        for span in (span for span in spans if span.after == end):
            value = total[span.first] + worth.get(span.text, 0.0) * (span.after - span.first)
            best, last = (value, span) if value > best else (best, last)
        total.append(best)
        back.append(last)
    return list(_walked(back))[::-1]


def _walked(back: list[WordSpan | None]) -> Iterator[WordSpan]:
    at = len(back) - 1
    while at > 0:
        span = back[at]
        if span:
            yield span
        at = span.first if span else at - 1


def _are_one(tokens: list["regex.Match[str]"], size: int) -> bool:
    """Whether tokens may be one word: a single one, or two to four Han characters of one run."""
    kinds = {token.lastgroup for token in tokens}
    if len(tokens) < size or len(kinds) > 1 or None in kinds:
        return False
    if kinds == {"han"}:
        return size >= _HAN[0] and all(one.end() == other.start() for one, other in pairwise(tokens))
    return size == 1


def _sizes(bounds: tuple[int, int]) -> range:
    return range(bounds[0], bounds[1] + 1)
