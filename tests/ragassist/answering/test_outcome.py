"""What becomes of an answer: refusals, remarks, and answers in a wrong language."""

import pytest

from indexes.conversations.records import Exchange
from indexes.library import Library
from ragassist.answering.options import AskOptions
from ragassist.events import AnswerDelta
from ragassist.language.locale import language_name
from ragassist.language.phrases import phrase
from ragassist.language.refusals import is_refusal
from ragassist.language.registry import languages
from tests.ragassist.answering.scripted_answers import PUMP, QUESTION, ask, library, session, tags

__all__ = ["library", "tags"]


@pytest.mark.parametrize("language", ["ar", "zh", "fr", "de", "ja", "ko", "es"])
def test_an_answer_in_a_wrong_language_is_withdrawn_and_generated_again_in_the_right_one(
    library: Library, language: str
) -> None:
    wrong = "The canal pump weighs thirty-one kilograms and four hundred grams with its motor."
    right = {
        "ar": "تزن المضخة K240 مع محركها 31.4 كغ", "zh": "运河水泵K240连同电机重31.4公斤",
        "fr": "la pompe K240 pèse 31.4 kg avec son moteur",
        "de": "wiegt die Pumpe K240 mit ihrem Motor 31.4 kg", "ja": "ポンプK240の重さはモーター込みで31.4キロです",
        "ko": "펌프 K240의 무게는 모터를 포함하여 31.4킬로그램입니다", "es": "la bomba K240 pesa 31.4 kg con su motor",
    }[language]  # fmt: skip
    asked, _ = session(library, wrong, " " + right)
    answered, _ = ask(asked, QUESTION, AskOptions(language=language))
    assert "thirty-one" not in answered.answer
    assert answered.answer.startswith(phrase("opening", language).strip())
    assert answered.answer_language == language


GOOD = "Die Kanalpumpe K240 wiegt mit ihrem Motor 31.4 kg. "
ENGLISH = "Note that the pump is located in the cellar of the house and that it is heavy."


def test_an_answer_that_changes_its_language_is_continued_from_its_last_good_sentence(library: Library) -> None:
    asked, model = session(library, GOOD + ENGLISH, " steht die Pumpe im Keller des Hauses und ist schwer.")
    answered, events = ask(asked, QUESTION, AskOptions(language="de"))
    shown = "".join(event.text for event in events if isinstance(event, AnswerDelta))
    assert "Note" not in shown
    assert "wiegt mit ihrem Motor 31.4 kg" in answered.answer
    assert answered.answer.index("kg") < answered.answer.index(f"{phrase('opening', 'de').strip()} steht die Pumpe im Keller")
    assert model.prompts[-1].endswith(GOOD + phrase("opening", "de").strip())
    assert answered.answer_language == "de"
    assert not {phrase("left_out", "de"), phrase("other_language", "de")}.intersection(answered.notices)


def test_text_that_changes_its_language_twice_is_left_out_with_a_notice(library: Library) -> None:
    asked, model = session(library, GOOD + ENGLISH, f" {ENGLISH}", "Im Keller.")
    answered, _ = ask(asked, QUESTION, AskOptions(language="de"))
    assert "Note" not in answered.answer
    assert phrase("opening", "de").strip() not in answered.answer
    assert phrase("left_out", "de") in answered.notices
    ask(asked, "Wo steht die Pumpe?", AskOptions(language="de"))
    assert "Note that" not in model.prompts[-1]
    assert GOOD.strip() in model.prompts[-1]


def test_an_answer_that_stays_in_a_wrong_language_is_shown_with_a_notice(library: Library) -> None:
    asked, _ = session(library, ENGLISH, f" {ENGLISH}")
    answered, _ = ask(asked, QUESTION, AskOptions(language="ja"))
    assert ENGLISH.split(" and ", maxsplit=1)[0] in answered.answer
    assert phrase("other_language", "ja") in answered.notices


@pytest.mark.parametrize("language", languages())
def test_a_question_in_a_ninth_language_is_answered_in_the_conversation_s_with_a_notice(
    library: Library, language: str
) -> None:
    asked, _ = session(library, phrase("refusal", language), phrase("refusal", language))
    asked.resume([Exchange(question="?", answer="!", language=language, answer_language=language)])
    answered, _ = ask(asked, "Quanto pesa la pompa K240 con il suo motore elettrico?")
    assert answered.language == language
    assert answered.answer == phrase("refusal", language)
    assert any(notice == phrase("ninth_language", language, name=language_name("it", language)) for notice in answered.notices)


