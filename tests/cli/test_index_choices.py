"""Which files `index` indexes and removes, and how it watches a folder."""

import signal
import subprocess
import time
from pathlib import Path

import pytest

from indexes.embedding.embedder import NoEmbedder
from indexes.embedding.language_map import LanguageMap
from indexes.library import Library
from tests.cli.program import COMMAND, environment, run
from tests.paths import ROOT

DEADLINE = 120.0
_SEEN_S = 3.0
"""Within this time a change is indexed, once the folder is watched."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "papers"
    made.mkdir()
    for name in ("canal.txt", "lock.md", "drafts.txt"):
        (made / name).write_text(f"The {name} speaks about the canal and its pump.", encoding="utf-8")
    return made


def names(home: Path) -> set[str]:
    """Return the names of the documents that were read."""
    with Library(home / "libraries" / "default", NoEmbedder(), lambda: LanguageMap.identity(1)) as library:
        return {Path(row.path).name for row in library.documents() if row.state == "indexed"}


def test_globs_and_an_ignore_file_select_files_and_prune_removes_others(bare: Path, folder: Path) -> None:
    (folder / ".ragignore").write_text("drafts.*\n", encoding="utf-8")
    assert run(bare, "index", folder, "--include", "*.txt", "--include", "*.md", "--exclude", "lock.md").code == 0
    assert names(bare) == {"canal.txt"}
    assert run(bare, "index", folder).code == 0
    assert names(bare) == {"canal.txt", "lock.md"}
    assert run(bare, "index", folder, "--exclude", "!").line == "--exclude: Invalid git pattern: '!'"
    for path in folder.iterdir():
        path.unlink()
    refused = run(bare, "index", folder)
    assert refused.code == 1
    assert refused.line.endswith("2 of its documents are indexed: mount it again, or take them out with --prune")
    assert run(bare, "index", folder, "--prune", "--json").json["removed"] == 2
    assert names(bare) == set()


def test_watching_indexes_changes_until_ctrl_c(bare: Path, folder: Path, tmp_path: Path) -> None:
    told, problems = tmp_path / "told", tmp_path / "problems"
    with told.open("w") as out, problems.open("w") as err:
        started = subprocess.Popen(
            [*COMMAND, "index", folder, "--watch"], cwd=ROOT, env=environment(bare), stdout=out, stderr=err
        )
    try:
        deadline = time.monotonic() + DEADLINE
        while "watching for changes; Ctrl-C ends it" not in problems.read_text():
            assert time.monotonic() < deadline
            time.sleep(0.1)
        while told.read_text().count(" indexed, ") < 2:  # written repeatedly, since watching begins some time after it is told
            assert time.monotonic() < deadline
            (folder / "weir.txt").write_text(f"The weir, {time.monotonic()}.", encoding="utf-8")
            soon = time.monotonic() + _SEEN_S
            while told.read_text().count(" indexed, ") < 2 and time.monotonic() < soon:
                time.sleep(0.1)
        assert {"canal.txt", "weir.txt"} <= names(bare)
        started.send_signal(signal.SIGINT)
        assert started.wait(DEADLINE) == 130
    finally:
        started.kill()
    assert "Traceback" not in problems.read_text()
