"""Text becomes vectors: the seam between the library and whatever embeds."""

from collections.abc import Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from indexes.embedding.model_folder import Kind

Vectors = NDArray[np.float32]
"""Rows of unit length, shape (texts, dimension)."""

TokenVectors = NDArray[np.float32]
"""One text's tokens as they leave the model's last layer, of any length, shape (tokens, hidden size)."""

EMBED_AT_ONCE = 8
"""Chunks whose vectors are stored in one transaction: at most a second of work is done again after a kill."""


class Embedder(Protocol):
    """Turns text into vectors whose inner product is similarity."""

    @property
    def fingerprint(self) -> str:
        """Return what names the model, its weights and its prefixes: vectors of two fingerprints are never compared."""

    @property
    def tokenizer(self) -> Tokenizer:
        """Return the tokenizer that counts what the model sees; truncation and padding are off."""

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        """Return one row for each passage."""

    def embed_queries(self, texts: Sequence[str]) -> Vectors:
        """Return one row for each query."""

    def token_vectors(self, texts: Sequence[str], kind: Kind) -> list[TokenVectors]:
        """Return each text's own tokens, without special tokens and the prefix's; a text without tokens has no rows."""


class NoEmbedder:
    """Stands where a library is read without being searched, so that no model is needed."""

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
    """Embeds nothing; `why` says what is wrong with the model and how to mend it."""

    def __init__(self, why: str) -> None:
        self.why = why
