"""A file that breaks its reader affects only that file."""

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from types import FrameType

import pytest

from ingest.errors import UnreadableDocument
from ingest.isolation.process import NoAnswer, ReaderProcess
from ingest.isolation.worker import Worker
from ingest.said import Said
from ingest.system.limits import Wall
from tests.paths import ROOT

MOCK = (sys.executable, str(Path(__file__).with_name("mock_child.py")))


@pytest.fixture(scope="module")
def mocked() -> Iterator[Worker]:
    with Worker(command=MOCK) as running:
        running.read(".txt", b"warm")
        yield running


def read_well(worker: Worker) -> None:
    document = worker.read(".txt", "Die Pumpe läuft.".encode())
    assert document.text == "Die Pumpe läuft."
    assert document.reader == "plain"


@pytest.mark.parametrize(
    ("behaviour", "reason"),
    [
        ("exit", "its reader crashed (exit 7)"),
        ("abort", "its reader crashed (SIGABRT)"),
        ("allocate", "needs more than 768 MB to read"),
        ("recurse", "nested too deeply"),
        ("raise", "its reader failed (ZeroDivisionError)"),
        ("segfault", "its reader crashed (SIGSEGV)"),
        ("descriptors", "its reader failed (OSError)"),
        ("close", "its reader crashed (SIGKILL)"),
        ("nonsense", "its reader answered nonsense"),
        ("list", "its reader answered nonsense"),
        ("nesting", "its reader answered nonsense"),
        ("half", "its reader answered nonsense"),
        ("number", "its reader answered nonsense"),
        ("surrogate", "its reader answered nonsense"),
        ("outside", "its reader answered nonsense"),
        ("unit", "its reader answered nonsense"),
        ("beyond", "its reader answered nonsense"),
        ("below", "its reader answered nonsense"),
        ("sick", "its reader answered nonsense"),
        ("no-reason", "its reader answered nonsense"),
        ("long-reason", "one"),
        ("flood", "yields more than 300 MB of text"),
    ],
)
def test_a_failing_reader_is_reported_and_the_next_file_is_read(mocked: Worker, behaviour: str, reason: str) -> None:
    with pytest.raises(UnreadableDocument) as failure:
        mocked.read(".mock", behaviour.encode())
    assert str(failure.value) == reason
    read_well(mocked)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux can refuse single system calls")
@pytest.mark.parametrize("behaviour", ["fork", "program", "shell", "socket", "kill", "write"])
def test_a_reader_can_neither_start_processes_nor_send_data_nor_end_processes(mocked: Worker, behaviour: str) -> None:
    with pytest.raises(UnreadableDocument, match=r"its reader failed \((PermissionError|BlockingIOError|OSError)\)"):
        mocked.read(".mock", behaviour.encode())
    read_well(mocked)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux can refuse single system calls")
@pytest.mark.parametrize(
    "behaviour",
    ["remove", "cut", "cut-on-opening", "overwrite", "rename", "link", "mode", "times", "create", "folder"],
)
def test_a_reader_leaves_the_files_of_its_user_as_they_are(mocked: Worker, behaviour: str, tmp_path: Path) -> None:
    file = tmp_path / "precious.txt"
    file.write_bytes(b"precious")
    before = file.stat()
    with pytest.raises(UnreadableDocument, match=r"its reader failed \(PermissionError\)"):
        mocked.read(".mock", f"{behaviour} {file}".encode())
    assert file.read_bytes() == b"precious"
    assert (file.stat().st_mode, file.stat().st_mtime_ns) == (before.st_mode, before.st_mtime_ns)
    assert list(tmp_path.iterdir()) == [file]


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux can refuse single system calls")
@pytest.mark.parametrize("behaviour", ["thread-signal", "handle", "limit"])
def test_a_reader_has_no_hold_on_other_processes(mocked: Worker, behaviour: str) -> None:
    with pytest.raises(UnreadableDocument, match=r"its reader failed \(PermissionError\)"):
        mocked.read(".mock", f"{behaviour} {os.getpid()}".encode())
    read_well(mocked)


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere the limit on processes counts threads too")
def test_a_parser_may_use_threads(mocked: Worker) -> None:
    assert mocked.read(".mock", b"thread").text == "the mock was read"


def test_what_a_parser_prints_does_not_reach_the_answers(mocked: Worker) -> None:
    assert mocked.read(".mock", b"print").text == "the mock was read"


