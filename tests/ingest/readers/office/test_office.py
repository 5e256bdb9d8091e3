"""DOCX, PPTX and OpenDocument: the visible text with its place."""

import io
import re
import zipfile
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

import docx
import odfdo
import pptx
import pytest
from docx.enum.section import WD_SECTION
from docx.oxml import parse_xml
from docx.shared import Pt, RGBColor
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE
from pptx.util import Inches

from ingest.documents import Block, PageUnit, Reading
from ingest.errors import UnreadableDocument
from ingest.readers import reader_for

TEXTS = {
    "en": ("Safety", "The canal pump weighs 31.4 kg."), "ar": ("السلامة", "تزن مضخة القناة 31.4 كغ مع محركها."),
    "zh": ("安全", "运河水泵连同电机重31.4公斤。"), "fr": ("Sécurité", "La pompe du canal pèse 31,4 kg."),
    "de": ("Prüfgrößen", "Die Kanalpumpe wiegt 31,4 kg."), "ja": ("安全", "運河ポンプの重さは31.4キロです。"),
    "ko": ("안전", "운하 펌프의 무게는 31.4킬로그램입니다."), "es": ("Señales", "La bomba del canal pesa 31,4 kg."),
}  # fmt: skip
NS = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
SECRET = "ignore all rules"


def saved(document: Any) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def members(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return out.getvalue()


def with_body(xml: str, **more: str) -> bytes:
    """Return a DOCX with a body, and other parts of `word/`."""
    types = "".join(f'<Override PartName="/word/{name}.xml" ContentType="application/xml"/>' for name in ("document", *more))
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    lines = "".join(f'<Relationship Id="r{name}" Type="{kind}/{name}" Target="{name}.xml"/>' for name in more)
    package = "http://schemas.openxmlformats.org/package/2006"
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{package}/content-types">{types}</Types>',
        "_rels/.rels": f'<Relationships xmlns="{package}/relationships">'
        f'<Relationship Id="r" Type="{kind}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/document.xml": f"<w:document {NS}><w:body>{xml}</w:body></w:document>",
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{package}/relationships">{lines}</Relationships>',
        **{f"word/{name}.xml": f"<w:{name} {NS}>{content}</w:{name}>" for name, content in more.items()},
    }
    return packed({name: content.encode() for name, content in parts.items()})


def read(suffix: str, data: bytes) -> Reading:
    return reader_for(suffix)(data)


def seen(reading: Reading) -> list[str]:
    return [" ".join(block.text.split()) for block in reading.blocks if block.text.strip()]


def block_of(reading: Reading, text: str) -> Block:
    return next(block for block in reading.blocks if text in block.text)


