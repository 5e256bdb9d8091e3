"""The model is asked whether the sources answer the question, if its judgement was measured."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import cache
from math import exp
from pathlib import Path
from threading import Event

import numpy as np
import pytest

from indexes.embedding.embedder import MissingEmbedder, Vectors
from indexes.embedding.language_map import LanguageMap
from indexes.indexing.indexer import Indexer
from indexes.library import Library
from ingest.isolation.worker import Worker
from ragassist.answering.options import AskOptions
from ragassist.answering.session import Session
from ragassist.engine.steps import Steps
from ragassist.errors import SettingsInvalid
from ragassist.events import Answered, Retrieved, StageEntered
from ragassist.generation.answerability import ASKED, judged, probability
from ragassist.generation.loaded_model import LoadedModel
from ragassist.generation.meter import Meter
from ragassist.generation.prompt import PromptBuilder
from ragassist.generation.prompt_reading import PromptReader, ReadingPace
from ragassist.grounding import abstention
from ragassist.grounding.abstention import ENOUGH, Answerability, answerability_of, is_to_be_judged, judged_by
from ragassist.language.phrases import phrase
from ragassist.language.registry import languages
from ragassist.language.sentences import sentence_spans
from ragassist.models.entries import Judging
from ragassist.models.families import find_family
from ragassist.models.registry import find_entry, load_registry, validated
from ragassist.retrieval.evidence import Evidence
from tests.fakes import DIMENSION, FakeChatModel, FakeEmbedder

MEASURED = Judging(bias=-1.0, preference=1.0, search=0.5, sentence=2.0)
CENTRING = LanguageMap(np.zeros(DIMENSION, np.float32), np.zeros(DIMENSION, np.float32), np.zeros((1, DIMENSION), np.float32))
"""A map that counts as taking something out, for the scripted embedder's cosines are about 0 for texts that share no word."""
QUESTION = "How much does the canal pump K240 weigh with its motor?"
ANSWER = "The canal pump K240 weighs 31.4 kg with its motor [1]."
PLACES = ("Larch", "Birch", "Cedar", "Maple", "Rowan", "Aspen", "Alder", "Hazel", "Spruce", "Willow", "Juniper", "Cherry")
IN_EIGHT = {
    "en": (QUESTION, "The canal pump K240 weighs 31.4 kg with its motor.",
           "The canal pump of house {} was sold with its motor."),
    "de": ("Wie viel wiegt die Kanalpumpe K240 mit ihrem Motor?", "Die Kanalpumpe K240 wiegt mit ihrem Motor 31,4 kg.",
           "Die Kanalpumpe von Haus {} wurde mit ihrem Motor verkauft."),
    "fr": ("Combien pèse la pompe du canal K240 avec son moteur ?", "La pompe du canal K240 pèse 31,4 kg avec son moteur.",
           "La pompe du canal de la maison {} a été vendue avec son moteur."),
    "es": ("¿Cuánto pesa la bomba del canal K240 con su motor?", "La bomba del canal K240 pesa 31,4 kg con su motor.",
           "La bomba del canal de la casa {} se vendió con su motor."),
    "ar": ("كم تزن مضخة القناة K240 مع محركها؟", "تزن مضخة القناة K240 مع محركها 31.4 كيلوغرام.",
           "بيعت مضخة القناة في البيت {} مع محركها."),
    "zh": ("运河水泵K240连同电机有多重？", "运河水泵K240连同电机重31.4公斤。", "第{}号房子的运河水泵连同电机已经出售。"),
    "ja": ("運河ポンプK240はモーター込みで何キロですか。", "運河ポンプK240はモーター込みで31.4キロです。",
           "{}丁目の家にあった運河ポンプはモーター込みで去年売られました。"),
    "ko": ("운하 펌프 K240은 모터를 포함해 얼마나 무겁습니까?", "운하 펌프 K240은 모터를 포함해 31.4kg입니다.",
           "집 {}의 운하 펌프는 모터와 함께 팔렸습니다."),
}  # fmt: skip


@contextmanager
def filled_library(worker: Worker, folder: Path, code: str, language_map: LanguageMap) -> Iterator[Library]:
    """Return a library in one language: one document answers its question, and the others are about the same subject."""
    _, answering, other = IN_EIGHT[code]
    papers = folder / "papers"
    papers.mkdir()
    (papers / "pump.md").write_text(answering, encoding="utf-8")
    for place in PLACES:
        (papers / f"{place}.txt").write_text(other.format(place), encoding="utf-8")
    with Library(folder / "library", FakeEmbedder(), lambda: language_map) as opened:
        Indexer(opened, worker).update([papers])
        yield opened


