"""Writes a file so that a reader sees the old content or the new, whatever happens in between."""

import os
import time
from contextlib import suppress
from pathlib import Path

from ingest.system.files import CREATE, replace, sync_folder

_ENDING = ".new"


def write_atomically(path: Path, data: bytes) -> None:
    """Replace a file's content; raises `OSError` on a full disk and leaves the old file as it was."""
    beside = path.with_name(f".{path.name}.{os.getpid()}{_ENDING}")
    beside.unlink(missing_ok=True)  # of a process that was killed: what it left is never written on
    handle = os.open(beside, CREATE, 0o600)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        replace(beside, path)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise
    sync_folder(path.parent)


def drop_leftovers(folder: Path, *, older_than_s: float = 0.0) -> None:
    """Delete what writers that were killed left half written.

    For use under the lock that writers hold; where they hold none, with an age in seconds that no write reaches.
    """
    for path in folder.glob(f".*{_ENDING}"):
        with suppress(FileNotFoundError):  # its writer has just finished
            if not older_than_s or time.time() - path.stat().st_mtime > older_than_s:
                path.unlink()
