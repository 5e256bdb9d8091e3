"""Finds the characters of the ids (CIDs) in Adobe's four East Asian collections, by PDFium, which has their tables."""

from functools import cache

from ingest.readers.pdf.pdfium.document import Pdfium

ORDERINGS = {"Japan1": 23_060, "GB1": 30_284, "CNS1": 19_179, "Korea1": 18_352}
"""Adobe's character collections, and the number of ids in each."""
_UNKNOWN = "\ufffd"
_ON_A_PAGE = 500
"""Characters on a page of the document that PDFium reads."""
_LETTER_A = 0x22
"""The id of A in all four collections. Each line has one, since PDFium leaves out lines of which it can't draw anything."""


@cache
def to_unicode(ordering: str) -> bytes:
    """Return a /ToUnicode table of a collection in `ORDERINGS`."""
    rows = sorted(_letters(ordering).items())
    parts = [b"1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n"]
    for at in range(0, len(rows), 100):
        part = rows[at : at + 100]
        lines = b"".join(b"<%04X> <%s>\n" % (cid, text.encode("utf-16-be").hex().encode()) for cid, text in part)
        parts.append(b"%d beginbfchar\n%sendbfchar\n" % (len(part), lines))
    return b"begincmap\n" + b"".join(parts) + b"endcmap\n"


def _letters(ordering: str) -> dict[int, str]:
    found: dict[int, str] = {}
    for first in range(1, ORDERINGS[ordering], _ON_A_PAGE):
        cids = range(first, min(first + _ON_A_PAGE, ORDERINGS[ordering]))
        with Pdfium(_document(cids, ordering.encode())).page(1) as page:
            lines = "".join(glyph.char for glyph in page.glyphs).split("\n")
        if len(lines) == len(cids):
            found |= {cid: line[1:] or _UNKNOWN for cid, line in zip(cids, lines, strict=True)}
    return found


def _document(cids: range, ordering: bytes) -> bytes:
    """Return a PDF with a line for each character, in a font of the collection that isn't embedded."""
    shown = b"".join(b"1 0 0 1 0 %d Tm <%04X%04X> Tj\n" % (20 * (cids.stop - cid), _LETTER_A, cid) for cid in cids)
    content = b"BT /F1 10 Tf\n%sET" % shown
    system = b"/CIDSystemInfo <</Registry (Adobe) /Ordering (%s) /Supplement 2>>" % ordering
    bodies = (
        b"<</Type/Catalog /Pages 2 0 R>>",
        b"<</Type/Pages /Count 1 /Kids [3 0 R]>>",
        b"<</Type/Page /Parent 2 0 R /MediaBox [0 0 600 %d] /Contents 4 0 R /Resources <</Font <</F1 5 0 R>>>>>>"
        % (20 * len(cids) + 40),
        b"<</Length %d>>\nstream\n%s\nendstream" % (len(content), content),
        b"<</Type/Font /Subtype/Type0 /BaseFont/X /Encoding/Identity-H /DescendantFonts [6 0 R]>>",
        b"<</Type/Font /Subtype/CIDFontType0 /BaseFont/X /DW 1000 %s /FontDescriptor 7 0 R>>" % system,
        b"<</Type/FontDescriptor /FontName/X /Flags 4 /FontBBox [0 -200 1000 900] /Ascent 900 /Descent -200"
        b" /ItalicAngle 0 /CapHeight 700 /StemV 80>>",
    )
    objects = b"".join(b"%d 0 obj\n%s\nendobj\n" % (number, body) for number, body in enumerate(bodies, 1))
    return b"%%PDF-1.7\n%strailer <</Root 1 0 R /Size %d>>\nstartxref\n0\n%%%%EOF" % (objects, len(bodies) + 1)
