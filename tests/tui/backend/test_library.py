"""The UI's access to libraries: counting folders, indexing, switching libraries, and searching without a model."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from threading import Event as Flag

import pytest

from indexes.hits import Hit
from indexes.library import Library
from ingest.errors import AssistantError, PathProblem
from ragassist.app import App
from ragassist.events import Answered
from ragassist.language.detection import detect, language_for
from ragassist.settings.schema import load_settings
from ragassist.stopping import Stopped
from ragassist.wiring.library import LibraryOpener
from tests.fakes import FakeEmbedder
from tui.backend.program import AppBackend
from tui.backend.records import LibraryEntry

QUESTION = "How much does the canal pump weigh?"


def with_fake_embedder() -> AppBackend:
    app = App(load_settings())
    app.embedding.embedder = FakeEmbedder()
    app.model_store.folder.mkdir(parents=True)  # as if an embedding model were installed
    return AppBackend(app.settings, assemble=lambda _: app)


@pytest.fixture
def backend() -> Iterator[AppBackend]:
    made = with_fake_embedder()
    yield made
    made.close()


def write(folder: Path, name: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text("The canal pump weighs 31.4 kg.", encoding="utf-8")
    return folder


def test_the_programs_own_home_is_not_indexed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RAGASSIST_HOME", str(tmp_path / "home"))
    made = with_fake_embedder()
    write(tmp_path / "home" / "notes", "own.txt")
    write(tmp_path / "papers", "pump.txt")
    assert made.library.count(tmp_path, Flag()).files == 1
    made.library.index([tmp_path], lambda _: None, Flag())
    assert [row.path for row in made.library.documents()] == [str(tmp_path / "papers" / "pump.txt")]


def test_a_folder_is_counted_and_the_whole_home_folder_is_recognized(
    backend: AppBackend, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = write(tmp_path / "person" / "papers", "pump.txt")
    monkeypatch.setenv("HOME", str(folder.parent))
    counted = backend.library.count(folder, Flag())
    assert (counted.files, counted.size, counted.whole_home) == (1, 30, False)
    assert backend.library.count(folder.parent, Flag()).whole_home
    assert backend.library.count(tmp_path, Flag()).whole_home


def test_counting_can_be_stopped_and_names_a_folder_that_does_not_exist(backend: AppBackend, tmp_path: Path) -> None:
    stop = Flag()
    stop.set()
    with pytest.raises(Stopped):
        backend.library.count(write(tmp_path / "papers", "pump.txt"), stop)
    with pytest.raises(PathProblem, match="does not exist"):
        backend.library.count(tmp_path / "nowhere", Flag())


def test_a_survey_creates_no_library() -> None:
    backend = AppBackend(load_settings())
    assert not backend.library.survey().library.there
    assert not (backend.preferences.settings.home / "libraries").exists()


def test_libraries_are_listed_and_switched_and_a_new_one_is_not_there_until_it_is_indexed(
    backend: AppBackend, tmp_path: Path
) -> None:
    backend.library.index([write(tmp_path / "papers", "pump.txt")], lambda _: None, Flag())
    backend.library.switch("letters")
    assert list(backend.library.libraries()) == [LibraryEntry("default", 1), LibraryEntry("letters", 0, True)]
    assert not backend.library.survey().library.there
    with pytest.raises(AssistantError):
        backend.library.switch("../elsewhere")


def test_a_conversation_is_resumed_in_its_own_library(backend: AppBackend, tmp_path: Path) -> None:
    backend.library.index([write(tmp_path / "papers", "pump.txt")], lambda _: None, Flag())
    list(backend.conversation.ask(QUESTION, Flag()))
    (kept,) = backend.conversation.sessions("")
    backend.library.switch("letters")
    assert len(backend.conversation.resume(kept.id)) == 1
    assert backend.preferences.settings.library == "default"
    answered = list(backend.conversation.ask(QUESTION, Flag()))[-1]
    assert isinstance(answered, Answered)
    assert "31.4" in answered.answer


def test_without_its_embedding_model_a_library_is_searched_by_full_text(backend: AppBackend, tmp_path: Path) -> None:
    backend.library.index([write(tmp_path / "papers", "pump.txt")], lambda _: None, Flag())
    without = AppBackend(backend.preferences.settings)
    found = without.library.survey()
    assert (found.search_model.there, found.library.there, found.documents) == (False, True, 1)
    answered = list(without.conversation.ask(QUESTION, Flag()))[-1]
    assert isinstance(answered, Answered)
    assert "31.4" in answered.answer
    without.close()


def test_pauses_in_typing_open_no_further_library(backend: AppBackend, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    backend.library.index([write(tmp_path / "papers", "pump.txt")], lambda _: None, Flag())
    backend.library.survey()
    opened: list[str] = []
    opening = LibraryOpener.open_to_search

    def counted(opener: LibraryOpener) -> Library:
        opened.append("to search")
        return opening(opener)

    def never(_: LibraryOpener) -> Library:
        raise AssertionError("a library was opened only for a survey")

    monkeypatch.setattr(LibraryOpener, "open_to_search", counted)
    monkeypatch.setattr(LibraryOpener, "open_to_read", never)
    for text in ("How", "How much", "How much does"):
        backend.conversation.prepare(text, Flag())
    assert opened == ["to search"]  # by the conversation itself


def test_the_survey_of_a_library_that_does_not_exist_yet_names_the_others(backend: AppBackend, tmp_path: Path) -> None:
    backend.library.index([write(tmp_path / "papers", "pump.txt")], lambda _: None, Flag())
    backend.library.switch("letters")
    assert backend.library.survey().others == ("default",)


def test_the_outline_has_each_heading_once_at_its_depth(backend: AppBackend, tmp_path: Path) -> None:
    paper = tmp_path / "pump.md"
    paper.write_text(
        "# Pump\n\nIt pumps.\n\n## Start\n\nFill it.\n\n## Care\n\nOil it.\n\n# Lathe\n\nIt turns.\n", encoding="utf-8"
    )
    backend.library.index([paper], lambda _: None, Flag())
    headings = backend.library.outline(str(paper))
    assert [(heading.title, heading.depth) for heading in headings] == [("Pump", 0), ("Start", 1), ("Care", 1), ("Lathe", 0)]
    starts = [heading.start for heading in headings]
    assert starts == sorted(starts)
    assert not backend.library.outline(str(tmp_path / "nowhere.md"))


def test_the_time_to_index_a_folder_is_estimated_before_it_is_indexed(backend: AppBackend, tmp_path: Path) -> None:
    assert backend.library.count(write(tmp_path / "papers", "pump.txt"), Flag()).seconds is not None
    (tmp_path / "empty").mkdir()
    assert backend.library.count(tmp_path / "empty", Flag()).seconds is None


def test_a_question_is_looked_up_in_the_language_that_it_would_be_answered_in(
    backend: AppBackend, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    backend.library.index([write(tmp_path / "papers", "pump.txt")], lambda _: None, Flag())
    asked: list[str] = []
    search = Library.search

    def told(library: Library, query: str, language: str, top: int) -> Sequence[Hit]:
        asked.append(language)
        return search(library, query, language, top)

    monkeypatch.setattr(Library, "search", told)
    italian = "Quanto pesa la pompa del canale senza il motore elettrico nuovo?"
    backend.conversation.look_up(italian)
    assert asked == [language_for(italian, None)]
    assert asked != [detect(italian)]