@pytest.mark.parametrize("language", languages())
def test_a_refusal_that_no_source_contradicts_is_kept(library: Library, language: str) -> None:
    asked, _ = session(library, phrase("refusal", language), " Elephants are grey [1].")
    answered, _ = ask(asked, QUESTION, AskOptions(language=language))
    assert answered.answer == phrase("refusal", language)
    assert answered.abstained
    assert answered.citations == ()


def test_a_refusal_is_replaced_by_a_second_answer_that_a_source_confirms(library: Library) -> None:
    asked, _ = session(library, phrase("refusal", "en"), " the canal pump K240 weighs 31.4 kg with its motor [1].")
    answered, _ = ask(asked, QUESTION)
    assert not answered.abstained
    assert answered.answer == "The canal pump K240 weighs 31.4 kg with its motor. [1]"
    assert answered.citations[0].supported


@pytest.mark.parametrize("language", sorted(languages()))
def test_a_refusal_after_a_confirmed_answer_withdraws_nothing(library: Library, language: str) -> None:
    refusal = phrase("refusal", language)
    asked, model = session(library, refusal, f" the canal pump K240 weighs 31.4 kg with its motor [1].\n{refusal}", refusal)
    answered, _ = ask(asked, QUESTION)
    assert not answered.abstained
    assert answered.answer.endswith("31.4 kg with its motor. [1]")
    ask(asked, QUESTION)
    assert "31.4 kg with its motor [1].<|im_end|>" in model.prompts[-1]  # in the history the answer ends there


@pytest.mark.parametrize("language", sorted(languages()))
def test_a_streamed_answer_ends_before_a_refusal_after_it(library: Library, language: str) -> None:
    refusal = phrase("refusal", language)
    asked, model = session(library, f"{PUMP[:-1]} [1].\n\n{refusal} [2]", refusal)
    answered, events = ask(asked, QUESTION)
    shown = "".join(event.text for event in events if isinstance(event, AnswerDelta))
    assert shown.strip() == answered.answer == f"{PUMP} [1]"
    assert not answered.abstained
    ask(asked, QUESTION)
    assert f"{PUMP[:-1]} [1].<|im_end|>" in model.prompts[-1]


def test_a_refusal_after_an_unconfirmed_answer_is_the_answer(library: Library) -> None:
    asked, _ = session(library, "Elephants are grey and live in the savannah of Africa. I cannot find this in your documents.")
    answered, _ = ask(asked, QUESTION)
    assert answered.abstained
    assert answered.answer.endswith(phrase("refusal", "en"))
    assert phrase("unconfirmed", "en") not in answered.answer
    assert answered.nearest


def test_a_refusal_instead_of_a_corrected_sentence_leaves_the_earlier_text(library: Library) -> None:
    asked, model = session(library, GOOD + ENGLISH, f" {phrase('refusal', 'de')}", "Im Keller.")
    answered, _ = ask(asked, QUESTION, AskOptions(language="de"))
    assert answered.answer == f"{GOOD.strip()} [1]"
    ask(asked, "Wo steht die Pumpe?", AskOptions(language="de"))
    assert f"{GOOD.strip()}<|im_end|>" in model.prompts[-1]


def test_a_question_without_fitting_passages_is_refused_without_the_model(fake_library: Library) -> None:
    asked, model = session(fake_library, "never said")
    for question, language in (("Wo ist der Schlüssel zum Lager?", "de"), ("倉庫の鍵はどこですか？", "ja")):
        answered, _ = ask(asked, question)
        assert is_refusal(answered.answer)
        assert answered.answer == phrase("refusal", language)
        assert answered.abstained
    assert model.prompts == []


def test_an_unconfirmed_answer_contains_a_remark_about_that(library: Library) -> None:
    asked, _ = session(library, "The canal pump K240 weighs 99.9 kg with its motor [1].")
    answered, _ = ask(asked, QUESTION)
    assert phrase("unconfirmed", "en") in answered.answer
    assert not answered.abstained


def test_an_answer_without_a_citation_brings_the_nearest_passages(library: Library) -> None:
    asked, _ = session(library, "Nobody knows who built the old mill.")
    answered, _ = ask(asked, QUESTION)
    assert phrase("unconfirmed", "en") in answered.answer
    assert (answered.abstained, answered.citations) == (False, ())
    assert answered.nearest, "the passages that the remark refers to"
