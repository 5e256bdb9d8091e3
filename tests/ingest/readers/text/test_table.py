"""Tables in text keep their header and their rows."""

import csv

import pytest

from ingest.documents import Block, Counted, Span
from tests.ingest.readers.reading import read, texts


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_a_table_keeps_its_header_and_its_rows(delimiter: str) -> None:
    rows = [["Name", "2023", "Price"], ["Saw", "7", "3.5"], ["Drill, big; red", "", "4"]]
    text = "\n".join(delimiter.join(f'"{cell}"' for cell in row) for row in rows) + f'\n\n"a{delimiter}\nb"{delimiter}x\n'
    reading = read(".csv", text)
    header = "Name | 2023 | Price"
    assert reading.blocks == (
        Block(f"{header}\nSaw | 7 | 3.5\nDrill, big; red |  | 4", span=Span(1, 3), header=header),
        Block(f"{' '.join(f'a{delimiter} b'.split())} | x", span=Span(5, 5), header=header),
    )
    assert reading.counted is Counted.ROW


def test_a_table_may_have_titles_and_a_line_with_its_delimiter() -> None:
    titled = read(".csv", "Prices of 2024\n\nName;Price\nSäge;3,50\n".encode("cp1252"))
    assert [(block.text, block.header) for block in titled.blocks] == [
        ("Prices of 2024", ""),
        ("Name | Price\nSäge | 3,50",) * 1 + ("Name | Price",),
    ]
    assert read(".csv", "sep=;\nName;Price\nSaw;3,5\n").blocks[0].span == Span(2, 3)
    assert read(".csv", "1,2\n3,4\n").blocks[0].header == ""


def test_an_unclosed_quotation_mark_hides_no_row() -> None:
    reading = read(".csv", 'a,b\n1,x\n2,"open\n3,y\n')
    assert reading.blocks[0].text.split("\n") == ["a | b", "1 | x", '2 | "open', "3 | y"]
    assert "never closed" in reading.notes[0]


def test_a_short_table_leaves_the_longest_cell_that_others_may_read() -> None:
    before = csv.field_size_limit()
    read(".csv", "a,b\n1,2\n")
    assert csv.field_size_limit() == before
    assert texts(read(".csv", f"a,b\n1,{'2' * (before + 1)}\n"))


def test_two_header_rows_of_a_table_are_joined_if_the_second_names_columns() -> None:
    headed = read(".csv", "Branch,2023,,2024,\n,Plan,Actual,Plan,Actual\nArlen,1,2,3,4\n")
    assert headed.blocks[0].header == "Branch | 2023 Plan | 2023 Actual | 2024 Plan | 2024 Actual"
    assert read(".csv", "Name,City\nUte,Ulm\nAnn,Bern\n").blocks[0].header == "Name | City"


def test_a_header_that_is_too_long_is_not_repeated() -> None:
    reading = read(".csv", ",".join(f"column {n}" for n in range(500)) + "\n" + ",".join("1" * 500) + "\n")
    assert (reading.blocks[0].header, reading.blocks[0].text[:8]) == ("", "column 0")
