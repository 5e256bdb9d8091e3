"""Superscripts by styles, and characters of symbol fonts."""

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
def test_superscripts_and_subscripts_by_styles_are_read(body: str, wanted: str) -> None:
    assert lines(body) == [wanted]


@pytest.mark.parametrize(
    "unit",
    [
        "<font face='Symbol'>m</font>",
        "<span style='font-family:Symbol'>m</span>",
        "<span style='font-family:Symbol'>&#61549;</span>",
    ],
)
def test_letters_in_the_font_symbol_are_read_as_what_they_look_like(unit: str) -> None:
    assert lines(f"<p>5 {unit}g") == ["5 μg"]


def test_boxes_of_wingdings_are_read_as_ticked_or_empty() -> None:
    assert lines("<p><span style=\"font-family: 'Wingdings'\">&#254;</span> yes <font face=Wingdings>&#168;</font> no") == [
        "☑ yes ☐ no"
    ]


def test_text_in_a_font_of_its_own_within_a_symbol_font_stays_as_it_is() -> None:
    bullet = "<span style='font-family:Symbol'>&middot;<span style='font:7.0pt \"Times New Roman\"'>&nbsp;mm </span></span>"
    assert lines(f"<p>{bullet}Oil</p><p><font face=Symbol>m&nbsp;<font face=Arial>m</font></font>") == ["• mm Oil", "μ m"]
