"""Checks whether a passage says what an answer claims."""

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from indexes.embedder import Vectors
from ingest.scripts import language_of_script
from ragassist.evidence import Source

SUPPORT_BAR = 0.35
"""Cosine, language taken out, from which a passage's sentence counts as saying the claim. On sentences of parallel paragraphs
in five languages, with the numbers checked as well, 96 % of the true pairs and 2.4 % of the false ones pass
(bench/claims.py)."""
_FEW_LETTERS = 20
"""Letters below which a claim such as "550 EUR" says too little by itself and is read together with its question."""

_SENTENCES = re.compile(r"[^.!?。！？؟\n]+(?:[.!?](?=\S)[^.!?。！？؟\n]*)*[.!?。！？؟]*")
_SHORT = 25
_NUMBER = re.compile(r"\d+(?:[.,'٫٬\u00a0\u202f ]\d{3})*(?:[.,٫]\d+)?")
_MONTH = re.compile(r"\d{1,2}\s*[月월]")
_ENUMERATION = re.compile(r"(?m)^\s*\d{1,2}[.)]\s")
_IDENTIFIERS = re.compile(r"(?a:\b[A-Z]{1,4}-?\d[\w-]*)")
_LATIN_NAMES = re.compile(r"[A-Z][a-zà-öø-ÿ]{2,}")
_OTHER_NAMES = re.compile(r"[\u0620-\u064a\u3041-\u30ff\u3400-\u9fff\uac00-\ud7a3]{2,}")
_ZERO_CENTS = re.compile(r"[.,٫]0+$")


@dataclass(frozen=True, slots=True)
class Verdict:
    """The sentence of a source that comes nearest to a claim: offsets in the document, and whether it says so."""

    source: Source
    start: int
    end: int
    similarity: float
    supported: bool

    @property
    def quote(self) -> str:
        """The sentence itself."""
        return self.source.text[self.start - self.source.start : self.end - self.source.start]


class ClaimChecker:
    """Checks claims against the sources of one question; sources are embedded when the first claim comes."""

    def __init__(self, sources: Sequence[Source], question: str, embed: Callable[[list[str]], Vectors]) -> None:
        self._sources, self._embed = sources, embed
        self._question = question
        self._rows: list[Vectors] | None = None
        self._spans = [sentence_spans(source.text) for source in sources]

    def check(self, claim: str) -> list[Verdict]:
        """Return a verdict for each source, in the sources' order."""
        rows = self._embedded()
        vector = self._embed([self._whole(claim)])[0]
        wanted = Particulars.of(claim, self._question)
        return [
            _verdict(source, spans, (sentences @ vector).tolist(), wanted)
            for source, spans, sentences in zip(self._sources, self._spans, rows, strict=True)
        ]

    def _whole(self, claim: str) -> str:
        letters = sum(3 if ord(char) >= 0x3000 else 1 for char in claim if char.isalpha())
        return f"{self._question} {claim}" if letters < _FEW_LETTERS else claim

    def _embedded(self) -> list[Vectors]:
        if self._rows is None:
            texts = [
                source.text[start:end] for source, spans in zip(self._sources, self._spans, strict=True) for start, end in spans
            ]
            everything = self._embed(texts)
            ends = np.cumsum([len(spans) for spans in self._spans])[:-1]
            self._rows = np.split(everything, ends)
        return self._rows


def _verdict(source: Source, spans: list[tuple[int, int]], similarities: list[float], wanted: "Particulars") -> Verdict:
    """Judge by the sentence nearest to the claim among those around which its particulars stand, else by the nearest of all."""
    holding = [at for at in range(len(spans)) if wanted.occur_in(_around(source.text, spans, at))]
    best = max(holding or range(len(spans)), key=lambda at: similarities[at])
    start, end = spans[best]
    supported = bool(holding) and similarities[best] >= SUPPORT_BAR
    return Verdict(source, source.start + start, source.start + end, similarities[best], supported)


def _around(text: str, spans: list[tuple[int, int]], at: int) -> str:
    """Return a sentence with the one before and the one after: "It costs 50 EUR" may say in the line above what does."""
    return text[spans[max(0, at - 1)][0] : spans[min(len(spans) - 1, at + 1)][1]]


@dataclass(frozen=True, slots=True)
class Particulars:
    """What a claim says that can't be said in other words: numbers, identifiers such as F7, names in another script."""

    numbers: frozenset[str]
    words: frozenset[str]

    @classmethod
    def of(cls, claim: str, question: str) -> "Particulars":
        """Return the particulars of a claim that its question doesn't hold already."""
        names = _OTHER_NAMES if language_of_script(claim) is None else _LATIN_NAMES
        words = {*_IDENTIFIERS.findall(claim), *names.findall(claim)}
        new = frozenset(_folded(word) for word in words if _folded(word) not in _folded(question))
        return cls(numbers(claim) - numbers(question), new)

    def occur_in(self, text: str) -> bool:
        """Whether a text has all of them."""
        folded = _folded(text)
        return self.numbers <= numbers(text) and all(word in folded for word in self.words)


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()


def sentence_spans(text: str) -> list[tuple[int, int]]:
    """Return the spans of sentences, lines counting as such; one too short to mean anything takes in the next of its line."""
    spans: list[tuple[int, int]] = []
    for found in _SENTENCES.finditer(text):
        stripped = found[0].strip()
        if not stripped:
            continue
        start = found.start() + found[0].index(stripped)
        end = start + len(stripped)
        if spans and spans[-1][1] - spans[-1][0] < _SHORT and "\n" not in text[spans[-1][1] : start]:
            spans[-1] = (spans[-1][0], end)
        else:
            spans.append((start, end))
    return spans or [(0, len(text))]


def numbers(text: str) -> frozenset[str]:
    """Return the numbers of a text in one spelling: digits of any script, without separators, leading zeros and empty cents.

    A month written as a number (5月) is left out, for another language writes it as a name.
    """
    folded = "".join(str(unicodedata.digit(c)) if c.isdecimal() else c for c in unicodedata.normalize("NFKC", text))
    plain = _ENUMERATION.sub(" ", _MONTH.sub(" ", folded))
    found = (_ZERO_CENTS.sub("", number) for number in _NUMBER.findall(plain))
    return frozenset(re.sub(r"\D", "", number).lstrip("0") or "0" for number in found)
