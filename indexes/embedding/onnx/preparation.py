"""Prepares an engine: opens the stored export, or makes one, compares it with its reference and stores it.

Only verified exports are stored. It is also stored that a model can't be exported, so that this is tried once. After a
temporary failure (full memory or disk) nothing is stored, and the next start tries again.
"""

import gc
import hashlib
from abc import ABC, abstractmethod
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

from tokenizers import Tokenizer

from indexes.embedding.embedder import Vectors
from indexes.embedding.model_folder import ModelFolder
from indexes.embedding.onnx.agreement import (
    LEAST_COSINE,
    LEAST_INT8_COSINE,
    LEAST_INT8_OVERLAP,
    agreement,
    nearest,
    overlap,
    probe,
)
from indexes.embedding.onnx.engine import OnnxEmbedder, first_line, open_session
from indexes.embedding.onnx.export import export
from indexes.embedding.onnx.plan import FastEngineUnusable, Plan, drop_plan, read_graph, read_plan, stamp_of, write_plan
from indexes.embedding.onnx.quantization import quantized
from indexes.embedding.sentence_transformer import SentenceTransformerEmbedder
from indexes.files.locks import turn
from ingest.said import said

_NO_GRAPH = b""
_SHORT_OF_MEMORY = ("alloc", "out of memory", "not enough memory")
"""Words in the `RuntimeError` of torch and onnxruntime when memory runs out."""

Say = Callable[[str], None]
"""Receives lines for the user."""


class Preparation(ABC):
    """The preparation of one engine of a model: the folder of its export, how it is made, and its reference."""

    announcement: str
    instead: str
    """The engine that is used if this one can't be, for messages."""

    def __init__(self, model: ModelFolder, place: Path, stamp: str, say: Say, tokenizer: Callable[[], Tokenizer]) -> None:
        self.model, self.place, self.stamp = model, place, stamp
        self.tokenizer = tokenizer
        self._say = say

    @abstractmethod
    def made(self) -> tuple[Plan, bytes]:
        """Return a plan and its graph. Raises `FastEngineUnusable`, or any error if the model can't be exported."""

    @abstractmethod
    def difference(self, engine: OnnxEmbedder) -> str:
        """Return a line if the vectors of an engine differ too much from the reference's, else ""."""

    def ready(self) -> OnnxEmbedder | None:
        """Return the prepared engine; None if it can't be used, after telling `say` why."""
        return self.kept() or self.prepare()

    @property
    def is_known(self) -> bool:
        """Whether there is a plan, either of an engine or of a refusal."""
        return read_plan(self.place, self.stamp) is not None

    @property
    def is_refused(self) -> bool:
        """Whether the plan is a refusal."""
        plan = read_plan(self.place, self.stamp)
        return plan is not None and bool(plan.refused)

    def kept(self) -> OnnxEmbedder | None:
        """Return the engine of the stored export, if there is one; delete a damaged one."""
        plan = read_plan(self.place, self.stamp)
        if plan is None or plan.refused:
            return None
        try:
            return self._opened(plan, read_graph(self.place, plan))
        except FastEngineUnusable as problem:
            self._say(f"{problem}; it is made again")
            drop_plan(self.place)
            return None

    def prepare(self) -> OnnxEmbedder | None:
        """Return the engine of a new export, made by this process or by another that was first; None as in `ready`."""
        try:
            plan = read_plan(self.place, self.stamp) or self._plan()
            return None if plan.refused else self._opened(plan, read_graph(self.place, plan))
        except (FastEngineUnusable, OSError, MemoryError) as problem:
            self._say(f"embedding with {self.instead}, which is slower: {first_line(problem)}")
            return None

    def _opened(self, plan: Plan, graph: bytes) -> OnnxEmbedder:
        with ThreadPoolExecutor(1) as pool:  # loading a tokenizer of 250,000 pieces takes as long as opening the session
            session = pool.submit(open_session, self.model, plan.weights, graph)
            tokenizer = self.tokenizer()
            return OnnxEmbedder(self.model, plan, session.result(), tokenizer)

    def _plan(self) -> Plan:
        self.place.mkdir(parents=True, exist_ok=True, mode=0o700)
        with turn(self.place / "export.lock"):
            if found := read_plan(self.place, self.stamp):
                return found
            self._say(self.announcement)
            plan, graph = self._compared()
            write_plan(self.place, plan, graph)
            return plan

    def _compared(self) -> tuple[Plan, bytes]:
        """Return the plan and graph of an export that agrees with its reference, else a refusal.

        Raises temporary failures: `OSError`, `MemoryError`, and `FastEngineUnusable` if a library ran out of memory.
        """
        try:
            plan, graph = self.made()
            gc.collect()  # the traced model, of hundreds of MB, is a part of circles
            reason = self.difference(self._opened(plan, graph))
        except (OSError, MemoryError):
            raise
        except Exception as problem:  # noqa: BLE001  torch raises any error if it can't trace a model
            if any(words in str(problem).lower() for words in _SHORT_OF_MEMORY):
                raise FastEngineUnusable(f"too little memory to prepare a faster engine ({first_line(problem)})") from None
            reason = f"no graph for onnxruntime: {first_line(problem)}"
        if reason:
            self._say(f"embedding with {self.instead}: {reason}")
            return Plan(stamp=self.stamp, refused=reason), _NO_GRAPH
        return plan, graph


