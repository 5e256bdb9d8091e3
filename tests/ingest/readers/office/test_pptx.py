"""Presentations are read slide by slide, from the top down."""

from typing import Any

import pptx
import pytest
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE
from pptx.util import Inches

from ingest.documents import Block, PageUnit
from tests.ingest.readers.office.documents import SECRET, TEXTS, block_of, members, packed, read, saved, seen


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
