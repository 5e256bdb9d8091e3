"""The length, language and part that a request asks for, in eight languages."""

import pytest

from ragassist.language.registry import languages
from ragassist.requests.wishes import (
    Change,
    Length,
    Part,
    change_asked,
    languages_named,
    length_asked,
    part_asked,
    part_named,
    sentences_asked,
)

THREE = {
    "en": "Summarise the lease in three short sentences.",
    "de": "Fasse das Pumpenhandbuch in drei Sätzen zusammen.",
    "fr": "Résume le bail en trois phrases.",
    "es": "Resume el contrato en tres frases.",
    "zh": "用三句话总结合同。",
    "ja": "契約書を3文で要約してください。",
    "ko": "계약서를 세 문장으로 요약해 줘.",
    "ar": "لخّص العقد في 3 جمل.",
}
ARTICLE = {
    "en": "Translate article 4 of the lease.",
    "de": "Übersetze Artikel 4 des Mietvertrags.",
    "fr": "Traduis l'article 4 du bail.",
    "es": "Traduce el artículo 4 del contrato.",
    "zh": "请翻译合同第四条。",
    "ja": "契約書の第4条を訳してください。",
    "ko": "계약서 제4조를 번역해 줘.",
    "ar": "ترجم المادة 4 من العقد.",
}
INTO = {
    "en": "Translate the letter into German.",
    "de": "Übersetze den Brief ins Deutsche.",
    "fr": "Traduis la lettre en allemand.",
    "es": "Traduce la carta al alemán.",
    "zh": "把这封信翻译成德文。",
    "ja": "手紙をドイツ語に訳してください。",
    "ko": "편지를 독일어로 번역해 줘.",
    "ar": "ترجم الرسالة إلى الألمانية.",
}
SHORT = {
    "en": "A short summary of the lease, please.",
    "de": "Fasse den Vertrag kurz zusammen.",
    "fr": "Un bref résumé du bail.",
    "es": "Un resumen breve del contrato.",
    "zh": "请简短总结合同。",
    "ja": "契約書を簡潔に要約して。",
    "ko": "계약서를 간단히 요약해 줘.",
    "ar": "لخّص العقد باختصار.",
}
LONG = {
    "en": "A detailed summary of the lease.",
    "de": "Fasse den Vertrag ausführlich zusammen.",
    "fr": "Un résumé détaillé du bail.",
    "es": "Un resumen detallado del contrato.",
    "zh": "请详细总结合同。",
    "ja": "契約書を詳しく要約して。",
    "ko": "계약서를 자세히 요약해 줘.",
    "ar": "لخّص العقد بالتفصيل.",
}
PLAIN = {
    "en": "Summarise the 2019 lease.",
    "de": "Fasse den Vertrag von 2019 zusammen.",
    "fr": "Résume le bail de 2019.",
    "es": "Resume el contrato de 2019.",
    "zh": "总结2019年的合同。",
    "ja": "2019年の契約書を要約して。",
    "ko": "2019년 계약서를 요약해 줘.",
    "ar": "لخّص عقد 2019.",
}


@pytest.mark.parametrize("language", languages())
def test_the_number_of_sentences_is_read(language: str) -> None:
    assert sentences_asked(THREE[language], language) == 3
    assert sentences_asked(PLAIN[language], language) is None


@pytest.mark.parametrize("language", languages())
def test_the_length_is_read(language: str) -> None:
    assert length_asked(SHORT[language], language) is Length.SHORT
    assert length_asked(LONG[language], language) is Length.LONG
    assert length_asked(PLAIN[language], language) is None


@pytest.mark.parametrize("language", languages())
def test_the_part_is_read(language: str) -> None:
    assert part_asked(ARTICLE[language], language) == Part(heading=4)
    assert part_asked(PLAIN[language], language) is None


@pytest.mark.parametrize("language", languages())
def test_a_part_is_named_in_any_language_or_by_words(language: str) -> None:
    assert part_named(ARTICLE[language], "en") == Part(heading=4)
    assert part_named(" the  garden ", language) == Part(words="the garden")
    assert part_named("", language) is None


