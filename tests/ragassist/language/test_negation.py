"""Negations are counted by the words of a language, without words that only look like one."""

import pytest

from ragassist.language.negation import negations


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("该泵由不锈钢制成。", "zh"),
        ("他不仅会修泵，而且会修炉子。", "zh"),
        ("See No. 12 in the list.", "en"),
        ("It must not weigh more than 30 kg.", "en"),
        ("ما هو وزن المضخة؟", "ar"),
        ("لا بد من تنظيف المرشح.", "ar"),
        ("Die Pumpe ist nicht nur leise.", "de"),
        ("Les enfants ne paient que la moitié.", "fr"),
        ("El curso no solo admite a principiantes.", "es"),
        ("フィルターを掃除しなければならない。", "ja"),
        ("45秒以内に建物を出なければなりません。", "ja"),
        ("毎日掃除しなくてはなりません。", "ja"),
        ("펌프는 끊임없이 작동한다.", "ko"),
    ],
)
def test_what_only_looks_like_a_denial_is_none(text: str, language: str) -> None:
    assert negations(text, language) == 0


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The room lacks a window.", "en"),
        ("The valve fails to close.", "en"),
        ("Die Pflaster sind unsteril.", "de"),
        ("Der Kurs ist kostenlos.", "de"),
        ("La habitación carece de ventana.", "es"),
        ("La salle est dépourvue de fenêtre.", "fr"),
        ("الدخول ممنوع.", "ar"),
        ("此处禁止入内。", "zh"),
        ("駐車場は無料です。", "ja"),
        ("창문이 없다.", "ko"),
    ],
)
def test_a_denial_without_a_not_is_one(text: str, language: str) -> None:
    assert negations(text, language) == 1


def test_a_language_without_a_pack_is_not_judged() -> None:
    assert negations("Ta pumpa ne radi.", "sl") is None
