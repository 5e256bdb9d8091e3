"""What a model that knows the answers judges is worth asking for, and what one that says Yes to everything judges isn't."""

from collections.abc import Iterator, Sequence
from functools import cached_property
from pathlib import Path
from threading import Event

import numpy as np
import pytest

from indexes.embedding.embedder import Embedder
from indexes.embedding.language_map import LanguageMap
from indexes.library import Library
from ragassist.app import App
from ragassist.commands.judging import measure_judging
from ragassist.generation.answerability import ASKED
from ragassist.generation.loaded_model import LoadedModel
from ragassist.judging.fitting import ENOUGH_OF_A_KIND
from ragassist.judging.measuring import observations, sample_library
from ragassist.judging.questions import sample_questions
from ragassist.language.registry import languages
from ragassist.models.measured_judging import load_measured
from ragassist.models.registry import find_entry
from ragassist.models.selection import ModelSelection
from ragassist.models.store import Installed, ModelStore
from ragassist.settings.schema import load_settings
from ragassist.wiring.chat_model import LoadProgress
from ragassist.wiring.embedding import EmbeddingModel
from tests.conftest import MODELS_HOME
from tests.fakes import DIMENSION, FakeChatModel, FakeEmbedder
from tests.ragassist.judging.measured import doctor_says, held

QUESTIONS = sample_questions()
ANSWERABLE = {one.question: one.answerable for one in QUESTIONS}
CENTRING = LanguageMap(np.zeros(DIMENSION, np.float32), np.zeros(DIMENSION, np.float32), np.zeros((1, DIMENSION), np.float32))


class WordEmbedding(EmbeddingModel):
    """Embeds texts by their words, with a map that counts as taking the language out."""

    @cached_property
    def embedder(self) -> Embedder:
        return FakeEmbedder()

    def language_map(self) -> LanguageMap:
        return CENTRING


class KnowingModel(FakeChatModel):
    """Prefers Yes where the sample answers the question; with `knows` false it prefers it always."""

    knows = True

    def scores(self, ids: Sequence[int]) -> list[float]:
        (asked,) = [question for question in ANSWERABLE if f"Question: {question}\n" in self.prompts[-1]]
        sure = 3.0 if ANSWERABLE[asked] or not self.knows else -1.0
        return [sure if at == 0 else 0.0 for at in range(len(ids))]


class ScriptedApp(App):
    """A program whose chat model is scripted."""

    model = KnowingModel()

    def load_chat_model(self, progress: LoadProgress = lambda _: None, stop: Event | None = None) -> LoadedModel:
        del progress, stop
        return LoadedModel.of(self.model, find_entry("lfm2.5-1.2b-instruct"))


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    selection = ModelSelection(ModelStore(tmp_path_factory.mktemp("models")), "auto", "none")
    with sample_library(WordEmbedding(selection, print)) as opened:
        place = opened.folder.parent
        yield opened
    assert not place.exists()


@pytest.fixture
def app(tmp_path: Path, small_chat_model: Installed) -> ScriptedApp:
    """Give a program with the installed models and a home of its own."""
    home = tmp_path / "home"
    home.mkdir()
    (home / "models").symlink_to(MODELS_HOME / "models", target_is_directory=True)
    return ScriptedApp(load_settings(home=home, chat_model=small_chat_model.entry.name))


def test_a_model_is_asked_in_every_language_what_it_is_asked_before_an_answer(library: Library) -> None:
    model = KnowingModel()
    loaded = LoadedModel.of(model, find_entry("lfm2.5-1.2b-instruct"))
    seen = list(observations(library, loaded, QUESTIONS, Event()))
    asked = [question for question, one in zip(QUESTIONS, seen, strict=True) if one]
    assert {question.language for question in asked} == set(languages())
    assert [one.answerable for one in seen if one] == [question.answerable for question in asked]
    assert [one.preference for one in seen if one] == [3.0 if question.answerable else -1.0 for question in asked]
    for question, prompt in zip(asked, model.prompts, strict=True):
        assert all(part in prompt for part in (question.question, ASKED, question.gold))


@pytest.mark.parametrize("knows", [True, False])
def test_what_a_model_judges_is_measured_and_kept(app: ScriptedApp, library: Library, knows: bool) -> None:
    assert "models tune" in doctor_says(app)
    app.model = KnowingModel()
    app.model.knows = knows
    facts = measure_judging(app, True, None, held(library))
    assert facts is not None
    kept = load_measured(app.settings.home, app.models.chat().sha256, pytest.fail)
    assert kept is not None
    assert facts["helps"] is (kept.judging is not None) is knows
    assert (facts["weights"] is not None) is knows
    assert (facts["questions"], facts["answerable"]) == (kept.questions, kept.answerable)
    assert min(kept.answerable, kept.questions - kept.answerable) >= ENOUGH_OF_A_KIND
    assert f"measured on {kept.questions} questions" in doctor_says(app)
