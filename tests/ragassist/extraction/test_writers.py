"""A table in files: nothing in it is a formula, every value has its quote, and doubts are marked."""

import csv
import io
import json
from pathlib import Path

import openpyxl
import pytest

from indexes.conversations.records import Citation
from indexes.records import Place
from ragassist.errors import FieldInvalid
from ragassist.extraction.files import format_of, table_bytes, write_table
from ragassist.extraction.outcome import share_in_words
from ragassist.extraction.records import Cell, Row, Skipped, Table
from ragassist.extraction.writers import as_csv, as_markdown, inert, table_json
from ragassist.language.phrases import phrase
from ragassist.language.registry import languages


def cell(value: str, *, normal: str = "", supported: bool = True, quote: str = "") -> Cell:
    cited = Citation(
        n=1,
        path="/p/lease.pdf",
        place=Place(page=2),
        start=3,
        end=9,
        quote=quote or f"It says {value}.",
        supported=supported,
    )
    return Cell(value, normal, cited)


HOSTILE = '=HYPERLINK("http://x")'
TABLE = Table(
    ("rent", "landlord"),
    (
        Row("/p/lease.pdf", (cell("1,250 EUR", normal="1250 EUR"), cell(HOSTILE, supported=False, quote="a | b\n[x](y)"))),
        Row("/p/mill.pdf", (None, cell("Mill\ufffe\x07 Trust"))),
    ),
    (Skipped("/p/empty.txt", "it holds no text"),),
)


def test_json_has_value_normal_form_check_and_citation_or_null() -> None:
    told = table_json(TABLE)
    assert list(told) == ["fields", "rows", "skipped", "cells"]
    first, second = told["rows"]
    assert list(first["values"]["rent"]) == ["value", "normal", "supported", "citation"]
    assert first["values"]["rent"]["citation"]["page"] == 2
    assert second["values"]["rent"] is None
    assert told["skipped"] == [{"path": "/p/empty.txt", "reason": "it holds no text"}]
    assert told["cells"] == {"filled": 3, "unsupported": 1}


@pytest.mark.parametrize("language", languages())
def test_csv_has_five_columns_a_field_and_no_formula(language: str) -> None:
    head, first, second = csv.reader(io.StringIO(as_csv(TABLE, language)))
    assert len(head) == len(first) == len(second) == 11
    assert first[1:3] == ["1,250 EUR", "1250 EUR"]
    assert first[5] == phrase("table_confirmed", language)
    assert first[6] == f"'{HOSTILE}"
    assert first[10] == phrase("unsupported", language)
    assert second[1:6] == [""] * 5


@pytest.mark.parametrize("text", ["=1+1", "+cmd", "-2+3", "@SUM(A1)", " =1", "\t=1", "＝1+1", "-cmd|' /C calc'!A0", "\n=1"])
def test_a_value_that_begins_like_a_formula_is_text(text: str) -> None:
    assert inert(text) == f"'{text}"


@pytest.mark.parametrize("text", ["-12.5", "+49 170", "-5 %", "−5 °C", "a=b", "12"])
def test_numbers_and_words_stay(text: str) -> None:
    assert inert(text) == text


def test_a_workbook_has_values_and_sources_and_no_formula(tmp_path: Path) -> None:
    path = tmp_path / "table.xlsx"
    write_table(TABLE, path, format_of(path), "en")
    book = openpyxl.load_workbook(path)
    values, sources = book.worksheets
    rows = list(values.values)
    assert rows[0] == ("Document", "rent", "rent: normal form", "landlord", "landlord: normal form")
    assert rows[1] == ("/p/lease.pdf", "1,250 EUR", "1250 EUR", HOSTILE, None)
    assert str(rows[2][3]).startswith("Mill")
    assert {one.data_type for row in values.iter_rows() for one in row if one.value} == {"s"}
    assert len(list(sources.values)) == 4
    assert values.cell(2, 4).font.italic
    assert not values.cell(2, 2).font.italic


def test_markdown_escapes_cells_marks_doubts_and_quotes_below() -> None:
    lines = as_markdown(TABLE, "en").splitlines()
    assert lines[0] == "| Document | rent | landlord |"
    assert lines[2].startswith("| lease.pdf | 1,250 EUR (1250 EUR) \\[1\\] | =HYPERLINK")
    assert "? \\[2\\] |" in lines[2]
    assert all(line.replace("\\|", "").count("|") == 4 for line in lines[:4])
    assert any(line.startswith("2. lease.pdf, page 2 (not confirmed by its source):") for line in lines)


def test_the_suffix_of_a_file_decides_its_format(tmp_path: Path) -> None:
    assert json.loads(table_bytes(TABLE, "json", "en"))["fields"] == ["rent", "landlord"]
    assert table_bytes(TABLE, "csv", "en").startswith(b"\xef\xbb\xbf")
    assert table_bytes(TABLE, "md", "en").startswith(b"| Document")
    with pytest.raises(FieldInvalid, match=r"table\.pdf"):
        format_of(tmp_path / "table.pdf")


@pytest.mark.parametrize("language", languages())
def test_the_share_of_values_without_support_is_reported(language: str) -> None:
    done, unsupported = share_in_words(TABLE, language)
    assert "3" in done
    assert "33" in unsupported
