"""Background work in one process pauses while another process writes an answer."""

import subprocess
import sys
import time
from pathlib import Path
from threading import Event, Thread

import pytest

from indexes.files.priority import answering, give_way

_HOLDER = """
import sys, pathlib, indexes.files.priority as priority
with priority.answering(pathlib.Path(sys.argv[1])):
    print("holds", flush=True)
    input()
"""


def held_elsewhere(home: Path) -> "subprocess.Popen[str]":
    holder = subprocess.Popen(
        [sys.executable, "-c", _HOLDER, str(home)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert holder.stdout
    assert holder.stdout.readline() == "holds\n"
    return holder


def waiter(home: Path) -> tuple[Thread, Event]:
    through = Event()

    def wait() -> None:
        give_way(home)
        through.set()

    thread = Thread(target=wait)
    thread.start()
    return thread, through


@pytest.mark.parametrize("end", ["done", "killed"])
def test_work_waits_for_the_answer_of_another_process_and_continues_after_it(tmp_path: Path, end: str) -> None:
    with held_elsewhere(tmp_path) as holder:
        thread, through = waiter(tmp_path)
        assert not through.wait(0.5)
        if end == "killed":
            holder.kill()
        else:
            holder.communicate("\n", timeout=30)
        assert through.wait(30)
        thread.join()


def test_two_answers_at_once_are_both_waited_for(tmp_path: Path) -> None:
    with held_elsewhere(tmp_path) as holder:
        with answering(tmp_path):
            _, through = waiter(tmp_path)
            holder.communicate("\n", timeout=30)
            assert not through.wait(0.5)
        assert through.wait(30)


def test_without_an_answer_nobody_waits(tmp_path: Path) -> None:
    started = time.monotonic()
    give_way(tmp_path / "never made")
    with answering(tmp_path):
        pass
    give_way(tmp_path)
    assert time.monotonic() - started < 5


def test_an_answer_is_written_even_if_its_lock_file_cannot_be(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")
    with answering(tmp_path / "file" / "home"):
        give_way(tmp_path / "file" / "home")
