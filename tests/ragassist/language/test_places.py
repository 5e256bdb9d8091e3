"""A place is said in the order of a language, a page by what is printed on it."""

import pytest

from indexes.records import Place
from ragassist.language.places import source_label


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "boat.pdf, page iv (6)"),
        ("de", "boat.pdf, Seite iv (6)"),
        ("zh", "boat.pdf, 第 iv (6) 页"),
        ("ko", "boat.pdf, iv (6)쪽"),
    ],
)
def test_a_page_with_a_label_is_called_by_it_as_viewers_do(language: str, said: str) -> None:
    assert source_label("boat.pdf", Place(6, label="iv"), language) == said


def test_a_page_without_one_is_called_by_its_number() -> None:
    assert source_label("boat.pdf", Place(6), "en") == "boat.pdf, page 6"
