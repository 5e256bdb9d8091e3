"""Abstention: weak evidence must be confirmed, and a refusal shows the nearest passages."""

from dataclasses import replace

import pytest

from indexes.conversations.records import Citation
from indexes.library import Library
from indexes.records import Place
from ragassist.answering.options import AskOptions
from ragassist.events import AnswerDelta
from ragassist.formats.json_contract import ask_json
from ragassist.grounding.abstention import ENOUGH, Answerability, abstains, answerability
from ragassist.language.phrases import phrase
from ragassist.language.registry import languages
from ragassist.retrieval.evidence import Evidence, Source
from tests.ragassist.answering.scripted_answers import ask, library, session

__all__ = ["library"]

SOURCE = Source(n=1, path="/papers/1.pdf", place=Place(1), heading="", language="en", start=0, end=4, text="text", score=1.0)
CONFIRMED = Citation(n=1, path="/papers/1.pdf", place=Place(1), start=0, end=4, quote="text", supported=True)
DOUBTED = Citation(n=1, path="/papers/1.pdf", place=Place(1), start=0, end=4, quote="text", supported=False)
WEAK_QUESTION = "When was the canal dug?"
HOPELESS_QUESTION = "Which zebras sleep upright?"


def worth(score: float, cosine: float | None, language: str, compared: int = ENOUGH) -> Answerability:
    evidence = Evidence((SOURCE,), score, compared=compared, sentence_cosine=cosine)
    assert answerability(evidence, language, by_vectors=False) is Answerability.FIRM
    return answerability(evidence, language, by_vectors=True)


@pytest.mark.parametrize("language", languages())
def test_the_best_passage_and_the_nearest_sentence_decide_the_strength_of_the_evidence(language: str) -> None:
    assert worth(0.1, 0.1, language) is Answerability.NONE
    assert worth(0.3, 0.3, language) is Answerability.WEAK
    assert worth(0.3, 0.1, language) is not Answerability.FIRM
    assert worth(0.3, 0.8, language) is Answerability.FIRM
    assert worth(0.9, 0.4, language) is Answerability.FIRM


def test_across_languages_a_sentence_need_not_be_as_near() -> None:
    assert worth(0.3, 0.35, "en") is Answerability.WEAK
    assert worth(0.3, 0.35, "ja") is Answerability.FIRM


def test_across_languages_the_model_is_asked_if_little_is_found() -> None:
    assert worth(0.2, 0.18, "ja") is Answerability.WEAK
    assert worth(0.1, 0.1, "ja") is Answerability.NONE


@pytest.mark.parametrize(("foreign", "share"), [(24, Answerability.WEAK), (26, Answerability.FIRM)])
def test_sources_are_in_the_questions_language_if_three_quarters_of_them_are(foreign: int, share: Answerability) -> None:
    own, other = replace(SOURCE, text="x" * (100 - foreign)), replace(SOURCE, text="x" * foreign, language="fr")
    evidence = Evidence((own, other), 0.3, compared=ENOUGH, sentence_cosine=0.35)
    assert answerability(evidence, "en", by_vectors=True) is share


def test_with_few_passages_or_without_a_cosine_only_the_search_decides() -> None:
    for score, found in ((0.01, Answerability.NONE), (0.03, Answerability.WEAK), (0.2, Answerability.FIRM)):
        assert worth(score, 0.9, "en", ENOUGH - 1) is found
    for score, readable, foreign in (
        (0.09, Answerability.NONE, Answerability.NONE),
        (0.14, Answerability.NONE, Answerability.WEAK),
        (0.26, Answerability.WEAK, Answerability.FIRM),
        (0.51, Answerability.FIRM, Answerability.FIRM),
    ):
        assert (worth(score, None, "en"), worth(score, None, "ko")) == (readable, foreign)


def test_without_hits_there_is_no_evidence() -> None:
    assert answerability(Evidence((), 1.0), "en", by_vectors=False) is Answerability.NONE


@pytest.mark.parametrize("language", languages())
def test_on_weak_evidence_a_confirmed_answer_is_shown_and_an_unconfirmed_one_becomes_a_refusal(language: str) -> None:
    refusal = phrase("refusal", language)
    assert abstains(refusal, [DOUBTED], Answerability.FIRM)
    assert not abstains(refusal, [CONFIRMED], Answerability.WEAK)
    assert abstains("790", [DOUBTED], Answerability.WEAK)
    assert not abstains("790", [DOUBTED], Answerability.FIRM)


@pytest.mark.parametrize("language", languages())
def test_on_weak_evidence_a_guess_is_not_shown_and_the_nearest_passages_are(library: Library, language: str) -> None:
    asked, model = session(library, "Elephants are grey animals of the savannah [1].", "Elephants are grey.")
    answered, events = ask(asked, WEAK_QUESTION, AskOptions(language=language))
    shown = "".join(event.text for event in events if isinstance(event, AnswerDelta))
    assert model.prompts
    assert shown == answered.answer == phrase("refusal", language)
    assert (answered.abstained, answered.citations) == (True, ())
    assert {passage["path"].rsplit("/", 1)[-1] for passage in ask_json(answered)["nearest"]} == {"pump.md", "lease.txt"}


def test_a_refusal_on_weak_evidence_is_final(library: Library) -> None:
    asked, model = session(library, phrase("refusal", "en"), "The canal pump K240 weighs 31.4 kg with its motor [1].")
    answered, _ = ask(asked, WEAK_QUESTION)
    assert answered.abstained
    assert len(model.prompts) == 1


def test_a_refusal_despite_sources_in_another_language_is_checked_again(library: Library) -> None:
    asked, model = session(library, phrase("refusal", "es"), " la canal pump K240 weighs 31.4 kg with its motor [1].")
    answered, _ = ask(asked, WEAK_QUESTION, AskOptions(language="es"))
    assert len(model.prompts) == 2
    assert not answered.abstained
    assert answered.citations[0].supported


def test_a_confirmed_answer_on_weak_evidence_is_shown(library: Library) -> None:
    asked, _ = session(library, "The canal pump K240 weighs 31.4 kg with its motor [1].")
    answered, _ = ask(asked, WEAK_QUESTION)
    assert not answered.abstained
    assert answered.citations[0].supported
    assert ask_json(answered)["nearest"] == []


@pytest.mark.parametrize("language", languages())
def test_the_model_is_not_asked_if_no_passage_is_related_to_the_question(library: Library, language: str) -> None:
    asked, model = session(library, "It was dug in 1890.")
    answered, _ = ask(asked, HOPELESS_QUESTION, AskOptions(language=language))
    assert (answered.abstained, answered.answer) == (True, phrase("refusal", language))
    assert answered.nearest
    assert not model.prompts
