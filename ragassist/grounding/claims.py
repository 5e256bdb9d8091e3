"""Checks whether passages say what an answer claims."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from indexes.embedding.embedder import Vectors
from ingest.language.punctuation import CLOSERS, COLONS
from ragassist.grounding.agreement import ClauseComparison
from ragassist.grounding.asked import Asked
from ragassist.grounding.binding import bound_parts, exchanges_names, is_misbound
from ragassist.grounding.name_binding import NameBinding
from ragassist.grounding.particulars import Particulars
from ragassist.grounding.quantities import measures
from ragassist.grounding.rival_values import RivalValues
from ragassist.grounding.support import SUPPORTED, WEIGHTS, Features
from ragassist.language.clauses import clauses, letters, without_repeated
from ragassist.language.function_words import asks_what
from ragassist.language.negation import negations
from ragassist.language.refusals import without_opening
from ragassist.language.sentences import sentence_spans
from ragassist.retrieval.evidence import SentenceSpan, Source

_FEW_LETTERS = 20
"""A claim with fewer letters, such as "550 EUR", says too little by itself and is compared together with its question."""
_WORDS_HELD = 0.5
"""Share of the words of a short claim, without those of the question, that a passage in its language must hold."""
_SAME = 0.7
"""Cosine of a short claim by itself and a sentence from which it may have other words."""
_CLOSE = 0.15
"""Largest difference of cosine to the nearest sentence for a second one to be judged: where the nearest sentence denies
the claim, a distant one can't confirm it."""
_CANDIDATES = 2
"""Number of sentences of a source, the nearest ones, that are compared with a claim clause by clause."""
_FAR = 0.15
"""A sentence with a lower cosine isn't compared clause by clause."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """The sentence of a source that most probably says a claim: its offsets in the document, its cosine, the probability."""

    source: Source
    start: int
    end: int
    similarity: float
    probability: float

    @property
    def supported(self) -> bool:
        """Whether the source says the claim."""
        return self.probability >= SUPPORTED

    @property
    def quote(self) -> str:
        """The text of the sentence."""
        return self.source.text[self.start - self.source.start : self.end - self.source.start]


@dataclass(frozen=True, slots=True)
class _Claim:
    """The text of a claim, what is embedded for it, what it says beyond its question, and what it repeats of it."""

    said: str
    whole: str
    wanted: Particulars
    asked: Asked


class ClaimChecker:
    """Checks claims in a language against the sources of one question. The sources are embedded at the first claim."""

    def __init__(
        self, sources: Sequence[Source], question: str, embed: Callable[[list[str]], Vectors], language: str = ""
    ) -> None:
        self._sources, self._embed = sources, embed
        self._question, self._language = question, language
        self._rows: list[Vectors] | None = None
        self._spans = [sentence_spans(source.text) for source in sources]
        self.numbers = frozenset(source.n for source in sources)

    def quotes(self, text: str) -> bool:
        """Whether a source holds a text word for word."""
        return any(text in source.text for source in self._sources)

    def cited(self, claim: str, claimed: Sequence[int]) -> list[Verdict]:
        """Return the verdicts to cite for a claim.

        These are the sources `claimed` by the model that say it; else the source that says it best; else one source for each
        part of the claim, if every part is said by one; else the claimed sources, unsupported. A line that only introduces
        what follows it ("The answer is:") says nothing that could be confirmed: for it there are none.
        """
        if self._introduces(claim):
            return []
        verdicts = self.check(claim)
        own = [verdict for verdict in verdicts if verdict.source.n in claimed]
        supported = [verdict for verdict in verdicts if verdict.supported]
        if own_supported := [verdict for verdict in own if verdict.supported]:
            return own_supported
        if supported:
            return [max(supported, key=lambda verdict: verdict.probability)]
        return self._by_parts(claim, claimed) or own

    def _introduces(self, claim: str) -> bool:
        is_lead = claim.rstrip(CLOSERS).endswith(COLONS)
        return is_lead and Particulars.of(claim, self._question, self._language).are_none

    def _by_parts(self, claim: str, claimed: Sequence[int]) -> list[Verdict]:
        parts = clauses(without_opening(claim))
        if len(parts) == 1 or min(map(letters, parts)) < _FEW_LETTERS:
            return []
        best = [max(self.check(part), key=lambda v: (v.supported, v.source.n in claimed, v.probability)) for part in parts]
        return list(dict.fromkeys(best)) if all(verdict.supported for verdict in best) else []

    def check(self, claim: str) -> list[Verdict]:
        """Return a verdict for each source, in the sources' order."""
        rows = self._embedded()
        said = without_opening(claim)
        whole = self._whole(claim)
        vector = self._embed([whole])[0]
        asked = Asked.of(said, self._question, self._language, short=letters(claim) < _FEW_LETTERS)
        checked = _Claim(said, whole, Particulars.of(said, self._question, self._language), asked)
        return [
            self._verdict(source, spans, (sentences @ vector).tolist(), checked)
            for source, spans, sentences in zip(self._sources, self._spans, rows, strict=True)
        ]

    def _whole(self, claim: str) -> str:
        return f"{self._question} {claim}" if letters(claim) < _FEW_LETTERS else claim

    def _embedded(self) -> list[Vectors]:
        if self._rows is None:
            texts = [source.sentence(span) for source, spans in zip(self._sources, self._spans, strict=True) for span in spans]
            everything = self._embed(texts)
            ends = np.cumsum([len(spans) for spans in self._spans])[:-1]
            self._rows = np.split(everything, ends)
        return self._rows

    def _verdict(self, source: Source, spans: list[SentenceSpan], similarities: list[float], claim: "_Claim") -> Verdict:
        """Return the verdict for the most probable sentence near which the particulars of the claim occur.

        Where they occur near no sentence, the verdict names the nearest sentence with probability 0.
        """
        wanted, said = claim.wanted, claim.said
        holding = self._holding(source, spans, claim)
        nearest = sorted(holding or range(len(spans)), key=lambda at: -similarities[at])[:_CANDIDATES]
        nearest = [at for at in nearest if similarities[at] >= similarities[nearest[0]] - _CLOSE]
        judged = [(WEIGHTS.probability(self.features(source, spans[at], similarities[at], wanted, said)), at) for at in nearest]
        probability, best = max(judged) if holding else (0.0, nearest[0])
        if probability >= SUPPORTED and self._is_of_another(source, spans, best, claim):
            probability = 0.0
        start, end = spans[best]
        return Verdict(source, source.start + start, source.start + end, similarities[best], probability)

    def _holding(self, source: Source, spans: list[SentenceSpan], claim: "_Claim") -> list[int]:
        """Return the indices of the sentences near which the particulars of a claim occur, in a source about what is asked."""
        if not claim.wanted.names_fit(source) or not self._words_fit(claim.said, claim.wanted, source):
            return []
        if claim.asked.is_about_others(source):
            return []
        held = [at for at in range(len(spans)) if claim.wanted.occur_in(_around(source, spans, at), source.language)]
        return [at for at in held if not claim.asked.is_of_other_times(source, spans[at])]

    def _is_of_another(self, source: Source, spans: list[SentenceSpan], best: int, claim: "_Claim") -> bool:
        """Whether the values of a claim belong to another row or to what another sentence has other values for."""
        if source.is_row(spans[best]):
            return self._names_another_row(source, spans, best, claim.wanted)
        rivals = RivalValues(self._embed, [source.text[slice(*span)] for span in spans], source.language)
        return rivals.belong_elsewhere(claim.whole, claim.wanted, best)

    def _names_another_row(self, source: Source, spans: list[SentenceSpan], best: int, wanted: Particulars) -> bool:
        """Whether another row of the table, in the claim's language, has more of its words, so that its values don't belong
        to this row.
        """
        if source.language != self._language:
            return False
        rows = {at: source.text[slice(*span)] for at, span in enumerate(spans) if source.is_row(span)}
        held = {at: wanted.words_held(row) for at, row in rows.items() if measures(row, source.language).count() or at == best}
        return max(held.values()) > held[best]

    def _words_fit(self, claim: str, wanted: Particulars, source: Source) -> bool:
        """Whether a passage has the words of a short claim in its language. A long claim may say the same in other words."""
        if source.language != self._language or letters(claim) >= _FEW_LETTERS:
            return True
        return wanted.words_held(source.text) >= _WORDS_HELD or self._is_near(claim, source)

    def _is_near(self, claim: str, source: Source) -> bool:
        sentences = [source.sentence(span) for span in sentence_spans(source.text)]
        return float((self._embed(sentences) @ self._embed([claim])[0]).max()) >= _SAME

    def features(self, source: Source, span: SentenceSpan, similarity: float, wanted: Particulars, claim: str) -> Features:
        """Return the features by which it is judged whether a sentence of a source says a claim."""
        sentence = source.text[slice(*span)]
        compared = ClauseComparison(self._embed, self._language, source.language)
        claim = self._without_asked_denials(claim)
        nearest, agreement = compared.by_clauses(claim, sentence) if similarity >= _FAR else (similarity, 0.0)
        if source.is_row(span):
            agreement = compared.with_row(claim, sentence)
        if source.language == self._language and self._mixes(claim, sentence):
            agreement = -1.0
        across = source.language != self._language
        found = Features(
            cosine=max(similarity, nearest),
            across=across,
            agreement=agreement,
            words=1.0 if across else wanted.words_held(source.text),
            held=wanted.occurs_partly(sentence, source.language),
        )
        if across and WEIGHTS.probability(found) >= SUPPORTED and self._misnames(claim, sentence, source.language):
            return replace(found, agreement=-1.0)
        return found

    def _without_asked_denials(self, claim: str) -> str:
        """Return a claim without the clauses that it repeats of its question, if these deny something: it is the question that
        says "without parameters". Whether "the lift isn't working" is asked by "Isn't it?", and answered by the claim.
        """
        if not asks_what(self._question):
            return claim
        own = without_repeated(claim, self._question)
        return own if negations(own, self._language) != negations(claim, self._language) else claim

    def _mixes(self, claim: str, sentence: str) -> bool:
        """Whether a claim gives what a sentence in its language says of one thing to another."""
        parts = clauses(sentence)
        if any(is_misbound(part, parts, self._language) for part in bound_parts(claim, self._language)):
            return True
        return exchanges_names(claim, sentence, self._language)

    def _misnames(self, claim: str, sentence: str, language: str) -> bool:
        return NameBinding(self._embed, self._language, language).gives_to_another(claim, sentence)


def _around(source: Source, spans: list[SentenceSpan], at: int) -> str:
    """Return a sentence with its two neighbours and the header of its table; a row of a table with the header only.

    In "It costs 50 EUR" the sentence before may say what "it" is.
    """
    if source.is_row(spans[at]):
        return f"{source.header}\n{source.text[slice(*spans[at])]}"
    text = source.text[spans[max(0, at - 1)][0] : spans[min(len(spans) - 1, at + 1)][1]]
    return f"{source.header}\n{text}" if source.header else text
