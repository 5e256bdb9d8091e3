"""Runs an exported embedding model by onnxruntime, without torch.

The weights are mapped from the files of the model. If the plan has a table of word vectors, their rows are read from the file.
"""

import os
from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from tokenizers import Encoding, Tokenizer

from indexes.embedding.embedder import TokenVectors, Vectors
from indexes.embedding.model_folder import Kind, ModelFolder, encode, own_tokens
from indexes.embedding.onnx.plan import IDS, ROWS, FastEngineUnusable, Plan
from indexes.embedding.onnx.word_rows import WordRows

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

_ERRORS_ONLY = 3
_NO_TELEMETRY = "ORT_DISABLE_TELEMETRY"
"""Since 1.29 onnxruntime reports models and runs to its maker, from C code, unless this is set before it starts."""


def open_session(model: ModelFolder, weights: str, graph: bytes) -> "InferenceSession":
    """Return a session for a graph. Its weight files are relative to `weights`, which is relative to the model's folder.

    Raises `FastEngineUnusable` if a weight file or onnxruntime is missing or doesn't work.
    """
    os.environ[_NO_TELEMETRY] = "1"
    try:
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.log_severity_level = _ERRORS_ONLY
        options.intra_op_num_threads = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 0
        # Spinning threads take time from other programs: with other work on two cores they embed 2.2 instead of 5.1 passages
        # per second, and slow the other work too.
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        options.enable_cpu_mem_arena = False  # an arena keeps the memory of the longest text
        folder = str((model.path / weights).resolve())
        options.add_session_config_entry("session.model_external_initializers_file_folder_path", folder)
        return onnxruntime.InferenceSession(graph, options, providers=["CPUExecutionProvider"])
    except Exception as problem:  # noqa: BLE001  onnxruntime's errors have no common base
        raise FastEngineUnusable(f"onnxruntime: {first_line(problem)}") from None


class OnnxEmbedder:
    """An embedder with an onnxruntime session, which any number of threads may use.

    Texts run one by one: batches bring no measurable gain, a stop only waits for one text, and the vector of a text doesn't
    depend on the lengths of others.
    """

    def __init__(self, model: ModelFolder, plan: Plan, session: "InferenceSession", tokenizer: Tokenizer) -> None:
        """Set the session and the tokenizer. Raises `FastEngineUnusable` if the word vectors of the plan can't be read."""
        self.model, self.tokenizer = model, tokenizer
        self.fingerprint = model.fingerprint
        self._limit, self._session = plan.max_tokens, session
        self._words = WordRows(plan.words, (model.path / plan.weights).resolve()) if plan.words else None

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        """Return one unit row for each passage, shape (texts, dimension)."""
        return self._embed("passage", texts)

    def embed_queries(self, texts: Sequence[str]) -> Vectors:
        """Return one unit row for each query, shape (texts, dimension)."""
        return self._embed("query", texts)

    def _embed(self, kind: Kind, texts: Sequence[str]) -> Vectors:
        return np.concatenate([self._run("sentence", self._encoded(kind, text)) for text in texts])

    def token_vectors(self, texts: Sequence[str], kind: Kind) -> list[TokenVectors]:
        """Return the token vectors of each text, of shape (tokens, hidden size)."""
        encodings = [self._encoded(kind, text) for text in texts]
        return [self._run("tokens", e)[0][own_tokens(e, self.model.prefix(kind))] for e in encodings]

    def _encoded(self, kind: Kind, text: str) -> Encoding:
        return encode(self.tokenizer, self.model.prefix(kind) + text, self._limit)

    def _run(self, output: str, encoding: Encoding) -> Vectors:
        inputs: dict[str, NDArray[np.int64] | Vectors] = {IDS: np.array([encoding.ids], np.int64)}
        if self._words:
            inputs[ROWS] = self._words.of(encoding.ids)
        rows: Vectors = self._session.run([output], inputs)[0]
        return rows


def first_line(problem: BaseException) -> str:
    """Return the first line of an error, its class if it says nothing."""
    return next(iter(str(problem).splitlines()), "") or type(problem).__name__
