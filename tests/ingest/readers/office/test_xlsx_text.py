"""Cells of workbooks: number formats, escapes, superscripts, symbols and links; and headers of two rows."""

import io
import zipfile

import pytest

from ingest.documents import Block
from ingest.readers.office import xlsx
from ingest.readers.office.cell_formats import shown, text_shown
from tests.ingest.readers.office.office_files import DRAWN, packed, relations, xlsx_of


def blocks(rows: str, **more: object) -> tuple[Block, ...]:
    return xlsx.read(xlsx_of(rows, **more)).blocks  # type: ignore[arg-type]  # keywords of several types


def inline(place: str, content: str, style: int = 0) -> str:
    content = content if content.startswith("<") else f"<t>{content}</t>"
    return f'<c r="{place}" s="{style}" t="inlineStr"><is>{content}</is></c>'


def number(place: str, value: int) -> str:
    return f'<c r="{place}"><v>{value}</v></c>'


@pytest.mark.parametrize(
    ("raw", "code", "wanted"),
    [
        ("2500000", '[>=1000000]0.0,," M";[>=1000]0.0," K";0', "2.5 M"),
        ("4200", '[>=1000000]0.0,," M";[>=1000]0.0," K";0', "4.2 K"),
        ("750", '[>=1000000]0.0,," M";[>=1000]0.0," K";0', "750"),
        ("-5", "[<0]0.0;0", "-5.0"),
        ("1", '[=1]"yes";[=0]"no";General', "yes"),
        ("0", '[=1]"yes";[=0]"no";General', "no"),
        ("2.5", '[=1]"yes";[=0]"no";General', "2.5"),
        ("1234", "00000", "01234"),
        ("123456789", "00000\\-0000", "12345-6789"),
        ("5551234", "[<=9999999]###\\-####;\\(###\\)\\ ###\\-####", "555-1234"),
        ("2065551234", "[<=9999999]###\\-####;\\(###\\)\\ ###\\-####", "(206) 555-1234"),
        ("12345678", "000\\-00\\-0000", "012-34-5678"),
        ("12.5", '0" ft "0', "12.5"),
        ("-12", "0.00;[Red]\\-0.00", "-12.00"),
        ("0", '0;-0;"none"', "none"),
        ("7", 'General" pcs"', "7 pcs"),
        ("-7", "General", "-7"),
        ("5", '"General ledger "0', "General ledger 5"),
        ("5", '"General ledger "General', "General ledger 5"),
        ("5", '0.0" general"', "5.0 general"),
        ("-2", "[Red]General;[Blue]-General", "-2"),
        ("45000", "[$-409]d\\-mmm\\-yy;@", "2023-03-15"),
    ],
)
def test_a_number_is_formatted_by_the_section_that_applies_to_it(raw: str, code: str, wanted: str) -> None:
    assert shown(raw, code) == wanted


def test_escaped_line_ends_are_blanks_and_an_escaped_underscore_is_one() -> None:
    rows = f'<row r="1">{inline("A1", "Hall 3_x000D_&#10;Gate 7")}{inline("B1", "_x005F_x000D_")}</row>'
    assert blocks(rows)[0].text == "Hall 3 Gate 7 | _x000D_"


def test_superscript_digits_and_symbols_of_rich_text_are_read_as_they_look() -> None:
    def run(text: str, properties: str) -> str:
        return f"<r><rPr>{properties}</rPr><t>{text}</t></r>"

    up, symbol = '<vertAlign val="superscript"/>', '<rFont val="Symbol"/>'
    rich = f"<si>{run('10', '')}{run('6', up)}{run(' m, 5 ', '')}{run('m', symbol)}{run('g', '')}</si>"
    assert blocks('<row r="1"><c r="A1" t="s"><v>0</v></c></row>', strings=rich)[0].text == "10⁶ m, 5 μg"


def test_a_cell_in_a_symbol_font_is_read_as_the_symbol_that_it_shows() -> None:
    styles = '<fonts><font/><font><name val="Wingdings"/></font></fonts><cellXfs><xf fontId="0"/><xf fontId="1"/></cellXfs>'
    assert blocks(f'<row r="1">{inline("A1", "paid")}{inline("B1", "þ", 1)}</row>', styles=styles)[0].text == "paid | ☑"


def test_the_address_of_a_linked_cell_is_read() -> None:
    more = '<hyperlinks><hyperlink ref="A1" r:id="r9"/><hyperlink ref="B7" r:id="r9"/></hyperlinks>'
    found = blocks(f'<row r="1">{inline("A1", "Rooms")}</row>', more=more, links={"r9": "https://rooms.example.org"})
    assert found[0].text == "Rooms (https://rooms.example.org)"


def test_a_header_of_two_rows_is_joined_by_column() -> None:
    rows = (
        f'<row r="1">{inline("A1", "Branch")}{inline("B1", "Year 2023")}{inline("D1", "Year 2024")}</row>'
        f'<row r="2">{"".join(inline(f"{c}2", t) for c, t in zip("BCDE", ("Plan", "Actual") * 2, strict=True))}</row>'
        f'<row r="3">{inline("A3", "Arlen")}{"".join(number(f"{c}3", 7) for c in "BCDE")}</row>'
    )
    wanted = "Branch | Year 2023 Plan | Year 2023 Actual | Year 2024 Plan | Year 2024 Actual"
    assert [block.header for block in blocks(rows)] == [wanted]


