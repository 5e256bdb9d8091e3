"""The language of short texts is detected, always the same; undecidable ones are in that of the conversation."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ragassist.language.detection import detect, language_for, other_language, telling
from ragassist.language.drift import differs, language_of_answer
from ragassist.language.registry import languages

QUESTIONS = {
    "en": "Who was Alberto Tomba?",
    "ar": "كم تزن المضخة؟",
    "zh": "水泵多重呢？",
    "fr": "Qui est Alberto Tomba ?",
    "de": "Was war Huihui?",
    "ja": "ポンプの重さは？",
    "ko": "펌프의 무게는?",
    "es": "¿Qué es un ayatola?",
}
ANSWERS = {
    "en": "The pump weighs 31.4 kg with its motor and it stands in the cellar.",
    "ar": "تزن المضخة مع محركها واحدا وثلاثين كيلوغراما وهي في القبو.",
    "zh": "水泵连同电机重三十一公斤，放在地下室里。",
    "fr": "La pompe pèse 31,4 kg avec son moteur et elle est dans la cave.",
    "de": "Die Pumpe wiegt mit dem Motor 31,4 kg und sie steht im Keller.",
    "ja": "ポンプの重さはモーターを含めて三十一キロで、地下室にあります。",
    "ko": "펌프의 무게는 모터를 포함하여 삼십일 킬로그램이고 지하실에 있습니다.",
    "es": "La bomba pesa 31,4 kg con su motor y está en el sótano.",
}


@pytest.mark.parametrize("language", languages())
def test_a_short_question_is_detected_independently_of_the_conversation(language: str) -> None:
    assert detect(QUESTIONS[language]) == language
    for before in (None, *languages()):
        assert language_for(QUESTIONS[language], before) == language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Wo finde ich https://example.com/the/manual/of/the/pump?", "de"),
        ("Quel est le prix du K240-XR/7 ?", "fr"),
        ("Wie schwer ist `the weight of the pump`?", "de"),
        ('Who sang "La vie en rose est la plus belle chanson"?', "en"),
        ("¿Quién escribió «Die Leiden des jungen Werthers»?", "es"),
        ("What does 「ありがとう」 mean?", "en"),
        ("「Der Untergang」の監督は誰ですか？", "ja"),
        ("أين يقع Energiprojekt AB؟", "ar"),
        ("创建 pull request", "zh"),
        ("OV(Organization Validation) 인증서", "ko"),
        ("Wie funktioniert the reset button?", "de"),
        ("価格一覧", "ja"),
        ("營業時間是幾點？", "zh"),
    ],
)
def test_names_numbers_code_and_foreign_titles_do_not_change_the_language(text: str, language: str) -> None:
    assert detect(text) == language
    assert other_language(text) is None


@pytest.mark.parametrize(
    ("text", "before"), [("OK", "de"), ("susan weber", "fr"), ("K240?", "ja"), ("営業時間", "ja"), ("😀", "ko")]
)
def test_an_undecidable_text_has_the_language_of_the_conversation(text: str, before: str) -> None:
    assert language_for(text, before) == before


def test_without_a_conversation_an_undecidable_text_has_the_language_of_the_locale(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "es_ES.UTF-8")
    assert language_for("K240?", None) == "es"
    assert language_for("susan weber", None) == "es"
    assert language_for("Wie schwer ist die Pumpe?", None) == "de"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Quanto pesa la pompa con il motore elettrico?", "it"),
        ("Quanto custa a bomba de água com o motor elétrico?", "pt"),
        ("Hoeveel weegt de pomp met de motor eigenlijk?", "nl"),
        ("Сколько весит этот насос с двигателем?", "ru"),
        ("Ποιο είναι το βάρος της αντλίας;", "el"),
        ("قیمت این پمپ چقدر است؟", "fa"),
        ("ปั๊มนี้หนักเท่าไร", "th"),
    ],
)
def test_a_ninth_language_is_detected_and_answered_in_the_language_of_the_conversation(text: str, code: str) -> None:
    assert other_language(text) == code
    assert language_for(text, "ko") == "ko"


@pytest.mark.parametrize("language", languages())
def test_an_answer_is_recognised_as_of_its_language_and_of_no_other(language: str) -> None:
    differing = {code for code in languages() if differs(ANSWERS[language], code)}
    assert differing == set(languages()) - {language}
    assert all(language_of_answer(ANSWERS[language], code) == language for code in languages())


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("製品名は Intel Core i7-12700K Processor with Extreme Edition Graphics です。", "ja"),
        ("El lema es «The quick brown fox jumps over the lazy dog and runs».", "es"),
        ("Kawann Short, Jared Allen, Mario Addison", "zh"),
        ("The office is called 東京都庁舎展望室利用案内所.", "en"),
        ("31.4 kg", "de"),
        ("该产品叫プリウス，重量是一千公斤。", "zh"),
    ],
)
def test_names_numbers_and_quotations_are_not_another_language(text: str, language: str) -> None:
    assert not differs(text, language)
    assert language_of_answer(text, language) == language


def test_an_answer_in_a_ninth_language_is_recognised_as_of_another_language() -> None:
    assert differs("Насос весит тридцать один килограмм вместе с двигателем.", "fr")
    assert language_of_answer("Насос весит тридцать один килограмм вместе с двигателем.", "fr") == "ru"


@settings(deadline=None)  # the first text takes longer, since it loads the detectors
@given(st.text(max_size=60), st.sampled_from([None, *languages()]))
def test_detection_gives_the_same_result_for_any_text_each_time(text: str, before: str | None) -> None:
    assert language_for(text, before) in languages()
    assert language_for(text, before) == language_for(text, before)
    assert detect(text) in (None, *languages())
    assert isinstance(differs(text, "ja"), bool)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Hallo!", "de"), ("Moin!", "de"), ("Vielen Dank!", "de"), ("Tschüss!", "de"),
        ("Salut !", "fr"), ("Merci beaucoup", "fr"), ("Au revoir", "fr"),
        ("Hola", "es"), ("Muchas gracias", "es"), ("Adiós", "es"),
        ("Hi!", "en"), ("Thanks!", "en"), ("Bye", "en"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("before", ["en", "de", "fr", "es"])
def test_a_greeting_is_detected_independently_of_the_conversation(text: str, language: str, before: str) -> None:
    assert language_for(text, before) == language


def test_a_long_run_without_a_blank_takes_no_more_than_a_moment() -> None:
    began = time.process_time()
    assert not telling("a" * 10_000 + " 1").isspace()
    assert time.process_time() - began < 0.5


def test_what_has_no_language_is_left_out_beside_letters_that_stay() -> None:
    assert telling("see `pump` at https://a.b/c or a@b.c for TK-4142 and ٣a٣ now").split() == [
        "see",
        "at",
        "or",
        "for",
        "and",
        "now",
    ]
