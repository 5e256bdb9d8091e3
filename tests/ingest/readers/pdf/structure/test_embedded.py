"""Files within a PDF are read where a reader is there, under one budget."""

import io
import zipfile

from ingest.readers.pdf.reader import read
from tests.ingest.pdf_parts import one_page, portfolio, say


def test_the_files_of_a_portfolio_are_read_under_their_names() -> None:
    tender = one_page(say("The roof is tiled by Abel."))
    reading = read(portfolio({"tender.pdf": tender, "prices.txt": b"Slate: 61 euros"}))
    assert [(block.heading, block.text) for block in reading.blocks[1:]] == [
        ("tender.pdf", "The roof is tiled by Abel."),
        ("prices.txt", "Slate: 61 euros"),
    ]
    assert reading.unread == ()


def test_a_file_that_no_reader_knows_is_named() -> None:
    reading = read(portfolio({"plan.dwg": b"AC1027"}))
    assert reading.unread == ("attachment plan.dwg: not read: no reader for .dwg",)


def test_a_portfolio_in_a_portfolio_in_a_portfolio_ends() -> None:
    data = one_page(say("The innermost."))
    for _ in range(5):
        data = portfolio({"inner.pdf": data})
    reading = read(data)
    assert any("it lies in a file within a file" in line for line in reading.unread)


def test_a_bomb_in_a_portfolio_costs_that_file_alone() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"<a>" * 30_000_000)
    reading = read(portfolio({"bomb.docx": packed.getvalue(), "note.txt": b"Beside the bomb."}))
    assert reading.blocks[-1].text == "Beside the bomb."
    assert reading.unread[0].startswith("attachment bomb.docx: not read: ")


def test_a_thousand_attachments_are_too_many() -> None:
    reading = read(portfolio({f"{number}.txt": b"a" for number in range(150)}))
    assert "more than 100 files" in reading.unread[-1]
