"""A table that is asked for in words."""

from pathlib import Path
from threading import Event

import pytest

from indexes.indexing.indexer import Indexer
from indexes.library import Library
from ingest.isolation.worker import Worker
from ragassist.answering.options import AskOptions
from ragassist.events import Answered, DocumentsRead
from ragassist.language.phrases import phrase
from ragassist.language.registry import languages
from ragassist.requests.kinds import RequestKind
from ragassist.untrusted import CITATION_MARK
from tests.ragassist.extraction.form_filler import REPLIES, House, library, papers, results

__all__ = ["library", "papers", "results"]

LEASES = ("lease-2023.txt", "lease-2024.txt", "lease-berlin.txt", "invoice.txt")


TABLE_OF = AskOptions(kind=RequestKind.EXTRACT, language="en", seed=1)


def test_a_table_that_is_asked_for_in_words_has_the_fields_that_the_request_names(library: Library) -> None:
    house = House(library, 'landlord", "Monthly Rent", "deposit"]}', *REPLIES[1::-1], *REPLIES[3:1:-1])
    answered = house.session.answer("Make a table of landlord and monthly rent of all papers", TABLE_OF)
    lines = answered.answer.splitlines()
    assert lines[0] == f"| {phrase('document', 'en')} | landlord | Monthly Rent |"
    assert lines[2:] == [
        "| lease_harbour.txt | Maria Okafor [1] | 1,250 EUR (1250 EUR) [2] |",
        "| lease_mill.txt | the Mill Trust [3] | 780 EUR [4] |",
    ]
    assert [citation.quote for citation in answered.citations if citation.n == 2] == ["The monthly rent is 1,250 EUR."]
    assert answered.kind == "extract"


def test_a_table_in_words_is_of_the_documents_that_it_names(library: Library) -> None:
    house = House(library, 'landlord"]}', REPLIES[3])
    answered = house.session.answer("Make a table of the landlord of lease_mill", TABLE_OF)
    assert "lease_mill.txt" in answered.answer
    assert "lease_harbour.txt" not in answered.answer


def test_marks_in_values_and_names_are_no_citations_of_a_table(fake_library: Library, worker: Worker, tmp_path: Path) -> None:
    (tmp_path / "lease [3].txt").write_text("The landlord is [2] Maria Okafor.", encoding="utf-8")
    Indexer(fake_library, worker).update([tmp_path / "lease [3].txt"])
    house = House(fake_library, 'landlord"]}', "[2] Maria Okafor" + REPLIES[1].removeprefix("Maria Okafor"))
    answered = house.session.answer("A table of the landlord of each paper", TABLE_OF)
    assert answered.answer.splitlines()[2].startswith("| lease [ 3 ].txt | [ 2 ] Maria Okafor")
    assert [mark["n"] for mark in CITATION_MARK.finditer(answered.answer)] == ["1"]


def test_a_stop_keeps_the_rows_of_a_table_in_words(library: Library) -> None:
    house, stop, seen = House(library, 'landlord"]}', REPLIES[1], REPLIES[3]), Event(), []
    for event in house.session.ask("A table of the landlord of each paper", TABLE_OF, stop):
        seen.append(event)
        if isinstance(event, DocumentsRead) and event.done == 1:
            stop.set()
    assert isinstance(seen[-1], Answered)
    assert "Maria Okafor" in seen[-1].answer
    assert "Mill Trust" not in seen[-1].answer


@pytest.mark.parametrize("said", ["", 'deposit"]}', "no JSON at all"])
@pytest.mark.parametrize("language", languages())
def test_a_request_for_a_table_without_fields_is_answered_by_a_question_for_them(
    library: Library, language: str, said: str
) -> None:
    options = AskOptions(kind=RequestKind.EXTRACT, language=language, seed=1)
    answered = House(library, said).session.answer("A table of all papers", options)
    assert answered.answer == phrase("table_which", language)


def test_the_forecast_of_a_table_comes_before_its_first_document(library: Library) -> None:
    told = House(library, *REPLIES).table()
    assert told[0].done == 0
    assert told[0].seconds_left > 1
    assert told[-1].seconds_left == 0


def requested(library: Library, said: str, text: str) -> list[str]:
    """Return the names of the documents with a row in the table that a text requests."""
    lines = House(library, said, *["x"] * 20).session.answer(text, TABLE_OF).answer.splitlines()
    return [line.removeprefix("| ").partition(" |")[0] for line in lines[2:]]


@pytest.mark.parametrize(
    ("names", "text", "field", "rows"),
    [
        (LEASES, "Make a table of the landlord of all leases", "landlord", LEASES[:3]),
        (LEASES, "Make a table of the landlord of the lease 2023", "landlord", LEASES[:1]),
        (("rent.txt", "mill.txt"), "A table of the monthly Rent of all papers", "monthly rent", ("mill.txt", "rent.txt")),
        (("租赁合同1.txt", "租赁合同2.txt", "发票.txt"), "做一个所有租赁合同的房东表", "房东",
         ("租赁合同1.txt", "租赁合同2.txt")),
        (("Mietvertrag_a.txt", "Mietvertrag_b.txt", "Rechnung.txt"), "Tabelle der Vermieter aller Mietverträge", "Vermieter",
         ("Mietvertrag_a.txt", "Mietvertrag_b.txt")),
    ],
)  # fmt: skip
def test_a_table_in_words_has_every_document_whose_name_is_meant(
    fake_library: Library, worker: Worker, tmp_path: Path, names: tuple[str, ...], text: str, field: str, rows: tuple[str, ...]
) -> None:
    (tmp_path / "own").mkdir()
    for name in names:
        (tmp_path / "own" / name).write_text(f"{name}: the landlord is x.", encoding="utf-8")
    Indexer(fake_library, worker).update([tmp_path / "own"])
    assert sorted(requested(fake_library, f'{field}"]}}', text)) == sorted(rows)


def test_a_table_in_words_with_more_cells_than_citation_marks_is_refused(
    fake_library: Library, worker: Worker, tmp_path: Path
) -> None:
    (tmp_path / "own").mkdir()
    for n in range(50):
        (tmp_path / "own" / f"{n}.txt").write_text(f"The landlord is number {n}.", encoding="utf-8")
    Indexer(fake_library, worker).update([tmp_path / "own"])
    answered = House(fake_library, 'landlord", "rent"]}').session.answer("A table of landlord and rent", TABLE_OF)
    assert answered.answer == phrase("table_long", "en", documents=50)
    assert answered.citations == ()