@pytest.mark.parametrize("language", languages())
def test_the_language_that_is_named_is_read(language: str) -> None:
    assert languages_named(INTO[language], language) == ["de"]
    assert languages_named(PLAIN[language], language) == []


@pytest.mark.parametrize("part", [f"page {'7' * 4400}", f"article {'7' * 4400}"])
def test_a_number_that_no_part_has_names_none(part: str) -> None:
    assert part_asked(part, "en") is None


def test_pages_ordinals_and_one_sentence_are_read() -> None:
    assert part_asked("Translate page 3 of the manual.", "en") == Part(page=3)
    assert part_asked("Übersetze Seite 12.", "de") == Part(page=12)
    assert part_asked("翻译合同第一条", "zh") == Part(heading=1)
    assert part_asked("계약서 제99조를 번역해 줘.", "ko") == Part(heading=99)
    assert sentences_asked("Tell me in one sentence what the lease says.", "en") == 1
    assert sentences_asked("Fasse den Vertrag in einem Satz zusammen.", "de") == 1
    assert sentences_asked("Summarise it in 500 sentences.", "en") == 20


SHORTER = {
    "en": ("not so long", "less detail, please"),
    "de": ("Das ist eine zu lange Antwort.", "weniger ausführlich"),
    "fr": ("La réponse est trop longue.", "moins détaillé"),
    "es": ("Las respuestas son demasiado largas.", "menos detallado"),
    "ar": ("الإجابة طويلة جدا", "أقل تفصيلا"),
    "zh": ("太长了", "不要那么详细"),
    "ja": ("長すぎます", "詳しすぎます"),
    "ko": ("너무 길게 썼어요", "덜 자세히"),
}
LONGER = {
    "en": "The answer is too short.",
    "de": "Die Antwort ist zu kurz.",
    "fr": "La réponse est trop courte.",
    "es": "Las respuestas son demasiado cortas.",
    "ar": "الإجابة قصيرة جدا",
    "zh": "太短了",
    "ja": "短すぎます",
    "ko": "너무 짧아요",
}


@pytest.mark.parametrize("language", languages())
def test_what_is_too_long_or_too_short_is_told_from_what_shall_be_so(language: str) -> None:
    """Adjectives agree with the answer that they are about."""
    assert [length_asked(wish, language) for wish in SHORTER[language]] == [Length.SHORT, Length.SHORT]
    assert length_asked(LONGER[language], language) is Length.LONG


CHANGES = {
    "en": ("a bit shorter", "longer, please", "that was too long", "too short", "and in German?", "only one sentence"),
    "de": ("etwas kürzer", "länger bitte", "das ist zu lang", "zu kurz", "und auf Deutsch?", "nur ein Satz"),
    "fr": ("un peu plus court", "plus long", "c'est trop long", "trop court", "et en allemand ?", "une seule phrase"),
    "es": ("algo más corto", "alárgalo", "es demasiado largo", "demasiado corto", "¿y en alemán?", "solo una frase"),
    "ar": ("أقصر قليلا", "أطول من فضلك", "هذا طويل جدا", "قصير جدا", "وبالألمانية؟", "جملة واحدة فقط"),
    "zh": ("短一点", "再长一点", "太长了", "太短了", "用德语", "一句话"),
    "ja": ("もう少し短く", "もっと長く", "長すぎます", "短すぎます", "ドイツ語で", "一文で"),
    "ko": ("조금 더 짧게", "더 길게", "너무 길어요", "너무 짧아요", "독일어로", "한 문장으로"),
}


@pytest.mark.parametrize("language", languages())
def test_what_a_wish_about_the_last_result_changes_is_read(language: str) -> None:
    """What was too long is to be shorter, and the other way round."""
    assert [change_asked(wish, language) for wish in CHANGES[language]] == [
        Change(length=Length.SHORT),
        Change(length=Length.LONG),
        Change(length=Length.SHORT),
        Change(length=Length.LONG),
        Change("de"),
        Change(sentences=1),
    ]
