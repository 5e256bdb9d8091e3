"""A worker process with one more reader: a file ending in `.mock` says what its reader does."""

import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

from ingest import child
from ingest.documents import Block, Reading
from ingest.readers import READERS


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


BEHAVIOURS: dict[str, Callable[[], object]] = {
    "hang": lambda: time.sleep(600),
    "spin": spin,
    "exit": lambda: os._exit(7),
    "abort": os.abort,
    "allocate": lambda: bytearray(child.MEMORY_BYTES),
    "recurse": recurse,
    "raise": fail,
    "print": lambda: os.write(1, b"x" * 1000),
    "flood": lambda: os.write(3, b"\xff" * 1000),  # 3: the worker's own answer stream, the first that it opens
    "write": write,
}


def read(data: bytes) -> Reading:
    BEHAVIOURS[data.decode()]()
    return Reading((Block("the mock was read"),))


if __name__ == "__main__":
    module = ModuleType("ingest.readers.mock")
    module.read = read  # type: ignore[attr-defined]
    sys.modules["ingest.readers.mock"] = module
    READERS[".mock"] = "mock"
    child.main()
