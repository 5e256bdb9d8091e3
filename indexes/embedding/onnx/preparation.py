"""Makes an engine ready: opens the export that is kept, or makes one, compares it with its reference and keeps it.

What is kept was compared: a run that is killed before leaves no plan. A model that can't be exported is noted, so that it is
tried once; a failure that may pass (memory or disk that is full just then) isn't, and the next start tries again.
"""

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
from indexes.embedding.onnx.engine import OnnxEmbedder, open_session
from indexes.embedding.onnx.export import export
from indexes.embedding.onnx.plan import FastEngineUnusable, Plan, drop_plan, read_graph, read_plan, stamp_of, write_plan
from indexes.embedding.onnx.quantization import quantized
from indexes.embedding.sentence_transformer import SentenceTransformerEmbedder
from indexes.files.locks import turn

_NO_GRAPH = b""
_SHORT_OF_MEMORY = ("alloc", "out of memory", "not enough memory")
"""Words in the errors of torch and onnxruntime where memory ran out: they raise a `RuntimeError` for it."""


Say = Callable[[str], None]
"""Hears lines for the user."""


class Preparation(ABC):
    """One engine of a model: where its export is kept, how it is made, and what it has to agree with."""

    announcement: str
    instead: str
    """What goes on where this engine can't be used, for the user."""

    def __init__(self, model: ModelFolder, place: Path, stamp: str, say: Say, tokenizer: Callable[[], Tokenizer]) -> None:
        self.model, self.place, self.stamp = model, place, stamp
        self.tokenizer = tokenizer
        self._say = say

    @abstractmethod
    def made(self) -> tuple[Plan, bytes]:
        """Return a plan and its graph. Raises `FastEngineUnusable`, or anything for what can't be exported."""

    @abstractmethod
    def difference(self, engine: OnnxEmbedder) -> str:
        """Return by what an engine's vectors differ too much from its reference's, "" where they agree."""

    def ready(self) -> OnnxEmbedder | None:
        """Return the engine, made ready; None where it can't be used, and `say` has heard why."""
        return self.kept() or self.prepare()

    @property
    def is_known(self) -> bool:
        """Whether there is a plan: an engine, or why there is none."""
        return read_plan(self.place, self.stamp) is not None

    @property
    def is_refused(self) -> bool:
        """Whether the plan says that there is no such engine."""
        plan = read_plan(self.place, self.stamp)
        return plan is not None and bool(plan.refused)

    def kept(self) -> OnnxEmbedder | None:
        """Return the engine of the export that is kept, if it is whole; one that isn't is forgotten."""
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
        """Return the engine of an export that is made now, by this process or by another that was first; None as `ready`."""
        try:
            plan = read_plan(self.place, self.stamp) or self._plan()
            return None if plan.refused else self._opened(plan, read_graph(self.place, plan))
        except (FastEngineUnusable, OSError, MemoryError) as problem:
            self._say(f"embedding with {self.instead}, which is slower: {_first_line(problem)}")
            return None

    def _opened(self, plan: Plan, graph: bytes) -> OnnxEmbedder:
        with ThreadPoolExecutor(1) as pool:  # the tokenizer of 250,000 pieces takes as long as the session
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
        """Return the plan and graph of an export that agrees with its reference, else a plan that says why there is none.

        Raises what may pass: `OSError`, `MemoryError`, and `FastEngineUnusable` where a library ran out of memory.
        """
        try:
            plan, graph = self.made()
            reason = self.difference(self._opened(plan, graph))
        except (OSError, MemoryError):
            raise
        except Exception as problem:  # noqa: BLE001  torch raises anything for what it can't trace; the reference is always there
            if any(words in str(problem).lower() for words in _SHORT_OF_MEMORY):
                raise FastEngineUnusable(f"too little memory to prepare a faster engine ({_first_line(problem)})") from None
            reason = f"no graph for onnxruntime: {_first_line(problem)}"
        if reason:
            self._say(f"embedding with {self.instead}: {reason}")
            return Plan(self.stamp, refused=reason), _NO_GRAPH
        return plan, graph


class Float32Preparation(Preparation):
    """The export of a model as it is; it has to agree with sentence-transformers."""

    announcement = "preparing the embedding model for this processor, once (about half a minute)"
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
        """Return the cosine to sentence-transformers where it is lower than other orders of the same sums explain."""
        reached = 0.0 if self._expected is None else agreement(self._expected, probe(engine))
        return "" if reached >= LEAST_COSINE else f"onnxruntime's vectors differ from it, cosine {reached:.5f}"


class Int8Preparation(Preparation):
    """An export whose products run in 8-bit integers; it has to agree with the float32 export that it is made of."""

    announcement = "preparing the embedding model in 8-bit integers, once (about half a minute)"
    instead = "onnxruntime in float32"

    def __init__(self, model: ModelFolder, place: Path, integers: str, say: Say, float32: Float32Preparation) -> None:
        super().__init__(model, place / "int8", stamp_of(model, integers), say, float32.tokenizer)
        self._float32 = float32
        self._reference: OnnxEmbedder | None = None

    def ready(self) -> OnnxEmbedder | None:
        """Return the engine, made ready; the float32 engine where it can't be used, and None where that can't be either."""
        if kept := self.kept():
            return kept
        self._reference = self._float32.ready()
        return self._reference and (self.prepare() or self._reference)

    def made(self) -> tuple[Plan, bytes]:
        """Return the graph of the float32 export in 8-bit integers, and its plan."""
        plan = read_plan(self._float32.place, self._float32.stamp)
        if plan is None:
            raise FileNotFoundError(f"{self._float32.place} has no plan")
        graph = quantized(read_graph(self._float32.place, plan), (self.model.path / plan.weights).resolve())
        return replace(plan, stamp=self.stamp, graph=hashlib.sha256(graph).hexdigest()), graph

    def difference(self, engine: OnnxEmbedder) -> str:
        """Return in what the engine differs from float32 by more than the rounding of stored vectors explains."""
        if self._reference is None:
            return "there is nothing to compare it with"
        reached = agreement(probe(self._reference), probe(engine))
        if reached < LEAST_INT8_COSINE:
            return f"vectors in 8-bit integers differ from float32, cosine {reached:.4f}"
        shared = overlap(nearest(self._reference), nearest(engine))
        return (
            "" if shared >= LEAST_INT8_OVERLAP else f"8-bit integers find other passages, {shared:.2f} of float32's first ten"
        )


def _first_line(problem: BaseException) -> str:
    return next(iter(str(problem).splitlines()), "") or type(problem).__name__
