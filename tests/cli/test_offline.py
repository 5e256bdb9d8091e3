"""The closed network: system calls in strace, runs without a network, and what `doctor` and `status` report."""

import json
import os
import pty
import re
import select
import shutil
import socket
import subprocess
import sys
import tempfile
import termios
from collections.abc import Sequence
from pathlib import Path
from time import monotonic

import pytest

from tests.cli.program import COMMAND, environment, run
from tests.cli.served import MODEL, PAPERS
from tests.paths import ROOT

QUESTION = "How heavy is the canal pump K240?"
PATIENCE_S = 240.0
NETWORK = re.compile(r"\bsocket\((?!AF_UNIX|AF_NETLINK)\w+")


def works(*command: str) -> bool:
    return shutil.which(command[0]) is not None and subprocess.run(command, capture_output=True, check=False).returncode == 0


STRACE = ("strace", "-f", "--seccomp-bpf", "-qq")
"""A filter in the kernel lets the program stop at the traced calls only; to stop at each call takes most of the time."""
traced = pytest.mark.skipif(not works(*STRACE, "-e", "trace=none", "true"), reason="strace isn't there or may not trace")
APART = ("unshare", "--net") if os.geteuid() == 0 else ("unshare", "--map-current-user", "--keep-caps", "--net")
apart = pytest.mark.skipif(not works("unshare", "-rn", "true"), reason="the system allows no network namespaces")


def sockets(trace: Path, command: Sequence[str], home: Path, **more: str) -> list[str]:
    """Run a command; return the network sockets that it and its children requested from the kernel."""
    watched = [*STRACE, "-e", "trace=socket", "-o", str(trace), *command]
    wanted = environment(home, **more)
    subprocess.run(watched, check=True, capture_output=True, stdin=subprocess.DEVNULL, cwd=ROOT, env=wanted, timeout=PATIENCE_S)
    return NETWORK.findall(trace.read_text(encoding="utf-8", errors="replace"))


@traced
def test_indexing_and_asking_open_no_network_socket(bare: Path, tiny_gguf: Path, tmp_path: Path) -> None:
    papers = tmp_path / "papers"
    papers.mkdir()
    for name, text in PAPERS.items():
        (papers / name).write_text(text, encoding="utf-8")
    assert sockets(tmp_path / "index", [*COMMAND, "index", str(papers)], bare) == []
    asked = [*COMMAND, "ask", QUESTION, "--think", "off", "--json"]
    assert sockets(tmp_path / "ask", asked, bare, RAGASSIST_CHAT_MODEL=str(tiny_gguf)) == []


@traced
def test_strace_shows_a_network_socket(tmp_path: Path) -> None:
    code = "import socket; socket.socket(socket.AF_INET)"
    assert sockets(tmp_path / "trace", [sys.executable, "-c", code], tmp_path) == ["socket(AF_INET"]


@traced
def test_the_ui_opens_no_network_socket(chat_home: Path, tmp_path: Path) -> None:
    trace = tmp_path / "trace"
    master, slave = pty.openpty()
    termios.tcsetwinsize(master, (40, 140))
    command = [*STRACE, "-e", "trace=socket,socketpair", "-o", str(trace), *COMMAND, "chat"]
    more = {"TERM": "xterm-256color", "COLORTERM": "truecolor"}
    process = subprocess.Popen(
        command, stdin=slave, stdout=slave, stderr=slave, env=environment(chat_home, **more), start_new_session=True, cwd=ROOT
    )
    try:
        shown_until(master, b"Ask your documents")
        os.write(master, QUESTION.encode() + b"\r")
        shown_until(master, b"31.4")
        os.write(master, b"\x11")  # Ctrl-Q
        shown_until(master, b"\x1b[?1049l")
    finally:
        process.kill()
        process.wait()
        os.close(master)
        os.close(slave)
    seen = trace.read_text(encoding="utf-8", errors="replace")
    assert "socketpair(AF_UNIX" in seen  # the event loop's own sockets show that strace traced the program
    assert NETWORK.findall(seen) == []


def shown_until(master: int, text: bytes) -> None:
    deadline, seen = monotonic() + PATIENCE_S, b""
    while text not in seen:
        assert monotonic() < deadline, seen[-2000:]
        if select.select([master], [], [], 1.0)[0]:
            seen += os.read(master, 1 << 16)


@apart
def test_everything_works_without_a_network(chat_home: Path, tiny_gguf: Path) -> None:
    done = subprocess.run(
        ["unshare", "-rn", *COMMAND, "ask", QUESTION, "--json", "--think", "off"],
        capture_output=True, text=True, check=True, cwd=ROOT, timeout=PATIENCE_S,
        env=environment(chat_home, RAGASSIST_CHAT_MODEL=str(tiny_gguf)),
    )  # fmt: skip
    answer = json.loads(done.stdout)
    assert answer["answer"]
    assert answer["model"] == tiny_gguf.name


@pytest.mark.skipif(not works(*APART, "true"), reason="the system allows no network namespaces")
def test_a_part_of_the_tests_passes_without_a_network() -> None:
    chosen = [
        "tests/ragassist/test_airgap.py",
        "tests/ragassist/serving/test_question_queue.py",
        "tests/indexes/indexing/test_indexer.py::test_a_first_run_indexes_all_and_a_second_does_nothing",
    ]
    done = subprocess.run(
        [*APART, sys.executable, "tests/without_network.py", "-q", "-x", "-p", "no:cacheprovider", "-k", "not server", *chosen],
        capture_output=True, text=True, check=False, cwd=ROOT, timeout=280,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-500:]
    assert " passed" in done.stdout


def test_the_tests_without_a_network_refuse_to_run_with_one() -> None:
    command = [sys.executable, "tests/without_network.py", "--version"]  # the tests aren't run again if there is no network
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT)
    if [name for _, name in socket.if_nameindex()] == ["lo"]:
        pytest.skip("this machine has none")
    assert done.returncode == 1
    assert "there is a network here" in done.stderr


def test_doctor_proves_the_closed_network_and_reports_what_it_tested(chat_home: Path) -> None:
    done = run(chat_home, "doctor", "--airgap", "--json")
    told = done.json["airgap"]
    assert (told["sockets"], told["refused"], told["hits"]) == (0, 0, 1), told
    assert told["answered_by"].startswith("SmolLM2")
    assert told["versions"]["onnxruntime"]
    assert {model["name"] for model in told["models"]} == {"multilingual-e5-small", MODEL}
    assert all(len(model["sha256"]) == 64 for model in told["models"])
    outside = [path for path in told["written"] if not path.startswith("(sample)")]
    assert all(path.startswith((str(chat_home), tempfile.gettempdir())) for path in outside), outside
    (finding,) = (check for check in done.json["checks"] if check["name"] == "air gap")
    assert finding["ok"]


def test_doctor_proves_the_closed_network_without_a_chat_model(bare: Path) -> None:
    done = run(bare, "doctor", "--airgap")
    (line,) = (line for line in done.out.splitlines() if "air gap:" in line)
    assert line.startswith("ok ")
    assert "0 network sockets, 0 connections tried" in line
    assert "quotes of the best passages" in line


def test_status_reports_the_number_of_refused_connections_and_their_origin(chat_home: Path) -> None:
    told = run(chat_home, "status", "--json").json["connections"]
    assert told == {"refused": 0, "kept_by": "kernel" if sys.platform == "linux" else "guard", "admitted": []}
    assert "connections: 0 refused" in run(chat_home, "status").out
