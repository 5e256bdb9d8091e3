"""The second stage runs only if it can change the order."""

from collections.abc import Sequence

import pytest

from indexes.hits import are_foreign
from indexes.records import ChunkRow, Place
from indexes.search.deduplication import MergedPassage
from indexes.search.rerank_stage import RerankStage


class Reversing:
    """Prefers the last passage."""

    weight, reach = 1.0, 10.0

    def __init__(self, most_at_home: int) -> None:
        self.most_at_home = most_at_home

    def scores(self, query: str, passages: Sequence[str], deadline: float) -> list[float | None]:
        """Return 0, 1, 2 …"""
        del query, deadline
        return [float(at) for at in range(len(passages))]


def chunk(identity: int, language: str) -> ChunkRow:
    return ChunkRow(
        id=identity, document_id=1, path="/a.txt", start=0, end=1, heading="", language=language, place=Place(), header="",
        text="x",
    )  # fmt: skip


def order(languages: Sequence[str], most_at_home: int) -> list[int]:
    passages = [MergedPassage(chunk(at, language)) for at, language in enumerate(languages)]
    scores = [1.0 - at / 10 for at in range(len(languages))]
    stage = RerankStage(Reversing(most_at_home), 60)
    return [passage.chunk.id for passage in stage.ordered("?", "en", passages, scores)]


def test_all_first_passages_are_compared_if_most_are_in_another_language() -> None:
    assert order(["de", "fr", "de", "en"], 2) == [3, 2, 1, 0]


def test_in_the_questions_language_the_number_of_compared_passages_is_limited() -> None:
    assert order(["en", "en", "en", "de"], 2) == [1, 0, 2, 3]
    assert order(["en", "en", "en", "de"], 10) == [3, 2, 1, 0]


@pytest.mark.parametrize(
    ("languages", "foreign"),
    [
        (["de", "de", "de", "en", "en"], True),
        (["de", "de", "en", "en", "en", "de", "de"], False),
        (["de"], True),
        (["de", "en"], False),
        ([], False),
    ],
)
def test_hits_are_foreign_if_most_of_the_first_five_are(languages: list[str], foreign: bool) -> None:
    assert are_foreign(languages, "en") is foreign
