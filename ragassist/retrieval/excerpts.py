"""Chooses the sentences of the passages that the model is shown: the same answers from half of the tokens.

A sentence brings what it leans on: its neighbours, the header of its table, the lead of its list, the whole of its code.
"""

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

import regex

from ingest.language.punctuation import ends_sentence
from ragassist.retrieval.evidence import SentenceSpan, Source
from ragassist.retrieval.retriever import rough_tokens

SURE = 0.9
"""Probability of the first passage from which on few tokens hold the answer (bench/excerpts.py)."""
FEW, MANY = 0.4, 0.55
"""Shares of the tokens that the passages may take which their sentences get: where the first passage is sure, and where not."""
_DECAY = 0.05
"""What a sentence loses of its cosine with the logarithm of its passage's rank: 0.03 to 0.1 are alike."""
_FRAME = 20
"""Tokens of a source's number and fences, by the estimate that the budget is counted in."""
_NEARLY_ALL = 0.75
"""Share of a passage from which on all of it is shown: gaps cost the model more than the rest does."""
_WRAPPED = 3
"""Lines of a page that a sentence is followed over."""
_ITEM = regex.compile(r"\s*(?:[-*•‣▪◦·]|\(?\d{1,3}[.)]|\(?\p{L}[.)])\s")
_FENCE = regex.compile(r"\s*(?:```|~~~)")
_INDENTED = regex.compile(r"(?: {4}|\t)\S")


def share_shown(probability: float, *, broad: bool) -> float:
    """Return the share of the passages' tokens that their sentences get; a `broad` question may compare or count."""
    return FEW if probability >= SURE and not broad else MANY


@dataclass(slots=True)
class _Passage:
    """A source with the spans of its sentences, and which of them were chosen."""

    source: Source
    spans: Sequence[SentenceSpan]
    chosen: set[int] = field(default_factory=set)

    def unit(self, at: int) -> set[int]:
        """Return a sentence with those that it can't be read without."""
        if self.source.is_row(self.spans[at]):
            return {at, self._first_of_run(at, self.source.is_row)}
        if self._is_code(self.spans[at]):
            return set(self._run(at, self._is_code))
        if self._is_item(self.spans[at]):
            return {max(0, self._first_of_run(at, self._is_item) - 1), at}
        return set(range(self._begin(max(0, at - 1)), self._end(min(len(self.spans) - 1, at + 1)) + 1))

    def _begin(self, at: int) -> int:
        """Return where the sentence begins that goes on at a line: lines of a page end anywhere."""
        return next((n for n in range(at, max(0, at - _WRAPPED), -1) if self._is_ended(n - 1)), max(0, at - _WRAPPED))

    def _end(self, at: int) -> int:
        last = len(self.spans) - 1
        return next((n for n in range(at, min(last, at + _WRAPPED)) if self._is_ended(n)), min(last, at + _WRAPPED))

    def _is_ended(self, at: int) -> bool:
        """Whether a line ends a sentence, or is no part of one."""
        return ends_sentence(self.source.text[self.spans[at][1] - 1]) or self._is_item(self.spans[at])

    def _run(self, at: int, belongs: Callable[[SentenceSpan], bool]) -> Iterator[int]:
        """Yield the sentences around one that belong to the same table, list or code without a gap."""
        first = self._first_of_run(at, belongs)
        yield from (beside for beside in range(first, len(self.spans)) if all(map(belongs, self.spans[first : beside + 1])))

    def _first_of_run(self, at: int, belongs: Callable[[SentenceSpan], bool]) -> int:
        while at and belongs(self.spans[at - 1]):
            at -= 1
        return at

    def _line(self, span: SentenceSpan) -> str:
        return self.source.text[self.source.text.rfind("\n", 0, span[0]) + 1 : span[1]]

    def _is_item(self, span: SentenceSpan) -> bool:
        return _ITEM.match(self._line(span)) is not None

    def _is_code(self, span: SentenceSpan) -> bool:
        if _INDENTED.match(self._line(span)) or _FENCE.match(self._line(span)):
            return True
        before = self.source.text[: span[0]].splitlines()
        return sum(_FENCE.match(line) is not None for line in before) % 2 == 1

    def text_of(self, chosen: set[int]) -> str:
        """Return the text of some sentences."""
        return "\n".join(self.source.text[slice(*self.spans[at])] for at in sorted(chosen))

    def shown(self) -> Source:
        """Return the source with what is shown of it: all of it where little is left out."""
        text = self.source.text
        runs: list[SentenceSpan] = []
        for start, end in (self.spans[at] for at in sorted(self.chosen)):
            if runs and not text[runs[-1][1] : start].strip():
                runs[-1] = (runs[-1][0], end)
            else:
                runs.append((start, end))
        length = sum(end - start for start, end in runs)
        return replace(self.source, shown=() if length >= _NEARLY_ALL * len(text) else tuple(runs))


def excerpts(sources: Sequence[Source], sentences: Sequence[Mapping[SentenceSpan, float]], budget: float) -> list[Source]:
    """Return the sources, best first, each with the sentences of it that are shown, in at most `budget` tokens.

    `sentences` are those of each source in their order, with their cosines to the question. A source of which nothing is shown
    is left out; of the nearest sentence something is shown in any case.
    """
    passages = [_Passage(source, list(found)) for source, found in zip(sources, sentences, strict=True)]
    worth = [
        (cosine - _DECAY * math.log1p(rank), -rank, at)
        for rank, found in enumerate(sentences)
        for at, cosine in enumerate(found.values())
    ]
    used = 0.0
    for _, rank, at in sorted(worth, reverse=True):
        passage = passages[-rank]
        more = passage.unit(at) - passage.chosen
        cost = rough_tokens(passage.text_of(more)) + (0 if passage.chosen else _FRAME) if more else 0
        if more and (used + cost <= budget or not used):
            used += cost
            passage.chosen |= more
    return [passage.shown() for passage in passages if passage.chosen]
