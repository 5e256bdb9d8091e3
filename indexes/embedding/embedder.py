"""The interface of embedding models."""

from collections.abc import Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from indexes.embedding.model_folder import Kind

Vectors = NDArray[np.float32]
"""Rows of unit length, shape (texts, dimension)."""

TokenVectors = NDArray[np.float32]
"""The token vectors of a text from the model's last layer, not normalised, shape (tokens, hidden size)."""

EMBED_AT_ONCE = 8
"""Number of chunks whose vectors are stored in one transaction; after a kill at most a second of work is repeated."""


class Embedder(Protocol):
    """Turns text into vectors whose inner product measures similarity."""

    @property
    def fingerprint(self) -> str:
        """Return an id of the model, its weights and its prefixes. Vectors with different fingerprints are never compared."""

    @property
    def tokenizer(self) -> Tokenizer:
        """Return the tokenizer of the model, without truncation and padding."""

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        """Return one row for each passage."""

    def embed_queries(self, texts: Sequence[str]) -> Vectors:
        """Return one row for each query."""

    def token_vectors(self, texts: Sequence[str], kind: Kind) -> list[TokenVectors]:
        """Return the vectors of each text's tokens, without special tokens and those of the prefix; there may be no rows."""


class NoEmbedder:
    """The embedder of a library that is only read, so that no model is needed."""

    fingerprint = ""

    @property
    def tokenizer(self) -> Tokenizer:
        """Raise `AssertionError`: there is no model."""
        raise AssertionError("this library was opened to be read, not to be changed")

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        """Raise `AssertionError`: there is no model."""
        raise AssertionError("this library was opened to be read, not to be searched")

    embed_queries = embed_passages

    def token_vectors(self, texts: Sequence[str], kind: Kind) -> list[TokenVectors]:
        """Raise `AssertionError`: there is no model."""
        raise AssertionError("this library was opened to be read, not to be searched")


class MissingEmbedder(NoEmbedder):
    """The embedder of a library whose model can't be used; `why` tells the reason and what to do."""

    def __init__(self, why: str) -> None:
        self.why = why
