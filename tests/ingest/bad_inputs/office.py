"""Hostile slides, sheets and OpenDocument files: hidden text, entity expansion, deep nesting, wrong sizes."""

import io

import openpyxl
import pptx
from odfdo import Document as OdfDocument
from odfdo import Paragraph

from tests.ingest.bad_inputs.archives import changed, members_of
from tests.ingest.bad_inputs.case import CANARY_FILE, PROBE, SECRET, BadInput, Outcome, either, fine, refused
from tests.ingest.bad_inputs.word import DTD, laughs

SHEET, STRINGS, SLIDE, CONTENT = "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "ppt/slides/slide1.xml", "content.xml"
INLINE = '<c r="%s" t="inlineStr"><is><t>%s</t></is></c>'


def workbook() -> bytes:
    made, out = openpyxl.Workbook(), io.BytesIO()
    sheet = made.active
    assert sheet is not None
    sheet.append(["Part", "Weight"])
    sheet.append([PROBE, 31.4])
    made.create_sheet("Second").append(["The second sheet."])
    made.save(out)
    return out.getvalue()


def slides() -> bytes:
    made, out = pptx.Presentation(), io.BytesIO()
    for text in (PROBE, "The second slide."):
        slide = made.slides.add_slide(made.slide_layouts[5])
        title = slide.shapes.title
        assert title is not None
        title.text = text
    made.save(out)
    return out.getvalue()


def open_document(kind: str) -> bytes:
    made, out = OdfDocument(kind), io.BytesIO()
    made.body.clear()
    made.body.append(Paragraph(PROBE))
    made.save(out)
    return out.getvalue()


XLSX, PPTX, ODT = workbook(), slides(), open_document("text")
SHEETS, SLIDES, TEXT = members_of(XLSX), members_of(PPTX), members_of(ODT)


def sheet(old: str, new: str) -> bytes:
    """Return the workbook with a text on its first sheet replaced; it fails if the text isn't there."""
    assert old.encode() in SHEETS[SHEET], SHEETS[SHEET]
    return changed(XLSX, {SHEET: SHEETS[SHEET].replace(old.encode(), new.encode(), 1)})


def rows(xml: str) -> bytes:
    return sheet("</sheetData>", f"{xml}</sheetData>")


def slide(xml: str) -> bytes:
    return changed(PPTX, {SLIDE: SLIDES[SLIDE].replace(b"</p:spTree>", xml.encode() + b"</p:spTree>", 1)})


def grouped(depth: int) -> bytes:
    group = '<p:grpSp><p:nvGrpSpPr><p:cNvPr id="9" name="g"/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr/>'
    return slide(group * depth + "</p:grpSp>" * depth)


def content(old: str, new: str, data: bytes = ODT) -> bytes:
    parts = members_of(data)
    assert old.encode() in parts[CONTENT]
    return changed(data, {CONTENT: parts[CONTENT].replace(old.encode(), new.encode(), 1)})


def text(xml: str) -> bytes:
    return content("</office:text>", f"{xml}</office:text>")


def spread(row: str) -> bytes:
    """Return a spreadsheet with the probe in its first cell, and another row."""
    table = (
        '<table:table table:name="One"><table:table-row><table:table-cell office:value-type="string">'
        f"<text:p>{PROBE}</text:p></table:table-cell></table:table-row>{row}</table:table>"
    )
    parts = members_of(open_document("spreadsheet"))
    body = parts[CONTENT].decode()
    start, end = body.index("<office:spreadsheet"), body.index("</office:spreadsheet>")
    start = body.index(">", start) + 1
    return changed(open_document("spreadsheet"), {CONTENT: (body[:start] + table + body[end:]).encode()})


def locked_open_document() -> bytes:
    manifest = TEXT["META-INF/manifest.xml"].decode()
    locked = manifest.replace(
        "</manifest:manifest>",
        '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"><manifest:encryption-data '
        'manifest:checksum="x"/></manifest:file-entry></manifest:manifest>',
    )
    return changed(ODT, {"META-INF/manifest.xml": locked.encode(), CONTENT: bytes(range(256)) * 9})


