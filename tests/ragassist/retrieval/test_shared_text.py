"""What documents share is told from what differs between them, in eight languages."""

from dataclasses import replace

import pytest

from indexes.records import Place
from ragassist.retrieval.evidence import Source
from ragassist.retrieval.shared_text import SharedText

PAIRS = {
    "en": ("The rent is due on the first. The rent is 700 euros.", "The rent is due on the first. The rent is 900 euros."),
    "de": ("Die Miete ist am Ersten fällig. Sie beträgt 700 Euro.", "Die Miete ist am Ersten fällig. Sie beträgt 900 Euro."),
    "fr": ("Le loyer est dû le premier. Il est de 700 euros.", "Le loyer est dû le premier. Il est de 900 euros."),
    "es": ("La renta se paga el día uno. Es de 700 euros.", "La renta se paga el día uno. Es de 900 euros."),
    "ar": ("يُدفع الإيجار في اليوم الأول. يبلغ 700 يورو.", "يُدفع الإيجار في اليوم الأول. يبلغ 900 يورو."),
    "zh": ("租金每月一日支付。租金为700欧元。", "租金每月一日支付。租金为900欧元。"),
    "ja": ("賃料は毎月一日に支払う。金額は700ユーロである。", "賃料は毎月一日に支払う。金額は900ユーロである。"),
    "ko": ("월세는 매달 일일에 낸다. 금액은 700유로이다.", "월세는 매달 일일에 낸다. 금액은 900유로이다."),
}


def source_of(text: str) -> Source:
    return Source(
        n=1, path="a", place=Place(None), heading="", language="en", start=0, end=len(text), text=text, score=1.0
    )  # fmt: skip


@pytest.mark.parametrize("language", PAIRS)
def test_only_what_differs_is_shown(language: str) -> None:
    one, other = PAIRS[language]
    shown = SharedText.of([one, other]).differing(source_of(one))
    assert shown is not None
    assert "700" in shown.excerpt
    assert len(shown.excerpt) < len(one)
    assert shown.text == one


def test_a_passage_that_is_shared_whole_shows_nothing_and_one_that_is_not_shared_stays_as_it_is() -> None:
    same = SharedText.of(["Name:\nThe form is complete.", "Name:\nThe form is complete.\nAda"])
    assert same.differing(source_of("Name:\nThe form is complete.")) is None
    other = source_of("Ada came by bus.")
    assert same.differing(other) == replace(other)
    assert same.shared(source_of("The FORM  is complete.")) == {"the form is complete.": (0, 22)}


def test_lines_that_are_broken_elsewhere_are_shared_too() -> None:
    one = "Terms\nAll prices include the delivery to the\nharbour and the unloading there.\nTotal: 58 euros"
    other = "Terms\nAll prices include the delivery\nto the harbour and the unloading there.\nTotal: 62 euros"
    shown = SharedText.of([one, other]).differing(source_of(one))
    assert shown is not None
    assert "delivery" not in shown.excerpt
    assert "Total: 58 euros" in shown.excerpt


def test_one_text_alone_shares_nothing() -> None:
    assert SharedText.of(["Alone."]).sentences == frozenset()
    assert SharedText.of([]).sentences == frozenset()
