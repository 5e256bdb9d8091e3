"""Runs a module without the modules, calls and signals of Unix; `write_python` writes a program that does this.

The Windows functions that `ingest.system` uses instead are emulated on Linux. The processes that
the module starts run in the same way. Third-party libraries aren't affected.
"""

import array
import builtins
import ctypes
import fcntl
import importlib
import os
import runpy
import select
import signal
import struct
import subprocess
import sys
import termios
from pathlib import Path
from types import ModuleType
from typing import Any

import psutil  # noqa: F401  imported here, since it chooses its own modules by the real system

ROOT = Path(__file__).parent.parent
OURS = ("ingest", "indexes", "ragassist", "tui")
MODULES = frozenset(("fcntl", "resource", "termios", "tty", "pty", "pwd", "grp", "readline", "syslog"))
CALLS = {
    os: (
        "killpg", "fork", "forkpty", "geteuid", "getuid", "getpgid", "setsid", "O_NONBLOCK", "O_CLOEXEC", "O_DIRECTORY",
        "O_NOFOLLOW",
    ),
    select: ("poll", "epoll"),
    signal: ("SIGHUP", "SIGKILL", "SIGXCPU", "SIGURG", "pthread_sigmask"),
}  # fmt: skip
AS_ON_WINDOWS = (
    "ingest.system.files", "ingest.system.limits", "ingest.system.locks", "ingest.system.processes", "ingest.system.signals",
    "ingest.system.terminal",
    "ingest.isolation.landlock", "ingest.isolation.sandbox",
)  # fmt: skip
_SET_LOCK = 37
"""F_OFD_SETLK of Linux: a lock that belongs to the opened file, as a lock of Windows does."""


def locking(handle: int, mode: int, count: int) -> None:
    """Emulate `msvcrt.locking`: lock or unlock bytes from the file's position on. Raises `OSError`."""
    kind = fcntl.F_WRLCK if mode else fcntl.F_UNLCK
    fcntl.fcntl(handle, _SET_LOCK, struct.pack("hhqqi4x", kind, os.SEEK_SET, os.lseek(handle, 0, os.SEEK_CUR), count, 0))


def peek(handle: int, _: int) -> tuple[int, int]:
    """Emulate `_winapi.PeekNamedPipe`: return the number of bytes in a pipe. Raises `OSError` at its end."""
    waiting = array.array("i", [0])
    fcntl.ioctl(handle, termios.FIONREAD, waiting)
    if waiting[0]:
        return waiting[0], 0
    look = select.poll()
    look.register(handle, 0)
    if any(event & select.POLLHUP for _, event in look.poll(0)):
        raise BrokenPipeError
    return 0, 0


class Kernel:
    """Emulates kernel32 with functions that succeed and do nothing."""

    def __init__(self, *_: object, **__: object) -> None:
        self._calls: dict[str, Any] = {}

    def __getattr__(self, name: str) -> Any:
        def call(*_: object) -> int:
            return 1

        return self.__dict__["_calls"].setdefault(name, call)


class Shortened(ModuleType):
    """A module of Python without its Unix-only names for the code of the project."""

    def __getattribute__(self, name: str) -> Any:
        module = super().__getattribute__("__name__")
        if name in MISSING[module] and _is_ours(sys._getframe(1).f_globals):
            raise AttributeError(f"module {module!r} has no attribute {name!r}")
        return super().__getattribute__(name)


MISSING = {module.__name__: frozenset(names) for module, names in CALLS.items()}
WINDOWS = {"msvcrt": ModuleType("msvcrt"), "_winapi": ModuleType("_winapi")}


def _is_ours(place: dict[str, Any]) -> bool:
    return place is not globals() and str(place.get("__name__")).partition(".")[0] in (*OURS, "__main__")


def take_away() -> None:
    """Replace Unix's functions by Windows's for the code of the project, then import the modules that check the system."""
    real = builtins.__import__

    def importing(name: str, place: Any = None, *rest: Any, **more: Any) -> Any:
        if place and _is_ours(place):
            if name in MODULES:
                raise ModuleNotFoundError(f"No module named {name!r}")
            if name in WINDOWS:
                return WINDOWS[name]
        return real(name, place, *rest, **more)

    _put(WINDOWS["msvcrt"], LK_NBLCK=1, LK_UNLCK=0, locking=locking, get_osfhandle=lambda handle: handle)
    _put(WINDOWS["_winapi"], PeekNamedPipe=peek)
    _put(os, O_BINARY=0, O_NOINHERIT=os.O_CLOEXEC)
    _put(signal, SIGBREAK=signal.SIGUSR2)
    _put(subprocess, CREATE_NEW_PROCESS_GROUP=0, CREATE_NO_WINDOW=0, BELOW_NORMAL_PRIORITY_CLASS=0)
    _put(ctypes, WinDLL=Kernel)
    for module in CALLS:
        module.__class__ = Shortened
    _put(builtins, __import__=importing)
    own, sys.platform = sys.platform, "win32"
    for name in AS_ON_WINDOWS:
        importlib.import_module(name)
    sys.platform = own


def _put(module: ModuleType, **members: object) -> None:
    for name, value in members.items():
        setattr(module, name, value)


def write_python(folder: Path) -> Path:
    """Write a program that starts Python in this way, also for its child processes; return its path."""
    program = folder / "python"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" "{Path(__file__).resolve()}" "$0" "$@"\n', encoding="utf-8")
    program.chmod(0o700)
    return program


def main() -> None:
    """Replace the functions and run the module."""
    sys.executable, *arguments = sys.argv[1:]
    sys.path[0] = str(ROOT)
    take_away()
    module, *sys.argv[1:] = (argument for argument in arguments if argument not in ("-I", "-m"))
    runpy.run_module(module, run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    main()
