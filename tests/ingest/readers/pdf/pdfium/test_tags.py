"""Headings are found by the tags of a PDF."""

from ingest.readers.pdf import reader
from tests.ingest.drawn_pdf import pdf_of, stream


def tagged(kinds: str) -> bytes:
    """Return a PDF of one page with a line for each tag, all of one size; the lines are named by their tags."""
    names = kinds.split()
    content = b"".join(
        b"/%s <</MCID %d>> BDC BT /F1 11 Tf 60 %d Td (The line %s of the harbour) Tj ET EMC\n"
        % (name.encode(), at, 700 - 20 * at, name.encode())
        for at, name in enumerate(names)
    )
    first = 8
    elements = [b"<</Type/StructElem /S/%s /P 6 0 R /Pg 3 0 R /K %d>>" % (name.encode(), at) for at, name in enumerate(names)]
    kids = b" ".join(b"%d 0 R" % (first + at) for at in range(len(names)))
    return pdf_of(
        b"<</Type/Catalog /Pages 2 0 R /MarkInfo <</Marked true>> /StructTreeRoot 6 0 R>>",
        b"<</Type/Pages /Count 1 /Kids [3 0 R]>>",
        b"<</Type/Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /StructParents 0"
        b" /Resources <</Font <</F1 5 0 R>>>>>>",
        stream(content),
        b"<</Type/Font /Subtype/Type1 /BaseFont/Helvetica /Encoding/WinAnsiEncoding>>",
        b"<</Type/StructTreeRoot /K [%s] /ParentTree 7 0 R>>" % kids,
        b"<</Nums [0 [%s]]>>" % kids,
        *elements,
    )


def headings(kinds: str) -> list[tuple[str, str]]:
    return [(block.text.split("\n")[0].split()[2], block.heading) for block in reader.read(tagged(kinds)).blocks]


def test_lines_that_are_tagged_as_headings_are_headings_of_their_levels() -> None:
    chapter, part = "The line H1 of the harbour", "The line H2 of the harbour"
    assert headings("P P P P H1 P P P P P P P P H2 P P P P P P") == [
        ("P", ""),
        ("H1", chapter),
        ("P", chapter),
        ("H2", f"{chapter} › {part}"),
        ("P", f"{chapter} › {part}"),
    ]


def test_if_everything_is_tagged_as_a_heading_there_are_no_headings() -> None:
    assert {heading for _, heading in headings("H1 " * 12)} == {""}
