"""The dense leg: the FAISS index as far as it was built, and the vectors that came after it."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from indexes.atomic import write_atomically
from indexes.database import explained
from indexes.embedder import Embedder, Vectors
from indexes.hits import Among
from indexes.language_map import LanguageMap
from indexes.packing import unpack_vectors
from indexes.store import Store
from indexes.vectors import Saved, VectorIndex, hash_of

_RECORD = "faiss"
_MOST_BESIDE = 5_000
"""Vectors that are compared one by one beside an index that is behind (about 2 ms); beyond, the index is built anew."""


@dataclass(frozen=True, slots=True)
class VectorModel:
    """The embedding model that a library's vectors are of, with its language map."""

    embedder: Embedder
    language_map: LanguageMap


@dataclass(slots=True)
class _Base:
    """An index in memory and the generation up to which it holds all vectors."""

    saved: Saved
    index: VectorIndex


@dataclass(slots=True)
class _Beside:
    """Mapped vectors of shape (ids, dimension) that came after the base, as of a generation."""

    generation: int
    ids: list[int]
    rows: Vectors


class DenseLeg:
    """Nearest chunks by cosine. Any state of the FAISS file is survived: what it lacks or got wrong comes from the database."""

    def __init__(self, store: Store, path: Path) -> None:
        self._store, self.path = store, path
        self._base: _Base | None = None
        self._beside: _Beside | None = None

    @property
    def saved(self) -> Saved | None:
        """What the database knows of the file: where one was being replaced by another, the record of the one that is there."""
        known = Saved.parse(self._store.meta(_RECORD))
        if len(known) > 1:
            there = hash_of(self.path)
            known = [record for record in known if record.sha256 == there] or known
        return known[0] if known else None

    def search(self, vector: Vectors, top: int, model: VectorModel, among: Among | None = None) -> dict[int, float]:
        """Return cosines of the nearest chunks to a mapped query of shape (1, dimension), of those in `among` if given."""
        base = self._usable(model)
        beside = self._newer(base, model)
        near = base.index.search(vector, top + self._gone(base), among)
        found = dict(zip(beside.ids, (beside.rows @ vector[0]).tolist(), strict=True))
        found |= self.cosines(vector, [identity for identity in near if identity not in found], model)
        there = self._store.existing(list(found))
        if among is not None:
            there &= set(among.chunks.tolist())
        best = sorted(((cosine, identity) for identity, cosine in found.items() if identity in there), reverse=True)
        return {identity: cosine for cosine, identity in best[:top]}

    def cosines(self, vector: Vectors, ids: Iterable[int], model: VectorModel) -> dict[int, float]:
        """Return the cosines of given chunks, of those that have vectors."""
        packed: dict[int, bytes] = self._store.vectors.of(list(ids))
        if not packed:
            return {}
        rows = model.language_map.passages(unpack_vectors(list(packed.values())))
        return dict(zip(packed, (rows @ vector[0]).tolist(), strict=True))

    def rebuild(self, model: VectorModel) -> str:
        """Build the index anew and write it; return why it could not be written, "" if it was. For use by the writer alone."""
        self._base = self._built(model)
        self._beside = None
        body = self._base.index.body()
        self._base.saved = replace(self._base.saved, sha256=hashlib.sha256(body).hexdigest())
        known = [self._base.saved, *filter(None, [self.saved])]
        self._store.set_meta(_RECORD, "\n".join(map(str, known)))  # a kill on the way leaves one of the two, and both are known
        try:
            write_atomically(self.path, body)
        except OSError as problem:
            return f"the FAISS file could not be written ({problem.strerror}); it is made again when it is next needed"
        self._store.set_meta(_RECORD, str(self._base.saved))
        return ""

    def drop(self) -> None:
        """Delete the file; the next search builds the index from the database. Raises `StorageFull` where it can't be."""
        with explained(self.path):
            self.path.unlink(missing_ok=True)
        self._store.set_meta(_RECORD, None)
        self._base = self._beside = None

    def is_usable(self, model: VectorModel) -> bool:
        """Whether there is an index, in memory or in the file, that may be searched."""
        if self._base is None or not self._fits(self._base.saved, model):
            self._base, self._beside = self._loaded(model), None
        return self._base is not None

    def is_current(self, model: VectorModel) -> bool:
        """Whether the file's index holds the vectors of the present generation."""
        saved = self.saved
        present = (self._store.vectors.generation, *_made_with(model))
        return saved is not None and self.path.exists() and (saved.generation, saved.fingerprint, saved.language_map) == present

    def _usable(self, model: VectorModel) -> _Base:
        if not self.is_usable(model) or self._base is None:
            self._base = self._built(model)
        return self._base

    def _fits(self, saved: Saved, model: VectorModel) -> bool:
        """Whether an index may be searched: of this model and map, not of the future, and not too far behind."""
        if (saved.fingerprint, saved.language_map) != _made_with(model):
            return False
        behind = saved.generation <= self._store.vectors.generation
        return behind and self._store.vectors.count_since(saved.generation) <= _MOST_BESIDE

    def _loaded(self, model: VectorModel) -> _Base | None:
        saved = self.saved
        if saved is None or not self._fits(saved, model):
            return None
        index = VectorIndex.load(self.path, saved)
        return _Base(saved, index) if index else None

    def _built(self, model: VectorModel) -> _Base:
        generation = self._store.vectors.generation
        stored = self._store.vectors.since(0)
        index = VectorIndex.build([identity for identity, _ in stored], _mapped(stored, model))
        return _Base(Saved("", generation, *_made_with(model)), index)

    def _newer(self, base: _Base, model: VectorModel) -> _Beside:
        generation = self._store.vectors.generation
        if self._beside is None or self._beside.generation != generation:
            stored = self._store.vectors.since(base.saved.generation)
            self._beside = _Beside(generation, [identity for identity, _ in stored], _mapped(stored, model))
        return self._beside

    def _gone(self, base: _Base) -> int:
        """Return how many of the index's rows are of chunks that are gone: so many more are asked for."""
        embedded = self._store.chunk_count() - self._store.vectors.waiting()
        return max(0, len(base.index) + self._store.vectors.count_since(base.saved.generation) - embedded)


def _mapped(stored: list[tuple[int, bytes]], model: VectorModel) -> Vectors:
    if not stored:
        return np.zeros((0, model.language_map.passage_mean.size), np.float32)
    return model.language_map.passages(unpack_vectors([packed for _, packed in stored]))


def _made_with(model: VectorModel) -> tuple[str, str]:
    return model.embedder.fingerprint, model.language_map.digest
