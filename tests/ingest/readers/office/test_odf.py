"""OpenDocument texts and presentations are read with headings and without what is hidden."""

import odfdo
import pytest

from ingest.documents import Block, PageUnit
from tests.ingest.readers.office.documents import SECRET, TEXTS, block_of, packed, read, saved, seen


@pytest.mark.parametrize("language", TEXTS)
def test_odt_gives_each_paragraph_its_headings(language: str) -> None:
    heading, sentence = TEXTS[language]
    made = odfdo.Document("text")
    made.body.clear()
    made.body.append(odfdo.Header(1, heading))
    made.body.append(odfdo.Paragraph(sentence))
    found = read(".odt", saved(made))
    assert block_of(found, sentence) == Block(sentence, heading=f"1. {heading}")  # headings are numbered in the template


def odt(xml: str, styles: str = "") -> bytes:
    """Return an ODT with a body and automatic styles."""
    urn = "urn:oasis:names:tc:opendocument:xmlns"
    names = {"office": "office", "text": "text", "table": "table", "style": "style", "draw": "drawing", "svg": "svg-compatible",
             "fo": "xsl-fo-compatible", "presentation": "presentation"}  # fmt: skip
    spaces = " ".join(f'xmlns:{short}="{urn}:{name}:1.0"' for short, name in names.items())
    content = (
        f"<office:document-content {spaces}><office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body>{xml}</office:body></office:document-content>"
    )
    return packed({"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": content.encode()})


def test_odt_reads_notes_boxes_blanks_and_tables_and_leaves_out_invisible_text() -> None:
    styles = (
        '<style:style style:name="H" style:family="text"><style:text-properties text:display="none"/></style:style>'
        '<style:style style:name="W" style:family="text"><style:text-properties fo:color="#FFFFFF"/></style:style>'
        '<style:style style:name="D" style:family="text" style:parent-style-name="W">'
        '<style:text-properties fo:background-color="#000000"/></style:style>'
    )
    body = (
        f"<text:tracked-changes><text:changed-region><text:p>{SECRET}</text:p></text:changed-region></text:tracked-changes>"
        f'<text:p>Three<text:s text:c="999999999"/>words<text:note><text:note-citation>1</text:note-citation><text:note-body>'
        f'<text:p>The proof.</text:p></text:note-body></text:note> <text:span text:style-name="H">{SECRET}</text:span>'
        f'<text:span text:style-name="W">{SECRET}</text:span><text:span text:style-name="D">on dark</text:span>'
        f"<office:annotation><text:p>{SECRET}</text:p></office:annotation>, "
        "<text:ruby><text:ruby-base>運河</text:ruby-base><text:ruby-text>うんが</text:ruby-text></text:ruby>.</text:p>"
        f'<text:section text:display="none"><text:p>{SECRET}</text:p></text:section>'
        "<draw:frame><svg:desc>a picture</svg:desc><draw:text-box><text:p>In the box.</text:p></draw:text-box></draw:frame>"
        "<table:table><table:table-row><table:table-cell><text:p>Part</text:p></table:table-cell><table:table-cell><text:p>Price"
        "</text:p></table:table-cell></table:table-row><table:table-row><table:table-cell><text:p>seal</text:p></table:table-cell>"
        "<table:table-cell><text:p>3</text:p></table:table-cell></table:table-row></table:table>"
    )
    found = read(".odt", odt(f"<office:text>{body}</office:text>", styles))
    assert seen(found) == ["Three words on dark, 運河.", "The proof.", "In the box.", "Part | Price seal | 3"]
    assert (found.blocks[-1].header, found.hidden) == ("Part | Price", 5 * len(SECRET))


def test_odp_is_read_slide_by_slide_and_hidden_slides_are_left_out() -> None:
    def frame(text: str, top: str, kind: str = "") -> str:
        role = f'presentation:class="{kind}"' if kind else ""
        return (
            f'<draw:frame svg:x="1cm" svg:y="{top}" {role}><draw:text-box><text:p>{text}</text:p></draw:text-box></draw:frame>'
        )

    styles = (
        '<style:style style:name="dp" style:family="drawing-page"><style:drawing-page-properties '
        'presentation:visibility="hidden"/></style:style>'
    )
    slides = (
        f"<draw:page>{frame('below', '5in')}{frame('above', '30mm')}{frame('The title', '9cm', 'title')}"
        f"<presentation:notes>{frame('a note', '1cm')}</presentation:notes></draw:page>"
        f'<draw:page draw:style-name="dp">{frame(SECRET, "1cm")}</draw:page>'
    )
    found = read(".odp", odt(f"<office:presentation>{slides}</office:presentation>", styles))
    assert [(block.text, block.page, block.heading) for block in found.blocks] == [
        ("The title", 1, "The title"),
        ("above", 1, "The title"),
        ("below", 1, "The title"),
        ("a note", 1, "The title › Notes"),
    ]
    assert (found.pages, found.page_unit, found.hidden) == (2, PageUnit.SLIDE, len(SECRET))
