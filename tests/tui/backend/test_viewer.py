"""The command that opens a document's file."""

import sys
from pathlib import Path

import pytest

from ingest.errors import AssistantError
from ragassist.language.phrases import said_in
from tui.backend.viewer import command_line, open_with


@pytest.mark.parametrize(
    ("command", "words"),
    [
        ("evince --page-index={page} {path}", ["evince", "--page-index=3", "/a b.pdf"]),
        ("less", ["less", "/a b.pdf"]),
        ("'my viewer' {path}", ["my viewer", "/a b.pdf"]),
    ],
)
def test_path_and_page_replace_their_names_and_no_shell_splits_them(command: str, words: list[str]) -> None:
    assert command_line(command, "/a b.pdf", 3) == words


def test_a_backslash_separates_folders_on_windows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    words = command_line(r'"C:\Program Files\Viewer\viewer.exe" /page {page} {path}', r"D:\a b.pdf", 3)
    assert words == [r"C:\Program Files\Viewer\viewer.exe", "/page", "3", r"D:\a b.pdf"]


@pytest.mark.parametrize("command", ["evince '{path}", "evince \\"])
def test_a_command_that_can_not_be_split_is_an_error_in_the_ui_s_language(command: str, tmp_path: Path) -> None:
    (tmp_path / "a.pdf").touch()
    with pytest.raises(AssistantError, match="viewer") as raised:
        open_with(command, str(tmp_path / "a.pdf"), 1)
    assert "viewer" in said_in(raised.value.line, "de") != raised.value.line


def test_a_document_is_never_the_program_that_is_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    document = tmp_path / "a.sh"
    document.write_text(f"#!/bin/sh\ntouch {tmp_path}/ran\n")
    document.chmod(0o700)
    started: list[list[str]] = []
    monkeypatch.setattr("subprocess.Popen", lambda words, **_: started.append(words))
    monkeypatch.setattr("shutil.which", lambda name: name)
    open_with(" ", str(document), 1)
    assert started[0][0] != str(document)


def test_a_missing_file_and_a_missing_viewer_are_told(tmp_path: Path) -> None:
    with pytest.raises(AssistantError, match="is gone"):
        open_with("less", str(tmp_path / "none.pdf"), 1)
    (tmp_path / "a.pdf").touch()
    with pytest.raises(AssistantError, match="no-such-viewer is not there"):
        open_with("no-such-viewer", str(tmp_path / "a.pdf"), 1)
