"""Lines for the person are in the language that the settings name."""

from pathlib import Path

import pytest

from indexes.indexing.indexer import Indexer
from ingest.isolation.worker import Worker
from ingest.said import said
from ragassist.commands.documents import list_documents
from ragassist.commands.opening import app_of
from ragassist.commands.output import SPOKEN, say, show_reasons

LINE = said("question_empty", "the question is empty: ask something")


@pytest.fixture(autouse=True)
def as_before(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(SPOKEN, "language", None)


def test_without_a_language_a_line_is_english(capsys: pytest.CaptureFixture[str]) -> None:
    say(LINE)
    assert capsys.readouterr().err == "the question is empty: ask something\n"


def test_a_language_of_a_flag_is_that_of_the_lines(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    app_of(tmp_path, None, seal=False, language="de")
    say(LINE)
    say("a plain line")
    assert capsys.readouterr().err == "Die Frage ist leer: etwas fragen\na plain line\n"
    app_of(tmp_path, None, seal=False)
    assert SPOKEN.told(LINE) == LINE


def test_why_files_were_skipped_is_told_in_the_language(
    tmp_path: Path, worker: Worker, capsys: pytest.CaptureFixture[str]
) -> None:
    papers = tmp_path / "papers"
    papers.mkdir()
    (papers / "a.txt").touch()
    with app_of(tmp_path, None, seal=False).open_library_to_read() as library:
        report = Indexer(library, worker).update([papers])
    (tmp_path / "settings.toml").write_text('language = "fr"\n', encoding="utf-8")
    list_documents(home=tmp_path)
    show_reasons({"skipped": [(one.path, one.reason) for one in report.skipped]})
    assert capsys.readouterr().out.count("fichier vide") == 2
