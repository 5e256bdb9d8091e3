"""Fetches models in a process of its own: it can be stopped at any moment, and this one never goes online."""

import os
import subprocess
import sys
import time
from collections import deque
from collections.abc import Callable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Event as Flag
from threading import Thread

from ingest.system.processes import APART, end_tree
from ragassist.errors import PullFailed
from ragassist.stopping import Stopped
from tui.backend.records import PullProgress

_LOOK_EVERY_S = 0.25
_GRACE_S = 2.0
"""Seconds for a fetching process to end in order; what it has so far stays and is gone on from."""
_LAST_LINES = 20
_TEMPORARY = ("TMPDIR", "TEMP", "TMP")
"""The variables that name the folder for temporary files, on Unix and on Windows."""


def pull_command(home: Path, names: Sequence[str]) -> list[str]:
    """Return the command that fetches models, whose licences the person accepted on the screen."""
    return [sys.executable, "-m", "ragassist.cli", "models", "pull", *names, "--accept-licence", "--home", str(home)]


def pull_in_a_process(
    command: Sequence[str], folder: Path, total: int, advance: Callable[[PullProgress], object], stop: Flag
) -> None:
    """Run a command that fetches models into a folder, and tell how many of `total` bytes have arrived there.

    Raises `Stopped` once `stop` is set, and `PullFailed` with the command's last line where it fails.
    """
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    before = _bytes_in(folder)
    lines: deque[str] = deque(maxlen=_LAST_LINES)
    with TemporaryDirectory(dir=folder, prefix=".arriving-", ignore_cleanup_errors=True) as arriving:
        process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
            errors="replace",
            env={
                **os.environ,
                **dict.fromkeys(_TEMPORARY, arriving),
            },  # where wheels arrive first: their bytes count as soon as they are there
            start_new_session=True,
            creationflags=APART,
        )
        listener = Thread(target=_listen, args=(process, lines), daemon=True)
        listener.start()
        try:
            while process.poll() is None:
                if stop.wait(_LOOK_EVERY_S):
                    raise Stopped
                done = min(_bytes_in(folder) - before, total)
                advance(PullProgress(lines[-1] if lines else "", done, total))
        finally:
            _end(process)
            listener.join(_GRACE_S)
            if process.stderr is not None:
                process.stderr.close()
    if process.returncode:
        raise PullFailed(lines[-1].removeprefix("ragassist: ") if lines else "fetching the models ended without a reason")


def _listen(process: "subprocess.Popen[str]", lines: "deque[str]") -> None:
    for line in process.stderr or ():
        if line.strip():
            lines.append(line.strip())


def _end(process: "subprocess.Popen[str]") -> None:
    """End the process and what it started."""
    for by_force in (False, True):
        if process.poll() is not None:
            break
        end_tree(process, by_force=by_force)
        deadline = time.monotonic() + _GRACE_S
        while process.poll() is None and time.monotonic() < deadline:
            time.sleep(0.02)
    process.wait()


def _bytes_in(folder: Path) -> int:
    size = 0
    for path in folder.rglob("*"):
        try:
            size += path.stat().st_size if path.is_file() else 0
        except OSError:  # it was moved meanwhile
            continue
    return size