@pytest.fixture(scope="module")
def filled_once(worker: Worker, tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """Returns the library in a language, which is made once and isn't to be opened: tests open copies."""

    @cache
    def filled(code: str) -> Path:
        folder = tmp_path_factory.mktemp(code)
        with filled_library(worker, folder, code, CENTRING):
            return folder / "library"

    return filled


@pytest.fixture
def library(filled_once: Callable[[str], Path], tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Library]:
    shutil.copytree(filled_once(getattr(request, "param", "en")), tmp_path / "library")
    with Library(tmp_path / "library", FakeEmbedder(), lambda: CENTRING) as opened:
        yield opened


def asked(
    library: Library, sure: float, judging: Judging | None = MEASURED, name: str = "lfm2.5-1.2b-instruct"
) -> tuple[Session, FakeChatModel]:
    model = FakeChatModel(ANSWER)
    model.sure = sure
    loaded = replace(LoadedModel.of(model, find_entry(name)), judging=judging)
    return Session(library, lambda _: loaded), model


@pytest.fixture
def unsure(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make every search uncertain, since these small libraries answer their question in its own words."""
    monkeypatch.setattr(abstention, "SURE", 1.0)


@pytest.mark.usefixtures("unsure")
@pytest.mark.parametrize(("library", "language"), [(language, language) for language in languages()], indirect=["library"])
def test_sources_without_an_answer_in_the_model_s_judgement_lead_to_a_refusal_without_generation(
    library: Library, language: str
) -> None:
    session, model = asked(library, sure=-9.0)
    *events, answered = session.ask(IN_EIGHT[language][0], AskOptions(language=language))
    assert isinstance(answered, Answered)
    assert (answered.answer, answered.abstained) == (phrase("refusal", language), True)
    assert answered.citations == ()
    assert answered.nearest
    assert len(model.replies) == 1
    assert answered.timings.evaluated_tokens == answered.timings.prompt_tokens == len(model.prompt_ids[0])
    assert [event.stage for event in events if isinstance(event, StageEntered)][-1] == "reading_prompt"


@pytest.mark.usefixtures("unsure")
def test_sources_with_an_answer_in_the_model_s_judgement_are_evaluated_once(library: Library) -> None:
    session, model = asked(library, sure=9.0)
    *_, answered = session.ask(QUESTION)
    assert isinstance(answered, Answered)
    assert answered.answer.endswith("31.4 kg with its motor. [1]")
    judging, answering = model.prompts
    assert ASKED in judging
    assert ASKED not in answering
    assert judging.split(ASKED)[0] == answering.split(phrase("instruction", "en"))[0]
    shared = len(judging.split(ASKED)[0])  # tokens of the scripted model are characters
    assert answered.timings.evaluated_tokens == len(judging) + len(answering) - shared
    assert answered.timings.prompt_tokens == len(answering)
    assert answered.timings.reused_tokens == 0


def test_a_model_without_measurements_is_not_asked(library: Library) -> None:
    session, model = asked(library, sure=-9.0, judging=None)
    *_, answered = session.ask(QUESTION)
    assert isinstance(answered, Answered)
    assert not answered.abstained
    assert len(model.prompts) == 1


@pytest.mark.parametrize(("library", "language"), [(language, language) for language in languages()], indirect=["library"])
@pytest.mark.parametrize(("beside", "is_asked"), [(-0.01, False), (0.01, True)])
def test_if_the_search_is_certain_the_model_is_not_asked(
    library: Library, language: str, beside: float, is_asked: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    question, options = IN_EIGHT[language][0], AskOptions(language=language)
    session, model = asked(library, sure=-9.0)
    found = next(event for event in session.ask(question, options) if isinstance(event, Retrieved)).evidence
    monkeypatch.setattr(abstention, "SURE", abstention.searched(found, language) + beside)
    list(session.ask(question, options))
    assert (ASKED in "".join(model.prompts)) is is_asked


@pytest.mark.usefixtures("unsure")
@pytest.mark.parametrize(("name", "is_asked"), [("lfm2.5-1.2b-instruct", False), ("qwen2.5-coder-1.5b-instruct", True)])
def test_only_a_model_that_may_not_refuse_is_asked_about_sources_in_another_language(
    library: Library, name: str, is_asked: bool
) -> None:
    session, model = asked(library, sure=-9.0, name=name)
    *_, answered = session.ask("Was ist mit K240?", AskOptions(language="de"))
    assert isinstance(answered, Answered)
    assert (ASKED in "".join(model.prompts)) is is_asked


@pytest.mark.parametrize(("language", "least"), [("en", 0.35), ("de", 0.1)])
def test_a_model_that_may_not_refuse_is_believed_less_about_sources_in_another_language(
    library: Library, language: str, least: float
) -> None:
    session, _ = asked(library, sure=9.0)
    found = next(event for event in session.ask(QUESTION) if isinstance(event, Retrieved)).evidence
    thresholds = judged_by(found, language, may_refuse=False)
    assert thresholds is not None
    assert answerability_of(least - 0.01, thresholds) is Answerability.NONE
    assert answerability_of(least + 0.01, thresholds) is Answerability.WEAK


@pytest.mark.usefixtures("unsure")
def test_a_model_that_may_refuse_is_not_asked_about_sources_in_several_languages(worker: Worker, tmp_path: Path) -> None:
    with filled_library(worker, tmp_path, "en", CENTRING) as library:
        for place in PLACES[:9]:
            (tmp_path / "papers" / f"{place}.txt").write_text(IN_EIGHT["fr"][2].format(place), encoding="utf-8")
        Indexer(library, worker).update([tmp_path / "papers"])
        session, model = asked(library, sure=-9.0)
        *events, answered = session.ask(QUESTION)
    found = next(event for event in events if isinstance(event, Retrieved)).evidence
    assert found.compared >= ENOUGH
    assert found.sources[0].language == "en"
    assert 0 < found.share_in("en") < 0.75
    assert found.share_in("en") + found.share_in("fr") == pytest.approx(1)
    assert isinstance(answered, Answered)
    assert not answered.abstained
    assert ASKED not in "".join(model.prompts)


def test_preference_search_and_nearest_sentence_are_combined_into_one_probability() -> None:
    def found(score: float, sentence: float) -> Evidence:
        return Evidence((), score, sentence_cosine=sentence)

    assert probability(MEASURED, 0.0, found(0.5, 0.5)) == pytest.approx(0.5)
    assert probability(MEASURED, 2.0, found(0.5, 0.5)) == pytest.approx(1 / (1 + exp(-2.0)))
    assert probability(MEASURED, 0.0, found(0.9, 0.5)) == pytest.approx(0.75)
    assert probability(MEASURED, 0.0, found(0.5, 1.0)) == pytest.approx(1 / (1 + exp(-1.0)))
    assert 0 < probability(MEASURED, 0.0, found(0.0, 0.0)) < probability(MEASURED, 0.0, found(1.0, 0.0)) < 1


def test_the_preference_is_that_of_yes_over_no() -> None:
    model = FakeChatModel()
    model.sure = 3.5
    builder = PromptBuilder(model, find_family("chatml"), "fake")
    meter = Meter()
    steps = Steps(judged(builder, PromptReader(model, ReadingPace(), meter, Event()), [builder.system()], "Why?"))
    told = list(steps)
    assert steps.result == 3.5
    assert told[-1].done == told[-1].total == meter.prompt_tokens == len(model.prompt_ids[0])


def test_the_registry_holds_what_was_measured_and_another_quantization_does_not_inherit_it() -> None:
    entries = load_registry().values()
    assert find_entry("qwen2.5-coder-1.5b-instruct").judging is not None
    assert all(entry.judging is None for entry in entries if entry.variant_of)
    row = {"name": "mine", "title": "Mine", "role": "chat", "languages": ["en"], "licence": "MIT", "context": 4096, "size": 1,
           "file": "mine.gguf", "prompt_format": "chatml",
           "judging": {"bias": 0.5, "preference": 1.5, "search": 0.5, "sentence": 2.5}}  # fmt: skip
    assert validated(row, "models.toml").judging == Judging(0.5, 1.5, 0.5, 2.5)
    with pytest.raises(SettingsInvalid, match="prefer"):
        validated({**row, "judging": {"bias": 0.5, "prefer": 1.5, "search": 0.5, "sentence": 2.5}}, "models.toml")


def test_the_evidence_holds_the_cosine_of_the_nearest_sentence(library: Library) -> None:
    session, _ = asked(library, sure=9.0)
    found = next(event for event in session.ask(QUESTION) if isinstance(event, Retrieved)).evidence
    sentences = [source.text[start:end] for source in found.sources for start, end in sentence_spans(source.text)]
    cosines = library.passage_vectors(sentences) @ library.query_vector(QUESTION)[0]
    assert found.sentence_cosine == pytest.approx(float(cosines.max()))


def test_cosines_of_a_model_with_an_empty_map_are_not_used(worker: Worker, tmp_path: Path) -> None:
    with filled_library(worker, tmp_path, "en", LanguageMap.identity(DIMENSION)) as library:
        session, _ = asked(library, sure=9.0)
        found = next(event for event in session.ask(QUESTION) if isinstance(event, Retrieved)).evidence
    assert found.compared >= ENOUGH
    assert found.sentence_cosine is None
    assert not is_to_be_judged(found, "en")


def test_sentences_that_were_embedded_while_typing_are_not_embedded_again(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    embedded: list[str] = []

    def counting(texts: list[str], embed: Callable[[list[str]], Vectors] = library.passage_vectors) -> Vectors:
        embedded.extend(texts)
        return embed(texts)

    monkeypatch.setattr(library, "passage_vectors", counting)
    session, _ = asked(library, sure=9.0)
    session.prepare(QUESTION)
    paused = len(embedded)
    assert paused
    *_, answered = session.ask(QUESTION)
    assert isinstance(answered, Answered)
    assert len(embedded) == len(set(embedded)) == paused  # the claim equals a sentence of its source


def test_without_the_new_model_the_hits_of_the_old_vectors_are_quoted(library: Library) -> None:
    old = library.vector_model
    gone = MissingEmbedder("the embedding model is not installed: pull it")
    with Library(library.folder, gone, lambda: pytest.fail("no model is measured"), earlier=lambda _: old) as without:
        assert without.vector_model is old
        *_, answered = Session(without, lambda _: pytest.fail("no model is loaded")).ask(QUESTION)
    assert isinstance(answered, Answered)
    assert answered.answer.startswith(phrase("nearest", "en"))
    assert "31.4 kg" in answered.answer
