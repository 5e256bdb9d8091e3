"""Reads word vectors from the file of a model, row by row, in place of a mapped table.

Passages in several languages use rows from nearly all pages of a table, so that a process that maps it soon holds it whole: the
384 MB of multilingual-e5-small after 64 passages. Rows that are read stay in the system's cache, outside of the process.
"""

import weakref
from collections.abc import Sequence
from pathlib import Path
from threading import Lock

import numpy as np

from indexes.embedding.embedder import Vectors
from indexes.embedding.onnx.plan import FastEngineUnusable, WordTable


class WordRows:
    """The rows of a table in a file that stays open. Any number of threads may read them."""

    def __init__(self, table: WordTable, folder: Path) -> None:
        """Open the file of a table, which is relative to `folder`.

        Raises `FastEngineUnusable` if the file can't be read or is too short.
        """
        self._table, self._lock = table, Lock()
        self._row_bytes = 4 * table.width
        path = folder / table.file
        try:
            self._stream = path.open("rb", buffering=0)  # a buffer would read 8 KB for each row of 1.5 KB
            weakref.finalize(self, self._stream.close)
            held = path.stat().st_size
        except OSError as problem:
            raise FastEngineUnusable(f"{path} can't be read: {problem.strerror}") from None
        if held < table.offset + table.rows * self._row_bytes:
            raise FastEngineUnusable(f"{path} is shorter than the table of word vectors in it")

    def of(self, ids: Sequence[int]) -> Vectors:
        """Return the rows of tokens, shape (1, tokens, width). Raises `OSError` if the file was cut meanwhile."""
        wanted, places = np.unique(ids, return_inverse=True)
        rows = np.empty((len(wanted), self._table.width), "<f4")
        with self._lock:  # threads share the position in the file; `os.pread` has none, but doesn't exist on Windows
            for row, number in zip(rows, wanted.tolist(), strict=True):
                self._read(row, number)
        found: Vectors = rows[places].astype(np.float32, copy=False)
        return found[None]

    def _read(self, row: Vectors, number: int) -> None:
        if not 0 <= number < self._table.rows:
            raise IndexError(f"the tokenizer gave token {number}, the model knows {self._table.rows}")
        self._stream.seek(self._table.offset + number * self._row_bytes)
        if self._stream.readinto(row.data) != self._row_bytes:
            raise OSError(f"{self._stream.name} was cut while it was read")
