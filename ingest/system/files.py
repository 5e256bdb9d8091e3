"""How files are opened, replaced and made to last on each system."""

import os
import sys
import time
from pathlib import Path

_LONG = 240
"""Characters of a Windows path from which on it needs a prefix: 260 is the limit for those without."""
_PREFIX, _SHARE = "\\\\?\\", "\\\\"
_TRIES, _PAUSE_S = 20, 0.05


def replace(source: Path, target: Path) -> None:
    """Put a file in another one's place.

    Windows refuses it while a program has the target open: a scanner of viruses lets go of it in a moment, and that is waited
    for. Raises `OSError`.
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
    """Return an absolute Windows path as one that may be longer than 260 characters."""
    if len(path) < _LONG or path.startswith(_PREFIX):
        return path
    return f"{_PREFIX}UNC\\{path[2:]}" if path.startswith(_SHARE) else f"{_PREFIX}{path}"


def windows_slashed(path: str) -> str:
    """Return a Windows path or a glob with slashes and in small letters, from a slash on if it begins with a drive."""
    plain = path.replace("\\", "/").casefold()
    return f"/{plain}" if plain[1:3] == ":/" else plain


NAMES_IGNORE_CASE: bool = sys.platform in ("darwin", "win32")
"""Whether two names that differ in case alone are one file, as is usual on the disks of macOS and Windows."""

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
        """Return a path as the system takes it, however long it is."""
        return prefixed(str(path.absolute()))

    def sync_folder(folder: Path) -> None:
        """Do nothing: Windows makes names last together with their files."""

else:
    OPEN_FILES_ARE_LOCKED: bool = False
    """Whether a file that is open can't be replaced or deleted."""
    PATHS_ARE_BYTES: bool = True
    """Whether names may hold bytes that are no text."""
    READ = os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC
    """Flags to open a file for reading; a pipe in its place isn't waited for."""
    UPDATE = os.O_RDWR | os.O_CLOEXEC
    CREATE = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC
    """Flags to make a file that must not be there yet."""
    NO_LINK = os.O_NOFOLLOW
    """A flag that refuses a link in the file's place; 0 where there is none."""

    def slashed(path: str) -> str:
        """Return a path or a glob with slashes, as globs are compared."""
        return path

    def reachable(path: Path) -> str:
        """Return a path as the system takes it, however long it is."""
        return str(path)

    def sync_folder(folder: Path) -> None:
        """Make the names in a folder last through a power cut."""
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


if sys.platform == "linux":
    import fcntl
    import signal

    def is_being_written(handle: int) -> bool:
        """Whether somebody has the file open for writing, as far as the system tells: Linux gives no read lease then."""
        try:
            fcntl.fcntl(handle, fcntl.F_SETSIG, signal.SIGURG)  # who breaks the lease must not kill us: SIGURG is ignored
            fcntl.fcntl(handle, fcntl.F_SETLEASE, fcntl.F_RDLCK)
            fcntl.fcntl(handle, fcntl.F_SETLEASE, fcntl.F_UNLCK)
        except OSError:
            return True  # somebody writes, or it is another user's file, or the file system knows no leases
        return False

else:

    def is_being_written(handle: int) -> bool:
        """Return True: whether another program writes a file isn't told here."""
        return True
