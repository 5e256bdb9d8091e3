"""A passage is found by its headings and by the header row of its table."""

from indexes.lexical.searched_text import searched_text
from tests.indexes.desk import Desk

SECTION = (
    "# Boathouse\n\n## Storm drill\n\n" + "Every oar is tied down and the gate is closed. " * 40 + "The siren sounds twice."
)


def test_headings_and_header_row_precede_the_passage_each_in_a_line() -> None:
    assert searched_text("Boathouse › Storm drill", "name | age", "x | 3") == "Boathouse\nStorm drill\nname | age\nx | 3"
    assert searched_text("", "", "x | 3") == "x | 3"


def test_a_passage_far_below_its_heading_is_found_by_it(desk: Desk) -> None:
    desk.write("rules.md", SECTION)
    desk.index()
    hits = desk.library.search("siren storm drill", "en", 1, "lexical")
    assert hits[0].chunk.text.endswith("sounds twice.")
    assert "drill" not in hits[0].chunk.text
    assert hits[0].coverage > desk.library.search("siren flood drill", "en", 1, "lexical")[0].coverage


def test_words_of_headings_are_removed_with_their_document(desk: Desk) -> None:
    desk.write("rules.md", SECTION)
    desk.index()
    desk.library.remove([row.path for row in desk.library.documents() if row.path.endswith("rules.md")])
    assert not desk.library.search("storm drill", "en", 1, "lexical")
    assert desk.whole()
