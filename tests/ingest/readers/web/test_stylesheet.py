"""Rules of style sheets that stand in other rules, and frames that carry their page along."""

import pytest

from ingest.readers.web import html

PAGE = "<style>{}</style><div class=x><p class=d>Fees</p><p class=e>Hours</p></div>"


def lines(markup: str) -> list[str]:
    return [block.text for block in html.parse(markup).blocks]


@pytest.mark.parametrize(
    "css",
    [
        ".x{& > .d{display:none}}",
        ".x{> .d{display:none}}",
        ".x{a:hover{color:red} .d{display:none} color:red}",
        ".x, .y{.d{display:none}}",
        ".x{@media (min-width:1px){.d{display:none}}}",
        ".d{@media (min-width:1px){display:none}}",
        ".d{@supports (display:grid){& {display:none}}}",
        "@scope (.x){:scope{color:red} .d{display:none}}",
        "@container side (min-width:400px){.d{display:none}}",
    ],
)
def test_a_nested_rule_hides_what_it_selects(css: str) -> None:
    assert lines(PAGE.format(css)) == ["Hours"]


@pytest.mark.parametrize(
    "css",
    [
        ".y{.d{display:none}}",
        "@media print{.x{.d{display:none}}}",
        "@scope (.y){.d{display:none}}",
        "@container (max-width:400px){.d{display:none}}",
        ".d{display:none; @media (min-width:600px){display:block}}",
        ".d{display:none} @container (min-width:400px){.d{display:block}}",
        ".x{.y &{display:none}}",
    ],
)
def test_a_nested_rule_hides_nothing_else(css: str) -> None:
    assert lines(PAGE.format(css)) == ["Fees", "Hours"]


def test_rules_nested_without_end_are_read_in_time() -> None:
    assert lines(PAGE.format(".x, .y{& &, & & " * 300)) == ["Fees", "Hours"]


def test_a_frame_that_carries_its_page_along_shows_it() -> None:
    page = "&lt;p&gt;third lamp&lt;/p&gt;&lt;script&gt;run()&lt;/script&gt;"
    assert lines(f'<p>a<iframe srcdoc="{page}"></iframe><iframe style="display:none" srcdoc="gone"></iframe>') == [
        "a",
        "third lamp",
    ]
