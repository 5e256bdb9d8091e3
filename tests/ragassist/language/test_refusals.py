"""Refusals: models say in their own words, in eight languages, that the sources hold no answer."""

import pytest

from ragassist.language.phrases import phrase
from ragassist.language.refusals import is_refusal
from ragassist.language.registry import languages

OWN_WORDS = {
    "en": ("The sources do not mention the price.", "There is no information about this.", "It is not stated in the sources.",
           "According to the documents, the numbers for all districts are not specified."),
    "de": ("Die Quellen erwähnen das nicht.", "Die Dokumente enthalten keine Informationen darüber.",
           "Laut den Dokumenten ist die Telefonnummer des Wachdienstes nicht angegeben."),
    "fr": ("Les sources ne mentionnent pas ce point.", "Il n'y a aucune information à ce sujet.",
           "Selon les documents, le prix n'est pas précisé."),
    "es": ("Las fuentes no mencionan la fecha.", "No hay información sobre esto en las fuentes."),
    "ar": ("لا تذكر المصادر هذا الأمر.", "المصادر لا تحتوي على معلومات حول ذلك."),
    "zh": ("来源中没有提到这一点。", "无法从来源中确定答案。", "文件中並未提及此事。"),
    "ja": ("資料には記載がありません。", "その情報は見つかりませんでした。"),
    "ko": ("출처에는 이에 대한 언급이 없습니다.", "제공된 자료에서 찾을 수 없습니다."),
}  # fmt: skip
ANSWERS = {
    "en": ("The pump does not run dry.", "According to the documents, the rent does not include power."),
    "de": ("Die Pumpe läuft nicht trocken.", "Laut den Dokumenten ist der Strom nicht in der Miete enthalten."),
    "fr": ("La pompe ne tourne pas à sec.", "Selon les documents, le loyer ne contient pas l'électricité."),
    "es": ("La bomba no funciona en seco.", "Según los documentos, el alquiler no incluye la luz."),
    "ar": ("لا تعمل المضخة دون ماء.", "وفقًا للمستندات، لا يتضمن الإيجار الكهرباء."),
    "zh": ("水泵不能空转。", "根据文档，租金不包含电费。"),
    "ja": ("ポンプは空運転できません。", "資料によると、家賃に電気代は含まれていません。"),
    "ko": ("펌프는 물 없이 작동하지 않습니다.", "문서에 따르면 임대료에는 전기료가 포함되지 않습니다."),
}


@pytest.mark.parametrize("language", languages())
def test_a_refusal_in_the_models_own_words_is_recognised(language: str) -> None:
    assert [text for text in (*OWN_WORDS[language], phrase("refusal", language)) if not is_refusal(text)] == []


@pytest.mark.parametrize("language", languages())
def test_an_answer_with_a_negation_is_not_a_refusal(language: str) -> None:
    assert [text for text in ANSWERS[language] if is_refusal(text)] == []
