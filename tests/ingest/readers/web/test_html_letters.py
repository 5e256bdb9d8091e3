"""Letters of a page that are set apart: raised by a style, or in a symbol font."""

import pytest

from ingest.readers.web import html


def lines(body: str) -> list[str]:
    return [block.text for block in html.parse(body).blocks]


@pytest.mark.parametrize(
    ("body", "wanted"),
    [
        ("<p>10<span style='vertical-align: super'>6</span> germs", "10⁶ germs"),
        ("<style>.up{vertical-align:super}</style><p>10<span class=up>-3</span> g", "10⁻³ g"),
        ("<p>CO<span style='vertical-align:sub;font-size:70%'>2</span>", "CO₂"),
        ("<p>10<sup><span style='vertical-align:super'>6</span></sup>", "10⁶"),
        ("<p>10<span style='vertical-align:middle'>6</span>", "106"),
    ],
)
def test_letters_that_a_style_raises_or_lowers_are_read_so(body: str, wanted: str) -> None:
    assert lines(body) == [wanted]


@pytest.mark.parametrize(
    "unit",
    [
        "<font face='Symbol'>m</font>",
        "<span style='font-family:Symbol'>m</span>",
        "<span style='font-family:Symbol'>&#61549;</span>",
    ],
)
def test_letters_of_the_symbol_font_are_what_they_show(unit: str) -> None:
    assert lines(f"<p>5 {unit}g") == ["5 μg"]


def test_boxes_of_wingdings_show_their_tick() -> None:
    assert lines("<p><span style=\"font-family: 'Wingdings'\">&#254;</span> yes <font face=Wingdings>&#168;</font> no") == [
        "☑ yes ☐ no"
    ]
