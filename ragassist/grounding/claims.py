"""Checks whether a passage says what an answer claims."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from indexes.embedding.embedder import Vectors
from ragassist.grounding.particulars import Particulars
from ragassist.language.function_words import negates
from ragassist.language.refusals import without_opening
from ragassist.language.sentences import sentence_spans
from ragassist.retrieval.evidence import Source

SUPPORT_BAR = 0.35
"""Cosine, language taken out, from which a passage's sentence counts as saying the claim. On sentences of parallel paragraphs
in five languages, with the numbers checked as well, 96 % of the true pairs and 2.4 % of the false ones pass
(bench/claims.py)."""
_FEW_LETTERS = 20
"""Letters below which a claim such as "550 EUR" says too little by itself and is read together with its question."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """The sentence of a source that comes nearest to a claim: offsets in the document, and how near it is."""

    source: Source
    start: int
    end: int
    similarity: float
    holds: bool
    """Whether what can't be said in other words stands there."""

    @property
    def supported(self) -> bool:
        """Whether the source says it."""
        return self.holds and self.similarity >= SUPPORT_BAR

    @property
    def quote(self) -> str:
        """The sentence itself."""
        return self.source.text[self.start - self.source.start : self.end - self.source.start]


class ClaimChecker:
    """Checks claims in a language against the sources of one question; these are embedded when the first claim comes."""

    def __init__(
        self, sources: Sequence[Source], question: str, embed: Callable[[list[str]], Vectors], language: str = ""
    ) -> None:
        self._sources, self._embed = sources, embed
        self._question, self._language = question, language
        self._rows: list[Vectors] | None = None
        self._spans = [sentence_spans(source.text) for source in sources]
        self.numbers = frozenset(source.n for source in sources)

    def check(self, claim: str) -> list[Verdict]:
        """Return a verdict for each source, in the sources' order."""
        rows = self._embedded()
        vector = self._embed([self._whole(claim)])[0]
        wanted = Particulars.of(without_opening(claim), self._question, self._language)
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
    holding: list[int] = []
    if wanted.fit(source):
        negating = [not wanted.negated or negates(source.text[start:end]) for start, end in spans]
        holding = [at for at in range(len(spans)) if negating[at] and wanted.occur_in(_around(source.text, spans, at))]
    best = max(holding or range(len(spans)), key=lambda at: similarities[at])
    start, end = spans[best]
    return Verdict(source, source.start + start, source.start + end, similarities[best], bool(holding))


def _around(text: str, spans: list[tuple[int, int]], at: int) -> str:
    """Return a sentence with the one before and the one after: "It costs 50 EUR" may say in the line above what does."""
    return text[spans[max(0, at - 1)][0] : spans[min(len(spans) - 1, at + 1)][1]]
