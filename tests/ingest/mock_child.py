"""A worker process with one more reader: a file ending in `.mock` says what its reader does."""

import os
import sys
import time
from types import ModuleType

from ingest import child
from ingest.documents import Block, Reading
from ingest.readers import READERS


def read(data: bytes) -> Reading:
    match data.decode():
        case "hang":
            time.sleep(600)
        case "spin":
            while True:
                pass
        case "exit":
            os._exit(7)
        case "abort":
            os.abort()
        case "allocate":
            bytearray(child.MEMORY_BYTES)
        case "recurse":
            read(data)
        case "raise":
            raise ZeroDivisionError
        case "print":
            print("x" * 1000, flush=True)  # noqa: T201
        case "flood":
            os.write(3, b"\xff" * 1000)  # 3: the worker's own answer stream, which it opened first
        case "write":
            with open("/tmp/ragassist-mock", "wb") as stream:  # noqa: PTH123
                stream.write(b"x")
    return Reading((Block("the mock was read"),))


if __name__ == "__main__":
    module = ModuleType("ingest.readers.mock")
    module.read = read  # type: ignore[attr-defined]
    sys.modules["ingest.readers.mock"] = module
    READERS[".mock"] = "mock"
    child.main()
