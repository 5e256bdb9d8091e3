"""Models whose instruction allows no refusal: an answer of theirs stands only if a source confirms it."""

import pytest

from indexes.library import Library
from ragassist.answering.session import Session
from ragassist.events import AnswerDelta, Answered, Event, PromptBuilt
from ragassist.generation.loaded_model import LoadedModel
from ragassist.language.phrases import phrase
from ragassist.language.registry import languages
from ragassist.models.registry import find_entry
from tests.fakes import FakeChatModel
from tests.ragassist.conftest import LibraryOf

PUMP = "The canal pump K240 weighs 31.4 kg with its motor."
QUESTION = "How much does the canal pump K240 weigh with its motor?"


@pytest.fixture
def library(library_of: LibraryOf) -> Library:
    return library_of({"pump.md": f"# Pump\n\n{PUMP}\n", "lease.txt": "The rent of the warehouse is 790 euros a month."})


def asked(library: Library, model: str, *replies: str) -> list[Event]:
    loaded = LoadedModel.of(FakeChatModel(*replies, context=100_000), find_entry(model))
    return list(Session(library, lambda _: loaded).ask(QUESTION))


def instruction(events: list[Event]) -> str:
    (built,) = (event for event in events if isinstance(event, PromptBuilt))
    return next(part.text for part in built.parts if part.name == "instruction")


def answered(events: list[Event]) -> Answered:
    assert isinstance(events[-1], Answered)
    return events[-1]


@pytest.mark.parametrize("language", languages())
def test_the_instruction_to_answer_is_the_whole_one_without_its_refusal(language: str) -> None:
    alone, whole = phrase("instruction_to_answer", language), phrase("instruction", language)
    refusal = phrase("refusal", language)
    assert whole.startswith(alone)
    assert whole.endswith(refusal)
    assert refusal not in alone


def test_only_a_model_that_refuses_too_much_is_offered_no_refusal(library: Library) -> None:
    offered = instruction(asked(library, "lfm2.5-1.2b-instruct", f"{PUMP} [1]"))
    assert phrase("refusal", "en") in offered
    unoffered = instruction(asked(library, "qwen2.5-coder-1.5b-instruct", f"{PUMP} [1]"))
    assert phrase("refusal", "en") not in unoffered
    assert phrase("instruction_to_answer", "en") in unoffered


def test_its_confirmed_answer_is_shown(library: Library) -> None:
    events = asked(library, "qwen2.5-coder-1.5b-instruct", f"{PUMP} [1]")
    assert not answered(events).abstained
    assert answered(events).citations[0].supported
    assert PUMP in answered(events).answer


def test_its_unconfirmed_answer_is_never_shown_and_becomes_the_refusal_with_the_nearest_passages(library: Library) -> None:
    events = asked(library, "qwen2.5-coder-1.5b-instruct", "The canal pump K240 weighs 78 kg with its motor. [1]")
    assert answered(events).abstained
    assert answered(events).answer == phrase("refusal", "en")
    assert answered(events).nearest
    assert not any("78" in event.text for event in events if isinstance(event, AnswerDelta))


def test_its_refusal_in_its_own_words_is_asked_about_once_more(library: Library) -> None:
    refused = "There is no information in the sources about the weight of the pump."
    events = asked(library, "qwen2.5-coder-1.5b-instruct", refused, " the canal pump K240 weighs 31.4 kg with its motor [1].")
    assert not answered(events).abstained
    assert answered(events).answer == "The canal pump K240 weighs 31.4 kg with its motor. [1]"


def test_a_second_answer_keeps_no_citation_of_the_first(library: Library) -> None:
    refused = "The pump weighs 78 kg [2]. There is no information in the sources about its motor."
    events = asked(library, "qwen2.5-coder-1.5b-instruct", refused, " the canal pump K240 weighs 31.4 kg with its motor [1].")
    assert [citation.supported for citation in answered(events).citations] == [True]
    assert "78" not in answered(events).answer
