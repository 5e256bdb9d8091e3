"""A worker process with another reader, for `.mock` files, whose content names what the reader does."""

import ctypes
import json
import os
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
    "unit": lambda: lie(page_unit="planet"),
    "recurse": recurse,
    "raise": fail,
    "print": lambda: os.write(1, b"x" * 1000),
    "flood": lambda: os.write(ANSWERS, b"\xff" * 1000),
    "write": write,
    "pid": lambda: str(os.getpid()),
}


def read(data: bytes) -> Reading:
    said = BEHAVIOURS[data.decode()]()
    return Reading((Block(said if isinstance(said, str) else "the mock was read"),))


if __name__ == "__main__":
    module = ModuleType("ingest.readers.mock")
    module.read = read  # type: ignore[attr-defined]
    sys.modules["ingest.readers.mock"] = module
    READERS[".mock"] = "mock"
    child.main()
