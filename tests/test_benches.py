"""Benchmarks run as modules and by their paths."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from bench.requests import summary
from bench.truth import Decided
from tests.paths import ROOT

PATH_FIRST = re.compile(r'^"""(?:.*?)"""\n\nimport sys\nfrom pathlib import Path\n\nif not __package__:', re.DOTALL)


def scripts() -> list[Path]:
    return [path for path in sorted((ROOT / "bench").glob("*.py")) if "__main__" in path.read_text(encoding="utf-8")]


@pytest.mark.parametrize("script", scripts(), ids=lambda path: path.stem)
def test_a_benchmark_finds_the_others_before_it_imports_anything_when_it_is_run_by_its_path(script: Path) -> None:
    assert PATH_FIRST.match(script.read_text(encoding="utf-8")), script


@pytest.mark.slow
def test_the_benchmark_of_requests_runs_by_its_path_and_shadows_no_library(tmp_path: Path) -> None:
    """The embedding libraries import one that is named as the script: requests."""
    bare = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    command = [sys.executable, str(ROOT / "bench" / "requests.py"), "--help"]
    done = subprocess.run(command, cwd=tmp_path, env=bare, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert "python -m bench.requests FILE" in done.stdout


def test_lookups_that_are_lost_are_counted_by_language() -> None:
    """A row is decided once for each kind; each request counts once."""
    kept = {"lang": "de", "kind": "lookup", "group": "lookup"}
    lost = {"lang": "en", "kind": "lookup", "group": "lookup"}
    told = {"lang": "en", "kind": "summary", "group": "summary"}
    taken_for_it = {"lang": "en", "kind": "lookup", "group": "summary"}
    found = [
        Decided(kept, is_positive=True, said=True),
        Decided(lost, is_positive=True, said=False),
        Decided(told, is_positive=True, said=True),
        Decided(taken_for_it, is_positive=False, said=True),
    ]
    assert summary(found, [10.0, 12.0, 30.0]) == [
        "look-ups lost 1 of 2 (de 0/1, en 1/1)",
        "others told 1 of 1",
        "12.0 ms a request in the median, 30.0 ms for the slowest twentieth",
    ]
