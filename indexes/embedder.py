"""Text becomes vectors: the seam, and sentence-transformers behind it."""

import os
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Protocol

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

Vectors = NDArray[np.float32]
"""Rows of unit length, shape (texts, dimension)."""

_BATCH = 2
"""Texts a batch: on CPUs batches of one or two were measured twice as fast as the default of 32."""


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


class SentenceTransformerEmbedder:
    """A sentence-transformers folder on the CPU, loaded when the first text comes."""

    def __init__(self, folder: Path, fingerprint: str, query_prefix: str, passage_prefix: str) -> None:
        self.folder, self.query_prefix, self.passage_prefix = folder, query_prefix, passage_prefix
        self._one_at_a_time = Lock()  # the tokenizer inside the model refuses a second thread ("Already borrowed")
        self.fingerprint = f"{folder.name}:{fingerprint[:16]}:{query_prefix}|{passage_prefix}"

    @cached_property
    def tokenizer(self) -> Tokenizer:
        """The folder's fast tokenizer; needs neither torch nor transformers."""
        tokenizer: Tokenizer = Tokenizer.from_file(str(self.folder / "tokenizer.json"))
        tokenizer.no_truncation()
        tokenizer.no_padding()
        return tokenizer

    @cached_property
    def _model(self) -> "SentenceTransformer":
        for switch in ("HF_HUB_OFFLINE", "TRANSFORMERS_OFFLINE", "HF_HUB_DISABLE_TELEMETRY"):
            os.environ[switch] = "1"  # read when the libraries are imported, which happens on the next lines
        os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
        from sentence_transformers import SentenceTransformer  # 3 s: brings torch
        from transformers.utils import logging

        logging.set_verbosity_error()  # type: ignore[no-untyped-call]
        logging.disable_progress_bar()  # type: ignore[no-untyped-call]
        return SentenceTransformer(
            str(self.folder),
            device="cpu",
            local_files_only=True,
            trust_remote_code=False,
            model_kwargs={"use_safetensors": True},
        )

    def load(self) -> None:
        """Load the model now instead of with the first text."""
        _ = self._model

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        """Return one unit row for each passage, shape (texts, dimension)."""
        return self._embed(self.passage_prefix, texts)

    def embed_queries(self, texts: Sequence[str]) -> Vectors:
        """Return one unit row for each query, shape (texts, dimension)."""
        return self._embed(self.query_prefix, texts)

    def _embed(self, prefix: str, texts: Sequence[str]) -> Vectors:
        with self._one_at_a_time:
            rows = self._model.encode(
                [prefix + text for text in texts],
                batch_size=_BATCH,
                normalize_embeddings=True,
                show_progress_bar=False,
            )
        return np.asarray(rows, dtype=np.float32)


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
