"""A value is found in its document in another spelling, with the unit beside it."""

import pytest

from indexes.library import Library
from indexes.records import Place
from ragassist.extraction.places import occurrences
from ragassist.grounding.normal_form import normal_form
from ragassist.retrieval.evidence import Source
from tests.ragassist.extraction.form_filler import House, library, papers, results, rows_of, values

__all__ = ["library", "papers", "results"]


def test_a_value_in_another_spelling_is_shown_as_the_document_writes_it(library: Library) -> None:
    (first, _) = rows_of(House(library, *['maria  okafor"}'] * 4).table(fields=("landlord", "owner")))
    assert values(first)[0] == "Maria Okafor"


def test_an_amount_that_the_model_writes_in_another_way_is_found_by_its_value(library: Library) -> None:
    (first, _) = rows_of(House(library, *['EUR 1250.00"}'] * 4).table())
    rent = first.cells[0]
    assert rent is not None
    assert (rent.value, rent.normal, rent.citation.quote) == ("1,250 EUR", "1250 EUR", "The monthly rent is 1,250 EUR.")


def test_a_value_of_another_field_is_marked_as_not_supported(library: Library) -> None:
    (first, _) = rows_of(House(library, '95 EUR"}', 'Maria Okafor"}', '780 EUR"}', 'the Mill Trust"}').table())
    assert [cell.supported for cell in first.cells if cell] == [False, True]


@pytest.mark.parametrize(
    ("text", "said", "written", "normal"),
    [
        ("The rent is 780 EUR a month.", "780", "780 EUR", "780 EUR"),
        ("The rent: £780, in advance.", "780", "£780", "780 GBP"),
        ("租金为4,500元,每月支付。", "4,500", "4,500元", "4500 CNY"),
        ("The term is 36 months and no more.", "36", "36 months", "P36M"),
        ("The rent stands in room 12 of the mill.", "12", "12", ""),
    ],
)
def test_a_bare_number_is_shown_with_the_unit_beside_it(text: str, said: str, written: str, normal: str) -> None:
    source = Source(n=1, path="/p", place=Place(), heading="", language="", start=0, end=len(text), text=text, score=1.0)
    language = "zh" if "租" in text else "en"
    (found,) = occurrences(said, [source], language)
    assert (found.written, normal_form(found.written, language)) == (written, normal)


def test_the_name_of_a_field_and_a_unit_without_a_number_are_not_values(library: Library) -> None:
    told = House(library, 'Rent"}', 'landlord"}', '1 month"}', 'LANDLORD"}').table()
    assert [values(row) for row in rows_of(told)] == [["", ""], ["", ""]]


@pytest.mark.parametrize(
    ("text", "said", "written", "language"),
    [
        ("Le préavis est de trois mois, par lettre.", "three months", "trois mois", "fr"),
        ("Die Frist beträgt drei Monate zum Monatsende.", "3 months", "drei Monate", "de"),
        ("解約は3か月前までに申し出る。", "three months", "3か月", "ja"),
        ("Payable au plus tard le 13 juin 2025.", "2025-06-13", "13 juin 2025", "fr"),
        ("The rent is due on the first.", "1 month", "", "en"),
    ],
)
def test_a_reworded_value_is_shown_as_it_is_in_the_document(text: str, said: str, written: str, language: str) -> None:
    source = Source(n=1, path="/p", place=Place(), heading="", language="", start=0, end=len(text), text=text, score=1.0)
    assert [found.written for found in occurrences(said, [source], language)] == ([written] if written else [])
