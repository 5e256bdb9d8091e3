"""Which words a text holds, as people wrote them: letters between others, and pieces of runs without spaces."""

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import regex

_DENSE = r"\p{Han}\p{Hiragana}\p{Katakana}ー\p{Hangul}"
_LETTERS = rf"[[\p{{L}}\p{{M}}]--[{_DENSE}]]"
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
"""Signs of the pieces that runs of Han and Hangul are taken apart in: a Korean word begins one, behind it stand particles."""


def plain(text: str) -> str:
    """Return a text in small letters and one form of each: a word stays as it is written, other than in full text."""
    return _UNSEEN.sub("", unicodedata.normalize("NFKC", text).casefold())


def words_of(text: str) -> set[str]:
    """Return the words of a text in their plain form, of runs of Han signs every piece of two to four."""
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
class Span:
    """A word that a question may hold: from one of its tokens to before another."""

    first: int
    after: int
    text: str


def spans_of(question: str) -> list[Span]:
    """Return the words that a question may hold; pieces of runs of Han signs may overlap."""
    text = plain(question)
    tokens = list(_TOKENS.finditer(text))
    return [
        Span(at, at + size, text[tokens[at].start() : tokens[at + size - 1].end()])
        for at in range(len(tokens))
        for size in range(1, _HAN[1] + 1)
        if _are_one(tokens[at : at + size], size)
    ]


def chosen(spans: Sequence[Span], worth: Mapping[str, float]) -> list[Span]:
    """Return those spans, in order and without overlaps, that are worth most together, each for every token that it has."""
    total, back = [0.0], list[Span | None]([None])
    for end in range(1, max((span.after for span in spans), default=0) + 1):
        best, last = total[-1], None
        for span in (span for span in spans if span.after == end):
            value = total[span.first] + worth.get(span.text, 0.0) * (span.after - span.first)
            best, last = (value, span) if value > best else (best, last)
        total.append(best)
        back.append(last)
    return list(_walked(back))[::-1]


def _walked(back: list[Span | None]) -> Iterator[Span]:
    at = len(back) - 1
    while at > 0:
        span = back[at]
        if span:
            yield span
        at = span.first if span else at - 1


def _are_one(tokens: list["regex.Match[str]"], size: int) -> bool:
    """Whether tokens may be one word: a single one, or two to four Han signs of one run."""
    kinds = {token.lastgroup for token in tokens}
    if len(tokens) < size or len(kinds) > 1 or None in kinds:
        return False
    if kinds == {"han"}:
        return size >= _HAN[0] and all(one.end() == other.start() for one, other in pairwise(tokens))
    return size == 1


def _sizes(bounds: tuple[int, int]) -> range:
    return range(bounds[0], bounds[1] + 1)
