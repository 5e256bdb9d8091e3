"""The places of hits."""

import io

import pypdf
from fpdf import FPDF
from pypdf.constants import PageLabelStyle

from tests.indexes.desk import Desk


def handbook(*pages: str) -> bytes:
    made = FPDF()
    made.set_font("Helvetica", size=12)
    for page in pages:
        made.add_page()
        made.multi_cell(0, 8, page)
    labelled = pypdf.PdfWriter(clone_from=io.BytesIO(bytes(made.output())))
    labelled.set_page_label(0, 0, PageLabelStyle.LOWERCASE_ROMAN)
    labelled.set_page_label(1, len(pages) - 1, PageLabelStyle.DECIMAL)
    out = io.BytesIO()
    labelled.write(out)
    return out.getvalue()


def test_a_hit_has_the_printed_label_of_its_page_in_addition_to_the_page_s_number(desk: Desk) -> None:
    desk.write("boat.pdf", handbook("A preface.", "The oars lie here.", "The key of the boathouse hangs there."))
    desk.index()
    places = [hit.chunk.place for hit in desk.library.search("key of the boathouse", "en", 1, "lexical")]
    assert [(place.page, place.label) for place in places] == [(3, "2")]


def test_a_page_whose_label_is_its_number_has_no_label(desk: Desk) -> None:
    desk.index()
    places = [hit.chunk.place for hit in desk.library.search("canal pump", "en", 1, "lexical")]
    assert [place.label for place in places] == [""]


def test_words_without_a_chunk_in_a_damaged_full_text_are_not_found(desk: Desk) -> None:
    desk.index()
    store = desk.library.store
    with desk.library.writing(), store.database.transaction():
        store.full_text.add(10_000, "The key of the boathouse hangs there.", "en")
    for mode in ("lexical", "hybrid"):
        assert 10_000 not in [hit.chunk.id for hit in desk.library.search("key of the boathouse", "en", 5, mode)]
