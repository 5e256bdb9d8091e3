"""Which files are chosen by ignore files and globs."""

import os
from pathlib import Path

import pytest

from ingest.errors import PathProblem
from ingest.files.discovery import discover
from ingest.files.rules import IGNORE_FILE, Rules

NAMES = ("a.txt", "b.md", "drafts/c.txt", "drafts/keep.txt", "drafts/old/d.txt", "sub/drafts/e.txt", "sub/Größe 水.txt")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in NAMES:
        path = tmp_path / "papers" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x", encoding="utf-8")
    return tmp_path / "papers"


def found(folder: Path, rules: Rules | None = None) -> set[str]:
    return {str(file.path.relative_to(folder)) for file in discover(folder, rules)}


@pytest.mark.parametrize(
    ("lines", "left_out"),
    [
        ("*.md", {"b.md"}),
        ("# a comment\n\ndrafts/", {"drafts/c.txt", "drafts/keep.txt", "drafts/old/d.txt", "sub/drafts/e.txt"}),
        ("/drafts/", {"drafts/c.txt", "drafts/keep.txt", "drafts/old/d.txt"}),
        ("drafts/*\n!drafts/keep.txt", {"drafts/c.txt", "drafts/old/d.txt"}),
        ("Größe*", {"sub/Größe 水.txt"}),
        ("nothing", set()),
    ],
)
def test_an_ignore_file_has_the_meaning_that_git_gives_it(folder: Path, lines: str, left_out: set[str]) -> None:
    (folder / IGNORE_FILE).write_text(lines, encoding="utf-8")
    assert found(folder) == set(NAMES) - left_out


def test_an_ignore_file_applies_to_its_own_folder(folder: Path) -> None:
    (folder / "sub" / IGNORE_FILE).write_text("*.txt", encoding="utf-8")
    assert found(folder) == {name for name in NAMES if not name.startswith("sub/")}


def test_globs_include_and_exclude(folder: Path) -> None:
    assert found(folder, Rules(include=("*.md",))) == {"b.md"}
    assert found(folder, Rules(exclude=("drafts/", "*.md"))) == {"a.txt", "sub/Größe 水.txt"}
    assert found(folder, Rules(include=("*.txt",), exclude=("sub/",))) == {
        name for name in NAMES if name.endswith(".txt") and not name.startswith("sub/")
    }


def test_an_excluded_folder_is_not_searched_under_any_of_its_names(folder: Path) -> None:
    (folder.parent / "alias").symlink_to(folder / "drafts")
    assert found(folder, Rules(apart=(folder.parent / "alias",))) == {n for n in NAMES if not n.startswith("drafts/")}


@pytest.mark.parametrize("glob", ["!", "[z-a].txt"])
def test_an_invalid_glob_is_reported(folder: Path, glob: str) -> None:
    with pytest.raises(PathProblem, match="--exclude"):
        found(folder, Rules(exclude=(glob,)))


@pytest.mark.parametrize("data", [b"\xff\xfe\x00*", b"\x00" * 200, b"[" * 3000, b"*" * 3000 + b"b", b"[z-a]"])
def test_a_hostile_ignore_file_affects_only_its_own_folder(folder: Path, data: bytes) -> None:
    (folder / "sub" / IGNORE_FILE).write_bytes(data)
    seen = list(discover(folder))
    others = {name for name in NAMES if not name.startswith("sub/")}
    assert {str(file.path.relative_to(folder)) for file in seen if not file.problem} >= others
    for file in seen:
        assert not file.problem or (file.path == folder / "sub" and file.problem.startswith("left out: .ragignore: "))


def test_a_pipe_or_folder_with_the_name_of_an_ignore_file_is_ignored(folder: Path) -> None:
    os.mkfifo(folder / IGNORE_FILE)
    (folder / "sub" / IGNORE_FILE).mkdir()
    assert found(folder) == set(NAMES)
