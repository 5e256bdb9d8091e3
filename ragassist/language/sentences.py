"""Splits a text into sentences."""

from functools import lru_cache

import regex

from ingest.language.punctuation import SENTENCE_END, WIDE_END
from ragassist.language.registry import languages, packs

_NARROW_END = rf"[{SENTENCE_END}--{WIDE_END}]"
_SENTENCES = regex.compile(
    rf"[^{SENTENCE_END}\n]+(?:{_NARROW_END}(?=\S)[^{SENTENCE_END}\n]*)*[{SENTENCE_END}]*", regex.V1
)  # fmt: skip
_INITIAL = r"\b[A-Z]"
_DAY_OR_MONTH = regex.compile(r"(?<![\d.,:/-])\d{1,2}\.$")
_SHORT = 25
"""A shorter sentence is joined with the next one on its line."""
_LONGEST_ABBREVIATION = 40
"""Only so many characters at the end of a text are searched, so that the time doesn't grow with a line of initials."""


def sentence_spans(text: str, shortest: int = _SHORT) -> list[tuple[int, int]]:
    """Return the spans of the sentences of a text; the end of a line also ends a sentence.

    A sentence of fewer characters than `shortest`, or one that ends in an abbreviation, is joined with the next one on its
    line. There is at least one span.
    """
    spans: list[tuple[int, int]] = []
    for found in _SENTENCES.finditer(text):
        stripped = found[0].strip()
        if not stripped:
            continue
        start = found.start() + found[0].index(stripped)
        end = start + len(stripped)
        if spans and "\n" not in text[spans[-1][1] : start] and _goes_on(text, spans[-1], start, shortest):
            spans[-1] = (spans[-1][0], end)
        else:
            spans.append((start, end))
    return spans or [(0, len(text))]


def _goes_on(text: str, span: tuple[int, int], following: int, shortest: int) -> bool:
    start, end = span
    return end - start < shortest or is_unfinished(text[max(start, end - _LONGEST_ABBREVIATION) : end], text[following])


def is_unfinished(text: str, following: str = "") -> bool:
    """Whether a text ends in a full stop that doesn't end a sentence: an abbreviation, an initial, a German ordinal.

    `following` is the next character that isn't a blank: a digit may go on with a date, "11. 11. 2011".
    """
    last = text[-_LONGEST_ABBREVIATION:]
    is_date = following.isdecimal() and _DAY_OR_MONTH.search(last) is not None
    return is_date or _unfinished(languages()).search(last) is not None


@lru_cache(maxsize=4)
def _unfinished(codes: tuple[str, ...]) -> regex.Pattern[str]:
    sources = [_INITIAL, *(packs()[code].unfinished for code in codes)]
    return regex.compile(rf"(?:{'|'.join(filter(None, sources))})\.$")
