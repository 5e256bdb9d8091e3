"""Traditional and simplified Chinese are distinguished, and simplified text is converted piece by piece."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ragassist.language.han_forms import TraditionalStream, in_traditional, writes_traditional


@pytest.mark.parametrize(
    ("text", "traditional"),
    [
        ("圖書館的網路密碼多久更換一次？", True),
        ("图书馆的网络密码多久更换一次？", False),
        ("《学习》這本書講什麼？", True),
        ("你好", None),
        ("How much is it?", None),
        ("", None),
    ],
)
def test_the_form_is_determined_by_characters_that_only_one_form_has(text: str, *, traditional: bool | None) -> None:
    assert writes_traditional(text) is traditional


@pytest.mark.parametrize(
    ("simplified", "traditional"),
    [
        ("我在您的文档中找不到答案。", "我在您的文檔中找不到答案。"),
        ("理发店在皇后大道后面。", "理髮店在皇后大道後面。"),
        ("发现头发只有一只", "發現頭髮只有一隻"),
        ("網路密碼", "網路密碼"),
        ("14.5 m³/h [1]", "14.5 m³/h [1]"),
    ],
)
def test_a_character_with_two_traditional_forms_is_converted_by_its_phrase(simplified: str, traditional: str) -> None:
    assert in_traditional(simplified) == traditional


_TEXT = "理发店发现头发干了，皇后在后面；里面只有一只发条。Wi-Fi 密码 [1]"


@given(st.lists(st.integers(0, len(_TEXT)), max_size=12))
def test_the_conversion_is_the_same_wherever_the_text_is_cut(cuts: list[int]) -> None:
    stream, bounds = TraditionalStream(), [0, *sorted(cuts), len(_TEXT)]
    pieces = [stream.feed(_TEXT[start:end]) for start, end in pairwise(bounds)]
    assert "".join(pieces) + stream.finish() == in_traditional(_TEXT)


def test_text_before_a_break_is_returned_at_once() -> None:
    assert TraditionalStream().feed("这是密码。还") == "這是密碼。"
