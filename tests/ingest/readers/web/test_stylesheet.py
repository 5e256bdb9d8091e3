"""Nested rules of style sheets, and frames with their page in the markup."""

import time
import tracemalloc
from html import escape
from math import inf

import pytest
from selectolax.lexbor import LexborHTMLParser, LexborNode

from ingest.readers.web import html
from ingest.readers.web.selectors import Selectors

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
def test_a_nested_rule_hides_the_elements_that_it_selects(css: str) -> None:
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


def test_extremely_deep_nesting_of_rules_is_read_in_time() -> None:
    assert lines(PAGE.format(".x, .y{& &, & & " * 300)) == ["Fees", "Hours"]


def test_scopes_that_repeat_their_scope_many_times_take_little_memory() -> None:
    scopes = "".join(f"@scope ({'& ' * 100}){{" for _ in range(4))
    tracemalloc.start()
    try:
        assert lines(PAGE.format(f".x{{{scopes}.d{{display:none}}")) == ["Fees", "Hours"]
        assert tracemalloc.get_traced_memory()[1] < 50_000_000  # a fifth scope would have selectors of 30 GB
    finally:
        tracemalloc.stop()


def test_the_page_of_a_frame_is_read() -> None:
    page = "&lt;p&gt;third lamp&lt;/p&gt;&lt;script&gt;run()&lt;/script&gt;"
    assert lines(f'<p>a<iframe srcdoc="{page}"></iframe><iframe style="display:none" srcdoc="gone"></iframe>') == [
        "a",
        "third lamp",
    ]


def framed(markup: str, looks: str = "") -> str:
    return f'<iframe {looks} srcdoc="{escape(markup)}"></iframe>'


def test_the_styles_of_a_frame_apply_only_within_it() -> None:
    frame = framed("<style>p{display:none} b.x{display:none}</style><p>hidden</p><b>Ad</b>")
    page = html.parse(f"<p>The rent is 900.</p>{frame}<p>Pay by May.</p>")
    assert [block.text for block in page.blocks] == ["The rent is 900.", "Ad", "Pay by May."]
    assert page.hidden == len("hidden") + len("p{display:none}b.x{display:none}")


def test_a_frame_keeps_its_own_background_and_its_links_and_boxes_are_written_once() -> None:
    link = '<style>body{background:#000}</style><p style="color:#fff">See <a href="https://example.org/x">here</a>'
    assert lines(framed(link + "<p><span role=checkbox aria-checked=true>Agreed</span>")) == [
        "See here (https://example.org/x)",
        "☒ Agreed",
    ]


@pytest.mark.parametrize("css", ["p{display:none}", "div{display:none}", "body{font-size:1px}", "p{color:#fff}"])
def test_the_styles_of_a_page_hide_nothing_in_its_frames(css: str) -> None:
    assert lines(f"<style>{css} section{{font-size:1rem}}</style><section>outer</section>{framed('<p>inner</p>')}") == [
        "outer",
        "inner",
    ]


@pytest.mark.parametrize("css", ["display:none", "visibility:hidden", "opacity:0", "width:0;overflow:hidden"])
def test_a_frame_that_its_page_hides_is_left_out_and_counted(css: str) -> None:
    page = html.parse(f"<style>iframe{{{css}}}</style><p>outer</p>{framed('<p>two words</p><script>run()</script>')}")
    assert [block.text for block in page.blocks] == ["outer"]
    assert page.hidden == len("twowords") + len("".join(f"iframe{{{css}}}".split()))


def test_a_frame_with_a_superfluous_end_tag_and_frames_within_frames_are_read_completely() -> None:
    assert lines(framed("one</div><p>two</p>three")) == ["one", "two", "three"]
    inner = framed(f"<p>inner</p>{framed('deep')}")
    assert lines(framed(f"<p>outer</p>{inner}<p>last</p>")) == ["outer", "inner", "deep", "last"]
    assert lines(f"<p>a</p>{framed('<frameset>')}<p>b</p>") == ["a", "b"]


