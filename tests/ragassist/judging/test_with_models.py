"""The sample's questions reach a model as those of a person do, and `models tune` keeps what its judgement is worth."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from threading import Event

import pytest
import typer

from indexes.library import Library
from ragassist.app import App
from ragassist.commands.judging import measure_judging
from ragassist.generation.answerability import ASKED
from ragassist.generation.loaded_model import LoadedModel
from ragassist.judging.fitting import ENOUGH_OF_A_KIND
from ragassist.judging.measuring import observations, sample_library
from ragassist.judging.questions import SampleQuestion, sample_questions
from ragassist.language.measures.characters import with_ascii_digits
from ragassist.language.registry import languages
from ragassist.models.measured_judging import FILE, load_measured
from ragassist.models.registry import find_entry
from ragassist.models.store import Installed
from ragassist.settings.schema import load_settings
from ragassist.stopping import Stopped
from tests.conftest import MODELS_HOME
from tests.fakes import FakeChatModel
from tests.ragassist.judging.measured import doctor_says, held
from tests.tiny_lfm2 import write

QUESTIONS = sample_questions()
LATIN = ("en", "de", "fr", "es")
"""The tiny model's vocabulary cuts texts into single bytes, of which letters of other scripts take several."""


@pytest.fixture(scope="module")
def library(embedding_model: Installed) -> Iterator[Library]:
    app = App(load_settings(home=MODELS_HOME, embedding_model=embedding_model.entry.name))
    with sample_library(app.embedding) as opened:
        place = opened.folder.parent
        yield opened
    assert not place.exists()


def loaded(model: FakeChatModel) -> LoadedModel:
    return LoadedModel.of(model, find_entry("lfm2.5-1.2b-instruct"))


def holds(prompt: str, question: SampleQuestion) -> bool:
    return all(part in prompt for part in (question.question, ASKED, with_ascii_digits(question.gold)))


def test_a_model_is_asked_in_every_language_and_of_both_kinds_often_enough(library: Library) -> None:
    model = FakeChatModel()
    seen = list(observations(library, loaded(model), QUESTIONS, Event()))
    asked = [question for question, one in zip(QUESTIONS, seen, strict=True) if one]
    assert {question.language for question in asked} == set(languages())
    assert min(Counter(question.answerable for question in asked).values()) >= 2 * ENOUGH_OF_A_KIND
    assert len(model.prompts) == len(asked)
    lacking = [q.question for q, prompt in zip(asked, model.prompts, strict=True) if not holds(prompt, q)]
    assert lacking == []
    assert {one.answerable for one in seen if one} == {True, False}
    assert {one.preference for one in seen if one} == {model.sure}


def test_who_stops_it_ends_it(library: Library) -> None:
    stop = Event()
    steps = observations(library, loaded(FakeChatModel()), QUESTIONS, stop)
    next(steps)
    stop.set()
    with pytest.raises(Stopped):
        list(steps)


@pytest.fixture(scope="module")
def tiny_model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A random model; each of its prompts takes less than a second, of which a real one takes several."""
    return write(tmp_path_factory.mktemp("model") / "tiny.gguf")


@pytest.fixture
def app(tmp_path: Path, embedding_model: Installed, tiny_model: Path) -> Iterator[App]:
    """Give a program with the installed models and a home of its own."""
    home = tmp_path / "home"
    home.mkdir()
    (home / "models").symlink_to(MODELS_HOME / "models", target_is_directory=True)
    names = {"chat_model": str(tiny_model), "embedding_model": embedding_model.entry.name}
    opened = App(load_settings(home=home, **names))
    yield opened
    opened.close()


@pytest.mark.timeout(1200)
def test_what_a_model_judges_is_measured_kept_and_obeyed(app: App, library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    told = [question for question in QUESTIONS if question.language in LATIN]
    monkeypatch.setattr("ragassist.commands.judging.sample_questions", lambda: told)
    assert "models tune" in doctor_says(app)
    chosen, home = app.models.chat(), app.settings.home
    facts = measure_judging(app, True, None, held(library))
    assert facts is not None
    kept = load_measured(home, chosen.sha256, pytest.fail)
    assert kept is not None
    assert (facts["questions"], facts["answerable"]) == (kept.questions, kept.answerable)
    assert 0 < kept.answerable < kept.questions
    assert facts["helps"] is (kept.judging is not None)
    assert (facts["weights"] is None) is (kept.judging is None)
    assert facts["loss"] == pytest.approx(kept.loss, abs=0.001)
    assert app.load_chat_model().judging == kept.judging
    assert f"measured on {kept.questions} questions" in doctor_says(app)


def test_a_person_who_does_not_agree_is_told_the_time_and_nothing_is_kept(app: App, library: Library) -> None:
    offers: list[str] = []

    def decline(question: str) -> bool:
        offers.append(question)
        return False

    assert measure_judging(app, None, decline, held(library)) is None
    assert len(offers) == 1
    assert "min." in offers[0]
    assert not (app.settings.home / FILE).exists()


def test_ctrl_c_keeps_nothing_and_says_so(app: App, library: Library, capsys: pytest.CaptureFixture[str]) -> None:
    def interrupted(_: str) -> bool:
        raise typer.Abort  # what Ctrl-C becomes at typer's prompt

    with pytest.raises(Stopped):
        measure_judging(app, None, interrupted, held(library))
    assert "nothing is kept" in capsys.readouterr().err
    assert not (app.settings.home / FILE).exists()


def test_without_a_terminal_and_a_flag_it_says_which_flag_measures(app: App, capsys: pytest.CaptureFixture[str]) -> None:
    for wanted in (None, False):
        assert measure_judging(app, wanted, None) is None
        assert "--judging" in capsys.readouterr().err


def test_a_damaged_figure_is_told_and_the_model_is_not_asked(app: App) -> None:
    (app.settings.home / FILE).write_text("{", encoding="utf-8")
    said: list[str] = []
    app.say = said.append
    assert app.load_chat_model().judging is None
    assert any(FILE in line for line in said)
    assert "models tune" in doctor_says(app)
