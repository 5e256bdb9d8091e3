"""A sentence of an answer is shown only when it is known to be in the right language and no late refusal."""

import itertools
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ragassist.generation.sentence_gate import RefusedBehind, Repeated, SentenceGate, WrongLanguage
from ragassist.language.phrases import phrase
from ragassist.language.registry import languages

GOOD = {
    "en": "The pump weighs 31.4 kg with its motor. It stands in the cellar of the house.",
    "ar": "تزن المضخة مع محركها 31.4 كغ. وهي موجودة في قبو المنزل القديم.",
    "zh": "水泵连同电机重31.4公斤。它放在房子的地下室里。",
    "fr": "La pompe pèse 31,4 kg avec son moteur. Elle se trouve dans la cave de la maison.",
    "de": "Die Pumpe wiegt mit dem Motor 31,4 kg. Sie steht im Keller des Hauses.",
    "ja": "ポンプの重さはモーターを含めて31.4キロです。家の地下室にあります。",
    "ko": "펌프의 무게는 모터를 포함하여 31.4킬로그램입니다. 집의 지하실에 있습니다.",
    "es": "La bomba pesa 31,4 kg con su motor. Está en el sótano de la casa.",
}


def fed(gate: SentenceGate, text: str, cuts: list[int]) -> str:
    edges = sorted({0, len(text), *(cut % (len(text) + 1) for cut in cuts)})
    shown = "".join(gate.feed(text[a:b]) for a, b in itertools.pairwise(edges)) + gate.finish()
    assert shown == gate.passed
    return shown


@settings(deadline=None)
@given(st.sampled_from(languages()), st.lists(st.integers(0, 100), max_size=30))
def test_an_answer_in_its_language_passes_completely_however_it_is_cut(language: str, cuts: list[int]) -> None:
    assert fed(SentenceGate(language), GOOD[language], cuts) == GOOD[language]


@settings(deadline=None)
@given(st.sampled_from(list(itertools.permutations(languages(), 2))), st.lists(st.integers(0, 200), max_size=30))
def test_of_an_answer_that_changes_its_language_only_the_right_sentences_pass(pair: tuple[str, str], cuts: list[int]) -> None:
    first, then = pair
    good = GOOD[first] + " "
    gate = SentenceGate(first)
    with pytest.raises(WrongLanguage):
        fed(gate, good + GOOD[then].replace(". ", ", "), cuts)
    assert good.startswith(gate.passed)
    assert gate.passed.strip() == good.strip()


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ja", "製品名は次のとおりです：\nIntel Core i7-12700K Extreme Edition\nASUS ROG Strix Gaming Motherboard\n"),
        ("de", "Das Buch heißt „The Old Man and the Sea and other stories of the year“ und ist von Hemingway."),
        ("ar", "يعمل النظام مع Ubuntu Server و Red Hat Enterprise Linux."),
        ("es", "1889"),
    ],
)
def test_names_and_titles_pass(language: str, text: str) -> None:
    assert fed(SentenceGate(language), text, list(range(len(text)))) == text


def test_a_sentence_waits_for_its_first_letters_only() -> None:
    gate = SentenceGate("de")
    assert gate.feed("Kanalpumpen wiegen ") == ""
    assert gate.feed("ungefähr dreißig") == "Kanalpumpen wiegen ungefähr dreißig"
    assert gate.feed(" und") == " und"
    assert gate.feed(" mehr. ") == " mehr. "
    assert gate.feed("Sie") == ""


@pytest.mark.parametrize(
    ("language", "first", "then"),
    [("de", "Die ", "Pumpe wiegt mit "), ("fr", "Elle ", "est dans la "), ("ko", "펌", "프의 무"), ("ar", "تزن ", "المضخة ")],
)
def test_function_words_or_script_identify_the_language_earlier(language: str, first: str, then: str) -> None:
    gate = SentenceGate(language)
    assert gate.feed(first) == ""
    assert gate.feed(then) == first + then


ANSWER = {
    "en": "It costs 12.50 EUR [1].",
    "ar": "يكلف 12.50 يورو [1].",
    "zh": "价格是12.50欧元[1]。",
    "fr": "Cela coûte 12,50 EUR.[1]",
    "de": "Das kostet in diesem Jahr genau 12,50 EUR [1].",
    "ja": "この製品の価格は税込みで12.50ユーロです[1]。",
    "ko": "이 제품의 가격은 세금을 포함하여 12.50유로입니다 [1].",
    "es": '"Cuesta 12,50 EUR."',
}


