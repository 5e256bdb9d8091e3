"""Cells are stored, and only new ones are read."""

from collections.abc import Sequence
from pathlib import Path
from threading import Event

import pytest

from indexes.indexing.indexer import Indexer
from indexes.library import Library
from ingest.isolation.worker import Worker
from ragassist.answering.session import Session
from ragassist.generation.loaded_model import LoadedModel
from ragassist.models.registry import find_entry
from ragassist.stopping import Stopped
from tests.ragassist.extraction.form_filler import (
    FIELDS,
    REPLIES,
    FormFiller,
    House,
    Results,
    library,
    papers,
    results,
    rows_of,
    values,
)

__all__ = ["library", "papers", "results"]


def test_cells_are_stored_and_only_new_ones_are_read(library: Library, results: Results) -> None:
    made = rows_of(House(library, *REPLIES).table(results))
    again = House(library)
    told = again.table(results)
    assert rows_of(told) == made
    assert told[0].to_read == 0
    assert again.model.prompts == []
    wider = House(library, "", "")
    assert [values(row)[:2] for row in rows_of(wider.table(results, fields=(*FIELDS, "deposit")))] == [values(r) for r in made]
    assert len(wider.model.prompts) == 2


def test_a_new_document_adds_its_row(library: Library, results: Results, worker: Worker, papers: Path) -> None:
    House(library, *REPLIES).table(results)
    (papers / "lease_new.txt").write_text("The landlord is Ada Byron. The monthly rent is 640 EUR.", encoding="utf-8")
    Indexer(library, worker).update([papers])
    told = House(library, '640 EUR"}', 'Ada Byron"}').table(results)
    assert told[0].to_read == 1
    assert [values(row) for row in rows_of(told)][2] == ["640 EUR", "Ada Byron"]


def test_a_stop_keeps_the_cells_that_are_read(library: Library, results: Results) -> None:
    stop = Event()

    class Stopping(FormFiller):
        def scores(self, ids: Sequence[int]) -> list[float]:
            if len(self.replies) == 2:
                stop.set()
            return super().scores(ids)

    house = House(library)
    house.model = Stopping(*REPLIES)
    loaded = LoadedModel.of(house.model, find_entry("smollm2-135m-instruct"))
    house.session = Session(library, lambda _: loaded)
    with pytest.raises(Stopped):
        house.table(results, stop=stop)
    again = House(library, *REPLIES[2:])
    told = again.table(results)
    assert told[0].to_read == 1
    assert [values(row) for row in rows_of(told)] == [["1,250 EUR", "Maria Okafor"], ["780 EUR", "the Mill Trust"]]


def test_stored_cells_of_a_changed_document_are_replaced(
    library: Library, results: Results, worker: Worker, papers: Path
) -> None:
    House(library, *REPLIES).table(results)
    before = [row.sha256 for row in library.documents() if row.sha256]
    (papers / "lease_mill.txt").write_text("The landlord is the Mill Trust. The monthly rent is 830 EUR.", encoding="utf-8")
    Indexer(library, worker).update([papers])
    told = House(library, '830 EUR"}', 'the Mill Trust"}').table(results)
    assert values(rows_of(told)[1]) == ["830 EUR", "the Mill Trust"]
    assert [bool(results.of(content)) for content in before] == [True, False]


def test_a_damaged_stored_cell_is_read_from_the_document_again(library: Library, results: Results) -> None:
    House(library, *REPLIES).table(results)
    for row in library.documents():
        for key in results.of(row.sha256 or ""):
            results.put(row.sha256 or "", key, '{"value": 3}')
    assert len(rows_of(House(library, *REPLIES).table(results))) == 2
