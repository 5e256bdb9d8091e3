"""A small disk for this process alone: a memory file system in a mount namespace of its own (Linux)."""

import ctypes
import os
from pathlib import Path

_NEW_USER, _NEW_MOUNTS = 0x10000000, 0x00020000
_RECURSIVE, _PRIVATE = 0x4000, 0x40000
"""Constants of linux/sched.h and linux/mount.h."""


def mount_small_disk(at: Path, kilobytes: int) -> None:
    """Mount an empty disk of a size; it disappears when the process, which must have one thread, ends. Raises `OSError`."""
    libc, user, group = ctypes.CDLL(None, use_errno=True), os.geteuid(), os.getegid()
    _check(libc.unshare(_NEW_USER | _NEW_MOUNTS), "unshare")
    for name, line in (("setgroups", "deny"), ("uid_map", f"0 {user} 1"), ("gid_map", f"0 {group} 1")):
        Path("/proc/self", name).write_text(line, encoding="ascii")
    _check(libc.mount(None, b"/", None, _RECURSIVE | _PRIVATE, None), "mount /")
    options = f"mode=700,size={kilobytes}k".encode()
    _check(libc.mount(b"tmpfs", os.fsencode(at), b"tmpfs", 0, options), f"mount {at}")


def _check(result: int, call: str) -> None:
    if result:
        raise OSError(ctypes.get_errno(), call)
