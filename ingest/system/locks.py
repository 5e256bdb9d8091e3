"""A lock on an open file that several processes share, and that ends with its process."""

import os
import sys

if sys.platform == "win32":
    import msvcrt

    _PLACES = 64
    """Windows locks each byte for one process: each process that shares the lock takes one byte of these."""

    def hold_shared(handle: int) -> None:
        """Share the lock until the file is closed. Raises `OSError` if that fails."""
        for place in range(_PLACES):
            os.lseek(handle, place, os.SEEK_SET)
            try:
                msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
            except OSError:
                continue
            return
        raise OSError(f"more than {_PLACES} processes share the lock")

    def is_free(handle: int) -> bool:
        """Return whether no process shares the lock."""
        os.lseek(handle, 0, os.SEEK_SET)
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, _PLACES)
        except OSError:
            return False
        os.lseek(handle, 0, os.SEEK_SET)
        msvcrt.locking(handle, msvcrt.LK_UNLCK, _PLACES)
        return True

else:
    import fcntl

    def hold_shared(handle: int) -> None:
        """Share the lock until the file is closed. Raises `OSError` on file systems without locks."""
        fcntl.flock(handle, fcntl.LOCK_SH)

    def is_free(handle: int) -> bool:
        """Return whether no process shares the lock."""
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        except OSError:
            return True
        fcntl.flock(handle, fcntl.LOCK_UN)
        return True
