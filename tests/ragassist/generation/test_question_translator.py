"""The chat model translates a question; wrong translations are left out, and without a model there are none."""

from threading import Event

import pytest

from indexes.hits import Wording
from ragassist.errors import ModelMissing
from ragassist.generation.loaded_model import LoadedModel
from ragassist.generation.question_translator import ChatQuestionTranslator
from ragassist.models.registry import find_entry
from ragassist.stopping import Stopped
from tests.fakes import FakeChatModel

QUESTION = "How many litres of water go into the pump?"
GERMAN = "Wie viel Wasser braucht die Pumpe?"
FRENCH = "Combien d'eau faut-il à la pompe ?"


def translator(model: FakeChatModel, stop: Event | None = None) -> ChatQuestionTranslator:
    loaded = LoadedModel.of(model, find_entry("lfm2.5-1.2b-instruct"))
    return ChatQuestionTranslator(lambda: loaded, lambda loaded: [loaded.builder().system()], stop or Event())


def test_each_language_is_asked_for_by_its_name_behind_the_beginning_of_the_conversation() -> None:
    model = FakeChatModel(GERMAN, FRENCH)
    said = translator(model).wordings(QUESTION, "en", ["de", "fr"])
    assert said == [Wording(GERMAN, "de"), Wording(FRENCH, "fr")]
    beginning = translator(model).before(translator(model).load_model())[0].text
    assert all(prompt.startswith(beginning) and QUESTION in prompt for prompt in model.prompts)
    assert ["German" in model.prompts[0], "French" in model.prompts[1]] == [True, True]


@pytest.mark.parametrize("reply", ["", "\n\n", QUESTION, "The pump takes two litres of water before its first start."])
def test_an_empty_translation_or_one_in_another_language_is_left_out(reply: str) -> None:
    assert translator(FakeChatModel(reply)).wordings(QUESTION, "en", ["de"]) == []


def test_only_the_first_line_counts() -> None:
    said = translator(FakeChatModel(f"\n{GERMAN}\nDas heißt: viele.")).wordings(QUESTION, "en", ["de"])
    assert said == [Wording(GERMAN, "de")]


def test_a_question_is_translated_once() -> None:
    model = FakeChatModel(GERMAN)
    asked = translator(model)
    assert [asked.wordings(QUESTION, "en", ["de"]) for _ in range(2)] == [[Wording(GERMAN, "de")]] * 2
    assert len(model.prompts) == 1


def test_a_stop_ends_the_translation() -> None:
    stop = Event()
    stop.set()
    with pytest.raises(Stopped):
        translator(FakeChatModel(GERMAN), stop).wordings(QUESTION, "en", ["de"])


def test_without_a_chat_model_there_is_no_translation() -> None:
    def missing() -> LoadedModel:
        raise ModelMissing("no chat model")

    assert ChatQuestionTranslator(missing, lambda _: [], Event()).wordings(QUESTION, "en", ["de"]) == ()
