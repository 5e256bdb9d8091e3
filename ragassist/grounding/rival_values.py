"""Detects a claim that gives one sentence's value to what another sentence of the passage gives its own value.

"A trailer costs 120 euros. Cargo bikes cost 240 euros." says nothing for "The cargo bike costs 120 euros".
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import regex

from indexes.embedding.embedder import Vectors
from ragassist.grounding.particulars import Particulars, stems_of, words_held
from ragassist.grounding.quantities import Measures, measures

_CLEARLY = 0.08
"""By how much a sentence in another language must be nearer to a claim than the one with its value, both without values."""
_MOST = 40
"""Sentences of a passage that are compared; a longer passage is rare and isn't."""
_VALUE = regex.compile(r"[€$£¥₩]?\s?\d[\d.,:/ ]*(?:\s?[€$£¥₩%°]\p{L}?|\s?\p{L}{1,2}[²³]?(?!\p{L}))?")


def without_values(text: str) -> str:
    """Return a text without its numbers and the signs and symbols of units behind them, unless it is nothing else."""
    return str(_VALUE.sub(" ", text)).strip() or text


@dataclass(frozen=True, slots=True)
class RivalValues:
    """The sentences of a passage in the language `of_source`; `embed` gives vectors without languages."""

    embed: Callable[[list[str]], Vectors]
    sentences: Sequence[str]
    of_source: str

    def belong_elsewhere(self, claim: str, wanted: Particulars, best: int) -> bool:
        """Whether a sentence with another value of the same kind is nearer to a claim than the one at or near `best` that
        holds the claim's value; in the claim's language it has more of its words as well.
        """
        if not 1 < len(self.sentences) <= _MOST or not any(quantity.units for quantity in wanted.measures.quantities):
            return False
        holder = next((at for at in (best, best - 1, best + 1) if self._holds(wanted, at)), None)
        if holder is None:
            return False
        rivals = [at for at in range(len(self.sentences)) if at != holder and self._rivals(wanted, at)]
        return bool(rivals) and self._are_nearer(claim, wanted, holder, rivals)

    def _are_nearer(self, claim: str, wanted: Particulars, holder: int, rivals: list[int]) -> bool:
        held = self._with_one_before(wanted, holder)
        same = wanted.language == self.of_source
        if same:
            words = frozenset(stems_of(without_values(claim)))
            few = words_held(words, held)
            rivals = [at for at in rivals if words_held(words, self.sentences[at]) > few]
        texts = [claim, self.sentences[holder], held, *(self.sentences[at] for at in rivals)]
        own, *its = self.embed(list(map(without_values, texts)))
        near = [float(own @ one) for one in its]
        return bool(rivals) and max(near[2:]) - max(near[:2]) >= (0.0 if same else _CLEARLY)

    def _with_one_before(self, wanted: Particulars, holder: int) -> str:
        """Return the sentence with the value, and the one before it, which may name what "it" is, if it is no rival."""
        if holder == 0 or self._rivals(wanted, holder - 1):
            return self.sentences[holder]
        return f"{self.sentences[holder - 1]} {self.sentences[holder]}"

    def _holds(self, wanted: Particulars, at: int) -> bool:
        return 0 <= at < len(self.sentences) and wanted.occurs_partly(self.sentences[at], self.of_source)

    def _rivals(self, wanted: Particulars, at: int) -> bool:
        return not self._holds(wanted, at) and _of_the_same_kind(wanted.measures, measures(self.sentences[at], self.of_source))


def _of_the_same_kind(one: Measures, other: Measures) -> bool:
    kinds = {unit.dimension for quantity in one.quantities for unit in quantity.units}
    return any(unit.dimension in kinds for quantity in other.quantities for unit in quantity.units)
