"""What a style sheet shows beyond a page's text is read: added signs and words, gaps between boxes, turned letters."""

import time

import pytest

from ingest.readers.web import html


def text(body: str) -> str:
    return "\n".join(block.text for block in html.parse(body).blocks)


def test_a_sign_that_a_style_puts_before_a_number_is_read() -> None:
    style = "<style>.loss::before{content:'-'} .far:after{content:' km'}</style>"
    assert text(f"{style}<p>Balance: <b class=loss>450</b>, way: <i class=far>42</i></p>") == "Balance: -450, way: 42 km"


def test_the_form_of_a_sign_for_screen_readers_is_left_out() -> None:
    assert text("<style>.new::before{content:'+' / 'more by'}</style><p class=new>450</p>") == "+450"


def test_brackets_that_a_style_repeats_are_read_once() -> None:
    style = "<style>.note::before{content:'['} .note::after{content:']'}</style>"
    assert text(f"{style}<p>Built <a class=note>[3]</a> by Ada <a class=note>4</a></p>") == "Built [3] by Ada [4]"


def test_an_attribute_that_a_style_shows_is_read() -> None:
    style = "<style>dd::before{content:attr(data-label) ': '}</style>"
    assert text(f"{style}<dl><dd data-label=Rent>700</dd></dl>") == "Rent: 700"


@pytest.mark.parametrize(
    "rule",
    [
        ".x::before{content:'home';font-family:'Material Icons'}",
        r".x::before{content:'\f015';font-family:x}",
        ".x::after{content:'.';visibility:hidden}",
        ".x::after{content:'secret';display:none}",
        ".x:hover::after{content:'secret'}",
        "@media print{.x::after{content:'secret'}}",
        ".x::before{content:counter(a)}",
        ".x::before{content:none}",
        "*::before{content:'x'}",
    ],
)
def test_icons_hidden_text_and_counters_are_not_read(rule: str) -> None:
    assert text(f"<style>{rule}</style><p class=x>Seen</p>") == "Seen"


@pytest.mark.parametrize(
    "body",
    [
        "<p><span style='display:block'>Room 12</span><span style='display:block'>34 seats</span></p>",
        "<p><span style='display:inline-block'>Room 12</span><span style='margin:1em;display:inline-block'>34 seats</span></p>",
        "<style>.row{display:flex;gap:1em}</style><div class=row><span>Room 12</span><span>34 seats</span></div>",
        "<p><span>Room 12</span><span style='float:right'>34 seats</span></p>",
        "<p><span>Room 12</span><span style='padding: 0 .5em'>34 seats</span></p>",
    ],
    ids=["block", "inline block", "flex", "float", "padding"],
)
def test_numbers_in_boxes_of_their_own_do_not_become_one(body: str) -> None:
    assert text(body) == "Room 12 34 seats"


def test_letters_that_are_boxes_of_their_own_stay_a_word() -> None:
    letters = "".join(f"<span style='display:inline-block'>{letter}</span>" for letter in "Ferry")
    assert text(f"<p>{letters}</p>") == "Ferry"


def test_text_that_is_stored_backwards_is_read_as_it_is_shown() -> None:
    turned = "<span style='unicode-bidi:bidi-override; direction:rtl'>gro.elpmaxe@ofni</span>"
    assert text(f"<p>Write to {turned} or <bdo dir=rtl>321</bdo>.</p>") == "Write to info@example.org or 123."


def test_arabic_text_in_its_own_direction_is_not_turned() -> None:
    assert text("<p><bdo dir=rtl>السعر 450</bdo></p>") == "السعر 450"


def test_a_part_of_a_word_that_is_marked_with_a_margin_stays_in_it() -> None:
    assert text("<p>Donau<mark style='padding:2px'>dampf</mark>schiff</p>") == "Donaudampfschiff"


HEARD = "position:absolute;clip:rect(0,0,0,0)"


def test_a_price_whose_parts_are_shown_and_which_is_said_whole_to_screen_readers_is_read_whole() -> None:
    shown = "<span aria-hidden=true><span>$</span><span>12</span><span>99</span></span>"
    assert text(f"<p>Now <span style='{HEARD}'>$12.99</span>{shown}</p>") == "Now $12.99"


def test_hidden_text_that_differs_from_what_is_shown_beside_it_is_left_out() -> None:
    assert text(f"<p>Now <span style='{HEARD}'>secret</span><span aria-hidden=true>$5</span> only</p>") == "Now only"


@pytest.mark.parametrize("mark", ["role=doc-noteref", "epub:type=noteref"])
def test_the_number_of_a_note_is_no_part_of_a_year(mark: str) -> None:
    assert text(f"<p>In 1918<a {mark} href='#n'>2</a> it was built.</p>") == "In 1918² it was built."


def test_two_equal_icons_beside_each_other_are_read_as_little_as_one() -> None:
    icon = "<span aria-hidden='true'>x5</span>"
    assert text(f"<p>Rated {icon}{icon} by all</p>") == text(f"<p>Rated {icon} by all</p>") == "Rated by all"


@pytest.mark.parametrize(
    ("style", "wanted"),
    [
        ("h2{counter-increment:h} h2::before{content:'Part ' counter(h,upper-roman) ': '}", "Part I: A Part II: B"),
        ("body{counter-reset:h} h2::before{counter-increment:h;content:counter(h) '. '}", "1. A 2. B"),
        ("body{counter-reset:h 4} h2{counter-increment:h 2} h2::before{content:'§ ' counter(h) ' '}", "§ 6 A § 8 B"),
        ("h2{counter-set:h 7} h2::after{content:' (' counter(h, lower-alpha) ')'}", "A (g) B (g)"),
    ],
)
def test_the_counters_of_a_style_sheet_are_read(style: str, wanted: str) -> None:
    assert text(f"<style>{style}</style><h2>A</h2><h2>B</h2>").replace("\n", " ") == wanted


def test_nested_counters_number_clauses_and_begin_again_in_each_list() -> None:
    style = "ol{counter-reset:c;list-style:none} li{counter-increment:c} li::before{content:counters(c,'.') ' '}"
    body = "<ol><li>A<ol><li>B</li><li>C</li></ol></li><li>D<ol><li>E</li></ol></li></ol>"
    assert text(f"<style>{style}</style>{body}").split("\n") == ["1 A", "1.1 B", "1.2 C", "2 D", "2.1 E"]


def test_what_is_not_displayed_is_not_counted() -> None:
    style = "p{counter-increment:n} p::before{content:counter(n) ' '}"
    assert text(f"<style>{style}</style><p>A</p><p style='display:none'>B</p><p>C</p>").split("\n") == ["1 A", "2 C"]


def test_many_names_of_counters_take_about_as_long_as_one() -> None:
    def seconds(names: int) -> float:
        paragraphs = "".join(f"<p style='counter-increment:c{at % names}'>x</p>" for at in range(3_000))
        began = time.process_time()
        assert text(f"<style>p::before{{content:counter(C0) ' '}}</style>{paragraphs}").startswith("1 x")
        return time.process_time() - began

    assert seconds(3_000) < 3 * seconds(1)  # to note and end all counters at each paragraph takes many times as long
