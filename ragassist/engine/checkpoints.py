"""Saved states of a hybrid model, to which its sequence can be cut back.

The attention cache can be cut at any token, but the state of recurrent layers can't. Therefore the recurrent part (352 KiB
for LFM2-2.6B) is copied at chosen lengths, and restored before the attention cache is cut to that length. The logits
afterwards equal those of a new evaluation.
"""

import ctypes
from dataclasses import dataclass
from typing import Any

import llama_cpp as c

_MOST = 64
"""Most checkpoints, of 352 KiB each with LFM2-2.6B; an answer of 500 tokens adds sixteen."""
_PARTIAL = c.LLAMA_STATE_SEQ_FLAGS_PARTIAL_ONLY


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """The state of the recurrent layers after `length` tokens."""

    length: int
    state: bytes


class Checkpoints:
    """Copies of the recurrent state at some lengths of the sequence; each is valid while the tokens before it stay the same."""

    def __init__(self, context: Any) -> None:
        self._context = context
        self._newest: Checkpoint | None = None
        self.kept: list[Checkpoint] = []
        """Ordered by length, the shortest first."""

    @property
    def longest(self) -> int:
        """The length of the longest checkpoint, 0 without any."""
        return self.kept[-1].length if self.kept else 0

    def snapshot(self, length: int) -> None:
        """Copy the current recurrent state, after `length` tokens, for `rollback` or `commit`."""
        self._newest = Checkpoint(length, state_bytes(self._context, _PARTIAL))

    def commit(self) -> None:
        """Keep the last snapshot as a checkpoint."""
        if self._newest:
            self.adopt([*(kept for kept in self.kept if kept.length != self._newest.length), self._newest])

    def take(self, length: int) -> None:
        """Add the current recurrent state, after `length` tokens, as a checkpoint."""
        self.snapshot(length)
        self.commit()

    def adopt(self, checkpoints: list[Checkpoint]) -> None:
        """Replace all checkpoints. Of too many, keep the shortest, which ends the system prompt, and the longest ones."""
        ordered = sorted(checkpoints, key=lambda kept: kept.length)
        self.kept = ordered if len(ordered) <= _MOST else [ordered[0], *ordered[1 - _MOST :]]

    def rollback(self) -> bool:
        """Restore the last snapshot; return whether there was one and llama.cpp accepted it."""
        return self._newest is not None and put_back(self._context, self._newest.state, _PARTIAL)

    def restore(self, longest: int) -> int:
        """Restore the longest checkpoint of at most `longest` tokens and return its length, 0 if there is none."""
        fitting = [kept for kept in self.kept if kept.length <= longest]
        return fitting[-1].length if fitting and put_back(self._context, fitting[-1].state, _PARTIAL) else 0

    def forget_after(self, length: int) -> None:
        """Drop the checkpoints that are longer than `length`."""
        self.kept = [kept for kept in self.kept if kept.length <= length]


def state_bytes(context: Any, flags: int = 0) -> bytes:
    """Return the state of the sequence, or the part of it that `flags` selects."""
    size = c.llama_state_seq_get_size_ext(context, 0, flags)
    state = (ctypes.c_uint8 * size)()
    written = c.llama_state_seq_get_data_ext(context, state, size, 0, flags)
    return bytes(memoryview(state)[:written])


def put_back(context: Any, state: bytes, flags: int = 0) -> bool:
    """Restore a state that `state_bytes` has returned; return whether llama.cpp accepted it."""
    data = (ctypes.c_uint8 * len(state)).from_buffer_copy(state)
    return bool(c.llama_state_seq_set_data_ext(context, data, len(state), 0, flags))
