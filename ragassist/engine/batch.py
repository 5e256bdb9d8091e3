"""A batch of tokens of the one sequence, as llama.cpp takes it."""

from collections.abc import Sequence
from typing import Any

import llama_cpp as c


class Batch:
    """A llama.cpp batch of a fixed size, filled anew by each call."""

    def __init__(self, most: int) -> None:
        self._batch = c.llama_batch_init(most, 0, 1)
        for at in range(most):
            self._batch.n_seq_id[at] = 1
            self._batch.seq_id[at][0] = 0

    def decode(self, context: Any, ids: Sequence[int], start: int, *, every: bool) -> int:
        """Evaluate tokens at the positions from `start` on, for the logits of the last or of every one.

        Returns llama.cpp's code: 0 done, 1 no room, 2 broken off, below 0 an error.
        """
        batch = self._batch
        batch.n_tokens = len(ids)
        for at, identity in enumerate(ids):
            batch.token[at] = identity
            batch.pos[at] = start + at
            batch.logits[at] = every
        batch.logits[len(ids) - 1] = True
        return int(c.llama_decode(context, batch))

    def close(self) -> None:
        """Free the batch's memory."""
        c.llama_batch_free(self._batch)
