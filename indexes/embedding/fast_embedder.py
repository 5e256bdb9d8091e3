"""The embedder of the program: onnxruntime where it agrees with sentence-transformers, else sentence-transformers itself.

Both give the same vectors, so they share one fingerprint and no library notices which one runs.
"""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cached_property
from pathlib import Path
from threading import RLock

from tokenizers import Tokenizer

from indexes.embedding.embedder import Embedder, TokenVectors, Vectors
from indexes.embedding.model_folder import Kind, ModelFolder
from indexes.embedding.onnx.agreement import LEAST_COSINE, agreement, probe
from indexes.embedding.onnx.engine import OnnxEmbedder, open_session
from indexes.embedding.onnx.export import export
from indexes.embedding.onnx.plan import FastEngineUnusable, Plan, drop_plan, read_plan, stamp_of, write_plan
from indexes.embedding.sentence_transformer import SentenceTransformerEmbedder
from indexes.files.locks import turn

_NO_GRAPH = b""


class FastEmbedder:
    """A model folder and the place of its export, which is made and compared when the first text comes."""

    def __init__(self, model: ModelFolder, place: Path, say: Callable[[str], None] = lambda _: None) -> None:
        """`say` hears of the export, which takes about half a minute, and of why the reference is used where it is."""
        self.model, self.place = model, place
        self.fingerprint = model.fingerprint
        self._say, self._loading = say, RLock()
        self._loaded: Embedder | None = None

    @cached_property
    def tokenizer(self) -> Tokenizer:
        """The folder's fast tokenizer."""
        return self.model.load_tokenizer()

    @property
    def engine(self) -> str:
        """Which engine the next run takes, in words."""
        plan = read_plan(self.place, self.model)
        if plan is None:
            return "onnxruntime, to be prepared when it is first used"
        return f"sentence-transformers ({plan.refused})" if plan.refused else "onnxruntime"

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        """Return one unit row for each passage, shape (texts, dimension)."""
        return self.load().embed_passages(texts)

    def embed_queries(self, texts: Sequence[str]) -> Vectors:
        """Return one unit row for each query, shape (texts, dimension)."""
        return self.load().embed_queries(texts)

    def token_vectors(self, texts: Sequence[str], kind: Kind) -> list[TokenVectors]:
        """Return each text's own tokens, each of shape (tokens, hidden size)."""
        return self.load().token_vectors(texts, kind)

    def load(self) -> Embedder:
        """Return the engine itself, made ready the first time."""
        with self._loading:
            if self._loaded is None:
                self._loaded = self._fast() or SentenceTransformerEmbedder(self.model)
            return self._loaded

    def _fast(self) -> Embedder | None:
        plan = read_plan(self.place, self.model)
        try:
            if plan and not plan.refused:
                return self._opened(plan)
        except FastEngineUnusable as problem:
            self._say(f"{problem}; it is made again")
            drop_plan(self.place)
            plan = None
        try:
            plan = plan or self._prepared()
            if plan.refused:
                return None
            return self._opened(plan)
        except (FastEngineUnusable, OSError) as problem:
            self._say(f"embedding with sentence-transformers, which is slower: {problem}")
            return None

    def _opened(self, plan: Plan) -> OnnxEmbedder:
        with ThreadPoolExecutor(1) as pool:  # the tokenizer of 250,000 pieces takes as long as the session
            session = pool.submit(open_session, self.model, plan, self.place)
            tokenizer = self.tokenizer
            return OnnxEmbedder(self.model, plan, session.result(), tokenizer)

    def _prepared(self) -> Plan:
        """Return the export, made by this process or by another that was first. Raises `OSError` where it can't be written."""
        self.place.mkdir(parents=True, exist_ok=True, mode=0o700)
        with turn(self.place / "export.lock"):
            if found := read_plan(self.place, self.model):
                return found
            self._say("preparing the embedding model for this processor, once (about half a minute)")
            return self._exported()

    def _exported(self) -> Plan:
        reference = SentenceTransformerEmbedder(self.model)
        expected = probe(reference)
        try:
            plan, graph = export(self.model, reference.transformer)
            del reference
            write_plan(self.place, plan, graph)
            reached = agreement(expected, probe(self._opened(plan)))
            if reached >= LEAST_COSINE:
                return plan
            reason = f"onnxruntime's vectors differ from it, cosine {reached:.5f}"
        except OSError:
            raise
        except Exception as problem:  # noqa: BLE001  torch raises anything for what it can't trace; the reference is always there
            reason = f"no graph for onnxruntime: {problem or type(problem).__name__}".splitlines()[0]
        self._say(f"embedding with sentence-transformers: {reason}")
        plan = Plan(stamp_of(self.model), refused=reason)
        write_plan(self.place, plan, _NO_GRAPH)
        return plan
