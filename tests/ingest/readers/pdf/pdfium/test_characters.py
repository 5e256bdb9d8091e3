"""The characters of symbol fonts in a PDF are read as what they look like."""

import pytest

from ingest.readers.pdf.reader import read
from tests.ingest.drawn_pdf import stream
from tests.ingest.pdf_parts import one_page, say


def text(font: bytes, codes: bytes, meanings: dict[int, int]) -> str:
    """Return the text of a page with codes of a font, each before a word, and the character that the PDF takes each for."""
    rows = b"".join(b"<%02X> <%04X>\n" % pair for pair in meanings.items())
    cmap = b"begincmap\n1 begincodespacerange\n<00> <FF>\nendcodespacerange\n%d beginbfchar\n%sendbfchar\nendcmap"
    drawn = b"".join(
        b"BT /F3 11 Tf 60 %d Td <%02X> Tj ET " % (700 - 20 * at, code) + say("mg", 75, 700 - 20 * at)
        for at, code in enumerate(codes)
    )
    more = (
        b"<</Type/Font /Subtype/TrueType /BaseFont/ABCDEF+%s /FirstChar 32 /LastChar 255 /Widths [%s] /ToUnicode 8 0 R>>"
        % (font, b"600 " * 224),
        stream(cmap % (len(meanings), rows)),
    )
    page = one_page(drawn, *more).replace(b"/F2 6 0 R>>", b"/F2 6 0 R /F3 7 0 R>>")
    return " ".join(" ".join(block.text for block in read(page).blocks).split())


@pytest.mark.parametrize(
    ("font", "codes", "meanings", "wanted"),
    [
        (b"Wingdings-Regular", b"o\xa8", {0x6F: 0xF06F, 0xA8: 0xF0A8}, "☐ mg ☐ mg"),
        (b"Wingdings2", b"R\xa3", {0x52: 0xF052, 0xA3: 0xF0A3}, "☑ mg ☐ mg"),
        (b"SymbolMT", b"\xa3m", {0xA3: 0xF0A3, 0x6D: 0xF06D}, "≤ mg μ mg"),
        (b"SymbolMT", b"\xb4\xb1", {0xB4: 0xD7, 0xB1: 0xB1}, "× mg ± mg"),
        (b"Symbol,Bold", b"\xa3", {0xA3: 0x2264}, "≤ mg"),
        (b"Arial", b"m", {0x6D: 0x6D}, "m mg"),
    ],
)
def test_a_code_of_a_symbol_font_is_the_sign_that_it_shows(
    font: bytes, codes: bytes, meanings: dict[int, int], wanted: str
) -> None:
    assert text(font, codes, meanings) == wanted
