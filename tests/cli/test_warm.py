"""A command in a fork of the warm program is as one in a new process."""

import sys

import psutil
import pytest

from tests.cli.conftest import SampleHome
from tests.cli.program import WARM, environment, run, run_anew

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="commands only run in forks on Linux")


@pytest.mark.parametrize(
    ("code", "arguments"),
    [
        (0, ["status", "--json"]),
        (0, ["search", "Wie schwer ist die Pumpe K240?"]),
        (1, ["summarize", "nowhere.pdf"]),
        (1, ["text", "nowhere.pdf"]),
        (2, ["search", "--nonsense"]),
    ],
)
def test_a_command_says_and_returns_the_same(sample: SampleHome, code: int, arguments: list[str]) -> None:
    done = run(sample.home, *arguments)
    assert done.code == code
    assert done == run_anew(arguments, environment(sample.home))


def test_no_thread_is_lost_by_a_fork(sample: SampleHome) -> None:
    run(sample.home, "--version")
    assert WARM.process
    assert psutil.Process(WARM.process.pid).num_threads() == 1


def test_what_is_read_before_the_program_begins_needs_a_new_process(sample: SampleHome) -> None:
    assert WARM.serves(environment(sample.home, RAGASSIST_LANGUAGE="ja", COLUMNS="80"))
    assert not WARM.serves(environment(sample.home, PYTHONIOENCODING="cp1252"))
    assert not WARM.serves(environment(sample.home, LC_ALL="ja_JP.UTF-8"))
