"""PDF is read page by page, and unreadable pages are reported."""

import io

import pypdf
import pytest
from fpdf import FPDF
from pypdf.constants import PageLabelStyle

from ingest.errors import UnreadableDocument
from ingest.isolation.worker import Worker
from ingest.readers.pdf.reader import read
from tests.ingest.drawn_pdf import pdf_of


def pdf(*pages: str) -> bytes:
    made = FPDF()
    made.set_font("Helvetica", size=12)
    for page in pages:
        made.add_page()
        made.multi_cell(0, 8, page)
    return bytes(made.output())


def encrypted(data: bytes, user: str) -> bytes:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(data))
    writer.encrypt(user, "owner", algorithm="AES-256")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


GOOD = pdf("The pump weighs 31.4 kg.", "The bolts are tightened with 48 Nm.", "Page three is about grease.")


def test_each_page_is_a_section_with_its_number(worker: Worker) -> None:
    document = worker.read(".PDF", GOOD)
    pages = [(section.page, document.text[section.start : section.end]) for section in document.sections]
    assert pages[1] == (2, "The bolts are tightened with 48 Nm.")
    assert [page for page, _ in pages] == [1, 2, 3]
    assert (document.pages, document.reader, document.language, document.warnings) == (3, "pdf", "en", ())


def test_a_page_without_text_is_reported_and_the_others_keep_their_numbers(worker: Worker) -> None:
    document = worker.read(".pdf", pdf("First page of the manual.", "", "Third page of the manual."))
    assert [section.page for section in document.sections] == [1, 3]
    assert (document.unread, document.notes, document.scans) == ((), ("empty pages: 2",), ())


def test_a_damaged_page_does_not_affect_other_pages(worker: Worker) -> None:
    text = b"BT /F1 12 Tf 20 700 Td (The second page is whole.) Tj ET"
    data = pdf_of(
        b"<</Type/Catalog /Pages 2 0 R>>",
        b"<</Type/Pages /Count 2 /Kids [3 0 R 4 0 R]>>",
        b"<</Type/Page /Parent 2 0 R /Contents 6 0 R /Resources <</Font <</F1 7 0 R>>>>>>",
        b"<</Type/Page /Parent 2 0 R /Contents 5 0 R /Resources <</Font <</F1 7 0 R>>>>>>",
        b"<</Length %d>>\nstream\n%s\nendstream" % (len(text), text),
        b"<</Length 5 /Filter /NoSuchFilter>>\nstream\nxxxxx\nendstream",
        b"<</Type/Font /Subtype/Type1 /BaseFont/Helvetica>>",
    )
    document = worker.read(".pdf", data)
    assert document.text == "The second page is whole."
    assert [section.page for section in document.sections] == [2]
    assert document.warnings[0].startswith("page 1: can't be read")


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (encrypted(GOOD, "secret"), "encrypted: remove its password first"),
        (b"%PDF-1.7\n", "damaged PDF .*: fetch or make it again"),
        (b"<html>not a pdf</html>", "not a PDF in spite of its name"),
        (pdf("", ""), "no text on its 2 pages"),
        (pdf_of(b"<</Type/Catalog /Pages 2 0 R>>", b"<</Type/Pages /Count 1 /Kids [2 0 R]>>"), "damaged PDF|no text"),
        (pdf_of(b"<</Type/Catalog /Pages 2 0 R>>", b"<</Type/Pages /Count 2000000000 /Kids []>>"), "damaged PDF|no text"),
    ],
    ids=["encrypted", "header", "html", "empty", "page loop", "page count"],
)
def test_an_unreadable_pdf_is_refused_with_the_reason_in_one_line(worker: Worker, data: bytes, reason: str) -> None:
    with pytest.raises(UnreadableDocument, match=reason) as failure:
        worker.read(".pdf", data)
    assert "\n" not in str(failure.value)


def test_a_pdf_without_a_user_password_is_read(worker: Worker) -> None:
    assert "31.4 kg" in worker.read(".pdf", encrypted(GOOD, "")).text