CELL = '<table:table-cell table:number-columns-repeated="%d"/>'
XLSX_CASES = (
    fine("xlsx/a whole sheet, it says.xlsx", sheet('<dimension ref="A1:B2"/>', '<dimension ref="A1:XFD1048576"/>')),
    fine("xlsx/one cell, it says.xlsx", sheet('<dimension ref="A1:B2"/>', '<dimension ref="A1:A1"/>'), PROBE, "31.4"),
    fine(
        "xlsx/a cell in the farthest corner.xlsx",
        rows(f'<row r="1048576">{INLINE % ("XFD1048576", "corner")}</row>'),
        PROBE,
        "corner",
    ),
    fine(
        "xlsx/merged from corner to corner.xlsx",
        sheet("</sheetData>", '</sheetData><mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'),
    ),
    # Some cells are readable; a row below zero or a column beyond the limit may be read in any way.
    either("xlsx/row below zero.xlsx", rows(f'<row r="-5">{INLINE % ("A-5", "x")}</row>'), Outcome(7), "damaged|row|sheet"),
    either(
        "xlsx/column beyond all.xlsx", rows(f'<row r="9">{INLINE % ("ZZZZZZ9", "x")}</row>'), Outcome(7), "damaged|column|sheet"
    ),
    either("xlsx/row twice.xlsx", rows(f'<row r="1">{INLINE % ("A1", "again")}</row>'), Outcome(7), "damaged|row|sheet"),
    either(
        "xlsx/string that isn't there.xlsx",
        rows('<row r="9"><c r="A9" t="s"><v>99999999</v></c></row>'),
        Outcome.PARTIAL | Outcome.ERROR,
        "damaged|sheet",
    ),
    # The result of the formula isn't known; it is right to report it, and to leave the cell empty as other programs do.
    either(
        "xlsx/formula that was never computed.xlsx",
        rows('<row r="9"><c r="A9"><f>cmd|\' /C calc\'!A0</f></c></row>'),
        Outcome.TEXT | Outcome.PARTIAL,
        "formula|comput",
    ),
    fine("xlsx/number beyond all.xlsx", rows('<row r="9"><c r="A9"><v>1e999</v></c><c r="B9"><v>1e308</v></c></row>')),
    fine("xlsx/day beyond all.xlsx", rows('<row r="9"><c r="A9" t="d"><v>99999-99-99</v></c></row>')),
    # The other cells have their text in the sheet itself.
    either(
        "xlsx/laughs in the strings.xlsx",
        changed(
            rows('<row r="9"><c r="A9" t="s"><v>0</v></c></row>'),
            {STRINGS: (laughs() + "<sst><si><t>&l9;</t></si></sst>").encode()},
        ),
        Outcome.PARTIAL | Outcome.ERROR,
        DTD,
    ),
    refused(
        "xlsx/file behind an entity.xlsx",
        sheet("<worksheet", f'<!DOCTYPE x [<!ENTITY f SYSTEM "{CANARY_FILE}">]><worksheet'),
        DTD,
    ),
    either(
        "xlsx/sheet missing.xlsx",
        changed(XLSX, {SHEET: None}),
        Outcome.PARTIAL | Outcome.ERROR,
        "damaged|sheet",
        "The second sheet.",
    ),
    either(
        "xlsx/sheet cut.xlsx",
        changed(XLSX, {SHEET: SHEETS[SHEET][: len(SHEETS[SHEET]) // 2]}),
        Outcome.PARTIAL | Outcome.ERROR,
        "damaged|sheet",
        "",
    ),
    fine("xlsx/hidden row.xlsx", rows(f'<row r="9" hidden="1">{INLINE % ("A9", SECRET)}</row>')),
    fine(
        "xlsx/hidden sheet.xlsx",
        changed(
            XLSX,
            {
                "xl/workbook.xml": SHEETS["xl/workbook.xml"].replace(
                    b'name="Second" sheetId="2" state="visible"', b'name="Second" sheetId="2" state="hidden"'
                )
            },
        ),
        PROBE,
        lacks=("The second sheet.",),
    ),
    fine(
        "xlsx/20,000 styles.xlsx",
        changed(
            XLSX,
            {
                "xl/styles.xml": SHEETS["xl/styles.xml"].replace(
                    b"</cellXfs>", b'<xf numFmtId="0" fontId="0"/>' * 20_000 + b"</cellXfs>"
                )
            },
        ),
    ),
    refused(
        "xlsx/no text.xlsx",
        changed(
            XLSX,
            {
                SHEET: SHEETS[SHEET][: SHEETS[SHEET].index(b"<sheetData>")] + b"</worksheet>",
                "xl/worksheets/sheet2.xml": b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData/></worksheet>',
            },
        ),
        "no text",
    ),
)
PPTX_CASES = (
    either(
        "pptx/groups 2,000 deep.pptx", grouped(2_000), Outcome(7), "nested too deep|damaged|slide"
    ),  # no real slide has so many groups
    fine("pptx/groups 50 deep.pptx", grouped(50), PROBE, "The second slide."),
    refused(
        "pptx/billion laughs.pptx",
        changed(PPTX, {SLIDE: SLIDES[SLIDE].replace(b"<p:sld", laughs().encode() + b"<p:sld", 1)}),
        DTD,
    ),
    either(
        "pptx/slide missing.pptx",
        changed(PPTX, {SLIDE: None}),
        Outcome.PARTIAL | Outcome.ERROR,
        "damaged|slide",
        "The second slide.",
    ),
    either(
        "pptx/slide cut.pptx",
        changed(PPTX, {SLIDE: SLIDES[SLIDE][:650]}),
        Outcome.PARTIAL | Outcome.ERROR,
        "damaged|slide",
        "The second slide.",
    ),
    fine(
        "pptx/hidden slide.pptx",
        changed(PPTX, {"ppt/slides/slide2.xml": SLIDES["ppt/slides/slide2.xml"].replace(b"<p:sld ", b'<p:sld show="0" ', 1)}),
        PROBE,
        lacks=("The second slide.",),
    ),
    refused("pptx/no presentation.pptx", changed(PPTX, {"ppt/presentation.xml": None}), "damaged|not a presentation"),
)
ODF_CASES = (
    fine(
        "odf/a million empty rows.ods",
        lambda: spread(f'<table:table-row table:number-rows-repeated="1048576">{CELL % 16_384}</table:table-row>'),
        longest=9_000,
    ),
    fine(
        "odf/row of a thousand million cells.ods",
        lambda: spread(f"<table:table-row>{CELL % 1_000_000_000}</table:table-row>"),
        longest=9_000,
    ),
    # No real sheet has the same word in 10^9 cells; it is right to read one and to report that the rest is left out.
    either(
        "odf/word in a thousand million cells.ods",
        lambda: spread(
            '<table:table-row><table:table-cell table:number-columns-repeated="1000000000" office:value-type="string">'
            "<text:p>x</text:p></table:table-cell></table:table-row>"
        ),
        Outcome(7),
        "too many|more than|cells|limit",
    ),
    fine("odf/2 thousand million blanks.odt", text('<text:p>a<text:s text:c="2147483647"/>b</text:p>')),
    either(
        "odf/5,000 sections deep.odt",
        text('<text:section text:name="a">' * 5_000 + "</text:section>" * 5_000),
        Outcome(7),
        "nested too deep|damaged",
    ),
    refused(
        "odf/file behind an entity.odt",
        content("<office:document-content", f'<!DOCTYPE x [<!ENTITY f SYSTEM "{CANARY_FILE}">]><office:document-content'),
        DTD,
    ),
    refused("odf/billion laughs.odt", content("<office:document-content", f"{laughs()}<office:document-content"), DTD),
    refused("odf/encrypted.odt", locked_open_document, "encrypted|password"),
    refused("odf/no content.odt", changed(ODT, {CONTENT: None}), "damaged|no content|not an OpenDocument"),
    refused("odf/content cut.odt", changed(ODT, {CONTENT: TEXT[CONTENT][:400]}), "damaged"),
    refused("odf/no text.odt", content(PROBE, ""), "no text"),
    fine(
        "odf/deleted text.odt",
        content(
            "<text:p",
            f"<text:tracked-changes><text:changed-region><text:deletion><text:p>{SECRET}</text:p></text:deletion>"
            "</text:changed-region></text:tracked-changes><text:p",
        ),
    ),
    fine("odf/comment.odt", text(f"<text:p>x<office:annotation><text:p>{SECRET}</text:p></office:annotation></text:p>")),
)
CASES: tuple[BadInput, ...] = XLSX_CASES + PPTX_CASES + ODF_CASES
