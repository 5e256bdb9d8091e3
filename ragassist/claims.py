"""Checks whether a passage says what an answer claims."""

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from indexes.embedder import Vectors
from ingest.scripts import language_of_script
from ragassist.evidence import Source
from ragassist.figures import Figure, conflicts, figures, months, occurring
from ragassist.function_words import adds_nothing, asks_what, negates
from ragassist.refusal import without_opening
from ragassist.sentences import sentence_spans

SUPPORT_BAR = 0.35
"""Cosine, language taken out, from which a passage's sentence counts as saying the claim. On sentences of parallel paragraphs
in five languages, with the numbers checked as well, 96 % of the true pairs and 2.4 % of the false ones pass
(bench/claims.py)."""
_FEW_LETTERS = 20
"""Letters below which a claim such as "550 EUR" says too little by itself and is read together with its question."""

_STEM = 4
"""Letters that forms of a word, and names in several languages, have in common: Frankreich and France."""
NAMES_TRANSLATED = 0.5
"""Share of a claim's names that may be called otherwise in another language: Germany is Alemania."""
WORDS_HELD = 0.5
"""Share of a claim's words, its question's left out, that a passage in its language must hold."""
_IDENTIFIERS = re.compile(r"(?a:\b[A-Z]{1,4}-?\d[\w-]*)")
_LATIN_NAMES = re.compile(r"[A-Z][a-zà-öø-ÿ]{2,}")
_OTHER_NAMES = re.compile(r"[\u0620-\u064a\u3041-\u30ff\u3400-\u9fff\uac00-\ud7a3]{2,}")
_NAME = re.compile(r"(?<=[^\W\d_][\s,;(]|[,;] )[A-ZÀ-Þ][a-zà-öø-ÿ]{2,}")
_NAMING = ("en", "fr", "es")
"""Languages in which a capital within a sentence makes a name; German gives every noun one."""
_IN_LATIN_LETTERS = (*_NAMING, "de")
_WORD = re.compile(r"[^\W\d_]{4,}")
_DENSE_WORD = re.compile(r"[\u3041-\u30ff\u3400-\u9fff\uac00-\ud7a3]{2}")


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


@dataclass(frozen=True, slots=True)
class Particulars:
    """What a claim says that can't be said in other words: figures, months, identifiers such as F7, names, a "not"."""

    language: str
    figures: tuple[Figure, ...]
    months: frozenset[int]
    words: frozenset[str]
    names: frozenset[str]
    own_words: tuple[str, ...]
    negated: bool
    empty: bool
    """Whether the claim says back what was asked and nothing else."""

    @classmethod
    def of(cls, claim: str, question: str, language: str = "") -> "Particulars":
        """Return the particulars of a claim in a language that its question doesn't hold already."""
        asked, folded, plain = occurring(question), _folded(question), _unaccented(question)
        of_other_script = _OTHER_NAMES if language_of_script(claim) is None else _LATIN_NAMES
        words = {_folded(word) for word in (*_IDENTIFIERS.findall(claim), *of_other_script.findall(claim))}
        names = _NAME.findall(claim) if language in _NAMING else ()
        return cls(
            language,
            tuple(figure for figure in figures(claim) if not figure.forms & asked.keys()),
            months(claim, dated=True) - months(question, dated=False),
            frozenset(word for word in words if word not in folded),
            frozenset(stem for name in names if (stem := _unaccented(name)[:_STEM]) not in plain),
            tuple(word for word in _stems(claim) if word not in plain),
            negates(claim) and not negates(question),
            asks_what(question) and adds_nothing(claim, question),
        )

    def occur_in(self, text: str) -> bool:
        """Whether a few sentences have the figures, the months and the words of another script."""
        folded = _folded(text)
        said = all(word in folded for word in self.words) and not any(conflicts(self.figures, occurring(text)))
        return said and self.months <= months(text, dated=False)

    def fit(self, source: Source) -> bool:
        """Whether a whole passage has the names and, in the claim's language, enough of its words."""
        if self.empty:
            return False
        plain = _unaccented(source.text)
        missing = sum(name not in plain for name in self.names) if source.language in _IN_LATIN_LETTERS else 0
        named = missing <= (0 if source.language == self.language else NAMES_TRANSLATED * len(self.names))
        if not named or source.language != self.language or not self.own_words:
            return named
        held = sum(word in plain for word in self.own_words) + len(self.figures)  # these must occur anyway
        return held >= WORDS_HELD * (len(self.own_words) + len(self.figures))


def _stems(claim: str) -> list[str]:
    """Return the beginnings of the words that mean something, and pairs of signs where words aren't set apart."""
    plain = _unaccented(claim)
    return [*(word[:_STEM] for word in _WORD.findall(plain) if word[0] < "\u3041"), *_DENSE_WORD.findall(plain)]


def _unaccented(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()
