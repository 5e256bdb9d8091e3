"""The embedder of the program: onnxruntime if it agrees with sentence-transformers, else sentence-transformers.

The vectors of all engines can be compared. Therefore they share one fingerprint, and a library can be moved between machines.
Float32 engines only differ in the order of sums. 8-bit integers, which are used if the processor has instructions for them,
change a cosine by no more than the rounding of stored vectors does (`docs/benchmarks.md`).
"""

from collections.abc import Callable, Sequence
from functools import cached_property
from pathlib import Path
from threading import RLock

from tokenizers import Tokenizer

from indexes.embedding.embedder import Embedder, TokenVectors, Vectors
from indexes.embedding.model_folder import Kind, ModelFolder
from indexes.embedding.onnx.plan import read_plan, stamp_of
from indexes.embedding.onnx.preparation import Float32Preparation, Int8Preparation, Say
from indexes.embedding.sentence_transformer import SentenceTransformerEmbedder
from ingest.system.processor import int8_instructions

Preparing = Callable[[ModelFolder, Path, str, Say], None]
"""Exports a model to a folder, for the given instructions for 8-bit integers."""


class FastEmbedder:
    """Embeds with the model in a folder. Its export is made and compared with the reference when the first text comes."""

    def __init__(
        self,
        model: ModelFolder,
        place: Path,
        say: Say = lambda _: None,
        integers: str | None = None,
        *,
        prepare: Preparing | None = None,
    ) -> None:
        """Set the model and the folder `place` of its export.

        `say` receives a line before the export, which takes half a minute, and the reason if the reference is used. `integers`
        names the processor's instructions for 8-bit integers ("": none, None: detected). `prepare` makes the export in another
        process; without it the export is made in this one.
        """
        self.model, self.place = model, place
        self.fingerprint = model.fingerprint
        self._say, self._loading = say, RLock()
        self._integers = int8_instructions() if integers is None else integers
        self._prepare = prepare
        self._loaded: Embedder | None = None

    @cached_property
    def tokenizer(self) -> Tokenizer:
        """The fast tokenizer of the model."""
        return self.model.load_tokenizer()

    @property
    def engine(self) -> str:
        """A description of the engine that will be used."""
        plan = read_plan(self.place, stamp_of(self.model))
        if plan is None:
            return "onnxruntime, to be prepared when it is first used"
        if plan.refused:
            return f"sentence-transformers ({plan.refused})"
        smaller = read_plan(self._int8.place, self._int8.stamp) if self._integers else None
        return f"onnxruntime, 8-bit integers ({self._integers})" if smaller and not smaller.refused else "onnxruntime"

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        """Return one unit row for each passage, shape (texts, dimension)."""
        return self.load().embed_passages(texts)

    def embed_queries(self, texts: Sequence[str]) -> Vectors:
        """Return one unit row for each query, shape (texts, dimension)."""
        return self.load().embed_queries(texts)

    def token_vectors(self, texts: Sequence[str], kind: Kind) -> list[TokenVectors]:
        """Return the token vectors of each text, of shape (tokens, hidden size)."""
        return self.load().token_vectors(texts, kind)

    def load(self) -> Embedder:
        """Return the engine for queries and passages; prepare it the first time."""
        with self._loading:
            if self._loaded is None:
                best = self._prepared_elsewhere(self._prepare) if self._prepare else self._prepared_here()
                self._loaded = best or SentenceTransformerEmbedder(self.model)
            return self._loaded

    def _prepared_here(self) -> Embedder | None:
        return self._int8.ready() if self._integers else self._float32.ready()

    def _prepared_elsewhere(self, prepare: Preparing) -> Embedder | None:
        """Return the stored engine; if there is none, let another process make it. None if that fails.

        The engine in 8-bit integers is made by a second process, which doesn't load torch.
        """
        wanted = self._int8 if self._integers else self._float32
        found = wanted.kept()  # removes a damaged one
        if found is None and not wanted.is_known:
            if not self._float32.is_known:
                prepare(self.model, self.place, "", self._say)
            if self._integers and self._float32.is_known and not self._float32.is_refused:
                prepare(self.model, self.place, self._integers, self._say)
            found = wanted.kept()
        return found or self._float32.kept()

    @cached_property
    def _float32(self) -> Float32Preparation:
        return Float32Preparation(self.model, self.place, self._say, lambda: self.tokenizer)

    @cached_property
    def _int8(self) -> Int8Preparation:
        return Int8Preparation(self.model, self.place, self._integers, self._say, self._float32)