class Float32Preparation(Preparation):
    """The export of a model in float32, which has to agree with sentence-transformers."""

    announcement = said("preparing_search", "preparing the embedding model for this processor, once (about half a minute)")
    instead = "sentence-transformers"

    def __init__(self, model: ModelFolder, place: Path, say: Say, tokenizer: Callable[[], Tokenizer]) -> None:
        super().__init__(model, place, stamp_of(model), say, tokenizer)
        self._expected: Vectors | None = None

    def made(self) -> tuple[Plan, bytes]:
        """Return the traced graph and its plan."""
        reference = SentenceTransformerEmbedder(self.model)
        self._expected = probe(reference)  # before the export, which leaves the reference unusable
        return export(self.model, reference.transformer)

    def difference(self, engine: OnnxEmbedder) -> str:
        """Return a line if the cosine to sentence-transformers is lower than a different order of sums explains."""
        reached = 0.0 if self._expected is None else agreement(self._expected, probe(engine))
        return "" if reached >= LEAST_COSINE else f"onnxruntime's vectors differ from it, cosine {reached:.5f}"


class Int8Preparation(Preparation):
    """An export with products in 8-bit integers, which has to agree with the float32 export that it is made from."""

    announcement = said("preparing_integers", "preparing the embedding model in 8-bit integers, once (about half a minute)")
    instead = "onnxruntime in float32"

    def __init__(self, model: ModelFolder, place: Path, integers: str, say: Say, float32: Float32Preparation) -> None:
        super().__init__(model, place / "int8", stamp_of(model, integers), say, float32.tokenizer)
        self._float32 = float32
        self._reference: OnnxEmbedder | None = None

    def ready(self) -> OnnxEmbedder | None:
        """Return the prepared engine; if it can't be used the float32 engine, and None if that can't be used either."""
        if kept := self.kept():
            return kept
        self._reference = self._float32.ready()
        return self._reference and (self.prepare() or self._reference)

    def made(self) -> tuple[Plan, bytes]:
        """Return the plan, and the graph of the float32 export converted to 8-bit integers."""
        plan = read_plan(self._float32.place, self._float32.stamp)
        if plan is None:
            raise FileNotFoundError(f"{self._float32.place} has no plan")
        graph, words = quantized(read_graph(self._float32.place, plan), (self.model.path / plan.weights).resolve())
        return replace(plan, stamp=self.stamp, graph=hashlib.sha256(graph).hexdigest(), words=words), graph

    def difference(self, engine: OnnxEmbedder) -> str:
        """Return a line if the engine differs from float32 by more than the rounding of stored vectors explains."""
        if self._reference is None:
            return "there is nothing to compare it with"
        reached = agreement(probe(self._reference), probe(engine))
        if reached < LEAST_INT8_COSINE:
            return f"vectors in 8-bit integers differ from float32, cosine {reached:.4f}"
        shared = overlap(nearest(self._reference), nearest(engine))
        return (
            "" if shared >= LEAST_INT8_OVERLAP else f"8-bit integers find other passages, {shared:.2f} of float32's first ten"
        )
