"""How files are opened, replaced and written to disk on each system."""

import os
import sys
import time
from pathlib import Path

_LONG = 240
"""Characters from which a Windows path gets a prefix: without one the limit is 260."""
_PREFIX, _SHARE = "\\\\?\\", "\\\\"
_TRIES, _PAUSE_S = 20, 0.05


def replace(source: Path, target: Path) -> None:
    """Replace a file by another one.

    Windows refuses it while a program, such as a virus scanner, has the target open. Then it is tried again for a second.
    Raises `OSError`.
    """
    for _ in range(_TRIES - 1):
        try:
            source.replace(target)
        except PermissionError:
            if not OPEN_FILES_ARE_LOCKED:
                raise
            time.sleep(_PAUSE_S)
        else:
            return
    source.replace(target)


def prefixed(path: str) -> str:
    """Return an absolute Windows path with the prefix that it needs if it is too long."""
    if len(path) < _LONG or path.startswith(_PREFIX):
        return path
    return f"{_PREFIX}UNC\\{path[2:]}" if path.startswith(_SHARE) else f"{_PREFIX}{path}"


def windows_slashed(path: str) -> str:
    """Return a Windows path or glob with slashes and in lower case, with a slash before a drive."""
    plain = path.replace("\\", "/").casefold()
    return f"/{plain}" if plain[1:3] == ":/" else plain


NAMES_IGNORE_CASE: bool = sys.platform in ("darwin", "win32")
"""Whether two names that differ only in case are one file, as is usual on macOS and Windows."""

if sys.platform == "win32":
    OPEN_FILES_ARE_LOCKED: bool = True
    PATHS_ARE_BYTES: bool = False
    READ = os.O_RDONLY | os.O_BINARY | os.O_NOINHERIT
    UPDATE = os.O_RDWR | os.O_BINARY | os.O_NOINHERIT
    CREATE = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_BINARY | os.O_NOINHERIT
    NO_LINK = 0

    def slashed(path: str) -> str:
        """Return a path or a glob as `windows_slashed` does."""
        return windows_slashed(path)

    def reachable(path: Path) -> str:
        """Return a path of any length as the system accepts it."""
        return prefixed(str(path.absolute()))

    def sync_folder(folder: Path) -> None:
        """Do nothing: Windows writes names to disk together with their files."""

else:
    OPEN_FILES_ARE_LOCKED: bool = False
    """Whether a file that is open can't be replaced or deleted."""
    PATHS_ARE_BYTES: bool = True
    """Whether names may contain bytes that aren't text."""
    READ = os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC
    """Flags to open a file for reading; opening a pipe doesn't wait."""
    UPDATE = os.O_RDWR | os.O_CLOEXEC
    CREATE = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC
    """Flags to create a file that must not exist yet."""
    NO_LINK = os.O_NOFOLLOW
    """A flag that refuses links; 0 if the system has none."""

    def slashed(path: str) -> str:
        """Return a path or glob with slashes, for comparing them."""
        return path

    def reachable(path: Path) -> str:
        """Return a path of any length as the system accepts it."""
        return str(path)

    def sync_folder(folder: Path) -> None:
        """Write the names in a folder to disk, so that they survive a power failure."""
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


if sys.platform == "linux":
    import fcntl
    import signal

    def is_being_written(handle: int) -> bool:
        """Whether any program has the file open for writing, or it isn't known: Linux then refuses a read lease."""
        try:
            fcntl.fcntl(handle, fcntl.F_SETSIG, signal.SIGURG)  # a program that breaks the lease sends this ignored signal
            fcntl.fcntl(handle, fcntl.F_SETLEASE, fcntl.F_RDLCK)
            fcntl.fcntl(handle, fcntl.F_SETLEASE, fcntl.F_UNLCK)
        except OSError:
            return True  # it is being written, or belongs to another user, or the file system has no leases
        return False

else:

    def is_being_written(handle: int) -> bool:
        """Return True, since these systems don't tell it."""
        return True
