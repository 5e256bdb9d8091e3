"""Downloads models in a process of its own, which can be stopped at any time, so that this process never goes online."""

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

from ingest.said import said
from ingest.system.processes import APART, end_tree
from ragassist.errors import PullFailed
from ragassist.stopping import Stopped
from tui.backend.records import PullProgress

_CHECK_EVERY_S = 0.25
"""Seconds between two reports of progress, and between two checks for a stop."""
_GRACE_S = 2.0
"""Seconds that the process has to end in order. What it has downloaded is kept, and the next download continues from there."""
_LAST_LINES = 20
"""Number of lines of the process's error output that are kept; the last one is shown."""
_LANGUAGE = "RAGASSIST_LANGUAGE"
"""The variable that sets the language of the command's lines."""
_TEMPORARY = ("TMPDIR", "TEMP", "TMP")
"""The variables that name the folder for temporary files, on Unix and on Windows."""


def pull_command(home: Path, names: Sequence[str]) -> list[str]:
    """Return the command that downloads models. It accepts their licences, so the person has to have accepted them."""
    python = sys.executable, "-I", "-X", "utf8"
    return [*python, "-m", "ragassist.cli", "models", "pull", *names, "--accept-licence", "--home", str(home)]


def pull_in_a_process(
    command: Sequence[str],
    folder: Path,
    total: int,
    advance: Callable[[PullProgress], object],
    stop: Flag,
    *,
    language: str | None = None,
) -> None:
    """Run a command that downloads models into `folder`, and report to `advance` how many of `total` bytes have arrived there.

    Its lines for the person are in the language with the code `language`, English for None.

    Raises `Stopped` once `stop` is set, and `PullFailed` with the command's last line of error output if it fails.
    """
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    before = _bytes_in(folder)
    lines: deque[str] = deque(maxlen=_LAST_LINES)
    with TemporaryDirectory(dir=folder, prefix=".arriving-", ignore_cleanup_errors=True) as arriving:
        process = _started(command, arriving, language)
        listener = Thread(target=_listen, args=(process, lines), daemon=True)
        listener.start()
        try:
            while process.poll() is None:
                if stop.wait(_CHECK_EVERY_S):
                    raise Stopped
                done = min(_bytes_in(folder) - before, total)
                advance(PullProgress(lines[-1] if lines else "", done, total))
        finally:
            _end(process)
            listener.join(_GRACE_S)
            if process.stderr is not None:
                process.stderr.close()
    if process.returncode:
        raise PullFailed(_told_last(lines))


def _started(command: Sequence[str], arriving: str, language: str | None) -> "subprocess.Popen[str]":
    spoken = {_LANGUAGE: language} if language else {}
    return subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        errors="replace",
        # Wheels are downloaded to the temporary folder first, so it lies in the folder whose bytes are counted.
        env={**os.environ, **dict.fromkeys(_TEMPORARY, arriving), **spoken},
        start_new_session=True,
        creationflags=APART,
    )


def _told_last(lines: "deque[str]") -> str:
    return lines[-1].removeprefix("ragassist: ") if lines else said("pull_ended", "fetching the models ended without a reason")


def _listen(process: "subprocess.Popen[str]", lines: "deque[str]") -> None:
    for line in process.stderr or ():
        if line.strip():
            lines.append(line.strip())


def _end(process: "subprocess.Popen[str]") -> None:
    """End the process and its children, by force after `_GRACE_S`."""
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
        except OSError:  # the file was moved meanwhile
            continue
    return size
