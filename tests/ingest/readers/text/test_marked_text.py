"""Markdown, reStructuredText and RTF: raised digits, links, symbols and list numbers as a reader sees them."""

from ingest.readers import reader_for


def lines(suffix: str, text: str) -> list[str]:
    return [" ".join(block.text.split()) for block in reader_for(suffix)(text.encode()).blocks]


def test_markdown_says_where_links_lead_and_keeps_raised_digits_apart() -> None:
    link = "[felt list](https://felt.example.net/list-2024)"
    text = f"See the {link}, <https://a.example>, [top](#top) and 10<sup>6</sup> m<sup>2</sup>."
    assert lines(".md", text) == ["See the felt list (https://felt.example.net/list-2024), https://a.example, top and 10⁶ m²."]


def test_restructured_text_says_numbers_links_and_raised_digits() -> None:
    text = "See the `felt list <https://felt.example.net>`_ of 10\\ :sup:`6` m.\n\n3. Oil\n4. Turn\n\n   twice\n\n- tea\n"
    assert lines(".rst", text) == [
        "See the felt list (https://felt.example.net) of 10⁶ m.",
        "3. Oil",
        "4. Turn",
        "twice",
        "tea",
    ]


def test_rtf_says_symbols_raised_digits_and_where_links_lead() -> None:
    fonts = r"{\fonttbl{\f0\fnil\fcharset0 Arial;}{\f1\froman\fcharset2 Symbol;}{\f2\fnil\fcharset2 Wingdings;}}"
    link = r'{\field{\*\fldinst{HYPERLINK "https://rooms.example.org/"}}{\fldrslt{rooms}}}'
    body = rf"10{{\super 6}} germs, {{\f1 \'a3}} 8, 5 {{\f1\u-3987?}}g {{\f2\'fe}} done, {link}, H{{\sub 2}}O\par"
    assert lines(".rtf", r"{\rtf1\ansi" + fonts + body + "}") == [
        "10⁶ germs, ≤ 8, 5 μg ☑ done, rooms (https://rooms.example.org/), H₂O"
    ]


def test_rtf_keeps_the_numbers_of_older_lists_and_letters_that_are_moved_up_apart() -> None:
    body = r"{\pntext\f0 1.\tab}{\*\pn\pnlvlbody}Oil the hinge\par 10{\up6 3} kg, 7{\up1 5}\par"
    assert lines(".rtf", rf"{{\rtf1\ansi {body}}}") == ["1. Oil the hinge", "10³ kg, 75"]