@settings(deadline=None)
@given(
    st.sampled_from(languages()),
    st.sampled_from(languages()),
    st.sampled_from([" ", "\n\n"]),
    st.lists(st.integers(0, 100), max_size=30),
)
def test_an_answer_ends_before_a_refusal_after_it(language: str, refusing: str, between: str, cuts: list[int]) -> None:
    gate = SentenceGate(language)
    with pytest.raises(RefusedBehind):
        fed(gate, f"{ANSWER[language]}{between}{phrase('refusal', refusing)}{between}{GOOD[language]}", cuts)
    assert gate.passed.strip() == ANSWER[language]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "It is red. I cannot open the valve."),
        ("en", "It is red. I cannot find this in your documents for the K250, but the K260 weighs 40 kg and is blue."),
        ("en", "It is red. You can find this in your documents."),
        ("en", "Weight: 31.4 kg\nPrice: I cannot find this in your documents.\nColour: red"),
        ("en", "**Weight:** 31.4 kg\n**Price:** I cannot find this in your documents.\n**Colour:** red"),
        ("de", "1. Die Pumpe wiegt 31,4 kg.\n2. Das finde ich nicht in deinen Dokumenten.\n3. Sie ist rot."),
        ("en", "1) It weighs 31.4 kg.\n2) I cannot find this in your documents.\n3) It is red."),
        ("en", "- It weighs 31.4 kg.\n- I cannot find this in your documents.\n- It is red."),
        ("en", "**1.** It weighs 31.4 kg.\n**2.** I cannot find this in your documents.\n**3.** It is red."),
        ("en", "It weighs 31.4 kg. I cannot find the price in your documents. It stands in the cellar."),
        ("de", "Sie wiegt 31,4 kg. Den Preis finde ich nicht in deinen Dokumenten. Sie steht im Keller."),
        ("fr", "Elle pèse 31,4 kg. Je ne trouve pas le prix dans vos documents. Elle est à la cave."),
        ("es", "Pesa 31,4 kg. No encuentro el precio en tus documentos. Está en el sótano."),
        ("zh", "价格是12.50欧元。您的文档中有这方面的内容：三月的价目表。"),
        ("ja", "価格は12.50ユーロです。お持ちの文書にはその内容が見つかりました。"),
        ("ko", "가격은 12.50유로입니다. 문서에서 이 내용을 찾을 수 있습니다."),
    ],
)
def test_text_that_only_resembles_a_refusal_passes(language: str, text: str) -> None:
    assert fed(SentenceGate(language), text, list(range(len(text)))) == text


def test_a_refusal_passes_only_at_the_beginning_of_an_answer() -> None:
    refusal = phrase("refusal", "en")
    assert fed(SentenceGate("en"), refusal, []) == refusal
    with pytest.raises(RefusedBehind):
        fed(SentenceGate("en", behind="The pump weighs 31.4 kg."), refusal, [])


@settings(deadline=None)
@given(
    st.sampled_from(languages()),
    st.sampled_from(["{0} [2]", "{0} {0} {0}", "\n\n{0}", "{1}", "\n\n{1}…"]),
    st.lists(st.integers(0, 200), max_size=30),
)
def test_an_answer_ends_before_a_sentence_that_repeats_the_one_before_it(language: str, more: str, cuts: list[int]) -> None:
    sentence = re.split(r"(?<=[.。]) |(?<=。)", GOOD[language])[0]
    gate = SentenceGate(language)
    with pytest.raises(Repeated):
        fed(gate, f"{sentence} [1]\n{more.format(sentence, sentence[:-3])}", cuts)
    assert gate.passed.strip() == f"{sentence} [1]"


@settings(deadline=None)
@given(st.sampled_from(languages()), st.lists(st.integers(0, 200), max_size=30))
def test_an_answer_ends_before_a_line_that_opens_or_closes_a_source_in_the_prompt(language: str, cuts: list[int]) -> None:
    sentence = re.split(r"(?<=[.。]) |(?<=。)", GOOD[language])[0]
    gate = SentenceGate(language)
    with pytest.raises(Repeated):
        fed(gate, f"<<<\n{sentence}\n>>>\n[2] pump.md, page 1\n<<<\n{sentence}", cuts)
    assert gate.passed.strip() == sentence


def test_the_prompt_of_an_interpreter_in_code_passes() -> None:
    text = "The handbook shows it:\n```python\n>>> 1 + 1\n2\n>>>\n```\nIt ends with Ctrl+D.\n"
    assert fed(SentenceGate("en"), text, list(range(len(text)))) == text


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "- The notice period is three months.\n- The notice period is three months.\n"),
        (
            "de",
            "Mietvertrag A:\nDie Kaution beträgt zwei Monatsmieten.\nMietvertrag B:\nDie Kaution beträgt zwei Monatsmieten.\n",
        ),
        ("en", "| Pump | Price |\n|---|---|\n| Maintenance of K240 | 120 EUR |\n| Maintenance of K240 | 120 EUR |\n"),
        ("en", "It was built in 2019 and rebuilt in 2023. It was built in 2019. It is red."),
        ("fr", "Oui. Oui. C'est bien cela."),
        ("es", "La bomba pesa 31,4 kg con su motor. La bomba pesa 31,4 kg sin su cubierta."),
        ("ja", "ポンプの重さは31.4キロです。ポンプの重さは30.2キロではありません。"),
        ("ko", "펌프의 무게는 31.4킬로그램입니다. 펌프의 무게는 모터를 포함합니다."),
    ],
)
def test_items_of_a_list_rows_short_answers_and_sentences_that_only_begin_alike_pass(language: str, text: str) -> None:
    assert fed(SentenceGate(language), text, list(range(len(text)))) == text