@pytest.mark.parametrize("behaviour", ["hang", "spin", "stderr"])
def test_a_reader_that_never_ends_is_stopped_after_its_time(behaviour: str) -> None:
    with Worker(seconds=30, command=MOCK) as worker:
        read_well(worker)
        worker.seconds = 0.3
        with pytest.raises(UnreadableDocument, match=r"^took longer than 0\.3 s to read$"):
            worker.read(".mock", behaviour.encode())
        worker.seconds = 30
        read_well(worker)


def test_what_is_no_picture_is_a_reason_not_a_traceback() -> None:
    says_x = (sys.executable, "-c", "import os; os.write(1, b'\\0\\0\\0\\1x')")
    with Worker(command=says_x) as worker, pytest.raises(UnreadableDocument, match="its reader answered nonsense"):
        worker.picture(b"", 1, 100, ())


def test_ctrl_c_in_the_middle_of_a_file_stops_at_once_and_the_next_answer_is_the_next_file_s() -> None:
    def interrupt(number: int, frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    with Worker(command=MOCK) as worker:
        read_well(worker)
        before = signal.signal(signal.SIGALRM, interrupt)
        try:
            signal.setitimer(signal.ITIMER_REAL, 0.2)
            with pytest.raises(KeyboardInterrupt):
                worker.read(".mock", b"hang")
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)
            signal.signal(signal.SIGALRM, before)
        read_well(worker)


def test_a_child_that_cannot_start_is_reported_in_one_line() -> None:
    with Worker(command=(sys.executable, "-c", "raise SystemExit(4)")) as worker:
        for _ in range(2):
            with pytest.raises(UnreadableDocument, match="crashed"):
                worker.read(".txt", b"x" * 1_000_000)


def test_a_file_that_crashes_its_reader_is_read_again_in_a_new_process(tmp_path: Path) -> None:
    script = tmp_path / "crashes_once.py"
    script.write_text(
        "import os, sys\n"
        f"sys.path.insert(0, {str(ROOT)!r})\n"
        f"if not os.path.exists({str(tmp_path / 'tried')!r}):\n"
        f"    open({str(tmp_path / 'tried')!r}, 'w').close()\n"
        "    os.abort()\n"
        "from ingest.isolation import child\n"
        "child.main()\n"
    )
    with Worker(command=(sys.executable, str(script))) as worker:
        read_well(worker)
    assert (tmp_path / "tried").exists()


def test_a_worker_that_is_closed_leaves_no_process() -> None:
    with Worker(command=MOCK) as worker:
        child = int(worker.read(".mock", b"pid").text)
        os.kill(child, 0)
    with pytest.raises(ProcessLookupError):
        os.kill(child, 0)


def test_one_child_reads_many_files_and_is_then_replaced(worker: Worker) -> None:
    for number in range(60):
        assert worker.read(".txt", f"file {number}".encode()).text == f"file {number}"


def test_a_file_larger_than_a_pipe_is_read_whole(worker: Worker) -> None:
    data = b"A line of a long log file.\n" * 40_000
    assert len(worker.read(".log", data).text) == len(data) - 1


def test_extremely_deep_nesting_does_not_end_the_worker(worker: Worker) -> None:
    for suffix, data in ((".html", b"<span>" * 50_000 + b"deep"), (".md", b">" * 5_000 + b" deep")):
        with suppress(UnreadableDocument):
            assert "deep" in worker.read(suffix, data).text
        read_well(worker)


def test_the_process_reports_its_restrictions() -> None:
    with Worker() as running:
        assert running.walls() == frozenset(Wall)


def test_a_process_without_a_memory_limit_of_the_system_is_watched_and_ended() -> None:
    hungry = [sys.executable, "-c", "import sys; held = bytearray(300_000_000); sys.stdin.read(); sys.exit(len(held))"]
    process = ReaderProcess(hungry, most_bytes=200_000_000)
    with pytest.raises(NoAnswer, match="needs more than 200 MB to read"):
        process.ask({"do": "read"}, b"", 100.0)
    process.close()


def test_why_there_is_no_document_can_be_said_in_other_languages() -> None:
    with Worker() as worker, pytest.raises(UnreadableDocument, match=r"^not an RTF file") as raised:
        worker.read(".rtf", b"no RTF")
    assert isinstance(raised.value.line, Said)
    assert raised.value.line.phrase == "not_rtf"
