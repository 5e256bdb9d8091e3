"""What other programs write under the old names of Office is read as what it is."""

import pytest

from ingest.readers import reader_for

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
def test_what_other_programs_export_under_old_names_is_read(suffix: str, data: bytes, wanted: str) -> None:
    assert [block.text.strip() for block in reader_for(suffix)(data).blocks] == [wanted]


def test_a_workbook_in_the_xml_of_2003_is_read_sheet_by_sheet() -> None:
    rows = _ROW.format("Item", "Sum") + _ROW.format("Rent", "900")
    sheet = f'<s:Worksheet s:Name="May"><s:Table>{rows}</s:Table></s:Worksheet>'
    book = f'<?xml version="1.0"?><s:Workbook xmlns:s="{_SHEETS}">{sheet}</s:Workbook>'
    (block,) = reader_for(".xls")(book.encode()).blocks
    assert (block.heading, block.text, block.header) == ("May", "Item |  | Sum\nRent |  | 900", "Item |  | Sum")