def test_a_first_row_of_words_is_not_a_second_header_row() -> None:
    rows = "".join(f'<row r="{at}">{inline(f"A{at}", "Name")}{inline(f"B{at}", "City")}</row>' for at in (1, 2, 3))
    assert [block.header for block in blocks(rows)] == ["Name | City"]


def test_the_address_of_a_link_formula_is_read() -> None:
    cell = '<c r="A1" t="str"><f>HYPERLINK("https://rooms.example.org/b","Book a room")</f><v>Book a room</v></c>'
    assert blocks(f'<row r="1">{cell}</row>')[0].text == "Book a room (https://rooms.example.org/b)"


@pytest.mark.parametrize(
    ("raw", "code", "wanted"),
    [
        ("0.75", "# ?/?", "3/4"), ("1.5", "# ??/??", "1 1/2"), ("2", "# ?/?", "2"), ("0.333", "# ?/?", "1/3"),
        ("0.375", "# ?/8", "3/8"), ("-1.25", "# ?/?", "-1 1/4"), ("0.999", "# ?/?", "1"), ("1.5", "?/?", "3/2"),
        ("0", "# ?/?", "0"),
    ],
)  # fmt: skip
def test_a_number_in_a_format_as_a_fraction_is_a_fraction(raw: str, code: str, wanted: str) -> None:
    assert shown(raw, code) == wanted


def test_tick_boxes_on_a_sheet_show_whether_they_are_ticked() -> None:
    def control(name: str, kind: str, words: str, state: str) -> str:
        data = f'<x:ClientData ObjectType="{kind}">{state}</x:ClientData>'
        return f'<v:shape id="{name}"><v:textbox><div><font>{words}</font></div></v:textbox>{data}</v:shape>'

    spaces = 'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:x="urn:schemas-microsoft-com:office:excel"'
    vml = (
        control("s1", "Checkbox", "Insured", "<x:Checked>1</x:Checked>")
        + control("s2", "Radio", "Fragile", "")
        + control("s3", "Note", "A comment", "")
    )
    twin = (
        '<a:p><a:r><a:t>{}</a:t></a:r></a:p><a:ext xmlns:a14="http://schemas.microsoft.com/office/drawing/2010/main">'
        '<a14:compatExt spid="{}"/></a:ext>'
    )
    anchors = f"<x>{twin.format('Insured', 's1')}</x><x>{twin.format('A box', 's9')}</x>"
    more = {
        "xl/worksheets/_rels/sheet1.xml.rels": relations(
            ("v", "vmlDrawing", "../drawings/vml.xml", False), ("d", "drawing", "../drawings/new.xml", False)
        ),
        "xl/drawings/vml.xml": f"<xml {spaces}>{vml}</xml>",
        "xl/drawings/new.xml": f"<wsDr {DRAWN}>{anchors}</wsDr>",
    }
    with zipfile.ZipFile(io.BytesIO(xlsx_of(f'<row r="1">{inline("A1", "Freight")}</row>'))) as book:
        parts = {name: book.read(name).decode() for name in book.namelist()}
    found = [block.text for block in xlsx.read(packed(parts | more)).blocks]
    assert found == ["Freight", "☒ Insured", "☐ Fragile", "A box"]


@pytest.mark.parametrize(
    ("raw", "code", "wanted"),
    [
        ("5.5", '0.0"%"', "5.5%"), ("5.5", "0.0\\%", "5.5%"), ("0.055", "0.0%", "5.5%"),
        ("0", '_(* #,##0.00_);_(* \\(#,##0.00\\);_(* "-"??_);_(@_)', "-"),
        ("-1234.5", '_(* #,##0.00_);_(* \\(#,##0.00\\);_(* "-"??_);_(@_)', "(1,234.50)"),
        ("-5", '0;"minus "0', "minus 5"), ("-1234", '#,##0;"△ "#,##0', "△ 1,234"), ("-1234", "#,##0;[Red]−#,##0", "−1,234"),
        ("-5", "0;[Red]0", "-5"), ("-5", '0" kg";[Red]0" kg"', "-5 kg"), ("-5", "-0;-0", "-5"),
        ("1234567890123456", "0", "1234567890123456"), ("1234567890123456.0", "0", "1234567890123456"),
        ("1E+20", "0", "100000000000000000000"), ("1E+20", "General", "1e+20"), ("1E+300", "0", "1e+300"),
    ],
)  # fmt: skip
def test_a_number_is_neither_multiplied_nor_signed_by_literal_signs_of_its_format(raw: str, code: str, wanted: str) -> None:
    assert shown(raw, code) == wanted


@pytest.mark.parametrize(
    ("code", "wanted"),
    [('"No. "@', "No. 77"), ('0;-0;0;@" pcs"', "77 pcs"), ("0;0;0", "77"), ("General", "77"), ('"@"0', "77"), ("@", "77")],
)
def test_the_words_of_a_format_stand_around_a_text(code: str, wanted: str) -> None:
    assert text_shown("77", code) == wanted


def test_a_cell_with_text_shows_the_words_of_its_format() -> None:
    formats = '<numFmts><numFmt numFmtId="164" formatCode="&quot;Art. &quot;@"/></numFmts>'
    styles = f'{formats}<cellXfs><xf/><xf numFmtId="164"/></cellXfs>'
    cell = '<c r="A1" s="1" t="inlineStr"><is><t>77</t></is></c>'
    assert blocks(f'<row r="1">{cell}</row>', styles=styles)[0].text == "Art. 77"
