"""Runs commands in forks of a process that has imported the program, which takes a third of the time of a new one."""

import os
import signal
import socket
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tests.cli.warm_process import Command
from tests.paths import ROOT

_NUMBER = 99
"""Bytes of an answer."""


class WarmProgram:
    """The other end of `tests/cli/warm_process.py`. The process is started by the first command."""

    def __init__(self, embedding: Path) -> None:
        """`embedding` is the folder of the embedding model that commands use."""
        self._embedding = embedding
        self._channel: socket.socket | None = None
        self.process: subprocess.Popen[bytes] | None = None
        self._environment: dict[str, str] = {}

    def serves(self, environment: dict[str, str]) -> bool:
        """Return whether an environment differs from that of the process by nothing that is read before the program begins."""
        if sys.platform != "linux":
            return False  # elsewhere a fork isn't safe or isn't there
        if not self._channel:
            self._start(environment)
        differing = {name for name, _ in self._environment.items() ^ environment.items()}
        return all(name == "COLUMNS" or name.startswith(("RAGASSIST_", "PYTEST_")) for name in differing)

    def run(self, command: Command, seconds: float) -> tuple[int, str, str]:
        """Return the exit code of a command, its output and its error output. Raises `TimeoutError` after killing it."""
        assert self._channel
        ends = [os.pipe(), os.pipe()]
        with Path(os.devnull).open() as nothing, ThreadPoolExecutor(2) as pool:
            socket.send_fds(self._channel, [bytes(command)], [nothing.fileno(), *(theirs for _, theirs in ends)])
            for _, theirs in ends:
                os.close(theirs)
            process = int(self._channel.recv(_NUMBER))
            read = [pool.submit(_read, ours) for ours, _ in ends]
            try:
                out, err = (text.result(seconds) for text in read)
            except BaseException:
                os.kill(process, signal.SIGKILL)
                raise
            finally:
                code = int(self._channel.recv(_NUMBER))
        return code, out, err

    def close(self) -> None:
        """End the process."""
        if self._channel and self.process:
            self._channel.close()
            self.process.wait()
            self._channel = None

    def _start(self, environment: dict[str, str]) -> None:
        here, there = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with there:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "tests.cli.warm_process", str(there.fileno()), str(self._embedding)],
                pass_fds=[there.fileno()],
                cwd=ROOT,
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
            )
        self._channel, self._environment = here, environment


def _read(descriptor: int) -> str:
    with os.fdopen(descriptor, encoding="utf-8") as stream:
        return stream.read()
