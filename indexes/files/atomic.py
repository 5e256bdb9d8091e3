"""Writes a file atomically: a reader sees either the old content or the new."""

import os
import time
from contextlib import suppress
from pathlib import Path
from threading import get_ident

from ingest.system.files import CREATE, replace, sync_folder

_ENDING = ".new"


def write_atomically(path: Path, data: bytes) -> None:
    """Replace the content of a file. Raises `OSError`, for example on a full disk, and keeps the old file then."""
    beside = path.with_name(f".{path.name}.{os.getpid()}-{get_ident()}{_ENDING}")
    beside.unlink(missing_ok=True)  # the remains of a killed process aren't continued
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
    """Delete incomplete files of killed writers.

    For use under the writers' lock; where they hold none, with an age in seconds that no write reaches.
    """
    for path in folder.glob(f".*{_ENDING}"):
        with suppress(FileNotFoundError):  # its writer has just finished
            if not older_than_s or time.time() - path.stat().st_mtime > older_than_s:
                path.unlink()
