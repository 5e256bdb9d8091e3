"""File names as the user types them, and as the system stores them."""

from pathlib import Path

import pytest

from ingest.files import names
from ingest.files.names import as_it_lies, printable


def test_on_a_case_insensitive_disk_a_path_has_the_case_that_is_stored(tmp_path: Path) -> None:
    (tmp_path / "Papers").mkdir()
    (tmp_path / "Papers" / "Contract.TXT").write_text("x", encoding="utf-8")
    asked = tmp_path / "pAPERS" / "contract.txt"
    assert as_it_lies(asked, ignores_case=True) == tmp_path / "Papers" / "Contract.TXT"
    assert as_it_lies(asked, ignores_case=False) == asked


def test_of_two_names_that_differ_only_in_case_the_given_one_is_used(tmp_path: Path) -> None:
    for name in ("a.txt", "A.txt"):
        (tmp_path / name).write_text(name, encoding="utf-8")
    assert as_it_lies(tmp_path / "A.txt", ignores_case=True) == tmp_path / "A.txt"
    assert as_it_lies(tmp_path / "a.txt", ignores_case=True) == tmp_path / "a.txt"


def test_a_path_that_does_not_exist_stays_as_it_is(tmp_path: Path) -> None:
    assert as_it_lies(tmp_path / "Gone" / "a.txt", ignores_case=True) == tmp_path / "Gone" / "a.txt"


def test_a_backslash_between_windows_folders_is_not_an_escape(monkeypatch: pytest.MonkeyPatch) -> None:
    path = "C:\\xa1\\x20.txt"
    assert printable(path) == "C:\\x5cxa1\\x5cx20.txt"
    monkeypatch.setattr(names, "PATHS_ARE_BYTES", False)
    assert printable(path) == path
