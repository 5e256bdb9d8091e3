"""Files within a PDF are read by the readers of their formats, under one budget."""

import io
import zipfile

from ingest.readers.pdf.reader import read
from tests.ingest.pdf_parts import embedded, one_page, portfolio, say


def test_the_files_of_a_portfolio_are_read_with_their_names_as_headings() -> None:
    tender = one_page(say("The roof is tiled by Abel."))
    reading = read(portfolio({"tender.pdf": tender, "prices.txt": b"Slate: 61 euros"}))
    assert [(block.heading, block.text) for block in reading.blocks[1:]] == [
        ("tender.pdf", "The roof is tiled by Abel."),
        ("prices.txt", "Slate: 61 euros"),
    ]
    assert reading.unread == ()


def test_a_file_without_a_reader_is_reported() -> None:
    reading = read(portfolio({"plan.dwg": b"AC1027"}))
    assert reading.unread == ("attachment plan.dwg: not read: no reader for .dwg",)


def test_portfolios_within_portfolios_are_read_to_a_limited_depth() -> None:
    data = one_page(say("The innermost."))
    for _ in range(5):
        data = portfolio({"inner.pdf": data})
    reading = read(data)
    assert any("it lies in a file within a file" in line for line in reading.unread)


def test_a_decompression_bomb_in_a_portfolio_affects_only_that_file() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"<a>" * 30_000_000)
    reading = read(portfolio({"bomb.docx": packed.getvalue(), "note.txt": b"Beside the bomb."}))
    assert reading.blocks[-1].text == "Beside the bomb."
    assert reading.unread[0].startswith("attachment bomb.docx: not read: ")


def test_a_thousand_attachments_exceed_the_limit() -> None:
    reading = read(portfolio({f"{number}.txt": b"a" for number in range(150)}))
    assert "more than 100 files" in reading.unread[-1]


def test_a_file_that_is_pinned_to_a_page_is_read() -> None:
    pin = b"<</Type/Annot /Subtype/FileAttachment /FS 8 0 R /Rect [60 600 80 620]>>"
    file = b"<</Type/Filespec /UF 10 0 R /EF <</F 9 0 R>>>>"
    reading = read(
        one_page(say("See the clip."), pin, file, embedded(b"Slate: 61 euros"), b"(prices.txt)", page=b"/Annots [7 0 R]")
    )
    assert [(block.heading, block.text) for block in reading.blocks[1:]] == [("prices.txt", "Slate: 61 euros")]
