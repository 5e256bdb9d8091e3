"""Headings, replaced letters, descriptions of figures and rows of tables are read by the tags of a PDF."""

import pytest

from ingest.documents import Block
from ingest.readers.pdf import reader
from tests.ingest.pdf_parts import Tag, marked, one_page, say, tagged


def lines_of(kinds: str) -> bytes:
    """Return a PDF of one page with a line for each tag, all of one size; the lines are named by their tags."""
    names = kinds.split()
    content = b"".join(marked(at, say(f"The line {name} of the harbour", y=700 - 20 * at)) for at, name in enumerate(names))
    return tagged(content, *(Tag(name, [at]) for at, name in enumerate(names)))


def headings(kinds: str) -> list[tuple[str, str]]:
    return [(block.text.split("\n")[0].split()[2], block.heading) for block in reader.read(lines_of(kinds)).blocks]


def text_of(data: bytes) -> str:
    return "\n".join(block.text for block in reader.read(data).blocks)


def test_lines_that_are_tagged_as_headings_are_headings_of_their_levels() -> None:
    chapter, part = "The line H1 of the harbour", "The line H2 of the harbour"
    assert headings("P P P P H1 P P P P P P P P H2 P P P P P P") == [
        ("P", ""),
        ("H1", chapter),
        ("P", chapter),
        ("H2", f"{chapter} › {part}"),
        ("P", f"{chapter} › {part}"),
    ]


def test_if_everything_is_tagged_as_a_heading_there_are_no_headings() -> None:
    assert {heading for _, heading in headings("H1 " * 12)} == {""}


@pytest.mark.parametrize(
    ("drawn", "meant"),
    [
        ("d e c o r a t e d", "decorated"),  # spaced letters
        ("~", "O"),  # a drop cap of a font with ornaments
        ("3", "≥"),  # a sign of a font that doesn't say which it is
    ],
)
def test_the_text_that_an_element_gives_replaces_what_is_drawn(drawn: str, meant: str) -> None:
    content = marked(0, say("A word")) + marked(1, say(drawn, 100)) + marked(2, say("on the page", 220))
    replaced = Tag("Span", [1], b"/ActualText <FEFF%s>" % meant.encode("utf-16-be").hex().encode())
    assert text_of(tagged(content, Tag("P", [0]), replaced, Tag("P", [2]))).split() == ["A", "word", meant, "on", "the", "page"]


def test_text_that_is_far_longer_than_what_is_drawn_replaces_nothing() -> None:
    long = Tag("Span", [0], b"/ActualText (%s)" % (b"Send the keys. " * 20))
    assert text_of(tagged(marked(0, say("Closed")), long)) == "Closed"


def test_megabytes_of_replacing_text_are_left_out() -> None:
    content = b"BT /F1 11 Tf 60 700 Td (Open) Tj /Span <</ActualText (%s)>> BDC (x) Tj EMC ET" % (b"Send the keys. " * 700_000)
    reading = reader.read(one_page(content))
    assert sum(len(block.text) for block in reading.blocks) < 100


def test_a_figure_s_description_stands_where_the_figure_is() -> None:
    picture = b"q 200 0 0 200 60 400 cm 0 0 1 1 re f Q"
    content = marked(0, say("Before the picture.")) + marked(1, picture) + marked(2, say("After it.", y=380))
    figure = Tag("Figure", [1], b"/Alt (A lighthouse on a cliff, 31 metres high)")
    blocks = reader.read(tagged(content, Tag("P", [0]), figure, Tag("P", [2]))).blocks
    assert [block.text for block in blocks] == ["Before the picture.", "[A lighthouse on a cliff, 31 metres high]", "After it."]


def test_a_description_doesn_t_part_the_paragraph_in_which_its_figure_is_anchored() -> None:
    first, second = "The ferry to the island leaves at nine in the morning and", "comes back at ten in the evening."
    content = marked(0, say(first)) + marked(1, b"60 400 200 200 re f") + marked(2, say(second, y=686))
    figure = Tag("Figure", [1], b"/Alt (The timetable)")
    text = text_of(tagged(content, Tag("P", [0, figure, 2])))
    assert text == f"{first} {second}\n[The timetable]"


@pytest.mark.parametrize("alternative", ["image001.png", r"C:\Users\ada\logo 2.jpg", "...", "Open at nine."])
def test_a_file_s_name_and_what_the_page_says_anyway_describe_nothing(alternative: str) -> None:
    content = marked(0, say("Open at nine.")) + marked(1, b"60 400 200 200 re f")
    figure = Tag("Figure", [1], b"/Alt (%s)" % alternative.replace("\\", "\\\\").encode())
    assert text_of(tagged(content, Tag("P", [0]), figure)) == "Open at nine."


def table(*rows: str, kind: str = "TH") -> tuple[bytes, Tag]:
    """Return a table that is drawn cell by cell; the lines of a cell are separated by `/`, cells by `|`."""
    content, tags, mark = b"", [], 10
    for at, row in enumerate(rows):
        cells = []
        for column, cell in enumerate(row.split("|")):
            lines = (say(line, 60 + 150 * column, 650 - 40 * at - 14 * number) for number, line in enumerate(cell.split("/")))
            content += marked(mark, b"".join(lines))
            cells.append(Tag(kind if at == 0 else "TD", [mark] if cell else []))
            mark += 1
        tags.append(Tag("TR", cells))
    return content, Tag("Table", tags)


def test_a_row_of_a_tagged_table_is_a_line_with_all_lines_of_its_cells() -> None:
    content, tags = table("Hall|Opening hours", "North wing/and gallery|9 to 17/closed in May", "South||")
    before, after = say("The halls are listed below.", y=700), say("All prices include tax.", y=500)
    data = tagged(marked(0, before) + content + marked(1, after), Tag("P", [0]), tags, Tag("P", [1]))
    assert reader.read(data).blocks == (
        Block("The halls are listed below.", page=1),
        Block(
            "Hall | Opening hours\nNorth wing and gallery | 9 to 17 closed in May\nSouth", page=1, header="Hall | Opening hours"
        ),
        Block("All prices include tax.", page=1),
    )


def test_a_table_that_arranges_a_page_is_read_as_text() -> None:
    content, tags = table("/".join(f"Line {number} of the letter" for number in range(12)) + "|Ada Byron", "Greetings|Bo")
    assert "|" not in text_of(tagged(content, tags))


def test_a_table_in_a_cell_is_a_part_of_the_cell() -> None:
    content, tags = table("Hall|Hours", "North|9 to 17")
    inner = Tag("Table", [Tag("TR", [Tag("TD", [0]), Tag("TD", [1])])])
    content += marked(0, say("18 in May", 210, 596)) + marked(1, say("20 in June", 210, 582))
    outer = Tag("Table", [tags.children[0], Tag("TR", [Tag("TD", [12]), Tag("TD", [13, inner])])])
    assert text_of(tagged(content, outer)).split("\n") == ["Hall | Hours", "North | 9 to 17 18 in May 20 in June"]


def test_a_structure_tree_that_contains_itself_ends() -> None:
    loop = tagged(marked(0, say("Open at nine.")), Tag("P", [Tag("Span", [0])])).replace(b"/K [0] ", b"/K [0 9 0 R] ")
    assert text_of(loop) == "Open at nine."
