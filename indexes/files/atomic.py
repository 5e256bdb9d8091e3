"""Writes a file so that a reader sees the old content or the new, whatever happens in between."""

import os
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


def drop_leftovers(folder: Path) -> None:
    """Delete what writers that were killed left half written. For use under the lock that writers hold."""
    for path in folder.glob(f".*{_ENDING}"):
        path.unlink(missing_ok=True)
