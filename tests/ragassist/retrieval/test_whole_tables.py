"""A table that is split over passages is completed, so that an extreme, a sum or a comparison takes all rows into account."""

from dataclasses import replace
from pathlib import Path
from typing import cast

import pytest

from indexes.indexing.indexer import Indexer
from indexes.library import Library
from indexes.records import ChunkRow, DocumentRow, Place, WholeDocument
from ingest.documents import Document, PageUnit
from ingest.isolation.worker import Worker
from ragassist.language.sentences import sentence_spans
from ragassist.retrieval.evidence import Source
from ragassist.retrieval.excerpts import excerpts
from ragassist.retrieval.whole_tables import with_whole_tables

HEADER = "| Machine of the workshop | Room and floor | Fee for each hour of use |\n|---|---|---|"
ROWS = [f"| Machine number {n} of the house | Room {n} on floor {n % 3} | {n}.50 EUR |" for n in range(1, 31)]
BEFORE, AFTER = "You may book a machine for three hours. " * 30, "The fees are paid at the end of the month. " * 30


@pytest.fixture
def sources(fake_library: Library, worker: Worker, tmp_path: Path) -> list[Source]:
    """Return the passages of a document with a table that is split over several of them."""
    text = "\n\n".join(["# Rules", BEFORE, "\n".join([HEADER, *ROWS]), AFTER])
    (tmp_path / "rules.md").write_text(text, encoding="utf-8")
    Indexer(fake_library, worker).update([tmp_path / "rules.md"])
    (row,) = fake_library.documents()
    found = [Source.of(chunk) for chunk in fake_library.chunks(fake_library.chunk_ids(row.id)).values()]
    assert sum("Machine number" in source.text for source in found) >= 3
    return found


def rows_in(source: Source) -> list[int]:
    return [n for n in range(1, 31) if f"Machine number {n} " in source.text]


def text_of(library: Library, source: Source) -> str:
    document = library.load_document(source.path)
    assert document is not None
    return document.text[source.start : source.end]


def test_each_passage_of_a_table_becomes_the_whole_table(fake_library: Library, sources: list[Source]) -> None:
    for cut in (source for source in sources if rows_in(source)):
        (whole,) = with_whole_tables(fake_library, [cut], 10_000)
        assert rows_in(whole) == list(range(1, 31))
        assert whole.text == text_of(fake_library, whole)
        assert "Fee for each hour" in f"{whole.header}\n{whole.text}"


def test_no_row_is_shown_twice(fake_library: Library, sources: list[Source]) -> None:
    kept = with_whole_tables(fake_library, sources[::-1], 10_000)
    shown = [n for source in kept for n in rows_in(source)]
    assert sorted(shown) == list(range(1, 31))
    assert all(source.text == text_of(fake_library, source) for source in kept)


def test_a_table_that_is_too_long_stays_cut(fake_library: Library, sources: list[Source]) -> None:
    cut = next(source for source in sources if source.header)
    assert with_whole_tables(fake_library, [cut], 50) == [replace(cut, cut=True)]


def test_passages_without_a_table_are_unchanged(fake_library: Library, sources: list[Source]) -> None:
    plain = [source for source in sources if " | " not in source.text]
    assert plain
    assert with_whole_tables(fake_library, plain, 10_000) == plain


@pytest.mark.parametrize(("budget", "rows"), [(2_000, 30), (200, 1)])
def test_a_row_is_shown_with_its_whole_table_if_that_fits_into_the_budget(
    fake_library: Library, sources: list[Source], budget: int, rows: int
) -> None:
    (whole,) = with_whole_tables(fake_library, [next(source for source in sources if source.header)], 10_000)
    cosines = {span: 0.9 if "Machine number 17 " in whole.text[slice(*span)] else 0.0 for span in sentence_spans(whole.text)}
    (shown,) = excerpts([whole], [cosines], budget)
    near = [n for n in range(1, 31) if f"Machine number {n} " in shown.excerpt]
    assert 17 in near
    assert len(near) >= rows
    assert rows == 30 or len(near) < 30


class Stored:
    """A library of one document with one page for each text; `read` counts how often the document is read."""

    def __init__(self, *pages: str, unit: PageUnit = PageUnit.PAGE) -> None:
        self.read, self._text, self._unit = 0, "\n\n".join(pages), unit
        starts = [len("\n\n".join(pages[:at])) + 2 * bool(at) for at in range(len(pages))]
        self.chunks = tuple(self._chunk(n, start, page) for n, (start, page) in enumerate(zip(starts, pages, strict=True), 1))

    def _chunk(self, n: int, start: int, text: str) -> ChunkRow:
        return ChunkRow(
            id=n, document_id=1, path="/p", start=start, end=start + len(text), heading="", language="en",
            place=Place(n, self._unit), header="", text=text,
        )  # fmt: skip

    def whole_document(self, path: str) -> WholeDocument:
        self.read += 1
        row = DocumentRow(
            id=1, path=path, sha256=None, size=1, mtime_ns=0, state="indexed", reason="", language="en", pages=2, chunks=2
        )
        return WholeDocument(row, Document(text=self._text, sections=(), language="en", reader="test"), self.chunks)

    def cut(self) -> list[bool]:
        found = with_whole_tables(cast("Library", self), [Source.of(chunk) for chunk in self.chunks], 1000)
        return [source.cut for source in found]


FIRST, SECOND = "Item | Fee\nLathe | 3 EUR\nSaw | 4 EUR\nMill | 5 EUR", "Planer | 9 EUR\nDrill | 8 EUR"


def test_a_table_that_continues_on_the_next_page_is_cut_on_both_pages() -> None:
    assert Stored(FIRST, SECOND).cut() == [True, True]
    assert Stored(FIRST, f"{SECOND}\n\nThat is all.").cut() == [True, True]
    assert Stored(FIRST, f"That is all.\n\n{SECOND}").cut() == [False, False]
    assert Stored(f"{FIRST}\n\nThat is all.", SECOND).cut() == [False, False]


@pytest.mark.parametrize("unit", [PageUnit.SHEET, PageUnit.SLIDE])
def test_tables_of_sheets_and_slides_do_not_continue_on_the_next_one(unit: PageUnit) -> None:
    assert Stored(FIRST, SECOND, unit=unit).cut() == [False, False]


def test_a_document_with_several_cut_tables_is_read_once() -> None:
    stored = Stored(FIRST, SECOND, FIRST)
    stored.cut()
    assert stored.read == 1
