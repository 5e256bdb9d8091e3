"""The properties at the top of a note are read in YAML and TOML."""

from ingest.documents import Span
from ingest.readers.text.front_matter import front_matter

NOTE = """---
title: >-
  Service contract
  for the lift
aliases: [elevator agreement, Aufzug]
tags:
  - facility
expires: 2026-11-30
vendor: {name: Okafor Lifts, phone: 555-0188}
empty:
---
The lift is looked at twice a year.
"""


def test_a_title_over_several_lines_is_one_line_and_each_property_has_its_own_lines() -> None:
    found = front_matter(NOTE)
    assert found.title == "Service contract for the lift"
    assert [(block.text, block.span) for block in found.blocks] == [
        ("aliases: elevator agreement, Aufzug", Span(5, 5)),
        ("tags: facility", Span(6, 7)),
        ("expires: 2026-11-30", Span(8, 8)),
        ("vendor: name: Okafor Lifts, phone: 555-0188", Span(9, 9)),
    ]
    assert found.body.split("\n")[11] == "The lift is looked at twice a year."


def test_properties_in_toml_and_invalid_yaml_are_read_line_by_line() -> None:
    toml = front_matter("+++\ntitle = 'Tea'\ndate = 2024-02-11\n+++\nText")
    assert (toml.title, [block.text for block in toml.blocks]) == ("Tea", ["date: 2024-02-11"])
    broken = front_matter("---\ntitle: Tea: green\nvendor: [Okafor\n---\nText")
    assert (broken.title, [block.text for block in broken.blocks]) == ("Tea: green", ["vendor: [Okafor"])


def test_a_horizontal_rule_at_the_top_of_a_text_is_not_a_property() -> None:
    text = "---\n\nJust a line.\n\n---\nMore"
    assert front_matter(text).body == text


def test_yaml_aliases_are_not_expanded() -> None:
    bomb = "a: &a [x, x]\n" + "".join(f"{chr(98 + n)}: &{chr(98 + n)} [*{chr(97 + n)}, *{chr(97 + n)}]\n" for n in range(20))
    found = front_matter(f"---\n{bomb}---\nText")
    assert sum(len(block.text) for block in found.blocks) < 2_000
