"""Abstention: weak evidence must be confirmed, and who is told nothing is shown the nearest passages."""

import pytest

from indexes.library import Library
from indexes.records import Place
from ingest.scripts import EIGHT
from ragassist.abstention import ENOUGH, FOREIGN, READABLE, Footing, abstains, footing, searched
from ragassist.contract import ask_json
from ragassist.events import AnswerDelta, Citation
from ragassist.evidence import Evidence, Source
from ragassist.logistic import log_odds, logistic
from ragassist.phrases import phrase
from ragassist.session import AskOptions
from tests.ragassist.test_answering import ask, library, session

__all__ = ["library"]

SOURCE = Source(1, "/papers/1.pdf", Place(1), "", "en", 0, 4, "text", 1.0)
CONFIRMED = Citation(1, "/papers/1.pdf", Place(1), 0, 4, "text", supported=True)
DOUBTED = Citation(1, "/papers/1.pdf", Place(1), 0, 4, "text", supported=False)
WEAK_QUESTION = "When was the canal dug?"
HOPELESS_QUESTION = "Which zebras sleep upright?"


def chance(probability: float, sentence: float, language: str) -> float:
    """Return the search's probability with which evidence comes to a probability in the end."""
    terms = READABLE if language == SOURCE.language else FOREIGN
    return logistic((log_odds(probability) - terms.bias - terms.sentence * sentence) / terms.search)


@pytest.mark.parametrize("language", EIGHT)
def test_the_best_passage_and_the_best_sentence_decide_what_sources_are_worth(language: str) -> None:
    sentence = 0.35 if language == "en" else 0.2
    for probability, found in ((0.045, Footing.NONE), (0.055, Footing.WEAK), (0.39, Footing.WEAK), (0.41, Footing.FIRM)):
        evidence = Evidence((SOURCE,), chance(probability, sentence, language), compared=ENOUGH, best_sentence=sentence)
        assert searched(evidence, language) == pytest.approx(probability)
        assert footing(evidence, language, by_vectors=True) is found
        assert footing(evidence, language, by_vectors=False) is Footing.FIRM


@pytest.mark.parametrize("language", EIGHT)
def test_a_nearer_sentence_makes_an_answer_likelier(language: str) -> None:
    near, far = (Evidence((SOURCE,), 0.3, compared=ENOUGH, best_sentence=sentence) for sentence in (0.8, 0.1))
    assert footing(far, language, by_vectors=True) is not Footing.FIRM
    assert footing(near, language, by_vectors=True) is Footing.FIRM


def test_of_few_passages_the_search_alone_decides() -> None:
    for score, found in ((0.01, Footing.NONE), (0.03, Footing.WEAK), (0.2, Footing.FIRM)):
        assert footing(Evidence((SOURCE,), score, compared=ENOUGH - 1), "en", by_vectors=True) is found


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
