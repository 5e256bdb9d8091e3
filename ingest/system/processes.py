"""Processes that this program starts: how they are kept apart, read from and ended, and what their exit codes say."""

import os
import signal
import sys
from contextlib import suppress
from subprocess import Popen
from typing import IO

import psutil


def resident_bytes(process: int) -> int:
    """Return how much memory a process holds, 0 for one that has ended."""
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
    """The code of a process whose job has used up its processor time (ERROR_NOT_ENOUGH_QUOTA of winerror.h)."""
    _FAULT = 0xC0000000
    _LOOK_S = 0.002

    def end_tree(process: "Popen[bytes] | Popen[str]", *, by_force: bool = True) -> None:
        """End a process and all that it started; Windows knows no gentle way for one without a window."""
        with suppress(psutil.Error):
            for child in psutil.Process(process.pid).children(recursive=True):
                with suppress(psutil.Error):
                    child.kill()
        with suppress(OSError):
            process.kill()

    def is_readable(stream: IO[bytes], seconds: float | None) -> bool:
        """Return whether something can be read from a pipe, its end included, within some seconds; None: wait for it."""
        deadline = None if seconds is None else time.monotonic() + seconds
        pipe = msvcrt.get_osfhandle(stream.fileno())
        while True:
            try:
                if _winapi.PeekNamedPipe(pipe, 0)[0]:
                    return True
            except OSError:
                return True  # the other side is closed: what is read now is the end
            if deadline is not None and time.monotonic() >= deadline:
                return False
            time.sleep(_LOOK_S)

    def used_up_its_time(code: int) -> bool:
        """Whether a process was ended because of its limit on processor time."""
        return code == _NO_QUOTA

    def was_killed(code: int | None) -> bool:
        """Return False: Windows doesn't tell who ended a process."""
        return False

    def ending(code: int) -> str:
        """Return what an exit code says in words."""
        return f"0x{code & 0xFFFFFFFF:08X}" if code & _FAULT == _FAULT else f"exit {code}"

else:
    import select

    APART = 0
    """Flags for `Popen` beside `start_new_session`, which Windows doesn't know: Ctrl-C is for this process alone."""
    BACKGROUND = 0
    """The same for a process that gives way to others."""
    _MILLISECONDS = 1000

    def end_tree(process: "Popen[bytes] | Popen[str]", *, by_force: bool = True) -> None:
        """Tell a process and all that it started in its session to end, or end them by force."""
        with suppress(ProcessLookupError, PermissionError):  # macOS answers EPERM for a group of zombies
            os.killpg(process.pid, signal.SIGKILL if by_force else signal.SIGTERM)  # its number is taken until `wait`

    def is_readable(stream: IO[bytes], seconds: float | None) -> bool:
        """Return whether something can be read from a pipe, its end included, within some seconds; None: wait for it."""
        look = select.poll()
        look.register(stream, select.POLLIN)
        return bool(look.poll(None if seconds is None else seconds * _MILLISECONDS))

    def used_up_its_time(code: int) -> bool:
        """Whether a process was ended because of its limit on processor time."""
        return code == -signal.SIGXCPU

    def was_killed(code: int | None) -> bool:
        """Whether a process was ended by force from outside: by a person, or by the system when memory ran out."""
        return code == -signal.SIGKILL

    def ending(code: int) -> str:
        """Return what an exit code says in words: a signal's name, or `exit N`."""
        return signal.Signals(-code).name if code < 0 else f"exit {code}"