def test_very_many_frames_are_read_in_time() -> None:
    started = time.process_time()
    css = "".join(f".a{n} .b{n}{{display:none}}" for n in range(20_000))
    assert lines(framed(f"<style>{css}</style><p>seen</p>") * 100)[-1] == "seen"
    assert time.process_time() - started < 20  # applying the styles of each frame would take minutes


def test_many_selectors_of_one_rule_take_seconds() -> None:
    began = time.process_time()
    assert "Fees" in lines(f"<style>{','.join(['p'] * 290_000)}{{color:red}}</style>{'<p>Fees</p>' * 1_000}")
    assert time.process_time() - began < 30  # it took 84 s


@pytest.mark.parametrize(
    ("selector", "body"),
    [
        ("b * * * * div", "<div>" * 200),
        ("div:has(* * * b)", "<div>" * 200),
        (":not(b * * * div)", "<div>" * 200),
        ("b ~ * ~ * ~ p", "<p>x</p>" * 3_000),
    ],
)
def test_a_selector_that_could_match_in_many_ways_takes_seconds(selector: str, body: str) -> None:
    began = time.process_time()
    assert lines(f"<style>{selector}{{display:none}}</style>{body}Fees")[-1] == "Fees"
    assert time.process_time() - began < 10  # the first one took 20 minutes


def test_a_selector_of_many_steps_selects_what_it_says() -> None:
    deep = "<div>" * 40 + "<p class=x>Seen</p><b><i></i><i></i></b><p class=y>Hidden</p>" + "</div>" * 40
    assert lines(f"<style>div * * * * * div b ~ p{{display:none}}</style>{deep}") == ["Seen"]


@pytest.mark.parametrize(("matches", "seconds"), [(5_000, inf), (10**9, 0.01)])
def test_a_selector_of_many_steps_is_given_up_between_them(matches: int, seconds: float) -> None:
    class Page(LexborHTMLParser):
        steps = 0

        def css(self, query: str) -> list[LexborNode]:
            self.steps += 1
            return super().css(query)

    page = Page("<div>" * 60 + "</div>" * 60 + "<b>x</b>" * 1_000)
    selectors = Selectors(page, matches, seconds)
    assert selectors.select("* " * 140 + "b") is None
    assert page.steps < 100
    assert selectors.select("b") is None


@pytest.mark.parametrize(
    "css",
    [
        "@layer a, b; @layer b {p{display:block}} @layer a {p{display:none}}",
        "p{display:block} @layer a {p.d{display:none}}",
        "@layer a {p{display:block!important}} @layer b {p{display:none!important}}",
        "@layer a {p{display:block!important}} p{display:none!important}",
        "@layer a {p{display:block} @layer b {p{display:none}}}",
        "@layer a.b {p{display:none}} @layer a {p{display:block}}",
        "@layer {p{display:none}} @layer {p{display:block}}",
        "@media screen {@layer b {p{display:none}}} @layer c {p{display:block}}",
    ],
)
def test_layers_take_precedence_in_their_order(css: str) -> None:
    assert lines(PAGE.format(css)) == ["Fees", "Hours"]


def test_a_style_sheet_holds_in_its_shadow_tree_alone() -> None:
    card = "<template shadowrootmode=open><style>b{display:none}</style><p>Card <b>secret</b></p></template>"
    assert lines(f"<style>i{{display:none}}</style><my-card>{card}</my-card><p><b>Fees</b> <i>x</i></p>") == ["Card", "Fees"]


def test_slots_hold_what_the_page_puts_into_them() -> None:
    slots = "<p>Name: <slot name=n>nobody</slot>, <slot></slot></p><p><slot name=z>none</slot></p>"
    tree = f"<template shadowrootmode=open>{slots}</template>"
    assert lines(f"<my-card>{tree}<span slot=n>Ada <b>L</b></span>age 41</my-card>") == ["Name: Ada L, age 41", "none"]


def test_what_fades_in_is_read_where_the_page_was_saved_without_its_scripts() -> None:
    assert lines("<p class='fade-in' style='opacity:0'>Fees</p><p class=faded style='opacity:0'>x</p>") == ["Fees"]
    assert lines("<p style='opacity:0'>x</p><p>Hours</p>") == ["Hours"]