def test_a_word_hyphenated_at_the_line_s_end_is_one_word(worker: Worker) -> None:
    made = FPDF()
    made.set_font("Helvetica", size=12)
    made.add_page()
    for line in ("The main-", "tenance of the K240-", "Pump is due."):
        made.cell(0, 8, line, new_x="LMARGIN", new_y="NEXT")
    assert worker.read(".pdf", bytes(made.output())).text == "The maintenance of the K240-Pump is due."


def test_the_remaining_pages_of_a_truncated_pdf_are_read(worker: Worker) -> None:
    shown = [b"BT /F1 12 Tf 20 700 Td (%s) Tj ET" % text for text in (b"The first page is whole.", b"The second page is cut.")]
    page = b"<</Type/Page /Parent 6 0 R /MediaBox [0 0 595 842] /Contents %d 0 R /Resources <</Font <</F1 1 0 R>>>>>>"
    data = pdf_of(
        b"<</Type/Font /Subtype/Type1 /BaseFont/Helvetica>>",
        page % 3,
        b"<</Length %d>>\nstream\n%s\nendstream" % (len(shown[0]), shown[0]),
        page % 5,
        b"<</Length %d>>\nstream\n%s\nendstream" % (len(shown[1]), shown[1]),
        b"<</Type/Pages /Count 2 /Kids [2 0 R 4 0 R]>>",
    )
    document = worker.read(".pdf", data[: data.index(b"second")])
    assert "The first page is whole." in document.text
    assert document.unread[0].startswith("damaged PDF")
    assert document.unread[0].endswith("2 pages could be saved of it")


def test_a_page_whose_letters_no_reader_knows_is_reported() -> None:
    codes = b"BT /F1 12 Tf 20 700 Td <%s> Tj ET" % b"".join(b"%04X" % code for code in range(1, 40))
    data = pdf_of(
        b"<</Type/Catalog /Pages 2 0 R>>",
        b"<</Type/Pages /Count 1 /Kids [3 0 R]>>",
        b"<</Type/Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources <</Font <</F1 5 0 R>>>>>>",
        b"<</Length %d>>\nstream\n%s\nendstream" % (len(codes), codes),
        b"<</Type/Font /Subtype/Type0 /BaseFont/X /Encoding/Identity-H /DescendantFonts [6 0 R]>>",
        b"<</Type/Font /Subtype/CIDFontType2 /BaseFont/X /CIDSystemInfo <</Registry (Adobe) /Ordering (Identity)>>>>",
    )
    reading = read(data)
    assert (reading.blocks, reading.scans) == ((), (1,))
    assert reading.unread == ("page 1: its fonts don't say which letters they hold",)


def test_a_title_within_a_page_is_a_paragraph_of_its_own(worker: Worker) -> None:
    made = FPDF()
    made.add_page()
    made.set_font("Helvetica", size=12)
    lines = (
        "The pump stands level on a beam of oak, and four bolts hold its foot to the wall of the lock.",
        "Tighten them crosswise and leave a gap of a hand's breadth between the motor and that wall.",
        "Suction pipe",
        "It climbs toward the pump over all its length, since air would gather in it otherwise, and the valve",
        "hangs below the lowest water.",
    )
    for line in lines:
        made.cell(0, 6, line, new_x="LMARGIN", new_y="NEXT")
    text = worker.read(".pdf", bytes(made.output())).text
    assert "that wall.\n\nSuction pipe\nIt climbs" in text
    assert "and the valve hangs below" in text


def test_pages_have_the_labels_that_are_printed_on_them() -> None:
    made = pypdf.PdfWriter(clone_from=io.BytesIO(pdf("Preface.", "More preface.", "Chapter one.", "Annex.")))
    made.set_page_label(0, 1, PageLabelStyle.LOWERCASE_ROMAN)
    made.set_page_label(2, 2, PageLabelStyle.DECIMAL)
    made.set_page_label(3, 3, PageLabelStyle.DECIMAL, prefix="A-", start=3)
    out = io.BytesIO()
    made.write(out)
    assert read(out.getvalue()).labels == ("i", "ii", "1", "A-3")
    assert read(GOOD).labels == ()
