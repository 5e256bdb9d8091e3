"""Abstention: weak evidence must be confirmed, and who is told nothing is shown the nearest passages."""

import pytest

from indexes.library import Library
from indexes.records import Place
from ingest.scripts import EIGHT
from ragassist.abstention import ACROSS, ENOUGH, FEW, SAME_LANGUAGE, Bars, Footing, abstains, footing
from ragassist.contract import ask_json
from ragassist.events import AnswerDelta, Citation
from ragassist.evidence import Evidence, Source
from ragassist.phrases import phrase
from ragassist.session import AskOptions
from tests.ragassist.test_answering import ask, library, session

__all__ = ["library"]

SOURCE = Source(1, "/papers/1.pdf", Place(1), "", "en", 0, 4, "text", 1.0)
CONFIRMED = Citation(1, "/papers/1.pdf", Place(1), 0, 4, "text", supported=True)
DOUBTED = Citation(1, "/papers/1.pdf", Place(1), 0, 4, "text", supported=False)
WEAK_QUESTION = "When was the canal dug?"
HOPELESS_QUESTION = "Which zebras sleep upright?"


@pytest.mark.parametrize(
    ("language", "compared", "bars"), [("en", ENOUGH, SAME_LANGUAGE), ("ja", ENOUGH, ACROSS), ("en", ENOUGH - 1, FEW)]
)
def test_the_best_passages_probability_decides_what_it_is_worth(language: str, compared: int, bars: Bars) -> None:
    expected = {bars.hopeless - 0.01: Footing.NONE, bars.hopeless: Footing.WEAK, bars.weak: Footing.FIRM}
    for score, found in expected.items():
        evidence = Evidence((SOURCE,), score, compared=compared)
        assert footing(evidence, language, by_vectors=True) is found
        assert footing(evidence, language, by_vectors=False) is Footing.FIRM


def test_where_nothing_was_found_there_is_nothing_to_stand_on() -> None:
    assert footing(Evidence((), 1.0), "en", by_vectors=False) is Footing.NONE


@pytest.mark.parametrize("language", EIGHT)
def test_what_a_source_confirms_is_no_refusal_and_what_none_does_is_one_on_weak_footing(language: str) -> None:
    refusal = phrase("refusal", language)
    assert abstains(refusal, [DOUBTED], Footing.FIRM)
    assert not abstains(refusal, [CONFIRMED], Footing.WEAK)
    assert abstains("790", [DOUBTED], Footing.WEAK)
    assert not abstains("790", [DOUBTED], Footing.FIRM)


@pytest.mark.parametrize("language", EIGHT)
def test_a_guess_on_weak_footing_is_never_shown_and_the_nearest_passages_are_offered(library: Library, language: str) -> None:
    asked, model = session(library, "Elephants are grey animals of the savannah [1].", "Elephants are grey.")
    answered, events = ask(asked, WEAK_QUESTION, AskOptions(language=language))
    shown = "".join(event.text for event in events if isinstance(event, AnswerDelta))
    assert model.prompts
    assert shown == answered.answer == phrase("refusal", language)
    assert (answered.abstained, answered.citations) == (True, ())
    assert {passage["path"].rsplit("/", 1)[-1] for passage in ask_json(answered)["nearest"]} == {"pump.md", "lease.txt"}


def test_a_refusal_on_weak_footing_stands_at_once(library: Library) -> None:
    asked, model = session(library, phrase("refusal", "en"), "The canal pump K240 weighs 31.4 kg with its motor [1].")
    answered, _ = ask(asked, WEAK_QUESTION)
    assert answered.abstained
    assert len(model.prompts) == 1


def test_a_refusal_of_what_stands_in_another_language_is_looked_at_again(library: Library) -> None:
    asked, model = session(library, phrase("refusal", "es"), " la canal pump K240 weighs 31.4 kg with its motor [1].")
    answered, _ = ask(asked, WEAK_QUESTION, AskOptions(language="es"))
    assert len(model.prompts) == 2
    assert not answered.abstained
    assert answered.citations[0].supported


def test_what_a_source_confirms_on_weak_footing_is_told(library: Library) -> None:
    asked, _ = session(library, "The canal pump K240 weighs 31.4 kg with its motor [1].")
    answered, _ = ask(asked, WEAK_QUESTION)
    assert not answered.abstained
    assert answered.citations[0].supported
    assert ask_json(answered)["nearest"] == []


@pytest.mark.parametrize("language", EIGHT)
def test_the_model_is_not_asked_where_nothing_has_to_do_with_the_question(library: Library, language: str) -> None:
    asked, model = session(library, "It was dug in 1890.")
    answered, _ = ask(asked, HOPELESS_QUESTION, AskOptions(language=language))
    assert (answered.abstained, answered.answer) == (True, phrase("refusal", language))
    assert answered.nearest
    assert not model.prompts
