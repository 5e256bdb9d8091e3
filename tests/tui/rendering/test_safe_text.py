"""Counts are told in the words of each language."""

import pytest

from ragassist.language.phrases import phrase
from ragassist.language.registry import languages
from tui.rendering.safe_text import share_of


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("name", ["documents", "files", "passages", "tokens"])
@pytest.mark.parametrize("total", [1, 2, 3, 37, 1_518])
def test_a_share_names_both_numbers_in_digits(name: str, total: int, language: str) -> None:
    def say(line: str, /, **values: str | float) -> str:
        return phrase(line, language, **values)

    assert f"1/{total:,}".replace(",", "\u00a0") in share_of(name, 1, total, say)
