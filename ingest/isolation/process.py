"""The child process, as the parent uses it: sends requests, waits for answers, ends it with all that it has started."""

import json
import struct
import subprocess
import threading
import time
from collections.abc import Mapping, Sequence
from typing import IO

from ingest.isolation.environment import kept_environment
from ingest.isolation.sandbox import MEMORY_BYTES
from ingest.said import said
from ingest.system import limits, processes

_ANSWER_BYTES = 300_000_000
_AT_ONCE = 32_000
"""Bytes that a pipe holds while nobody reads it (64 KiB on Linux, less on other systems)."""
_LOOK_S = 0.1
"""Seconds between two checks of a process whose memory the system doesn't limit."""
_LENGTH = struct.Struct(">I")
_ONE_THREAD = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}


class NoAnswer(Exception):
    """Raised if the process dies, answers too much or takes too long; the message says which."""


class Crashed(NoAnswer):
    """Raised if the process dies for another reason than a limit; a new process may succeed."""


class ReaderProcess:
    """A child process and its pipes."""

    def __init__(self, command: Sequence[str], most_bytes: int = limits.WATCHED and MEMORY_BYTES) -> None:
        """Start the process. If the system can't limit memory, it is ended when it uses more than `most_bytes`, if not 0."""
        self._most_bytes = most_bytes
        self._process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            bufsize=0,
            env=kept_environment(_ONE_THREAD),
            start_new_session=True,  # Ctrl-C is for the parent; and what the process starts ends with it
            creationflags=processes.BACKGROUND,
        )

    def ask(self, request: Mapping[str, object], data: bytes, seconds: float) -> bytes:
        """Return the body of the answer; raises `NoAnswer`, after which the process must be closed."""
        deadline = time.monotonic() + seconds
        sender = self._send(json.dumps({**request, "size": len(data)}).encode() + b"\n", data)
        try:
            (length,) = _LENGTH.unpack(self._receive(_LENGTH.size, deadline))
            if length > _ANSWER_BYTES:
                raise NoAnswer(said("text_too_long", "yields more than {most} MB of text", most=_ANSWER_BYTES // 1_000_000))
            body = self._receive(length, deadline)
        except TimeoutError:
            raise NoAnswer(said("too_slow", "took longer than {seconds} s to read", seconds=f"{seconds:g}")) from None
        if sender:
            sender.join(max(0.0, deadline - time.monotonic()))
            if sender.is_alive():
                raise NoAnswer("its reader answered before it was asked")
        return body

    def end(self) -> None:
        """End the process and its group immediately, from any thread; a waiting `ask` then raises `NoAnswer`."""
        processes.end_tree(self._process)

    def close(self) -> None:
        """End the process and its group immediately, and close its pipes."""
        self.end()
        self._process.wait()
        for stream in (self._process.stdin, self._process.stdout):
            if stream:
                stream.close()

    def _send(self, head: bytes, data: bytes) -> threading.Thread | None:
        stream = _open(self._process.stdin)
        if len(head) + len(data) <= _AT_ONCE:
            _write(stream, head + data)
            return None
        sender = threading.Thread(target=_write, args=(stream, head, data), daemon=True)
        sender.start()
        return sender

    def _receive(self, count: int, deadline: float) -> bytes:
        stream = _open(self._process.stdout)
        received = bytearray()
        while len(received) < count:
            self._wait(stream, deadline)
            part = stream.read(min(count - len(received), 1 << 20))
            if not part:
                raise self._death()
            received += part
        return bytes(received)

    def _wait(self, stream: IO[bytes], deadline: float) -> None:
        """Wait until something can be read; raises `TimeoutError`, or `NoAnswer` if the process uses too much memory."""
        while (left := deadline - time.monotonic()) > 0:
            if processes.is_readable(stream, min(left, _LOOK_S) if self._most_bytes else left):
                return
            if self._most_bytes and processes.resident_bytes(self._process.pid) > self._most_bytes:
                raise NoAnswer(said("memory_needed", "needs more than {most} MB to read", most=self._most_bytes // 1_000_000))
        raise TimeoutError

    def _death(self) -> NoAnswer:
        processes.end_tree(self._process)  # it may only have closed its output
        code = self._process.wait()
        if processes.used_up_its_time(code):
            return NoAnswer(said("too_much_time", "took too much processor time to read"))
        return Crashed(said("reader_crashed", "its reader crashed ({why})", why=processes.ending(code)))


def _open(stream: IO[bytes] | None) -> IO[bytes]:
    if stream is None:
        raise Crashed(said("reader_unstarted", "its reader could not be started"))
    return stream


def _write(stream: IO[bytes], *parts: bytes) -> None:
    try:
        for part in parts:
            view = memoryview(part)
            while view:
                view = view[stream.write(view) :]
    except (OSError, ValueError):
        return  # the process has ended, which the thread that waits for the answer reports
