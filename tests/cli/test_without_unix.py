"""Without the modules, calls and signals of Unix, as on Windows, the program starts, indexes, searches and answers."""

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.cli.program import environment
from tests.cli.served import PAPERS
from tests.paths import ROOT
from tests.without_unix import write_python

PATIENCE_S = 240.0


@pytest.fixture
def python(tmp_path: Path) -> Path:
    return write_python(tmp_path)


def ran(python: Path, home: Path, *arguments: object, **more: str) -> Any:
    """Return the JSON that a module prints, and fail if its exit code isn't 0."""
    done = subprocess.run(
        [str(python), "-m", *map(str, arguments)],
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
        env=environment(home, **more),
        stdin=subprocess.DEVNULL,
        timeout=PATIENCE_S,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_every_module_can_be_imported_and_the_ui_opens(python: Path, bare: Path) -> None:
    found = ran(python, bare, "tests.without_unix_tour", bare)
    assert found["modules"] > 400
    assert found["screen"] == "ChatScreen"


def test_documents_are_indexed_searched_and_asked(python: Path, bare: Path, tiny_gguf: Path, tmp_path: Path) -> None:
    papers = tmp_path / "papers"
    papers.mkdir()
    for name, text in PAPERS.items():
        (papers / name).write_text(text, encoding="utf-8")
    indexed = ran(python, bare, "ragassist.cli", "index", papers, "--json")
    assert (indexed["indexed"], indexed["skipped"]) == (len(PAPERS), [])
    hits = ran(python, bare, "ragassist.cli", "search", "canal pump K240", "--json")["hits"]
    assert hits[0]["path"].startswith(str(papers))
    answer = ran(python, bare, "ragassist.cli", "ask", "How heavy is the canal pump K240?", "--think", "off", "--json",
                 RAGASSIST_CHAT_MODEL=str(tiny_gguf))  # fmt: skip
    assert answer["timings"]["prompt_tokens"] > 0
    assert answer["model"]


def test_doctor_names_the_protections_that_the_system_lacks(python: Path, bare: Path) -> None:
    done = subprocess.run(
        [str(python), "-m", "ragassist.cli", "doctor", "--json"],
        capture_output=True, text=True, check=False, cwd=ROOT, env=environment(bare), timeout=PATIENCE_S,
    )  # fmt: skip
    (readers,) = (row for row in json.loads(done.stdout)["checks"] if row["name"] == "document readers")
    assert readers["ok"]
    assert readers["detail"] == (
        "kept from unlimited memory, unlimited processor time, starting programs; "
        "this system has no wall against writing files, the network"
    )
