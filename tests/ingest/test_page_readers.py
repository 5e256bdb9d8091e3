"""PDF: page by page, and what to say where that fails."""

import io

import pypdf
import pytest
from fpdf import FPDF

from ingest.errors import UnreadableDocument
from ingest.worker import Worker


def pdf(*pages: str) -> bytes:
    made = FPDF()
    made.set_font("Helvetica", size=12)
    for page in pages:
        made.add_page()
        made.multi_cell(0, 8, page)
    return bytes(made.output())


def objects(*bodies: bytes) -> bytes:
    """Return a PDF of numbered objects, the first being its catalog."""
    parts, at = [b"%PDF-1.7\n"], []
    for number, body in enumerate(bodies, 1):
        at.append(sum(map(len, parts)))
        parts.append(b"%d 0 obj\n%s\nendobj\n" % (number, body))
    start = sum(map(len, parts))
    rows = b"".join(b"%010d 00000 n \n" % offset for offset in at)
    head = b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(bodies) + 1, rows)
    return b"".join(parts) + head + b"trailer <</Root 1 0 R /Size %d>>\nstartxref\n%d\n%%%%EOF" % (len(bodies) + 1, start)


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


def test_a_page_without_text_is_named_and_the_others_keep_their_numbers(worker: Worker) -> None:
    document = worker.read(".pdf", pdf("First page of the manual.", "", "Third page of the manual."))
    assert [section.page for section in document.sections] == [1, 3]
    assert document.warnings == ("page 2: no text: probably a scan",)


def test_a_page_that_is_broken_costs_that_page_alone(worker: Worker) -> None:
    text = b"BT /F1 12 Tf 20 700 Td (The second page is whole.) Tj ET"
    data = objects(
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
        (b"%PDF-1.7\n", "damaged PDF"),
        (GOOD[: len(GOOD) * 6 // 10], "damaged PDF|no text"),
        (b"<html>not a pdf</html>", "not a PDF in spite of its name"),
        (pdf("", ""), "no text on its 2 pages: it is probably a scan"),
        (objects(b"<</Type/Catalog /Pages 2 0 R>>", b"<</Type/Pages /Count 1 /Kids [2 0 R]>>"), "damaged PDF|no text"),
    ],
    ids=["encrypted", "header", "cut", "html", "scan", "page loop"],
)
def test_a_pdf_that_cannot_be_read_says_why_in_one_line(worker: Worker, data: bytes, reason: str) -> None:
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
    assert worker.read(".pdf", bytes(made.output())).text == "The maintenance of the K240-\nPump is due."
