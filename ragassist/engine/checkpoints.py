"""States of a hybrid model that its sequence can go back to.

Attention's cells can be cut at any token, the recurrent layers' state can't; so the recurrent part alone (352 KiB for
LFM2-2.6B) is copied at chosen lengths and put back before the attention cells behind it are cut. Logits after that equal a
fresh run's.
"""

import ctypes
from dataclasses import dataclass
from typing import Any

import llama_cpp as c

_MOST = 64
"""Of 352 KiB each; an answer of 500 tokens leaves sixteen."""
_PARTIAL = c.LLAMA_STATE_SEQ_FLAGS_PARTIAL_ONLY


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """The recurrent layers' state after `length` tokens."""

    length: int
    state: bytes


class Checkpoints:
    """Copies of the recurrent state at some lengths of the sequence, valid while the sequence before them stays."""

    def __init__(self, context: Any) -> None:
        self._context = context
        self._newest: Checkpoint | None = None
        self.kept: list[Checkpoint] = []
        """By length, shortest first."""

    @property
    def longest(self) -> int:
        """The length of the longest state that is kept, 0 for none."""
        return self.kept[-1].length if self.kept else 0

    def snapshot(self, length: int) -> None:
        """Copy the recurrent state, which is that after `length` tokens, for `rollback` or `commit`."""
        self._newest = Checkpoint(length, state_bytes(self._context, _PARTIAL))

    def commit(self) -> None:
        """Keep the last snapshot as a checkpoint."""
        if self._newest:
            self.adopt([*(kept for kept in self.kept if kept.length != self._newest.length), self._newest])

    def take(self, length: int) -> None:
        """Make the recurrent state, which is that after `length` tokens, a checkpoint."""
        self.snapshot(length)
        self.commit()

    def adopt(self, checkpoints: list[Checkpoint]) -> None:
        """Keep these instead; of too many the shortest stays, which ends the system prompt, and the longest ones."""
        ordered = sorted(checkpoints, key=lambda kept: kept.length)
        self.kept = ordered if len(ordered) <= _MOST else [ordered[0], *ordered[1 - _MOST :]]

    def rollback(self) -> bool:
        """Put the last snapshot back; return whether there was one and llama.cpp took it."""
        return self._newest is not None and put_back(self._context, self._newest.state, _PARTIAL)

    def restore(self, longest: int) -> int:
        """Put back the longest state of at most `longest` tokens and return its length, 0 where there is none."""
        fitting = [kept for kept in self.kept if kept.length <= longest]
        return fitting[-1].length if fitting and put_back(self._context, fitting[-1].state, _PARTIAL) else 0

    def forget_after(self, length: int) -> None:
        """Drop the states behind a cut."""
        self.kept = [kept for kept in self.kept if kept.length <= length]


def state_bytes(context: Any, flags: int = 0) -> bytes:
    """Return the state of the one sequence, all of it or by `flags` a part."""
    size = c.llama_state_seq_get_size_ext(context, 0, flags)
    state = (ctypes.c_uint8 * size)()
    written = c.llama_state_seq_get_data_ext(context, state, size, 0, flags)
    return bytes(memoryview(state)[:written])


def put_back(context: Any, state: bytes, flags: int = 0) -> bool:
    """Make a state that `state_bytes` returned the sequence's; whether llama.cpp took it."""
    data = (ctypes.c_uint8 * len(state)).from_buffer_copy(state)
    return bool(c.llama_state_seq_set_data_ext(context, data, len(state), 0, flags))
