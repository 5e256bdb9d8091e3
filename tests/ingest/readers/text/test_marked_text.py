"""Markdown, reStructuredText and RTF: superscripts, links, symbols and list numbers."""

import time

from ingest.readers import reader_for


def lines(suffix: str, text: str) -> list[str]:
    return [" ".join(block.text.split()) for block in reader_for(suffix)(text.encode()).blocks]


def test_markdown_is_read_with_addresses_of_links_and_superscripts() -> None:
    link = "[felt list](https://felt.example.net/list-2024)"
    text = f"See the {link}, <https://a.example>, [top](#top) and 10<sup>6</sup> m<sup>2</sup>."
    assert lines(".md", text) == ["See the felt list (https://felt.example.net/list-2024), https://a.example, top and 10⁶ m²."]


def test_restructured_text_is_read_with_list_numbers_links_and_superscripts() -> None:
    text = "See the `felt list <https://felt.example.net>`_ of 10\\ :sup:`6` m.\n\n3. Oil\n4. Turn\n\n   twice\n\n- tea\n"
    assert lines(".rst", text) == [
        "See the felt list (https://felt.example.net) of 10⁶ m.",
        "3. Oil",
        "4. Turn",
        "twice",
        "tea",
    ]


def test_rtf_is_read_with_symbols_superscripts_and_addresses_of_links() -> None:
    fonts = r"{\fonttbl{\f0\fnil\fcharset0 Arial;}{\f1\froman\fcharset2 Symbol;}{\f2\fnil\fcharset2 Wingdings;}}"
    link = r'{\field{\*\fldinst{HYPERLINK "https://rooms.example.org/"}}{\fldrslt{rooms}}}'
    body = rf"10{{\super 6}} germs, {{\f1 \'a3}} 8, 5 {{\f1\u-3987?}}g {{\f2\'fe}} done, {link}, H{{\sub 2}}O\par"
    assert lines(".rtf", r"{\rtf1\ansi" + fonts + body + "}") == [
        "10⁶ germs, ≤ 8, 5 μg ☑ done, rooms (https://rooms.example.org/), H₂O"
    ]


def test_rtf_is_read_with_numbers_of_old_lists_and_text_that_is_moved_up_as_superscript() -> None:
    body = r"{\pntext\f0 1.\tab}{\*\pn\pnlvlbody}Oil the hinge\par 10{\up6 3} kg, 7{\up1 5}\par"
    assert lines(".rtf", rf"{{\rtf1\ansi {body}}}") == ["1. Oil the hinge", "10³ kg, 75"]


def test_stars_between_digits_are_products_in_markdown() -> None:
    assert lines(".md", "The hall is 2*3*4 m, not *very* large, and 10*x*2. *The *old* one 2*3*4 m wide*.") == [
        "The hall is 2*3*4 m, not very large, and 10*x*2. The old one 2*3*4 m wide."
    ]


def test_items_with_the_same_number_count_up_in_markdown() -> None:
    wanted = ["1. One", "2. Two", "1. Inner", "2. Inner", "3. Three"]
    assert lines(".md", "1. One\n1. Two\n   1. Inner\n   1. Inner\n1. Three\n") == wanted
    assert lines(".md", "2. Two\n4. Four\n5. Five\n") == ["2. Two", "4. Four", "5. Five"]


def test_emphasis_within_emphasis_is_read_in_linear_time() -> None:
    many = 5_000
    seconds = time.process_time()
    (line,) = lines(".md", "*a " * many + "a* " * many)
    assert line == " ".join(["a"] * 2 * many)
    assert time.process_time() - seconds < 5
