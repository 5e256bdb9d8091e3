"""The quick end of the process: all that was asked for at the exit is done, and nothing else."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.paths import ROOT

SCRIPT = """
import atexit, sys, threading
from ragassist.commands.ending import QuickEnd

class Held:
    def __del__(self):
        print("freed")

held = Held()
end = QuickEnd()
atexit.register(print, "handler")
begun = threading.Event()
threading.Thread(target=lambda: (begun.wait(), print("thread"))).start()
end.code = {code}
print("end")
begun.set()
sys.exit(3)
"""


def _ended(code: int | None, output: int) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-c", SCRIPT.format(code=code)],
        stdout=output,
        stderr=subprocess.PIPE,
        text=True,
        check=False,
        cwd=ROOT,
        env={**os.environ, "PYTHONUNBUFFERED": ""},
    )


@pytest.mark.parametrize(("code", "freed"), [(3, False), (None, True)])
def test_threads_and_handlers_end_and_output_is_written_but_objects_are_only_freed_without_a_code(
    code: int | None, freed: bool
) -> None:
    done = _ended(code, subprocess.PIPE)
    assert (done.returncode, done.stderr) == (3, "")
    assert sorted(done.stdout.split()) == sorted(["end", "thread", "handler", *(["freed"] if freed else [])])


def test_output_that_cannot_be_written_is_an_error() -> None:
    with Path("/dev/full").open("wb") as full:
        done = _ended(0, full.fileno())
    assert done.returncode == 120
    assert "No space left on device" in done.stderr
