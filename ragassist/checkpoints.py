"""States of a hybrid model that its sequence can go back to.

Attention's cells can be cut at any token, the recurrent layers' state can't; so the recurrent part alone (352 KiB for
LFM2-2.6B) is copied at chosen lengths and put back before the attention cells behind it are cut. Logits after that equal a
fresh run's.
"""

import ctypes
from dataclasses import dataclass
from typing import Any

import llama_cpp as c

_MOST = 16


@dataclass(frozen=True, slots=True)
class _Checkpoint:
    length: int
    state: ctypes.Array[ctypes.c_uint8]


class Checkpoints:
    """Copies of the recurrent state at some lengths of the sequence, valid while the sequence before them stays."""

    def __init__(self, context: Any) -> None:
        self._context = context
        self._kept: list[_Checkpoint] = []

    def take(self, length: int) -> None:
        """Copy the state that the model has now, after `length` tokens."""
        size = c.llama_state_seq_get_size_ext(self._context, 0, c.LLAMA_STATE_SEQ_FLAGS_PARTIAL_ONLY)
        state = (ctypes.c_uint8 * size)()
        c.llama_state_seq_get_data_ext(self._context, state, size, 0, c.LLAMA_STATE_SEQ_FLAGS_PARTIAL_ONLY)
        self._kept = [kept for kept in self._kept if kept.length != length][-(_MOST - 1) :]
        self._kept.append(_Checkpoint(length, state))

    def restore(self, longest: int) -> int:
        """Put back the longest state of at most `longest` tokens and return its length, 0 where there is none."""
        fitting = [kept for kept in self._kept if kept.length <= longest]
        if not fitting:
            return 0
        best = max(fitting, key=lambda kept: kept.length)
        flags = c.LLAMA_STATE_SEQ_FLAGS_PARTIAL_ONLY
        done = c.llama_state_seq_set_data_ext(self._context, best.state, len(best.state), 0, flags)
        return best.length if done else 0

    def forget_after(self, length: int) -> None:
        """Drop the states behind a cut."""
        self._kept = [kept for kept in self._kept if kept.length <= length]
