"""Processes that this program starts: how to separate them, to read from them and to end them; their exit codes."""

import os
import signal
import sys
from contextlib import suppress
from subprocess import Popen
from typing import IO

import psutil


def usable_cores() -> list[int]:
    """Return the cores that this process may run on."""
    if hasattr(os, "sched_getaffinity"):
        return sorted(os.sched_getaffinity(0))
    return list(range(os.cpu_count() or 1))


def resident_bytes(process: int) -> int:
    """Return the memory that a process uses, 0 if it has ended."""
    try:
        return int(psutil.Process(process).memory_info().rss)
    except psutil.Error:
        return 0


if sys.platform == "win32":
    import _winapi
    import msvcrt
    import subprocess
    import time

    APART = subprocess.CREATE_NEW_PROCESS_GROUP | subprocess.CREATE_NO_WINDOW
    BACKGROUND = APART | subprocess.BELOW_NORMAL_PRIORITY_CLASS
    _NO_QUOTA = 1816
    """Exit code of a process whose job has used up its processor time (ERROR_NOT_ENOUGH_QUOTA of winerror.h)."""
    _FAULT = 0xC0000000
    _LOOK_S = 0.002

    def end_tree(process: "Popen[bytes] | Popen[str]", *, by_force: bool = True) -> None:
        """End a process and all that it has started, by force: Windows has no other way for processes without a window."""
        with suppress(psutil.Error):
            for child in psutil.Process(process.pid).children(recursive=True):
                with suppress(psutil.Error):
                    child.kill()
        with suppress(OSError):
            process.kill()

    def is_readable(stream: IO[bytes], seconds: float | None) -> bool:
        """Return whether data or the end of a pipe can be read within some seconds; None waits without a limit."""
        deadline = None if seconds is None else time.monotonic() + seconds
        pipe = msvcrt.get_osfhandle(stream.fileno())
        while True:
            try:
                if _winapi.PeekNamedPipe(pipe, 0)[0]:
                    return True
            except OSError:
                return True  # the other side is closed, so the end can be read
            if deadline is not None and time.monotonic() >= deadline:
                return False
            time.sleep(_LOOK_S)

    def used_up_its_time(code: int) -> bool:
        """Whether a process was ended because of its limit on processor time."""
        return code == _NO_QUOTA

    def was_killed(code: int | None) -> bool:
        """Return False, since Windows doesn't tell it."""
        return False

    def ending(code: int) -> str:
        """Return an exit code in words."""
        return f"0x{code & 0xFFFFFFFF:08X}" if code & _FAULT == _FAULT else f"exit {code}"

else:
    import select

    APART = 0
    """Flags for `Popen` in addition to `start_new_session`, which Windows ignores, so that Ctrl-C doesn't reach the process."""
    BACKGROUND = 0
    """The same flags for a process of low priority."""
    _MILLISECONDS = 1000

    def end_tree(process: "Popen[bytes] | Popen[str]", *, by_force: bool = True) -> None:
        """Ask a process and all others of its session to end, or end them by force."""
        with suppress(ProcessLookupError, PermissionError):  # macOS answers EPERM for a group of zombies
            os.killpg(process.pid, signal.SIGKILL if by_force else signal.SIGTERM)  # its id isn't reused before `wait`

    def is_readable(stream: IO[bytes], seconds: float | None) -> bool:
        """Return whether data or the end of a pipe can be read within some seconds; None waits without a limit."""
        look = select.poll()
        look.register(stream, select.POLLIN)
        return bool(look.poll(None if seconds is None else seconds * _MILLISECONDS))

    def used_up_its_time(code: int) -> bool:
        """Whether a process was ended because of its limit on processor time."""
        return code == -signal.SIGXCPU

    def was_killed(code: int | None) -> bool:
        """Whether a process was killed by another one: by the user, or by the system when memory ran out."""
        return code == -signal.SIGKILL

    def ending(code: int) -> str:
        """Return an exit code in words: the name of a signal, or `exit N`."""
        return signal.Signals(-code).name if code < 0 else f"exit {code}"
