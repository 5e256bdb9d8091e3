"""Starting processes, reading from them and ending them."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator

import psutil
import pytest

from ingest.system import processes

WITH_A_CHILD = "import subprocess, sys; subprocess.Popen(['sleep', '100']); print('on', flush=True); sys.stdin.read()"


@pytest.fixture
def process() -> Iterator[subprocess.Popen[bytes]]:
    started = subprocess.Popen(
        [sys.executable, "-c", WITH_A_CHILD],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        bufsize=0,
        start_new_session=True,
        creationflags=processes.APART,
    )
    with started:
        yield started
        processes.end_tree(started)


def test_a_pipe_is_readable_when_it_has_data_and_at_its_end() -> None:
    read, write = os.pipe()
    with os.fdopen(read, "rb", buffering=0) as stream:
        assert not processes.is_readable(stream, 0.0)
        os.write(write, b"x")
        assert processes.is_readable(stream, None)
        stream.read(1)
        assert not processes.is_readable(stream, 0.0)
        os.close(write)
        assert processes.is_readable(stream, 60.0)
        assert stream.read(1) == b""


def test_a_process_is_ended_with_its_children(process: subprocess.Popen[bytes]) -> None:
    assert process.stdout
    process.stdout.readline()
    (child,) = psutil.Process(process.pid).children()
    processes.end_tree(process)
    assert processes.was_killed(process.wait(60))
    child.wait(60)


def test_a_process_is_asked_to_end_before_it_is_ended_by_force(process: subprocess.Popen[bytes]) -> None:
    processes.end_tree(process, by_force=False)
    assert process.wait(60) == -signal.SIGTERM


def test_the_memory_of_a_running_process_is_known_and_that_of_an_ended_one_is_not(process: subprocess.Popen[bytes]) -> None:
    assert process.stdout
    process.stdout.readline()
    assert processes.resident_bytes(process.pid) > 1_000_000
    processes.end_tree(process)
    process.wait(60)
    assert processes.resident_bytes(process.pid) == 0


def test_exit_codes_are_described_in_words() -> None:
    assert processes.ending(-signal.SIGSEGV) == "SIGSEGV"
    assert processes.ending(3) == "exit 3"
    assert processes.used_up_its_time(-signal.SIGXCPU)
    assert not processes.used_up_its_time(1)
