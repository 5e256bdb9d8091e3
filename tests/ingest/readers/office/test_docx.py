"""Word documents are read with headings, notes, lists and tables, and without what is hidden."""

import re

import docx
import pytest
from docx.enum.section import WD_SECTION
from docx.oxml import parse_xml
from docx.shared import Pt, RGBColor

from ingest.documents import Block
from tests.ingest.readers.office.documents import (
    NS,
    SECRET,
    TEXTS,
    block_of,
    members,
    packed,
    paragraph,
    read,
    run,
    saved,
    seen,
    with_body,
)


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
