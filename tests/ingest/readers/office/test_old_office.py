"""Files with the suffixes of Office before 2007 are read by their content."""

import pytest
from xlrd.formatting import Font

from ingest.readers import reader_for
from ingest.readers.legacy import spreadsheet_xml, xls

_SHEETS = "urn:schemas-microsoft-com:office:spreadsheet"
_ROW = '<s:Row><s:Cell><s:Data>{}</s:Data></s:Cell><s:Cell s:Index="3"><s:Data>{}</s:Data></s:Cell></s:Row>'


@pytest.mark.parametrize(
    ("suffix", "data", "wanted"),
    [
        (".doc", rb"{\rtf1\ansi The rent is 900.}", "The rent is 900."),
        (".doc", b"<html><body><p>The rent is 900.</body></html>", "The rent is 900."),
        (".doc", b"MIME-Version: 1.0\nContent-Type: text/html\n\n<p>The rent is 900.", "The rent is 900."),
        (".xls", b"<table><tr><td>Rent<td>900</table>", "Rent | 900"),
        (".xls", b"Item\tSum\nRent\t900\n", "Item | Sum\nRent | 900"),
    ],
)
def test_exports_of_other_programs_with_old_suffixes_are_read(suffix: str, data: bytes, wanted: str) -> None:
    assert [block.text.strip() for block in reader_for(suffix)(data).blocks] == [wanted]


def test_a_workbook_in_spreadsheetml_2003_is_read_sheet_by_sheet() -> None:
    rows = _ROW.format("Item", "Sum") + _ROW.format("Rent", "900")
    sheet = f'<s:Worksheet s:Name="May"><s:Table>{rows}</s:Table></s:Worksheet>'
    book = f'<?xml version="1.0"?><s:Workbook xmlns:s="{_SHEETS}">{sheet}</s:Workbook>'
    (block,) = reader_for(".xls")(book.encode()).blocks
    assert (block.heading, block.text, block.header) == ("May", "Item | Sum\nRent | 900", "Item | Sum")


def sheet_of(rows: str, name: str = "May") -> bytes:
    sheet = f'<s:Worksheet s:Name="{name}"><s:Table>{rows}</s:Table></s:Worksheet>'
    head = f'xmlns:s="{_SHEETS}" xmlns:h="http://www.w3.org/TR/REC-html40"'
    return f'<?xml version="1.0"?><s:Workbook {head}>{sheet}</s:Workbook>'.encode()


def test_a_cell_of_a_workbook_in_xml_is_read_with_superscripts_and_addresses_of_links() -> None:
    data = '<s:Data s:Type="String">10<h:Sup>6</h:Sup> germs</s:Data>'
    rows = (
        f'<s:Row><s:Cell>{data}</s:Cell><s:Cell s:HRef="https://a.example.org/"><s:Data s:Type="String">more</s:Data></s:Cell>'
    )
    (block,) = reader_for(".xls")(sheet_of(f"{rows}</s:Row>")).blocks
    assert block.text == "10⁶ germs | more (https://a.example.org/)"


def test_hidden_rows_of_a_workbook_in_xml_are_counted() -> None:
    cell = '<s:Cell><s:Data s:Type="String">{}</s:Data></s:Cell>'
    rows = f'<s:Row>{cell.format("seen")}</s:Row><s:Row s:Hidden="1">{cell.format("unseen")}</s:Row>'
    reading = reader_for(".xls")(sheet_of(rows))
    assert ([block.text for block in reading.blocks], reading.hidden) == (["seen"], 6)


def test_a_workbook_in_xml_has_the_same_limit_of_cells(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spreadsheet_xml, "MAX_CELLS", 10)
    rows = "".join(
        f'<s:Row s:Index="{7 * at}"><s:Cell s:Index="9"><s:Data>{at}</s:Data></s:Cell></s:Row>' for at in range(1, 99)
    )
    reading = reader_for(".xls")(sheet_of(rows))
    assert "more than 10 cells" in reading.unread[0]
    assert [(block.text, block.span and block.span.first) for block in reading.blocks][:2] == [("1", 7), ("2", 14)]
    assert len(reading.blocks) == 10


def test_superscripts_and_symbols_of_an_old_workbook_are_read() -> None:
    fonts = [Font() for _ in range(4)]
    for font, name, place in zip(fonts, ("Arial", "Arial", "Arial", "Symbol"), (0, 1, 2, 0), strict=True):
        font.name, font.escapement = name, place
    text = xls.as_set("106 m, H2O, 5 mg", [(0, 0), (2, 1), (3, 0), (8, 2), (9, 0), (14, 3), (15, 0)], fonts)
    assert text == "10⁶ m, H₂O, 5 μg"
