"""How many passages of one document become sources."""

from collections.abc import Sequence

import pytest

from indexes.hits import Hit
from indexes.records import ChunkRow, Place
from ragassist.retrieval.retriever import within_documents


def hits(manual: Sequence[float], other: float) -> list[Hit]:
    found = [("/manual.pdf", score) for score in manual] + [("/other.txt", other)]
    return [
        Hit(rank=at, score=score, cosine=score, coverage=0.0, chunk=chunk(at, path))
        for at, (path, score) in enumerate(sorted(found, key=lambda one: -one[1]), 1)
    ]


def chunk(number: int, path: str) -> ChunkRow:
    return ChunkRow(
        id=number, document_id=1, path=path, start=number, end=number + 1, heading="", language="en", place=Place(None),
        header="", text="text",
    )  # fmt: skip


@pytest.mark.parametrize(("best", "of_manual"), [(0.9, 7), (0.4, 4)])
def test_the_passages_of_one_document_are_limited_unless_its_best_score_stands_out(best: float, of_manual: int) -> None:
    chosen = within_documents(hits([best, 0.1, 0.09, 0.08, 0.07, 0.06, 0.05], 0.01))
    assert [hit.chunk.path for hit in chosen].count("/manual.pdf") == of_manual
    assert chosen[-1].chunk.path == "/other.txt"


def test_no_more_hits_are_chosen_than_sources_are_shown() -> None:
    assert len(within_documents(hits([0.9] * 12, 0.01))) == 8
