"""The example of docs/python.md runs as it stands."""

import re
import subprocess
import sys
from pathlib import Path

from indexes.indexing.indexer import Indexer
from ingest.isolation.worker import Worker
from ragassist.app import App
from ragassist.settings.schema import load_settings
from tests.conftest import MODELS_HOME
from tests.paths import ROOT


def test_the_example_of_the_documentation_answers_two_questions(tmp_path: Path, worker: Worker) -> None:
    home, papers = tmp_path / "home", tmp_path / "papers"
    papers.mkdir()
    (papers / "pump.txt").write_text("The canal pump weighs 31.4 kg. It may lift water 22 metres high.", encoding="utf-8")
    (home / "models").mkdir(parents=True)
    for kept in (MODELS_HOME / "models").glob(
        "multilingual-e5-small*"
    ):  # without a chat model answers are passages, and soon there
        (home / "models" / kept.name).symlink_to(kept)
    with App(load_settings(home=home)).open_library() as library:
        Indexer(library, worker).update([papers])
    (example,) = re.findall(r"```python\n(.*?)```", (ROOT / "docs" / "python.md").read_text(encoding="utf-8"), re.DOTALL)
    environment = {"PATH": "/usr/bin:/bin", "HOME": str(tmp_path), "RAGASSIST_HOME": str(home)}
    done = subprocess.run(
        [sys.executable, "-c", example], cwd=ROOT, env=environment, capture_output=True, text=True, check=False, timeout=280
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.count("pump.txt") >= 1
    assert done.stdout.count("22 metres") >= 1
    assert len(example.splitlines()) <= 10
    assert not (home / "conversations.sqlite").exists()
