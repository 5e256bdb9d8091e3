"""Searches evidence for a question: passages within a token budget, limited per document."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import KW_ONLY, dataclass, replace

from indexes.hits import Filter, Hit
from indexes.searchable import SearchableLibrary
from ragassist.retrieval.evidence import MOST_SOURCES, Evidence, Source
from ragassist.retrieval.wordings import NO_TRANSLATOR, QueryTranslator, chosen_languages

_FROM_ONE_DOCUMENT = 4
"""Most passages of one document, so that a long document doesn't displace all others."""
_STANDS_OUT = 0.5
"""Probability of its best passage from which on a document, as one that the question names, isn't limited: of the sample's 40
questions 38 have their answer among the sentences shown instead of 35 (together with `naming.without_codes`)."""
_CANDIDATES = 20
"""Number of hits from which the passages are chosen."""
_BYTES_A_TOKEN = 3
"""Lower bound of the average number of UTF-8 bytes per token in the eight languages."""


def rough_tokens(text: str) -> int:
    """Return an upper estimate of the number of tokens of a text, without the model. The prompt is counted exactly later."""
    return len(text.encode()) // _BYTES_A_TOKEN + 1


@dataclass(frozen=True, slots=True)
class Retriever:
    """Searches a library for evidence of at most `budget` tokens, which `count_tokens` counts.

    Passages come from documents that match the filter `only`. If the first search isn't sure, the `translator` translates the
    question into up to `most_wordings` other languages of the library, and the search is repeated with the translations.
    """

    library: SearchableLibrary
    budget: int
    _: KW_ONLY
    only: Filter | None = None
    count_tokens: Callable[[str], int] = rough_tokens
    translator: QueryTranslator = NO_TRANSLATOR
    most_wordings: int = 0

    def evidence(self, question: str, language: str) -> Evidence:
        """Return the numbered sources for a question in a language, the best first."""
        hits = self.library.search(question, language, _CANDIDATES, only=self.only)
        into = chosen_languages(self.library, language, hits, self.most_wordings) if self.most_wordings else []
        if wordings := self.translator.wordings(question, language, into) if into else ():
            hits = self.library.search(question, language, _CANDIDATES, only=self.only, wordings=wordings)
        kept, left_out = self.within_budget([Source.of(hit.chunk, hit.score) for hit in within_documents(hits)])
        return Evidence(numbered(kept), hits[0].score if hits else 0.0, tuple(left_out), compared=len(hits))

    def within_budget(self, sources: Sequence[Source]) -> tuple[list[Source], list[Source]]:
        """Return the best sources within the budget, and the other sources. The first source is always kept.

        A source that exceeds the budget is left out, and shorter ones after it may still fit.
        """
        kept: list[Source] = []
        left_out: list[Source] = []
        used = 0
        for source in sources:
            tokens = self.count_tokens(f"{source.header}\n{source.excerpt}" if source.header else source.excerpt)
            if used + tokens <= self.budget or not kept:
                used += tokens
                kept.append(source)
            else:
                left_out.append(source)
        return kept, left_out


def within_documents(hits: Sequence[Hit]) -> list[Hit]:
    """Return the best hits, with a limited number from each document but those that stand out."""
    taken = Counter[str]()
    best: dict[str, float] = {}
    chosen: list[Hit] = []
    for hit in hits:
        stands_out = best.setdefault(hit.chunk.path, hit.score) >= _STANDS_OUT
        if (stands_out or taken[hit.chunk.path] < _FROM_ONE_DOCUMENT) and len(chosen) < MOST_SOURCES:
            taken[hit.chunk.path] += 1
            chosen.append(hit)
    return chosen


def numbered(sources: Sequence[Source]) -> tuple[Source, ...]:
    """Return the sources numbered from 1."""
    return tuple(replace(source, n=n) for n, source in enumerate(sources, 1))


def in_prepared_order(sources: Sequence[Source], prepared: Sequence[Source]) -> tuple[Source, ...]:
    """Return the sources with new numbers: first the prepared ones, up to the first that wasn't found again, then the others.

    The prepared sources are a prefix of the prompt, so nothing after a source that wasn't found again can be reused. A
    prepared source that shows all that is to be shown is kept as it was evaluated.
    """
    rest = list(sources)
    kept: list[Source] = []
    for source in prepared:
        again = next((other for other in rest if other.passage == source.passage), None)
        if again is None:
            break
        rest.remove(again)
        kept.append(replace(again, shown=source.shown, named=source.named) if source.shows(again) else again)
    return numbered([*kept, *rest])
