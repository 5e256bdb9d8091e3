"""Keeps a process and all that it starts from writing outside one folder, by Linux's Landlock (5.13 and newer).

Landlock doesn't cover changes of a file's mode, owner, times and attributes.
"""

import ctypes
import os
import struct
import sys
from collections.abc import Collection
from pathlib import Path

_ON_LINUX: bool = sys.platform == "linux"
_CREATE, _ADD_RULE, _RESTRICT = 444, 445, 446
"""The calls' numbers, the same for all machines that `system_calls` knows."""
_TELL_VERSION = 1
_PATH_BENEATH = 1
_SET_NO_NEW_PRIVILEGES = 38

_WRITE_FILE = 1 << 1
_CREATE_AND_REMOVE = 0x1FF0
"""Bits 4 to 12: removing folders and files; making devices, folders, files, sockets, pipes and symbolic links."""
_MAKE_SOCKET = 1 << 9
_MOVE, _TRUNCATE = 1 << 13, 1 << 14
_SINCE = {_MOVE: 2, _TRUNCATE: 3}
"""The versions since which rules cover links and moves between folders (version 1 refuses all of them), and truncation."""
_OF_A_FILE = _WRITE_FILE | _TRUNCATE
WHOLE = 3
"""The version from which on all changes of files' content and names are refused."""
_SCOPES_SINCE, _SCOPES = 6, 0x3
"""The version that can refuse abstract Unix sockets of other processes and signals to them, and the bits of both."""
_PATH_ONLY = getattr(os, "O_PATH", 0) | getattr(os, "O_CLOEXEC", 0)
"""Constants of linux/landlock.h, linux/prctl.h and fcntl.h."""


def version() -> int:
    """Return the version of Landlock that this kernel has, 0 if it has none or doesn't tell."""
    return max(0, _call(_CREATE, None, 0, _TELL_VERSION)) if _ON_LINUX else 0


def write_only_in(folder: Path | None, listens_in: Collection[Path] = ()) -> bool:
    """Permanently keep this thread, and all that it starts, from creating, changing, moving and removing files elsewhere.

    `folder` None allows no folder; the null device may always be written, and Unix sockets may be made in the folders
    `listens_in`. Signals to other processes are refused too if the kernel can. Return whether it worked. Raises `OSError`
    if a folder can't be opened.
    """
    known = version()
    if not known:
        return False
    refused = _WRITE_FILE | _CREATE_AND_REMOVE
    refused |= sum(right for right, since in _SINCE.items() if known >= since)
    rules = _ruleset(refused, known)
    if rules < 0:
        return False
    try:
        is_complete = _allowed(rules, Path(os.devnull), refused & _OF_A_FILE)
        is_complete &= folder is None or _allowed(rules, folder, refused)
        is_complete &= all([_allowed(rules, one, _MAKE_SOCKET) for one in listens_in])
        ctypes.CDLL(None, use_errno=True).prctl(_SET_NO_NEW_PRIVILEGES, 1, 0, 0, 0)
        return _call(_RESTRICT, rules, 0) == 0 and is_complete
    finally:
        os.close(rules)


def _ruleset(refused: int, known: int) -> int:
    """Return the descriptor of a new set of rules, negative if it can't be made."""
    attributes = struct.pack("@QQQ", refused, 0, _SCOPES) if known >= _SCOPES_SINCE else struct.pack("@Q", refused)
    return _call(_CREATE, attributes, len(attributes), 0)


def _allowed(rules: int, path: Path, rights: int) -> bool:
    opened = os.open(path, _PATH_ONLY)
    try:
        return _call(_ADD_RULE, rules, _PATH_BENEATH, struct.pack("=Qi", rights, opened), 0) == 0
    finally:
        os.close(opened)


def _call(number: int, *arguments: object) -> int:
    return int(ctypes.CDLL(None, use_errno=True).syscall(number, *arguments))
