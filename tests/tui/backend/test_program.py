"""The backend of the UI, over a real library with the fake embedder."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from threading import Event as Flag
from threading import Thread

import pytest

from indexes.indexing.run import RunProgress
from ragassist.app import App
from ragassist.events import Answered
from ragassist.settings.schema import load_settings
from ragassist.stopping import Stopped
from tests.fakes import FakeEmbedder
from tui.backend.program import AppBackend
from tui.backend.protocol import IndexingStopped

HEAVY = "torch", "sentence_transformers", "faiss", "llama_cpp", "lingua", "numpy"
QUESTION = "How much does the canal pump weigh?"
_SHORT_S = 0.3


@pytest.fixture
def backend() -> Iterator[AppBackend]:
    app = App(load_settings())
    app.embedding.embedder = FakeEmbedder()
    app.model_store.folder.mkdir(parents=True)  # as if an embedding model were installed
    made = AppBackend(app.settings, assemble=lambda _: app)
    yield made
    made.close()


@pytest.fixture
def papers(tmp_path: Path) -> Path:
    folder = tmp_path / "papers"
    folder.mkdir()
    (folder / "pump.txt").write_text("The canal pump weighs 31.4 kg.", encoding="utf-8")
    return folder


def quiet(_: RunProgress) -> None:
    return


def test_without_models_the_survey_names_the_command_that_fetches_them() -> None:
    found = AppBackend(load_settings()).library.survey()
    assert not found.search_model.there
    assert "models pull" in found.search_model.detail
    assert (found.chat_model.there, found.chat_model.detail) == (False, "")


def test_an_indexed_document_is_counted_and_answers_a_question(backend: AppBackend, papers: Path) -> None:
    assert not backend.library.survey().library.there
    assert backend.library.index([papers], quiet, Flag()).indexed == 1
    assert backend.library.survey().documents == 1
    answered = list(backend.conversation.ask(QUESTION, Flag()))[-1]
    assert isinstance(answered, Answered)
    assert "31.4 kg" in answered.answer


def test_indexing_and_answering_can_be_stopped(backend: AppBackend, papers: Path) -> None:
    stop = Flag()
    stop.set()
    with pytest.raises(IndexingStopped):
        backend.library.index([papers], quiet, stop)
    with pytest.raises(Stopped):
        list(backend.conversation.ask(QUESTION, stop))


def test_indexing_waits_until_an_answer_is_complete(backend: AppBackend, papers: Path) -> None:
    backend.library.index([papers], quiet, Flag())
    answer = backend.conversation.ask(QUESTION, Flag())
    next(answer)
    indexing = Thread(target=backend.library.index, args=([papers], quiet, Flag()))
    indexing.start()
    indexing.join(_SHORT_S)
    assert indexing.is_alive()
    list(answer)
    indexing.join()


def test_importing_the_ui_loads_nothing_heavy() -> None:
    code = f"import sys, tui.app; print([name for name in {HEAVY} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
