"""Where the language differs the first passages come from several documents."""

from dataclasses import replace

from indexes.records import ChunkRow, Place
from indexes.search.deduplication import Passage
from indexes.search.diversity import spread

CHUNK = ChunkRow(
    id=0, document_id=0, path="/a", start=0, end=1, heading="", language="en", place=Place(), header="", text="a",
)  # fmt: skip


def passages(*documents: int) -> list[Passage]:
    return [Passage(replace(CHUNK, id=at, document_id=document)) for at, document in enumerate(documents)]


def test_of_the_first_five_two_at_most_are_from_one_document() -> None:
    assert [p.chunk.id for p in spread(passages(1, 1, 1, 1, 2, 3, 4, 1))] == [0, 1, 4, 5, 6, 2, 3, 7]


def test_a_library_of_one_document_keeps_its_order() -> None:
    assert [p.chunk.id for p in spread(passages(1, 1, 1, 1, 1, 1))] == [0, 1, 2, 3, 4, 5]
