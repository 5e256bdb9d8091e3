"""A child process and pipes to it, over which JSON messages go in both directions, one per line; log records too."""

import json
import logging
import subprocess
import tempfile
import weakref
from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import IO, Any

from ingest.said import said
from ingest.system import processes
from ragassist.engine.gpu.environment import engine_environment
from ragassist.errors import ModelDied

_log = logging.getLogger(__name__)
_READ = 1 << 16
_KILLED = "the chat model's process was killed: ask again, or close other programs if memory ran out"

Message = dict[str, Any]


class JsonPipe:
    """A child process and the pipes to it. The process ends with this object, at the latest with the program."""

    def __init__(self, command: Sequence[str], environment: Mapping[str, str]) -> None:
        self._complaints = tempfile.TemporaryFile()  # noqa: SIM115  closed by `end`
        self.process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._complaints,
            bufsize=0,
            env=engine_environment(environment),
            start_new_session=True,  # Ctrl-C doesn't reach the child
            creationflags=processes.APART,
        )
        self._received = bytearray()
        self.end = weakref.finalize(self, _end, self.process, self._complaints)

    def send(self, message: Message) -> None:
        """Send a message. Raises `ModelDied`."""
        data = memoryview(json.dumps(message).encode() + b"\n")
        stream = _there(self.process.stdin)
        try:
            while data:
                data = data[stream.write(data) :]
        except (OSError, ValueError):
            raise self._death() from None

    def receive(self, seconds: float | None = None) -> Message:
        """Return the next message; {} if none came within `seconds`, or if it was a log record. Raises `ModelDied`."""
        stream = _there(self.process.stdout)
        while (end := self._received.find(b"\n")) < 0:
            if not processes.is_readable(stream, seconds):
                return {}
            data = stream.read(_READ)
            if not data:
                raise self._death()
            self._received += data
        message: Message = json.loads(self._received[:end])
        del self._received[: end + 1]
        if "log" in message:
            _log.log(message["log"], "%s", message["text"])
            return {}
        return message

    def _death(self) -> ModelDied:
        with suppress(subprocess.TimeoutExpired):
            self.process.wait(1)
        code = self.process.poll()
        self._complaints.seek(0)
        last = self._complaints.read().decode(errors="replace").strip().rpartition("\n")[2]
        self.end()
        if processes.was_killed(code):
            return ModelDied(said("model_killed", _KILLED))
        is_told = code is not None and code >= 0 and last
        how = last if code is None or is_told else processes.ending(code)
        return ModelDied(said("model_ended", "the chat model's process ended by itself ({why}): ask again", why=how or ""))


def _there(stream: IO[bytes] | None) -> IO[bytes]:
    if stream is None:
        raise ModelDied(said("model_unstarted", "the chat model's process can't be started: ask again"))
    return stream


def _end(process: subprocess.Popen[bytes], complaints: IO[bytes]) -> None:
    process.kill()
    process.wait()
    for stream in (process.stdin, process.stdout, complaints):
        if stream:
            stream.close()
