"""Code and quotations are recognised with the marks of all eight languages, however the text is cut."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ragassist.generation.quotation import QuotationState

OPEN = [
    'The manual says "', "Das Handbuch sagt „", "Le manuel dit « ",
    "手册说“", "取扱説明書には「", "『", "El manual dice «", "يقول الدليل «",
    "Write `", "Write\n```xml\n", "Write\n```\ncode\n", "  ~~~\n", "it says '", 'one "two" and "three ',
]  # fmt: skip
CLOSED = [
    "", "The pump", 'The manual says "so" ', "Das Handbuch sagt „so“ ", "« ainsi » ",
    "“这样” ", "「こう」", "`code` ", "```\ncode\n```\n",
    'an open "\nline ends ', "the pump's ", "it's a 5' pipe, isn't it",
]  # fmt: skip


@pytest.mark.parametrize("text", OPEN)
def test_an_open_quotation_or_code_is_recognised(text: str) -> None:
    assert QuotationState().is_open_after(text)


@pytest.mark.parametrize("text", CLOSED)
def test_a_closed_quotation_or_other_text_is_not_open(text: str) -> None:
    assert not QuotationState().is_open_after(text)


@given(st.sampled_from(OPEN + CLOSED), st.integers(0, 40))
def test_cutting_the_text_changes_nothing(text: str, cut: int) -> None:
    state = QuotationState()
    state.feed(text[:cut])
    assert state.is_open_after(text[cut:]) is QuotationState().is_open_after(text)
