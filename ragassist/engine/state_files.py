"""Stores the state of a sequence in a file, so that the next process doesn't evaluate the same tokens again.

A file holds a hash over the rest, a line of JSON, the token ids, the whole state, and the checkpoints. A file that is
truncated, changed, of another model or of another version of llama.cpp is removed.
"""

import hashlib
import json
import logging
from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from indexes.files.atomic import write_atomically

_log = logging.getLogger(__name__)
_HASH_BYTES = hashlib.sha256().digest_size
_ENDING = ".state"
MOST_BYTES = 400_000_000
"""Most bytes of all files in a folder; the ones that weren't used for longest are removed first."""


@dataclass(frozen=True, slots=True)
class SavedState:
    """Tokens, the state of the sequence after them, and the checkpoints as pairs of length and recurrent state."""

    ids: tuple[int, ...]
    state: bytes
    checkpoints: tuple[tuple[int, bytes], ...] = ()


def state_path(folder: Path, fingerprint: str, ids: Sequence[int]) -> Path:
    """Return the path of the file for the state after some tokens."""
    name = hashlib.sha256(fingerprint.encode() + array("i", ids).tobytes()).hexdigest()[:32]
    return folder / (name + _ENDING)


def write_state(path: Path, fingerprint: str, kept: SavedState) -> None:
    """Write a state atomically. A failure is only logged, since without the file the next start just takes longer."""
    sizes = [[length, len(state)] for length, state in kept.checkpoints]
    head = {"of": fingerprint, "tokens": len(kept.ids), "state": len(kept.state), "checkpoints": sizes}
    parts = [json.dumps(head).encode() + b"\n", array("i", kept.ids).tobytes(), kept.state]
    body = b"".join(parts + [state for _, state in kept.checkpoints])
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        write_atomically(path, hashlib.sha256(body).digest() + body)
        _trim(path.parent)
    except OSError as problem:
        _log.warning("the model's state can't be kept in %s: %s", path.parent, problem.strerror)


def read_state(path: Path, fingerprint: str) -> SavedState | None:
    """Return the state in a file, None if there is none for this model. A file that can't be used is removed."""
    try:
        data = path.read_bytes()
        kept = _parsed(data, fingerprint)
        path.touch()
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, TypeError) as problem:
        _log.warning("%s is of no use and was removed: %s", path, problem)
        _remove(path)
        return None
    return kept


def _parsed(data: bytes, fingerprint: str) -> SavedState:
    body = memoryview(data)[_HASH_BYTES:]
    if hashlib.sha256(body).digest() != data[:_HASH_BYTES]:
        raise ValueError("it is cut or changed")
    end = data.index(b"\n", _HASH_BYTES) - _HASH_BYTES
    head = json.loads(bytes(body[:end]))
    if head["of"] != fingerprint:
        raise ValueError("it is of another model or version")
    at = end + 1
    ids, at = array("i", bytes(body[at : at + 4 * head["tokens"]])), at + 4 * head["tokens"]
    state, at = bytes(body[at : at + head["state"]]), at + head["state"]
    checkpoints = []
    for length, size in head["checkpoints"]:
        checkpoints.append((length, bytes(body[at : at + size])))
        at += size
    return SavedState(tuple(ids), state, tuple(checkpoints))


def _trim(folder: Path) -> None:
    used = 0
    for path in sorted(folder.glob("*" + _ENDING), key=lambda path: path.stat().st_mtime, reverse=True):
        used += path.stat().st_size
        if used > MOST_BYTES:
            _remove(path)


def _remove(path: Path) -> None:
    try:
        path.unlink(missing_ok=True)
    except OSError as problem:
        _log.warning("%s can't be removed: %s", path, problem.strerror)
