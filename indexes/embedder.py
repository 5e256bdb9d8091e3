"""Text becomes vectors: the seam, and sentence-transformers behind it."""

import os
from collections.abc import Sequence
from functools import cached_property
from threading import Lock
from typing import TYPE_CHECKING, Protocol

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from indexes.model_folder import Kind, ModelFolder, encode, own_tokens

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

Vectors = NDArray[np.float32]
"""Rows of unit length, shape (texts, dimension)."""

TokenVectors = NDArray[np.float32]
"""One text's tokens as they leave the model's last layer, of any length, shape (tokens, hidden size)."""

_BATCH = 2
"""Texts a batch: on CPUs batches of one or two were measured twice as fast as the default of 32."""
_NO_LIMIT = 1 << 30


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


class SentenceTransformerEmbedder:
    """A sentence-transformers folder on the CPU, loaded when the first text comes."""

    def __init__(self, model: ModelFolder) -> None:
        self.model = model
        self._one_at_a_time = Lock()  # the tokenizer inside the model refuses a second thread ("Already borrowed")
        self.fingerprint = model.fingerprint

    @cached_property
    def tokenizer(self) -> Tokenizer:
        """The folder's fast tokenizer."""
        return self.model.load_tokenizer()

    @cached_property
    def transformer(self) -> "SentenceTransformer":
        """The model itself, loaded."""
        return load_sentence_transformer(self.model)

    def load(self) -> None:
        """Load the model now instead of with the first text."""
        _ = self.transformer

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        """Return one unit row for each passage, shape (texts, dimension)."""
        return self._embed(self.model.passage_prefix, texts)

    def embed_queries(self, texts: Sequence[str]) -> Vectors:
        """Return one unit row for each query, shape (texts, dimension)."""
        return self._embed(self.model.query_prefix, texts)

    def _embed(self, prefix: str, texts: Sequence[str]) -> Vectors:
        with self._one_at_a_time:
            rows = self.transformer.encode(
                list(texts), prompt=prefix, batch_size=_BATCH, normalize_embeddings=True, show_progress_bar=False
            )
        return np.asarray(rows, dtype=np.float32)

    def token_vectors(self, texts: Sequence[str], kind: Kind) -> list[TokenVectors]:
        """Return each text's own tokens, each of shape (tokens, hidden size)."""
        prefix = self.model.prefix(kind)
        with self._one_at_a_time:
            rows = self.transformer.encode(
                list(texts), prompt=prefix, batch_size=1, output_value="token_embeddings", show_progress_bar=False
            )
            limit = self.transformer.max_seq_length or _NO_LIMIT
        return [
            np.asarray(own, np.float32)[own_tokens(encode(self.tokenizer, prefix + text, limit), prefix)]
            for text, own in zip(texts, rows, strict=True)
        ]


def close_the_hub() -> None:
    """Keep sentence-transformers and transformers off the network and quiet. Call it before the first of them is imported."""
    for switch in ("HF_HUB_OFFLINE", "TRANSFORMERS_OFFLINE", "HF_HUB_DISABLE_TELEMETRY"):
        os.environ[switch] = "1"  # read when the libraries are imported
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
    from transformers.utils import logging

    logging.set_verbosity_error()  # type: ignore[no-untyped-call]
    logging.disable_progress_bar()  # type: ignore[no-untyped-call]


def load_sentence_transformer(model: ModelFolder) -> "SentenceTransformer":
    """Return the folder's model in float32 on the CPU; nothing is fetched and no code of the folder is run."""
    close_the_hub()
    from sentence_transformers import SentenceTransformer  # 3 s: brings torch

    return SentenceTransformer(
        str(model.path),
        device="cpu",
        local_files_only=True,
        trust_remote_code=False,
        truncate_dim=model.dimensions,
        model_kwargs={"use_safetensors": True, "dtype": "float32"},
    )


class NoEmbedder:
    """Stands where a library is read without being searched, so that no model is needed."""

    fingerprint = ""

    @property
    def tokenizer(self) -> Tokenizer:
        """Refuse."""
        raise AssertionError("this library was opened to be read, not to be changed")

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        """Refuse."""
        raise AssertionError("this library was opened to be read, not to be searched")

    embed_queries = embed_passages

    def token_vectors(self, texts: Sequence[str], kind: Kind) -> list[TokenVectors]:
        """Refuse."""
        raise AssertionError("this library was opened to be read, not to be searched")
