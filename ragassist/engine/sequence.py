"""The sequence of tokens whose state llama.cpp holds. It grows by batches and is cut back where the model allows it."""

from collections.abc import Sequence
from threading import Event
from typing import Any

import llama_cpp as c

from ingest.said import said
from ragassist.engine.batch import Batch
from ragassist.engine.checkpoints import Checkpoint, Checkpoints, put_back, state_bytes
from ragassist.engine.prefix import common_prefix
from ragassist.engine.state_files import SavedState
from ragassist.errors import ModelDamaged, ModelFault
from ragassist.stopping import Stopped

_ANSWERED_A_CHECKPOINT = 32
"""Number of tokens of an answer between two checkpoints, from which a changed answer can continue."""


class HeldSequence:
    """The tokens whose state a context holds. With `cuttable` the state can be cut at any token.

    Otherwise checkpoints of the recurrent layers are kept, and the sequence is cut back to one of them.
    """

    def __init__(self, context: Any, name: str, *, cuttable: bool) -> None:
        self.ids: list[int] = []
        self.cuttable = cuttable
        self._context, self._name = context, name
        self._memory = c.llama_get_memory(context)
        self._checkpoints = Checkpoints(context)
        self._batch = Batch(c.llama_n_batch(context))
        self._answered = 0
        """The length of the sequence after the last evaluation. The logits are valid only while it equals the held length."""
        self._stop = Event()
        # Kept on self: llama.cpp calls it for as long as the context lives.
        self._abort = c.ggml_abort_callback(lambda _: self._stop.is_set())
        c.llama_set_abort_callback(context, self._abort, None)

    def close(self) -> None:
        """Free the batch; the context belongs to the caller."""
        self._batch.close()

    # Growing

    def extend(self, ids: Sequence[int], stop: Event, *, every: bool = False) -> None:
        """Evaluate tokens after the held ones, for the logits of the last one or of `every` one. A stop undoes the batch."""
        if stop.is_set():
            raise Stopped
        self._stop = stop
        held = len(self.ids)
        if not self.cuttable:
            self._checkpoints.snapshot(held)
        code = self._batch.decode(self._context, ids, held, every=every)
        if code == 0:
            self.ids.extend(ids)
            self._answered = len(self.ids)
            return
        self._undo(held)
        if stop.is_set():
            raise Stopped
        raise ModelDamaged(
            said(
                "evaluation_failed",
                "{name} failed to evaluate its prompt (llama.cpp code {code}): ask again",
                name=self._name,
                code=str(code),
            )
        )

    def answer(self, ids: Sequence[int], stop: Event, *, every: bool = False) -> None:
        """Evaluate tokens of an answer as `extend` does, and keep checkpoints at intervals."""
        self.extend(ids, stop, every=every)
        if not self.cuttable and len(self.ids) - self._checkpoints.longest >= _ANSWERED_A_CHECKPOINT:
            self._checkpoints.commit()

    def keep_last_start(self) -> None:
        """Keep a checkpoint at the start of the last batch, so that a sequence with another end costs one batch only."""
        if not self.cuttable:
            self._checkpoints.commit()

    def keep_here(self) -> None:
        """Keep a checkpoint of the held sequence."""
        if not self.cuttable:
            self._checkpoints.take(len(self.ids))

    # Cutting back

    def keep_prefix(self, ids: Sequence[int]) -> int:
        """Cut back to the longest prefix of `ids` that the model can return to, and return its length."""
        common = common_prefix(self.ids, ids)
        if common == len(self.ids) and (common < len(ids) or common == self._answered):
            return common
        common = min(common, len(ids) - 1)  # the last token is evaluated for its logits
        self._cut(common if self.cuttable else self._checkpoints.restore(common))
        return len(self.ids)

    def roll_back(self, length: int, *, batch_from: int) -> None:
        """Cut the sequence back to `length`, within a speculative batch that starts at `batch_from`.

        llama.cpp can undo all tokens of the last batch of a hybrid model except the first. To undo the first one too, the
        snapshot from the start of the batch is restored.
        """
        if length == len(self.ids):
            return
        if length == batch_from:
            self._undo(length)
        else:
            self._answered = 0
            self._cut(length)
        if len(self.ids) != length:
            self.forget()
            raise ModelFault(f"{self._name} could not take back its guesses to token {length}: ask again")

    def forget(self) -> None:
        """Drop all tokens and their state."""
        self._cut(0)
        self._answered = 0

    def _undo(self, held: int) -> None:
        """Restore the state of the first `held` tokens after a batch that failed or was stopped."""
        self._answered = 0
        if not held or not (self.cuttable or self._checkpoints.rollback()):
            self.forget()
        else:
            self._cut(held)

    def _cut(self, length: int) -> None:
        if not length or not c.llama_memory_seq_rm(self._memory, 0, length, -1):
            c.llama_memory_clear(self._memory, True)
            length = 0
        self._checkpoints.forget_after(length)
        del self.ids[length:]

    # Saving

    def saved(self) -> SavedState:
        """Return the tokens and their state, for `restore`."""
        checkpoints = tuple((kept.length, kept.state) for kept in self._checkpoints.kept)
        return SavedState(tuple(self.ids), state_bytes(self._context), checkpoints)

    def restore(self, kept: SavedState) -> None:
        """Hold the saved tokens, or none if llama.cpp doesn't accept the state."""
        self.forget()
        if not put_back(self._context, kept.state):
            self.forget()
            return
        self.ids = list(kept.ids)
        self._checkpoints.adopt([Checkpoint(length, state) for length, state in kept.checkpoints])
        self.keep_here()
