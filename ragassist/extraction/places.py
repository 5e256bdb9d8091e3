"""Finds a value in the passages of a document."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

import regex

from indexes.conversations.records import Citation
from ingest.language.scripts import HAN_KANA
from ragassist.grounding.normal_form import normal_form
from ragassist.language.sentences import sentence_spans
from ragassist.retrieval.evidence import Source

_BLANKS = r"\s+"
_UNIT = 12
"""Number of characters before or after a bare number in which its unit or currency is looked for."""
_PIECE = regex.compile(rf"[{HAN_KANA}]|[^\s{HAN_KANA}]+")
_MOST_PIECES = 8
"""Most words or signs of an amount or a date."""
_AROUND = " .,;:!?()[]。、，；：！？（）「」"
_MODELS_OWN = "en"
"""A small model may write a value in English, such as "three months" for « trois mois »."""
_WORD = regex.compile(r"[\p{Latin}\p{Arabic}\p{N}]")


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A sentence of a passage that holds a value, by its offsets in the passage; `written` is the value as written there."""

    source: Source
    start: int
    end: int
    written: str

    @property
    def sentence(self) -> str:
        """The text of the sentence."""
        return self.source.text[self.start : self.end]

    def alone(self) -> Source:
        """Return the sentence as a passage of its own, so that neighbouring sentences don't confirm the value."""
        start = self.source.start
        return replace(self.source, text=self.sentence, start=start + self.start, end=start + self.end)

    def citation(self, *, supported: bool) -> Citation:
        """Return the sentence as a citation."""
        return Citation(
            n=self.source.n,
            path=self.source.path,
            place=self.source.place,
            start=self.source.start + self.start,
            end=self.source.start + self.end,
            quote=self.sentence,
            supported=supported,
        )


def occurrences(value: str, sources: Sequence[Source], language: str) -> list[Occurrence]:
    """Return the sentences that hold a value word for word; if there is none, those with the same amount or date.

    `language` is that of the document. A model may have written an amount differently or in English.
    """
    return list(_verbatim(value, sources, language)) or list(_measured(value, sources, language))


def _verbatim(value: str, sources: Sequence[Source], language: str) -> Iterator[Occurrence]:
    """Yield each occurrence of whole words, regardless of case and blanks. A value may span several sentences."""
    pattern = _pattern(value)
    for source in sources:
        spans = sentence_spans(source.text)
        for found in pattern.finditer(source.text):
            first = next((start for start, end in spans if found.start() < end), found.start())
            last = next((end for _, end in spans if found.end() <= end), found.end())
            written = _with_unit(source.text, found.start(), found.end(), source.language or language)
            yield Occurrence(source, min(first, found.start()), last, written)


def _with_unit(text: str, start: int, end: int, language: str) -> str:
    """Return `text[start:end]`; a bare number with the unit or currency next to it."""
    value = text[start:end]
    if normal_form(value, language) or not value[-1:].isdecimal() or not value[:1].isdecimal():
        return value
    wider = [text[start : end + more] for more in range(1, _UNIT) if not _cuts(text, end + more)]
    wider += [text[start - more : end] for more in range(1, _UNIT) if start >= more and not _cuts(text, start - more)]
    return next((one.strip() for one in wider if "\n" not in one and normal_form(one, language)), value)


def _cuts(text: str, at: int) -> bool:
    """Whether an offset is inside a word or a number."""
    return _WORD.match(text[at - 1 : at]) is not None and _WORD.match(text[at : at + 1]) is not None


def _pattern(value: str) -> "regex.Pattern[str]":
    words = _BLANKS.join(map(regex.escape, value.split()))
    before = r"(?<![\p{Latin}\p{N}])" if value[:1].isalnum() else ""
    behind = r"(?![\p{Latin}\p{N}])" if value[-1:].isalnum() else ""
    return regex.compile(rf"{before}{words}{behind}", regex.IGNORECASE)


def _measured(value: str, sources: Sequence[Source], language: str) -> Iterator[Occurrence]:
    wanted = {_amount(value, code) for code in (language, _MODELS_OWN)} - {""}
    if not wanted:
        return
    for source in sources:
        for start, end in sentence_spans(source.text):
            if written := _written(source.text[start:end], wanted, source.language or language):
                yield Occurrence(source, start, end, written)


def _written(sentence: str, wanted: Collection[str], language: str) -> str:
    """Return the shortest part of a sentence with one of the wanted amounts, "" if there is none."""
    pieces = [found.span() for found in _PIECE.finditer(sentence)]
    for count in range(1, _MOST_PIECES + 1):
        for (start, _), (_, end) in zip(pieces, pieces[count - 1 :], strict=False):
            part = sentence[start:end].strip(_AROUND)
            if _amount(part, language) in wanted:
                return part
    return ""


def _amount(value: str, language: str) -> str:
    """Return the normal form of a value without its period, because models leave out "a month"."""
    return normal_form(value, language).partition("/")[0]
