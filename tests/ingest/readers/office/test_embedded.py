"""Files within office documents are read by the readers of their formats."""

import pytest

from ingest.documents import Block, Reading
from ingest.readers import reader_for
from tests.ingest.readers.office.office_files import docx_of, pptx_of, relations, with_parts, xlsx_of

INNER = xlsx_of('<row r="1"><c r="A1" t="inlineStr"><is><t>Slate</t></is></c></row>')
PARAGRAPH = "<w:p><w:r><w:t>{}</w:t></w:r></w:p>"


def read(suffix: str, outer: bytes, rels: str, parts: dict[str, bytes], *kinds: tuple[str, str]) -> Reading:
    """Return the reading of a document with parts, to which `rels` refers by their kinds and targets."""
    related = relations(*((f"e{at}", kind, target, False) for at, (kind, target) in enumerate(kinds)))
    return reader_for(suffix)(with_parts(outer, {rels: related.encode(), **parts}))


@pytest.mark.parametrize(
    ("suffix", "outer", "folder", "rels"),
    [
        (".docx", docx_of(PARAGRAPH.format("See")), "word", "word/_rels/document.xml.rels"),
        (".pptx", pptx_of("<a:p><a:r><a:t>See</a:t></a:r></a:p>"), "ppt", "ppt/slides/_rels/slide1.xml.rels"),
        (".xlsx", INNER, "xl", "xl/worksheets/_rels/sheet1.xml.rels"),
    ],
)
def test_an_embedded_workbook_is_read_and_an_object_of_another_program_is_counted(
    suffix: str, outer: bytes, folder: str, rels: str
) -> None:
    kinds = ("package", f"/{folder}/embeddings/prices.xlsx"), ("oleObject", f"/{folder}/embeddings/a.bin")
    reading = read(suffix, outer, rels, {f"{folder}/embeddings/prices.xlsx": INNER}, *kinds)
    assert (reading.blocks[-1].heading, reading.blocks[-1].text) == ("prices.xlsx › One", "Slate")
    assert any("1 embedded objects of other programs left out" in note for note in reading.notes)
    assert reading.unread == ()


def test_a_file_that_is_a_part_of_the_text_is_read_in_its_place() -> None:
    outer = docx_of(PARAGRAPH.format("Before") + '<w:altChunk r:id="e0"/>' + PARAGRAPH.format("After"))
    rels, chunk = "word/_rels/document.xml.rels", ("aFChunk", "chunk.html")
    reading = read(".docx", outer, rels, {"word/chunk.html": b"<h1>Roof</h1><p>Third lamp</p>"}, chunk)
    assert [block.text for block in reading.blocks] == ["Before", "Roof", "Third lamp", "After"]
    assert reading.blocks[2] == Block("Third lamp", heading="Roof")
    missing = read(".docx", outer, rels, {}, chunk)
    assert missing.unread == ("attachment chunk.html: not read: it is missing from the file",)


def test_documents_within_documents_are_read_to_a_limited_depth() -> None:
    rels = relations(("e0", "aFChunk", "inner.docx", False), ("e1", "package", "file.docx", False)).encode()
    data = docx_of(PARAGRAPH.format("Innermost"))
    for _ in range(6):
        outer = docx_of(PARAGRAPH.format("Outer") + '<w:altChunk r:id="e0"/>')
        parts = {"word/_rels/document.xml.rels": rels, "word/inner.docx": data, "word/file.docx": data}
        data = with_parts(outer, parts)
    reading = reader_for(".docx")(data)
    assert {block.text for block in reading.blocks} == {"Outer"}
    assert any("it lies in a file within a file within a file" in line for line in reading.unread)