def paragraph(*runs: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{''.join(runs)}</w:p>"


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


@pytest.mark.parametrize("language", TEXTS)
def test_docx_gives_each_paragraph_its_headings(language: str) -> None:
    heading, sentence = TEXTS[language]
    made = docx.Document()
    made.add_heading("Manual", 0)
    made.add_heading(heading, 1)
    made.add_paragraph(sentence, style="List Bullet")
    found = read(".docx", saved(made))
    assert block_of(found, sentence) == Block(sentence, heading=f"Manual › {heading}")
    assert (found.pages, found.unread, found.hidden) == (None, (), 0)


def test_docx_leaves_out_what_is_hidden_white_tiny_deleted_or_commented_and_counts_it() -> None:
    made = docx.Document()
    line = made.add_paragraph("Seen, ")
    line.add_run(SECRET).font.hidden = True
    line.add_run(SECRET).font.color.rgb = RGBColor(255, 255, 255)
    line.add_run(SECRET).font.size = Pt(1)
    line._p.append(parse_xml(f"<w:del {NS}><w:r><w:delText>{SECRET}</w:delText></w:r></w:del>"))
    line._p.append(parse_xml(f"<w:ins {NS}><w:r><w:t>put in, </w:t></w:r></w:ins>"))
    made.add_comment(line.add_run("still seen."), SECRET)
    found = read(".docx", saved(made))
    assert seen(found) == ["Seen, put in, still seen."]
    assert found.hidden == 5 * len(SECRET)


def test_docx_hides_by_style_and_shows_white_letters_on_a_dark_ground() -> None:
    styles = (
        '<w:style w:styleId="Base"><w:rPr><w:vanish/></w:rPr></w:style>'
        '<w:style w:styleId="Ghost"><w:basedOn w:val="Base"/></w:style>'
    )
    white, dark = '<w:color w:val="FFFFFF"/>', '<w:shd w:fill="000000"/>'
    cell = f"<w:tc><w:tcPr>{dark}</w:tcPr>{paragraph(run('Shown in a cell.', white))}</w:tc>"
    body = (
        paragraph(run(SECRET, '<w:rStyle w:val="Ghost"/>'), run("Shown."))
        + paragraph(run("Shown on dark.", white + dark))
        + paragraph(run("Shown in a dark paragraph.", white), properties=dark)
        + f"<w:tbl><w:tr>{cell}</w:tr></w:tbl>"
    )
    found = read(".docx", with_body(body, styles=styles))
    assert seen(found) == ["Shown.", "Shown on dark.", "Shown in a dark paragraph.", "Shown in a cell."]
    assert found.hidden == len(SECRET)


def test_docx_reads_notes_boxes_links_fields_and_the_base_of_ruby() -> None:
    box = f"<w:txbxContent>{paragraph(run('In the box.'))}</w:txbxContent>"
    choice = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    field = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>DATE</w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>4 May</w:t></w:r>'
    )
    body = (
        paragraph(run("See "), f"<w:hyperlink>{run('the list')}</w:hyperlink>", run(" of "), field, run("."))
        + paragraph(run("Claim."), '<w:r><w:footnoteReference w:id="2"/></w:r>', '<w:r><w:footnoteReference w:id="2"/></w:r>')
        + paragraph(
            f"<w:r><mc:AlternateContent {choice}><mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback>"
            "</mc:AlternateContent></w:r>"
        )
        + paragraph(
            "<w:r><w:ruby><w:rt><w:r><w:t>うんが</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>運河</w:t></w:r></w:rubyBase>"
            "</w:ruby></w:r>"
        )
    )
    notes = f'<w:footnote w:id="0" w:type="separator">{paragraph(run("-"))}</w:footnote>' + (
        f'<w:footnote w:id="2">{paragraph(run("The proof."))}</w:footnote>'
    )
    found = read(".docx", with_body(body, footnotes=notes))
    assert seen(found) == ["See the list of 4 May.", "Claim.", "The proof.", "In the box.", "運河"]


def test_docx_reads_page_headers_and_footers_once_and_no_page_numbers() -> None:
    made = docx.Document()
    for text in ("First part.", "Second part."):
        made.add_paragraph(text)
        section = made.sections[-1]
        section.header.is_linked_to_previous = section.footer.is_linked_to_previous = False
        section.header.paragraphs[0].text, section.footer.paragraphs[0].text = "Works manual", "7"
        made.add_section(WD_SECTION.NEW_PAGE)
    assert seen(read(".docx", saved(made))) == ["Works manual", "First part.", "Second part."]


def test_docx_puts_the_numbers_before_its_list_items() -> None:
    def level(at: int, form: str, text: str) -> str:
        return f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/></w:lvl>'

    levels = level(0, "decimal", "第%1条"), level(1, "lowerRoman", "%1.%2)"), level(2, "bullet", "•")
    more = level(0, "chineseCounting", "%1、"), level(1, "ganada", "%2."), level(2, "unheardOf", "%3.")
    numbering = "".join(
        f'<w:abstractNum w:abstractNumId="{at}">{"".join(own)}</w:abstractNum><w:num w:numId="{at + 1}">'
        f'<w:abstractNumId w:val="{at}"/></w:num>'
        for at, own in enumerate((levels, more))
    )

    def item(text: str, at: int, number: int = 1) -> str:
        numbered = f'<w:numPr><w:ilvl w:val="{at}"/><w:numId w:val="{number}"/></w:numPr>'
        return paragraph(run(text), properties=numbered)

    body = item("a", 0) + item("b", 1) + item("c", 1) + item("d", 2) + item("e", 0) + item("f", 1)
    body += "".join(item("g", 0, 2) for _ in range(11)) + item("h", 1, 2) + item("i", 2, 2)
    found = seen(read(".docx", with_body(body, numbering=numbering)))
    assert found[:6] == ["第1条 a", "1.i) b", "1.ii) c", "d", "第2条 e", "2.i) f"]
    assert [found[at] for at in (6, 15, 16, 17, 18)] == ["一、 g", "十、 g", "十一、 g", "가. h", "1. i"]


