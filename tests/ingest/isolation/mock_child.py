"""A worker process with another reader, for `.mock` files, whose content names what the reader does."""

import ctypes
import json
import mmap
import os
import platform
import socket
import struct
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from types import ModuleType

from ingest.documents import Block, Document, Reading
from ingest.isolation import child
from ingest.isolation.system_calls import MACHINES
from ingest.readers import READERS

ANSWERS = 3
"""The worker's own answer stream: the first descriptor that it opens."""


def spin() -> None:
    while True:
        pass


def recurse() -> None:
    recurse()


def fail() -> None:
    raise ZeroDivisionError


def write() -> None:
    with tempfile.TemporaryFile(buffering=0, dir=Path(__file__).parent) as stream:
        stream.write(b"x")


def overwrite(path: str) -> None:
    """Change a file without `write`, which a limit on the size of files doesn't see."""
    with mmap.mmap(os.open(path, os.O_RDWR), 1) as view:
        view[:1] = b"x"


def signal_a_thread(process: str) -> None:
    called = ctypes.CDLL(None, use_errno=True).syscall(MACHINES[platform.machine()].tgkill, int(process), int(process), 0)
    if called < 0:
        raise OSError(ctypes.get_errno(), "tgkill")


def limit_cpu(process: str) -> None:
    import resource  # not on Windows

    resource.prlimit(int(process), resource.RLIMIT_CPU)


def descriptors() -> None:
    for _ in range(100):
        os.open(os.devnull, os.O_RDONLY)


def thread() -> None:
    running = threading.Thread(target=lambda: None)
    running.start()
    running.join()


def answer(body: bytes) -> None:
    os.write(ANSWERS, struct.pack(">I", len(body)) + body)


def lie(**wrong: object) -> None:
    """Return a document that is well formed except for one fault."""
    document = asdict(Document(text="false", sections=(), language="en", reader="plain"))
    answer(json.dumps({**document, **wrong}).encode())


def stay_without_answer() -> None:
    os.close(ANSWERS)
    time.sleep(600)


def shout() -> None:
    while True:
        os.write(2, b"x" * 65_536)


BEHAVIOURS: dict[str, Callable[[], object]] = {
    "hang": lambda: time.sleep(600),
    "spin": spin,
    "exit": lambda: os._exit(7),
    "abort": os.abort,
    "segfault": lambda: ctypes.string_at(0),
    "allocate": lambda: bytearray(10_000_000_000),
    "fork": os.fork,
    "program": lambda: subprocess.run(["/bin/true"], check=True),
    "shell": lambda: os.posix_spawn("/bin/true", ["true"], {}),
    "socket": lambda: socket.create_connection(("127.0.0.1", 9), timeout=1),
    "kill": lambda: os.kill(os.getppid(), 0),
    "descriptors": descriptors,
    "thread": thread,
    "stderr": shout,
    "close": stay_without_answer,
    "nonsense": lambda: answer(b"\xff not JSON"),
    "list": lambda: answer(b"[1, 2]"),
    "nesting": lambda: answer(b"[" * 200_000),
    "half": lambda: answer(b'{"text": "only"}'),
    "number": lambda: lie(text=5),
    "surrogate": lambda: lie(text="\ud800"),
    "outside": lambda: lie(sections=[{"start": 0, "end": 99, "page": 1, "heading": ""}]),
    "beyond": lambda: lie(pages=1 << 70),
    "below": lambda: lie(pages=-1),
    "sick": lambda: answer(b'{"error": "\\ud800"}'),
    "no-reason": lambda: answer(b'{"error": 5}'),
    "long-reason": lambda: answer(b'{"error": "one\\nline\\u001b[31m", "spoiled": true}'),
    "unit": lambda: lie(page_unit="planet"),
    "recurse": recurse,
    "raise": fail,
    "print": lambda: os.write(1, b"x" * 1000),
    "flood": lambda: os.write(ANSWERS, b"\xff" * 1000),
    "write": write,
    "pid": lambda: str(os.getpid()),
}


TOWARDS: dict[str, Callable[[str], object]] = {
    "remove": os.unlink,
    "cut": lambda path: os.truncate(path, 0),
    "cut-on-opening": lambda path: os.open(path, os.O_RDONLY | os.O_TRUNC),
    "overwrite": overwrite,
    "rename": lambda path: Path(path).rename(f"{path}.gone"),
    "link": lambda path: Path(f"{path}.link").symlink_to(path),
    "mode": lambda path: Path(path).chmod(0o777),
    "times": os.utime,
    "create": lambda path: os.open(f"{path}.new", os.O_CREAT | os.O_RDONLY),
    "folder": lambda path: Path(f"{path}.folder").mkdir(),
    "thread-signal": signal_a_thread,
    "handle": lambda process: os.pidfd_open(int(process)),
    "limit": limit_cpu,
}
"""What is done to a file, or to a process, that is named after a blank."""


def read(data: bytes) -> Reading:
    behaviour, _, target = data.decode().partition(" ")
    said = TOWARDS[behaviour](target) if target else BEHAVIOURS[behaviour]()
    return Reading((Block(said if isinstance(said, str) else "the mock was read"),))


if __name__ == "__main__":
    module = ModuleType("ingest.readers.mock")
    module.read = read  # type: ignore[attr-defined]
    sys.modules["ingest.readers.mock"] = module
    READERS[".mock"] = "mock"
    child.main()
