"""An embedding model run by sentence-transformers: the reference for the ONNX engine."""

import os
from collections.abc import Sequence
from functools import cached_property
from threading import Lock
from typing import TYPE_CHECKING

import numpy as np
from tokenizers import Tokenizer

from indexes.embedding.embedder import TokenVectors, Vectors
from indexes.embedding.model_folder import Kind, ModelFolder, encode, own_tokens

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

_BATCH = 2
"""Texts per batch; on CPUs batches of one or two are twice as fast as the default of 32."""
_NO_LIMIT = 1 << 30


class SentenceTransformerEmbedder:
    """A sentence-transformers model on the CPU, which is loaded when the first text comes."""

    def __init__(self, model: ModelFolder) -> None:
        self.model = model
        self._one_at_a_time = Lock()  # the tokenizer inside the model refuses a second thread ("Already borrowed")
        self.fingerprint = model.fingerprint

    @cached_property
    def tokenizer(self) -> Tokenizer:
        """The fast tokenizer of the model."""
        return self.model.load_tokenizer()

    @cached_property
    def transformer(self) -> "SentenceTransformer":
        """The loaded model."""
        return load_sentence_transformer(self.model)

    def load(self) -> None:
        """Load the model now."""
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
        """Return the token vectors of each text, of shape (tokens, hidden size)."""
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
    """Keep sentence-transformers and transformers offline and quiet. Call it before either is imported."""
    for switch in ("HF_HUB_OFFLINE", "TRANSFORMERS_OFFLINE", "HF_HUB_DISABLE_TELEMETRY"):
        os.environ[switch] = "1"  # read when the libraries are imported
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
    from transformers.utils import logging

    logging.set_verbosity_error()  # type: ignore[no-untyped-call]
    logging.disable_progress_bar()  # type: ignore[no-untyped-call]


def load_sentence_transformer(model: ModelFolder) -> "SentenceTransformer":
    """Return the model of a folder in float32 on the CPU. Nothing is fetched, and no code in the folder is run."""
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