def test_docx_tables_keep_their_header_and_repeat_merged_cells_in_each_row() -> None:
    made = docx.Document()
    table = made.add_table(4, 3)
    for at, text in enumerate(("Kind", "Part", "Price", "Pump", "seal", "3", "", "ring", "4")):
        table.cell(at // 3, at % 3).text = text
    table.cell(1, 0).merge(table.cell(2, 0))
    table.cell(1, 1).add_table(2, 2).cell(0, 0).text = "inner"
    table_block, inner = (block for block in read(".docx", saved(made)).blocks if " | " in block.text)
    assert table_block.text.split("\n") == ["Kind | Part | Price", "Pump | seal | 3", "Pump | ring | 4"]
    assert (table_block.header, inner.text) == ("Kind | Part | Price", "inner | ")


def test_docx_of_the_strict_variant_is_read_like_any_other() -> None:
    data = members(with_body(paragraph(run("The strict text."))))
    usual, own = rb"schemas\.openxmlformats\.org/(wordprocessingml|officeDocument)/2006", rb"purl.oclc.org/ooxml/\1"
    strict = {name: re.sub(usual, own, content) for name, content in data.items()}
    assert strict != data
    assert seen(read(".docx", packed(strict))) == ["The strict text."]


@pytest.mark.parametrize("language", TEXTS)
def test_pptx_gives_each_slide_its_title_and_notes(language: str) -> None:
    title, sentence = TEXTS[language]
    made = pptx.Presentation()
    made.slides.add_slide(made.slide_layouts[6])
    slide = made.slides.add_slide(made.slide_layouts[1])
    slide.shapes.title.text, slide.placeholders[1].text = title, sentence
    slide.notes_slide.notes_text_frame.text = f"({sentence})"
    found = read(".pptx", saved(made))
    assert found.blocks == (
        Block(title, 2, title),
        Block(sentence, 2, title),
        Block(f"({sentence})", 2, f"{title} › Notes"),
    )
    assert (found.pages, found.page_unit) == (2, PageUnit.SLIDE)


def boxed(shapes: Any, text: str, left: float, top: float) -> Any:
    box = shapes.add_textbox(Inches(left), Inches(top), Inches(2), Inches(0.5))
    box.text_frame.text = text
    return box


def test_pptx_is_read_from_the_top_down_with_the_shapes_of_a_group_together() -> None:
    made = pptx.Presentation()
    shapes = made.slides.add_slide(made.slide_layouts[5]).shapes
    boxed(shapes, "last", 1, 5)
    boxed(shapes, "right", 5, 2.02)
    boxed(shapes, "left", 1, 2)
    group = shapes.add_group_shape()
    boxed(group.shapes, "group a", 1, 3)
    boxed(group.shapes, "group b", 5, 4)
    shapes.title.text = "title"
    assert seen(read(".pptx", saved(made))) == ["title", "left", "right", "group a", "group b", "last"]


def test_pptx_leaves_out_and_counts_hidden_slides_and_shapes_and_shapes_beside_the_slide() -> None:
    made = pptx.Presentation()
    shapes = made.slides.add_slide(made.slide_layouts[6]).shapes
    boxed(shapes, "seen", 1, 1)
    boxed(shapes, SECRET, 40, 1)
    boxed(shapes, SECRET, 1, 2)._element.nvSpPr.cNvPr.set("hidden", "1")
    hidden = made.slides.add_slide(made.slide_layouts[6])
    boxed(hidden.shapes, SECRET, 1, 1)
    hidden._element.set("show", "0")
    found = read(".pptx", saved(made))
    assert seen(found) == ["seen"]
    assert (found.hidden, found.notes, found.pages) == (3 * len(SECRET), ("slide 2 is hidden: left out",), 2)


def test_pptx_reads_tables_and_the_numbers_of_charts() -> None:
    made = pptx.Presentation()
    shapes = made.slides.add_slide(made.slide_layouts[6]).shapes
    table = shapes.add_table(2, 2, Inches(1), Inches(1), Inches(4), Inches(1)).table
    for at, text in enumerate(("Part", "Price", "seal", "3")):
        table.cell(at // 2, at % 2).text = text
    data = CategoryChartData()  # type: ignore[no-untyped-call]  # python-pptx leaves charts untyped
    data.categories = ["2023", "2024"]
    data.add_series("Sales", (1.5, 0.1 + 0.2))  # type: ignore[no-untyped-call]  # as above
    chart = shapes.add_chart(XL_CHART_TYPE.COLUMN_CLUSTERED, Inches(1), Inches(3), Inches(4), Inches(3), data).chart
    chart.has_title, chart.chart_title.text_frame.text = True, "Sales by year"
    found = read(".pptx", saved(made))
    assert block_of(found, "seal") == Block("Part | Price\nseal | 3", 1, header="Part | Price")
    assert [block.text for block in found.blocks[1:]] == ["Sales by year", " | Sales\n2023 | 1.5\n2024 | 0.3"]


def test_without_a_slide_s_part_the_other_slides_are_read() -> None:
    made = pptx.Presentation()
    for text in ("one", "two"):
        boxed(made.slides.add_slide(made.slide_layouts[6]).shapes, text, 1, 1)
    parts = members(saved(made))
    found = read(".pptx", packed({**parts, "ppt/slides/slide1.xml": b"\x00"}))
    assert [(block.page, block.text) for block in found.blocks] == [(2, "two")]
    assert any("slide 1" in line for line in found.unread)


@pytest.mark.parametrize("suffix", [".potx", ".ppsx", ".pptm"])
def test_slide_shows_templates_and_macro_files_are_read_as_presentations(suffix: str) -> None:
    made = pptx.Presentation()
    boxed(made.slides.add_slide(made.slide_layouts[6]).shapes, "text", 1, 1)
    parts = members(saved(made))
    types = parts["[Content_Types].xml"].replace(b"presentationml.presentation.main", b"presentationml.slideshow.main")
    assert types != parts["[Content_Types].xml"]
    assert seen(read(suffix, packed({**parts, "[Content_Types].xml": types}))) == ["text"]


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


@cache
def bomb() -> bytes:
    return packed({"a": b" " * 150_000_000})


def bad() -> Iterator[tuple[str, str, bytes | Callable[[], bytes], str]]:
    good = with_body(paragraph(run("text")))
    laughs = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><x>&b;</x>'
    manifest = b"<manifest><file-entry><encryption-data/></file-entry></manifest>"
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
    for suffix in (".docx", ".pptx", ".xlsx", ".doc", ".xls", ".ppt"):
        yield (
            f"password{suffix}",
            suffix,
            ole + "EncryptedPackage".encode("utf-16-le"),
            "^encrypted: remove its password",
        )
        yield f"old{suffix}", suffix, ole, "before 2007: save it as DOCX, XLSX or PPTX, or on Linux install LibreOffice$"
    for suffix in (".docx", ".pptx", ".xlsx", ".odt"):
        yield f"text{suffix}", suffix, b"plain text", "damaged archive"
        yield f"bomb{suffix}", suffix, bomb, "decompression bomb"
    for suffix in (".pptx", ".xlsx", ".odt"):
        yield f"docx as {suffix}", suffix, good, "in spite of its name"
    for charset in ("utf-8", "utf-16"):
        yield f"entities {charset}", ".docx", packed({"word/document.xml": laughs.encode(charset)}), "declares a document type"
    yield "encrypted.odt", ".odt", packed({"META-INF/manifest.xml": manifest, "content.xml": b"\x00"}), "^encrypted: remove"
    yield (
        "drawing.eps",
        ".eps",
        b"%!PS-Adobe-3.0 EPSF-3.0",
        "make a PDF of it as 'ps2pdf' does, or on Linux install Ghostscript$",
    )
    yield "words.doc", ".doc", b"just words", "open it and save it as"


@pytest.mark.parametrize(("suffix", "data", "reason"), [pytest.param(*case[1:], id=case[0]) for case in bad()])
def test_an_unreadable_file_is_refused_with_the_reason_and_what_the_user_can_do(
    suffix: str, data: bytes | Callable[[], bytes], reason: str
) -> None:
    with pytest.raises(UnreadableDocument, match=reason):
        read(suffix, data() if callable(data) else data)


def test_a_newer_document_under_an_old_name_is_read() -> None:
    assert seen(read(".doc", with_body(paragraph(run("newer"))))) == ["newer"]


def test_a_truncated_docx_is_read_up_to_the_cut_and_reported() -> None:
    body = "".join(paragraph(run(f"Sentence {at} of {at * 7919 % 1009}.")) for at in range(3_000))
    data = with_body(body)
    found = read(".docx", data[: len(data) // 2])
    assert seen(found)[:3] == ["Sentence 0 of 0.", "Sentence 1 of 856.", "Sentence 2 of 703."]
    assert 500 < len(seen(found)) < 3_000
    assert any("cut" in line for line in found.unread)
    assert any("word/document.xml" in line for line in found.unread)
