"""Names are known by how they are written."""

import pytest

from ragassist.grounding.names import names_in, names_inside
from ragassist.language.registry import packs


@pytest.mark.parametrize(
    ("language", "text", "names"),
    [
        ("en", "The keys went to Nora Field on Monday.", {"Nora", "Field"}),
        ("en", "Nora came.", set()),
        ("de", "Der Versand der Ware kostet Paul Sommer nichts.", {"Paul", "Sommer"}),
        ("ja", "ノラ・フィールドがテニスをする。", {"ノラ", "フィールド"}),
        ("de", "Musik unterrichtet Frau Girard.", {"Girard"}),
        ("ar", "نورا فيلد", set()),
    ],
)
def test_names_are_known_by_how_they_are_written(language: str, text: str, names: set[str]) -> None:
    assert names_in(text, language) == names


@pytest.mark.parametrize(
    ("language", "text", "names"),
    [
        ("en", "Keys are kept by Nora Field in March.", ["Nora", "Field"]),
        ("de", "Der Versand der Ware kostet Paul Sommer nichts.", ["Paul", "Sommer"]),
    ],
)
def test_the_first_word_of_a_sentence_is_no_name_inside_it(language: str, text: str, names: list[str]) -> None:
    assert names_inside(text, packs()[language]) == names
