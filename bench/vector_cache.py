"""An embedder that keeps its vectors on disk, so that a bench can run again without embedding the same texts."""

import hashlib
import sqlite3
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
from tokenizers import Tokenizer

from indexes.embedding.embedder import Embedder, TokenVectors, Vectors
from indexes.embedding.model_folder import Kind

_AT_ONCE = 64
"""Number of texts that are embedded and stored at a time."""


class CachedEmbedder:
    """Returns another embedder's vectors; texts that were embedded in this run or an earlier one are read from `folder`."""

    def __init__(self, embedder: Embedder, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._embedder = embedder
        self.fingerprint = embedder.fingerprint
        self.embedded = 0
        name = hashlib.sha256(self.fingerprint.encode()).hexdigest()[:16]
        self._kept = sqlite3.connect(folder / f"vectors-{name}.sqlite")
        self._kept.execute("CREATE TABLE IF NOT EXISTS vectors (key BLOB PRIMARY KEY, row BLOB NOT NULL) WITHOUT ROWID")

    @property
    def tokenizer(self) -> Tokenizer:
        """The tokenizer of the other embedder."""
        return self._embedder.tokenizer

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        """Return one row for each passage."""
        return self._rows("passage", texts, self._embedder.embed_passages)

    def embed_queries(self, texts: Sequence[str]) -> Vectors:
        """Return one row for each query."""
        return self._rows("query", texts, self._embedder.embed_queries)

    def token_vectors(self, texts: Sequence[str], kind: Kind) -> list[TokenVectors]:
        """Return the token vectors of each text, which aren't kept."""
        return self._embedder.token_vectors(texts, kind)

    def keep(self, kind: str, texts: Sequence[str], rows: Vectors) -> None:
        """Store the vectors of texts, shape (texts, dimension); `kind` is "passage" or "query"."""
        pairs = [(_key(kind, text), row.astype(np.float32).tobytes()) for text, row in zip(texts, rows, strict=True)]
        with self._kept:
            self._kept.executemany("INSERT OR REPLACE INTO vectors VALUES (?, ?)", pairs)

    def _rows(self, kind: str, texts: Sequence[str], embed: Callable[[Sequence[str]], Vectors]) -> Vectors:
        missing = [text for text in dict.fromkeys(texts) if self._row(kind, text) is None]
        for at in range(0, len(missing), _AT_ONCE):
            some = missing[at : at + _AT_ONCE]
            self.keep(kind, some, embed(some))
            self.embedded += len(some)
        return np.stack([row for text in texts if (row := self._row(kind, text)) is not None])

    def _row(self, kind: str, text: str) -> Vectors | None:
        found = self._kept.execute("SELECT row FROM vectors WHERE key = ?", (_key(kind, text),)).fetchone()
        return np.frombuffer(found[0], np.float32) if found else None


def _key(kind: str, text: str) -> bytes:
    return hashlib.sha256(f"{kind}\n{text}".encode()).digest()
