"""The sentences of a text, and their vectors, each made once."""

import re

_SENTENCES = re.compile(r"[^.!?。！？؟\n]+(?:[.!?](?=\S)[^.!?。！？؟\n]*)*[.!?。！？؟]*")
_UNFINISHED = re.compile(
    r"(?:\b(?:Dr|Mr|Mrs|Ms|Prof|St|No|Nr|Art|Abs|Fig|Abb|Bd|vs|ca|bzw|e\.g|i\.e|z\.\s?B|d\.\s?h|u\.\s?a|p\.\s?ej|Sr|Sra|Mme|av|[A-Z])"
    r"|\b(?:[Aa]m|[Vv]om|[Zz]um|[Bb]is|[Dd]e[mnrs]|[Dd]ie|[Dd]as|[Ii]m|[Aa]b|[Ss]eit|[Uu]nd) \d{1,2})\.$"
)
"""What ends in a full stop and goes on: an abbreviation, an initial, a German ordinal (am 5. Mai)."""
_SHORT = 25


def sentence_spans(text: str) -> list[tuple[int, int]]:
    """Return the spans of sentences, lines counting as such; one too short or unfinished takes in the next of its line."""
    spans: list[tuple[int, int]] = []
    for found in _SENTENCES.finditer(text):
        stripped = found[0].strip()
        if not stripped:
            continue
        start = found.start() + found[0].index(stripped)
        end = start + len(stripped)
        if spans and "\n" not in text[spans[-1][1] : start] and _goes_on(text[slice(*spans[-1])]):
            spans[-1] = (spans[-1][0], end)
        else:
            spans.append((start, end))
    return spans or [(0, len(text))]


def _goes_on(text: str) -> bool:
    return len(text) < _SHORT or is_unfinished(text)


def is_unfinished(text: str) -> bool:
    """Whether a text that ends in a full stop is no sentence yet."""
    return _UNFINISHED.search(text) is not None
