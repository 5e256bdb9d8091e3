"""Chooses the sentences of the passages that are shown to the model, which gives the same answers from half of the tokens.

A sentence comes with its context: its neighbours, the header of its table, the line before its list, or its whole code block.
"""

import math
from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import takewhile

import regex

from ingest.language.punctuation import ends_sentence
from ragassist.retrieval.evidence import SentenceSpan, Source
from ragassist.retrieval.retriever import rough_tokens

SURE = 0.9
"""From this probability of the first passage on, few tokens are enough to hold the answer (bench/excerpts.py)."""
LIKELY = 0.5
"""From this probability of the first passage on, it is shown whole: an address or a table without rules has no sentences that
resemble the question, and the sentence behind the one that does may hold the answer."""
FEW, MANY = 0.45, 0.65
"""Shares of the token budget of passages that their sentences may take: with a sure first passage, and without one."""
_DECAY = 0.07
"""Subtracted from the cosine of a sentence per unit of the logarithm of its passage's rank; 0.03 to 0.1 work equally well; with
0.05 the amount of a bill further back, made from the same template, took the place of the second one's."""
_FRAME = 20
"""Tokens of the number and the fences of a source, in units of `rough_tokens`."""
_NEARLY_ALL = 0.75
"""From this share on a passage is shown whole, because gaps harm the answer more than the rest costs."""
WHOLE_TABLE = 0.6
"""Share of the tokens for sentences that a whole table may take, since one row doesn't show which price is the highest."""
_WRAPPED = 3
"""Most lines over which a wrapped sentence is followed."""
_ITEM = regex.compile(r"\s*(?:[-*•‣▪◦·]|\(?\d{1,3}[.)]|\(?\p{L}[.)])\s")
_FENCE = regex.compile(r"\s*(?:```|~~~)")
_INDENTED = regex.compile(r"(?: {4}|\t)\S")


def share_shown(probability: float, *, broad: bool) -> float:
    """Return the share of the passages' tokens for their sentences. A `broad` question may compare or count."""
    return FEW if probability >= SURE and not broad else MANY


@dataclass(slots=True)
class _Passage:
    """A source with the spans of its sentences, and the indices of the chosen ones.

    A table of at most `most_of_a_table` tokens is shown whole.
    """

    source: Source
    spans: Sequence[SentenceSpan]
    most_of_a_table: float
    chosen: set[int] = field(default_factory=set)
    _fences: list[int] = field(init=False)

    def __post_init__(self) -> None:
        self._fences = list(_fences(self.source.text))

    def unit(self, at: int) -> set[int]:
        """Return the indices of a sentence and of its context."""
        if self.source.is_row(self.spans[at]):
            table = set(self._run(at, self.source.is_row))
            is_small = rough_tokens(self.text_of(table)) <= self.most_of_a_table
            return table if is_small else {at, self._first_of_run(at, self.source.is_row)}
        if self._is_code(self.spans[at]):
            return set(self._run(at, self._is_code))
        if self._is_item(self.spans[at]):
            return {max(0, self._first_of_run(at, self._is_item) - 1), at}
        return set(range(self._begin(max(0, at - 1)), self._end(min(len(self.spans) - 1, at + 1)) + 1))

    def _begin(self, at: int) -> int:
        """Return the index of the line in which the sentence begins that line `at` continues, since a page wraps lines."""
        return next((n for n in range(at, max(0, at - _WRAPPED), -1) if self._is_ended(n - 1)), max(0, at - _WRAPPED))

    def _end(self, at: int) -> int:
        last = len(self.spans) - 1
        return next((n for n in range(at, min(last, at + _WRAPPED)) if self._is_ended(n)), min(last, at + _WRAPPED))

    def _is_ended(self, at: int) -> bool:
        """Whether a line ends a sentence, or is an item of a list."""
        return ends_sentence(self.source.text[self.spans[at][1] - 1]) or self._is_item(self.spans[at])

    def _run(self, at: int, belongs: Callable[[SentenceSpan], bool]) -> Iterator[int]:
        """Return the indices of the consecutive sentences around one for which `belongs` is true."""
        first = self._first_of_run(at, belongs)
        return takewhile(lambda beside: belongs(self.spans[beside]), range(first, len(self.spans)))

    def _first_of_run(self, at: int, belongs: Callable[[SentenceSpan], bool]) -> int:
        while at and belongs(self.spans[at - 1]):
            at -= 1
        return at

    def _line(self, span: SentenceSpan) -> str:
        return self.source.text[self.source.text.rfind("\n", 0, span[0]) + 1 : span[1]]

    def _is_item(self, span: SentenceSpan) -> bool:
        return _ITEM.match(self._line(span)) is not None

    def _is_code(self, span: SentenceSpan) -> bool:
        if bisect_right(self._fences, span[0]) % 2 == 1:
            return True
        line = self._line(span)
        return (_INDENTED.match(line) or _FENCE.match(line)) is not None

    def text_of(self, chosen: set[int]) -> str:
        """Return the text of the chosen sentences."""
        return "\n".join(self.source.text[slice(*self.spans[at])] for at in sorted(chosen))

    def shown(self) -> Source:
        """Return the source with the spans to show, or all of it if little is left out."""
        text = self.source.text
        runs: list[SentenceSpan] = []
        for start, end in (self.spans[at] for at in sorted(self.chosen)):
            if runs and not text[runs[-1][1] : start].strip():
                runs[-1] = (runs[-1][0], end)
            else:
                runs.append((start, end))
        length = sum(end - start for start, end in runs)
        return replace(self.source, shown=() if length >= _NEARLY_ALL * len(text) else tuple(runs))


def _fences(text: str) -> Iterator[int]:
    """Yield the positions behind the fences of code blocks."""
    start = 0
    for line in text.splitlines(keepends=True):
        if fence := _FENCE.match(line):
            yield start + fence.end()
        start += len(line)


def excerpts(
    sources: Sequence[Source],
    sentences: Sequence[Mapping[SentenceSpan, float]],
    budget: float,
    *,
    first_whole: bool = False,
) -> list[Source]:
    """Return the sources, best first, each with the sentences to show, in at most `budget` tokens.

    `sentences` maps the spans of each source, in their order, to their cosines to the question. A source without a chosen
    sentence is left out. The nearest sentence, or with `first_whole` the first source, is shown even if it exceeds the budget.
    """
    most = WHOLE_TABLE * budget
    passages = [_Passage(source, list(found), most) for source, found in zip(sources, sentences, strict=True)]
    worth = [
        (cosine - _DECAY * math.log1p(rank), -rank, at)
        for rank, found in enumerate(sentences)
        for at, cosine in enumerate(found.values())
    ]
    used = 0.0
    if first_whole:
        passages[0].chosen.update(range(len(passages[0].spans)))
        used = rough_tokens(sources[0].text) + _FRAME
    for _, rank, at in sorted(worth, reverse=True):
        passage = passages[-rank]
        more = passage.unit(at) - passage.chosen
        cost = rough_tokens(passage.text_of(more)) + (0 if passage.chosen else _FRAME) if more else 0
        if more and (used + cost <= budget or not used):
            used += cost
            passage.chosen |= more
    return [passage.shown() for passage in passages if passage.chosen]
