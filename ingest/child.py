"""The worker process: reads one file's bytes after the other from standard input and answers on standard output.

Request: a line of JSON `{"suffix", "size"}` and that many bytes. Answer: four bytes of length and JSON, either a
document or `{"error": reason}`. The process has no need of files or of the network, and limits on memory and time.
"""

import json
import os
import resource
import struct
import sys
from dataclasses import asdict
from typing import BinaryIO

from ingest.assembly import assemble
from ingest.errors import UnreadableDocument
from ingest.readers import READERS, reader_for
from ingest.text import clean

MEMORY_BYTES = 768_000_000
CPU_SECONDS = 30
_LENGTH = struct.Struct(">I")


def main() -> None:
    """Answer requests until standard input ends."""
    answers = _private_stdout()
    _limit()
    while line := sys.stdin.buffer.readline():
        request = json.loads(line)
        data = sys.stdin.buffer.read(request["size"])
        _allow_cpu()
        body = json.dumps(_answer(request["suffix"], data)).encode()
        answers.write(_LENGTH.pack(len(body)) + body)
        answers.flush()


def _private_stdout() -> BinaryIO:
    """Return the answer stream; what a parser prints goes nowhere instead of into the answers."""
    answers = os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    return answers


def _limit() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _allow_cpu() -> None:
    used = resource.getrusage(resource.RUSAGE_SELF)
    spent = int(used.ru_utime + used.ru_stime) + 1
    resource.setrlimit(resource.RLIMIT_CPU, (spent + CPU_SECONDS, resource.RLIM_INFINITY))


def _answer(suffix: str, data: bytes) -> dict[str, object]:
    try:
        return asdict(assemble(reader_for(suffix)(data), READERS[suffix.lower()]))
    except UnreadableDocument as problem:
        return {"error": clean(str(problem))[0]}
    except MemoryError:
        return {"error": f"needs more than {MEMORY_BYTES // 1_000_000} MB to read"}
    except RecursionError:
        return {"error": "nested too deeply"}
    except Exception as problem:  # noqa: BLE001  a parser may raise anything on a hostile file; it costs this file alone
        return {"error": f"its reader failed ({type(problem).__name__})"}


if __name__ == "__main__":
    main()
