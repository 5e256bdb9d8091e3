"""The worker process: reads the bytes of files from standard input and answers on standard output.

A request is a line of JSON, `{"do": "read", "suffix", "size"}`, followed by that many bytes. Two other requests are about the
file read last: `{"do": "render", "page"}` and `{"do": "complete", "pages": [[number, text], …], "failures": [[number, reason],
…]}`. `{"do": "walls"}` is answered by `{"walls": […]}`, what the sandbox prevents. `{"do": "draw", "page", "width", "quotes",
"size"}` with a PDF's bytes is answered by a picture in PPM.
An answer is its length in four bytes and JSON: a document, or `{"error": reason, "scans": […], "spoiled": bool}`; for "render"
it is a picture in PGM instead. The process needs neither files nor the network, and has limits of memory and time.
"""

import json
import os
import struct
import sys
from collections.abc import Collection
from dataclasses import asdict
from typing import Any, BinaryIO

from ingest.assembly import assemble
from ingest.documents import Reading
from ingest.errors import UnreadableDocument
from ingest.isolation.sandbox import MEMORY_BYTES, allow_cpu, confine
from ingest.ocr.scans import completed, framed_picture, picture
from ingest.readers import READERS, reader_for, without_compression
from ingest.said import changed, packed, said, unpacked
from ingest.system.limits import Wall
from ingest.text import clean

_LENGTH = struct.Struct(">I")


def main() -> None:
    """Answer requests until the end of standard input."""
    answers = _private_stdout()
    service = ReadingService(confine())
    while line := sys.stdin.buffer.readline():
        request = json.loads(line)
        data = sys.stdin.buffer.read(request.pop("size", 0))
        allow_cpu()
        body = _guarded(service, request, data)
        answers.write(_LENGTH.pack(len(body)) + body)
        answers.flush()


class ReadingService:
    """Answers requests; keeps the file read last, for requests about its scanned pages."""

    def __init__(self, walls: Collection[Wall] = ()) -> None:
        """`walls` are what the sandbox prevents."""
        self._walls = walls
        self.data, self.reader = b"", ""
        self.reading = Reading(())

    def answer(self, request: dict[str, Any], data: bytes) -> bytes:
        """Return the body of the answer; raises the exceptions of readers."""
        match request["do"]:
            case "walls":
                return json.dumps({"walls": sorted(self._walls)}).encode()
            case "render":
                return picture(self.data, request["page"])
            case "draw":
                return framed_picture(data, request["page"], request["width"], request["quotes"])
            case "complete":
                failures = {page: unpacked(reason) for page, reason in request["failures"]}
                self.reading = completed(self.reading, dict(request["pages"]), failures)
            case _:
                self._read(request["suffix"], data)
        document = assemble(self.reading, self.reader)
        lines = {"unread": list(map(packed, document.unread)), "notes": list(map(packed, document.notes))}
        return json.dumps(asdict(document) | lines).encode()

    def _read(self, suffix: str, data: bytes) -> None:
        self.reading = Reading(())
        suffix, data = without_compression(suffix, data)
        self.reader = READERS[suffix]
        self.reading = reader_for(suffix)(data)
        self.data = data if self.reading.scans else b""


def _private_stdout() -> BinaryIO:
    """Return the stream for answers, and redirect standard output to the null device, so that no parser prints into answers."""
    answers = os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    return answers


def _guarded(service: ReadingService, request: dict[str, Any], data: bytes) -> bytes:
    try:
        return service.answer(request, data)
    except UnreadableDocument as problem:
        return _error(changed(problem.line, lambda text: clean(text)[0]), service, spoiled=False)
    except MemoryError:
        return _error(said("memory_needed", "needs more than {most} MB to read", most=MEMORY_BYTES // 1_000_000), service)
    except RecursionError:
        return _error(said("nested", "nested too deeply"), service)
    except Exception as problem:  # noqa: BLE001  a parser may raise anything on a hostile file; it costs this file alone
        return _error(said("reader_failed", "its reader failed ({why})", why=type(problem).__name__), service)


def _error(reason: str, service: ReadingService, *, spoiled: bool = True) -> bytes:
    return json.dumps({"error": packed(reason), "scans": service.reading.scans, "spoiled": spoiled}).encode()


if __name__ == "__main__":
    main()
