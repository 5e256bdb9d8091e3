"""A place is named in the order of a language, and a page by its label."""

import pytest

from indexes.records import Place
from ingest.documents import Counted, Span
from ragassist.language.places import source_label


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "boat.pdf, page iv (6)"),
        ("de", "boat.pdf, Seite iv (6)"),
        ("zh", "boat.pdf, 第 iv (6) 页"),
        ("ko", "boat.pdf, iv (6)쪽"),
    ],
)
def test_a_page_with_a_label_is_named_by_it_as_in_viewers(language: str, said: str) -> None:
    assert source_label("boat.pdf", Place(6, label="iv"), language) == said


def test_a_page_without_a_label_is_named_by_its_number() -> None:
    assert source_label("boat.pdf", Place(6), "en") == "boat.pdf, page 6"


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "pages 4–5"),
        ("de", "Seiten 4–5"),
        ("ar", "الصفحات 4–5"),
        ("ja", "4–5 ページ"),
        ("ko", "4–5쪽"),
        ("fr", "pages 4–5"),
    ],
)
def test_a_passage_over_a_page_s_end_has_both_pages(language: str, said: str) -> None:
    place = Place(4, span=Span(4, 5), counted=Counted.PAGE)
    assert source_label("boat.pdf", place, language) == f"boat.pdf, {said}"


def test_a_passage_within_a_page_of_such_a_document_has_that_page() -> None:
    assert source_label("boat.pdf", Place(4, counted=Counted.PAGE), "en") == "boat.pdf, page 4"
    assert (
        source_label("boat.pdf", Place(4, span=Span(4, 5), counted=Counted.PAGE, label="ii"), "en")
        == "boat.pdf, pages ii (4–5)"
    )
