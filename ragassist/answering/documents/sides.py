"""Gathers the evidence of a comparison: what differs between its sides, and a few points that they share."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Self

from indexes.conversations.records import Citation
from indexes.hits import Filter
from indexes.records import DocumentRow
from ingest.language.punctuation import ends_sentence
from ragassist.answering.request_work import RequestWork
from ragassist.requests.paragraphs import quoted
from ragassist.requests.passages import passages_of
from ragassist.retrieval.evidence import MOST_SOURCES, Evidence, SentenceSpan, Source
from ragassist.retrieval.retriever import Retriever, numbered, rough_tokens
from ragassist.retrieval.shared_text import SharedText
from ragassist.untrusted import without_citation_marks

_FEWEST_TOKENS = 200
"""Fewest tokens of evidence for each document."""
_MOST_SHARED, _MOST_COMPARED = 3, 100
"""Most shared points that are told, and most of which the nearest to the question are chosen."""
_LONG = 24
"""Characters from which on a line that doesn't end as a sentence is a point and no heading of a template."""

_Point = tuple[Source, SentenceSpan]


@dataclass(frozen=True, slots=True)
class SharedPoint:
    """A sentence that all sides hold, without its own marks such as [12], and a citation of each side."""

    text: str
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class Sides:
    """The evidence of a comparison: passages that show what differs come first, `differing` of them, then shared ones."""

    evidence: Evidence
    differing: int
    shared: tuple[SharedPoint, ...]

    @classmethod
    def of(cls, work: RequestWork, documents: Sequence[DocumentRow]) -> Self:
        """Return the evidence of a comparison of documents, one document after another, with consecutive numbers."""
        count = len(documents)
        budget, most = max(_FEWEST_TOKENS, work.context.options.context_tokens // count), max(1, MOST_SOURCES // count)
        found = [_found(work, row, budget) for row in documents]
        score = max(one.best_score for one in found)
        texts = [whole.document.text for row in documents if (whole := work.library.whole_document(row.path))]
        same = SharedText.of(texts)
        if not same.sentences:
            kept = numbered([source for one in found for source in one.sources[:most]])
            return cls(Evidence(kept, score), len(kept), ())
        passages = [passages_of(work.library, [row]) for row in documents]
        own = [
            source
            for one, all_of_it in zip(found, passages, strict=True)
            for source in list(_differing(same, one.sources, all_of_it, budget))[:most]
        ]
        points = list(_shared_points(work, [_places(same, all_of_it) for all_of_it in passages]))
        behind = dict.fromkeys(source for point in points for source, _ in point)
        kept = numbered([*own, *(source for source in behind if not any(source.overlaps(other) for other in own))])
        return cls(Evidence(kept, score), len(own), tuple(_cited(point, kept) for point in points))


def _found(work: RequestWork, row: DocumentRow, budget: int) -> Evidence:
    context = work.context
    retriever = Retriever(library=work.library, budget=budget, only=Filter(paths=(row.path,)))
    return retriever.evidence(context.question, context.asked_in)


def _differing(same: SharedText, found: Sequence[Source], all_of_it: Sequence[Source], tokens: int) -> Iterator[Source]:
    """Yield what differs, first of the passages that were found, then of the others, within a number of tokens."""
    others = [source for source in all_of_it if not any(source.overlaps(one) for one in found)]
    for source in (*found, *others):
        if (own := same.differing(source)) is None:
            continue
        tokens -= rough_tokens(own.excerpt)
        if tokens < 0:
            return
        yield own


def _places(same: SharedText, passages: Sequence[Source]) -> dict[str, _Point]:
    """Return the place of each shared sentence in a document."""
    places: dict[str, _Point] = {}
    for source in passages:
        for key, span in same.shared(source).items():
            places.setdefault(key, (source, span))
    return places


def _shared_points(work: RequestWork, places: Sequence[Mapping[str, _Point]]) -> Iterator[tuple[_Point, ...]]:
    """Yield the shared sentences that are nearest to the question, each with its place on every side."""
    keys = [key for key, place in places[0].items() if _is_point(place) and all(key in side for side in places)]
    keys = keys[:_MOST_COMPARED]
    if keys and work.library.has_embedder:
        question = work.library.query_vector(work.context.question)[0]
        cosines = work.sentences.of([_text(places[0][key]) for key in keys]) @ question
        keys = [keys[at] for at in sorted(sorted(range(len(keys)), key=lambda at: -cosines[at])[:_MOST_SHARED])]
    for key in keys[:_MOST_SHARED]:
        yield tuple(side[key] for side in places)


def _is_point(place: _Point) -> bool:
    text = _text(place)
    return ends_sentence(text[-1]) or len(text) >= _LONG


def _text(place: _Point) -> str:
    source, span = place
    return source.text[slice(*span)]


def _cited(point: tuple[_Point, ...], kept: Sequence[Source]) -> SharedPoint:
    """Return a shared point with citations of the numbered passages that hold it."""
    citations = []
    for source, (start, end) in point:
        number = next(one.n for one in kept if one.overlaps(source))
        citations.append(quoted(replace(source, n=number), start, end))
    return SharedPoint(" ".join(without_citation_marks(_text(point[0])).split()), tuple(citations))
