"""A batch of tokens for llama.cpp; all of them belong to sequence 0."""

from collections.abc import Sequence
from typing import Any

import llama_cpp as c


class Batch:
    """A llama.cpp batch of a fixed size, which each call fills again."""

    def __init__(self, most: int) -> None:
        self._batch = c.llama_batch_init(most, 0, 1)
        for at in range(most):
            self._batch.n_seq_id[at] = 1
            self._batch.seq_id[at][0] = 0

    def decode(self, context: Any, ids: Sequence[int], start: int, *, every: bool) -> int:
        """Evaluate tokens at positions from `start` on. Logits are computed for the last token, or with `every` for all tokens.

        Returns llama.cpp's code: 0 for success, 1 for a full cache, 2 for an abort, a negative number for an error.
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
        """Free the memory of the batch."""
        c.llama_batch_free(self._batch)
