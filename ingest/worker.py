"""Runs readers in a child process, so that whatever a file does costs that file alone."""

import json
import selectors
import signal
import struct
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from types import TracebackType
from typing import IO, Any, Self

from ingest.documents import Document, Section
from ingest.errors import UnreadableDocument

READ_SECONDS = 30.0
_ANSWER_BYTES = 300_000_000
_FILES_PER_CHILD = 50
_LENGTH = struct.Struct(">I")
_CHILD = (sys.executable, "-I", "-m", "ingest.child")


class _NoAnswer(Exception):
    """The child died, flooded or took too long; the text says which."""


class Worker:
    """One child process, started when first needed and replaced after any failure or `_FILES_PER_CHILD` files."""

    def __init__(self, seconds: float = READ_SECONDS, command: Sequence[str] = _CHILD) -> None:
        self.seconds, self._command = seconds, command
        self._child: subprocess.Popen[bytes] | None = None
        self._answered = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def read(self, suffix: str, data: bytes) -> Document:
        """Return the document in a file's bytes; raises `UnreadableDocument` with the reason where there is none."""
        try:
            answer = self._ask(suffix, data)
        except _NoAnswer as problem:
            self.close()
            raise UnreadableDocument(str(problem)) from None
        except BaseException:
            self.close()  # interrupted in the middle of an answer: the rest of it must not meet the next question
            raise
        if error := answer.get("error"):
            raise UnreadableDocument(str(error))
        return _document(answer)

    def close(self) -> None:
        """End the child at once; the next `read` starts another."""
        child, self._child, self._answered = self._child, None, 0
        if child is None:
            return
        child.kill()
        child.wait()
        for stream in (child.stdin, child.stdout):
            if stream:
                stream.close()

    def _ask(self, suffix: str, data: bytes) -> dict[str, Any]:
        if self._answered >= _FILES_PER_CHILD:
            self.close()
        child = self._running()
        self._answered += 1
        if child.stdin is None or child.stdout is None:
            raise _NoAnswer("its reader could not be started")
        deadline = time.monotonic() + self.seconds
        sender = threading.Thread(target=_send, args=(child.stdin, suffix, data), daemon=True)
        sender.start()
        (length,) = _LENGTH.unpack(self._receive(child, child.stdout, _LENGTH.size, deadline))
        if length > _ANSWER_BYTES:
            raise _NoAnswer(f"yields more than {_ANSWER_BYTES // 1_000_000} MB of text")
        answer: dict[str, Any] = json.loads(self._receive(child, child.stdout, length, deadline))
        sender.join()
        return answer

    def _running(self) -> subprocess.Popen[bytes]:
        if self._child is None:
            self._child = subprocess.Popen(
                self._command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                bufsize=0,
                start_new_session=True,  # Ctrl-C is for the parent, which decides what becomes of the child
            )
        return self._child

    def _receive(self, child: subprocess.Popen[bytes], stream: IO[bytes], count: int, deadline: float) -> bytes:
        received = bytearray()
        with selectors.DefaultSelector() as selector:
            selector.register(stream, selectors.EVENT_READ)
            while len(received) < count:
                if not selector.select(max(0.0, deadline - time.monotonic())):
                    raise _NoAnswer(f"took longer than {self.seconds:g} s to read")
                part = stream.read(min(count - len(received), 1 << 20))
                if not part:
                    raise _NoAnswer(_why_it_died(child.wait()))
                received += part
        return bytes(received)


def _send(stream: IO[bytes], suffix: str, data: bytes) -> None:
    view = memoryview(json.dumps({"suffix": suffix, "size": len(data)}).encode() + b"\n" + data)
    try:
        while view:
            view = view[stream.write(view) :]
    except (OSError, ValueError):
        return  # the child is gone; the side that waits for its answer says so


def _why_it_died(code: int) -> str:
    if code == -signal.SIGXCPU:
        return "took too much processor time to read"
    return "its reader crashed" + (f" ({signal.Signals(-code).name})" if code < 0 else f" (exit {code})")


def _document(answer: dict[str, Any]) -> Document:
    sections = tuple(Section(**row) for row in answer.pop("sections"))
    return Document(**{**answer, "sections": sections, "warnings": tuple(answer["warnings"])})
