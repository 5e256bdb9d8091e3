"""Dense search: an index in memory that follows the database, and a file from which it is loaded."""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from indexes.dense.faiss_index import KIND, Ids, IndexFile, Layout, VectorIndex, hash_of
from indexes.embedding.embedder import Vectors
from indexes.embedding.vector_model import VectorModel
from indexes.files.atomic import write_atomically
from indexes.hits import Among
from indexes.sqlite.database import explained
from indexes.storage.packing import unpack_vectors
from indexes.storage.store import Store

_RECORD = "faiss"
_AT_ONCE = 5_000
"""Number of vectors that are unpacked at once (8 MB)."""
_CANDIDATES, _CANDIDATES_OF_MANY = 500, 1_000
"""Number of rows from the index whose exact cosines are computed: recall@10 is 0.998 at 100,000 vectors, 0.99 at a million."""
_BEHIND = 0.25
_ROWS_A_THREAD = 16
"""Rows of a matrix product that OpenBLAS computes in one thread. For more it uses other threads, and on busy cores it waits
10 ms for them."""


@dataclass(frozen=True, slots=True)
class Sizes:
    """Numbers of vectors at which the index changes its strategy.

    Up to `few` vectors that match a filter are compared one by one (8 ms). Up to `small` the index is rebuilt in less than a
    second, so that the same vectors give the same file. Up to `one_list` a search scans all vectors.
    """

    few: int = 1_000
    small: int = 20_000
    one_list: int = 200_000


@dataclass(slots=True)
class _LoadedIndex:
    """An index in memory, with all vectors up to the generation of `saved`."""

    saved: IndexFile
    index: VectorIndex


class FaissSearch:
    """Finds the nearest chunks by cosine. If the FAISS file is missing, old or damaged, the database replaces its content."""

    def __init__(self, store: Store, path: Path, sizes: Sizes = Sizes()) -> None:
        self._store, self.path, self._sizes = store, path, sizes
        self._held: _LoadedIndex | None = None
        self._unlooked = 0

    @property
    def saved(self) -> IndexFile | None:
        """The record of the file in the database. After an interrupted replacement, it is that of the existing file."""
        known = IndexFile.parse(self._store.meta(_RECORD))
        if len(known) > 1:
            there = hash_of(self.path)
            known = [record for record in known if record.sha256 == there] or known
        return known[0] if known else None

    # Search

    def search(self, vector: Vectors, top: int, model: VectorModel, among: Among | None = None) -> dict[int, float]:
        """Return the cosines of the chunks (of those in `among` if given) nearest to a mapped query of shape (1, dimension)."""
        if among is not None and len(among.chunks) <= self._sizes.few:
            found = self.cosines(vector, among.chunks.tolist(), model)
        else:
            found = self._nearest(vector, top, model, among)
        best = sorted(found.items(), key=lambda pair: (-pair[1], pair[0]))
        return dict(best[:top])

    def _nearest(self, vector: Vectors, top: int, model: VectorModel, among: Among | None) -> dict[int, float]:
        index = self._caught_up(model).index
        count = max(top, _CANDIDATES_OF_MANY if len(index) > self._sizes.one_list else _CANDIDATES)
        only = None if among is None else among.chunks
        near = index.search(vector, count, only)
        found = self.cosines(vector, near, model)
        if len(found) < min(top, len(near)) and self._drop_gone(index):
            found = self.cosines(vector, index.search(vector, count, only), model)
        return found

    def cosines(self, vector: Vectors, ids: Iterable[int], model: VectorModel) -> dict[int, float]:
        """Return the cosines of the given chunks that have vectors."""
        packed: dict[int, bytes] = self._store.vectors.of(list(ids))
        if not packed:
            return {}
        rows = unpack_vectors(list(packed.values()))
        parts = [rows[at : at + _ROWS_A_THREAD] for at in range(0, len(rows), _ROWS_A_THREAD)]
        found = [np.einsum("ij,j->i", model.language_map.passages(part), vector[0]) for part in parts]
        return dict(zip(packed, np.concatenate(found).tolist(), strict=True))

    def is_usable(self, model: VectorModel) -> bool:
        """Whether there is an index, in memory or in the file, that only needs the newest vectors."""
        if self._held is None or not self._fits(self._held.saved, model):
            self._held = self._loaded(model)
        return self._held is not None

    # Changes

    def rebuild(self, model: VectorModel) -> str:
        """Update the index and write it; return why it could not be written, "" if it was. Only the writer may call it.

        A large index is changed where vectors were added or removed. A small one, or one whose lists don't fit its size any
        more, is built again.
        """
        held = self._caught_up(model) if self._may_be_changed(model) else self._built(model)
        self._drop_gone(held.index)
        self._held = held
        return self._write(held)

    def keep_up(self, added: int, model: VectorModel) -> None:
        """Write the index during a run, whenever a quarter of the vectors isn't in the file, from which readers load it."""
        self._unlooked += added
        if self._unlooked * 20 < self._sizes.small:
            return
        self._unlooked = 0
        saved = self.saved
        behind = self._store.vectors.count_since(saved.generation if saved else 0)
        if behind > max(self._sizes.small, _BEHIND * (saved.trained_on if saved else 0)):
            self.rebuild(model)

    def forget_gone(self) -> None:
        """Remove the rows of deleted chunks from the file, or delete a small file. Raises `StorageFull`."""
        saved = self.saved
        index = (
            VectorIndex.load(self.path, saved)
            if saved and saved.kind == KIND and saved.trained_on > self._sizes.small
            else None
        )
        if saved is None or index is None:
            self.drop()
            return
        self._drop_gone(index)
        self._held = _LoadedIndex(saved, index)
        if self._write(self._held):
            self.drop()

    def drop(self) -> None:
        """Delete the file; the next search builds the index from the database. Raises `StorageFull` if that fails."""
        with explained(self.path):
            self.path.unlink(missing_ok=True)
        self._store.set_meta(_RECORD, None)
        self._held = None

    def is_current(self, model: VectorModel) -> bool:
        """Whether the file holds exactly the vectors of the present generation."""
        saved = self.saved
        present = (self._store.vectors.generation, *model.names)
        return saved is not None and self.path.exists() and (saved.generation, saved.fingerprint, saved.language_map) == present

    def _write(self, held: _LoadedIndex) -> str:
        body = held.index.body()
        held.saved = replace(held.saved, sha256=hashlib.sha256(body).hexdigest())
        known = [held.saved, *filter(None, [self.saved])]
        self._store.set_meta(
            _RECORD, "\n".join(map(str, known))
        )  # after a kill one of the two files exists, and both are recorded
        try:
            write_atomically(self.path, body)
        except OSError as problem:
            return f"the FAISS file could not be written ({problem.strerror}); it is made again when it is next needed"
        self._store.set_meta(_RECORD, str(held.saved))
        return ""

    # The index in memory

    def _caught_up(self, model: VectorModel) -> _LoadedIndex:
        """Return the index with all vectors of the present generation. It may still hold rows of deleted chunks."""
        if not self.is_usable(model) or self._held is None:
            self._held = self._built(model)
        held, generation = self._held, self._store.vectors.generation
        if held.saved.generation < generation:
            for ids, rows in self._batches(self._store.vectors.ids(since=held.saved.generation), model):
                held.index.add(ids, rows)
            held.saved = replace(held.saved, generation=generation)
        return held

    def _may_be_changed(self, model: VectorModel) -> bool:
        count = self._store.vectors.count_since(0)
        if count <= self._sizes.small or not self.is_usable(model) or self._held is None:
            return False
        return Layout.serves(self._held.saved.trained_on, count)

    def _fits(self, saved: IndexFile, model: VectorModel) -> bool:
        """Whether an index belongs to this model and map, isn't newer than the database, and only needs the newest vectors.

        An index that lacks most vectors has to be built again, because its lists were trained on others.
        """
        vectors = self._store.vectors
        if (saved.kind, saved.fingerprint, saved.language_map) != (KIND, *model.names) or saved.generation > vectors.generation:
            return False
        return vectors.count_since(saved.generation) <= max(_CANDIDATES if saved.trained_on else 0, saved.trained_on)

    def _loaded(self, model: VectorModel) -> _LoadedIndex | None:
        saved = self.saved
        if saved is None or not self._fits(saved, model):
            return None
        if index := VectorIndex.load(self.path, saved):
            return _LoadedIndex(saved, index)
        return self._loaded(model) if self.saved != saved else None  # a writer has replaced the file meanwhile

    def _built(self, model: VectorModel) -> _LoadedIndex:
        generation, ids = self._store.vectors.generation, self._store.vectors.ids()
        layout = Layout.of(len(ids), self._sizes.one_list)
        some = ids[:: max(1, len(ids) // layout.sample)]
        sample = [rows for _, rows in self._batches(some, model)] or [_no_rows(model)]
        index = VectorIndex.trained(np.concatenate(sample), layout)
        for part, rows in self._batches(ids, model):
            index.add(part, rows)
        return _LoadedIndex(self._record(generation, len(ids), model), index)

    @staticmethod
    def _record(generation: int, count: int, model: VectorModel) -> IndexFile:
        fingerprint, language_map = model.names
        return IndexFile(
            sha256="", generation=generation, fingerprint=fingerprint, language_map=language_map, kind=KIND, trained_on=count
        )

    def _batches(self, ids: Ids, model: VectorModel) -> Iterator[tuple[Ids, Vectors]]:
        """Yield ids with their mapped vectors of shape (ids, dimension), some thousand at a time; skip ids without vectors."""
        for at in range(0, len(ids), _AT_ONCE):
            packed = self._store.vectors.of(ids[at : at + _AT_ONCE].tolist())
            if packed:
                yield np.fromiter(packed, np.int64), model.language_map.passages(unpack_vectors(list(packed.values())))

    def _drop_gone(self, index: VectorIndex) -> int:
        """Remove the rows of deleted chunks from an index; return their number."""
        return index.remove(np.setdiff1d(index.ids, self._store.vectors.ids()))


def _no_rows(model: VectorModel) -> Vectors:
    return np.zeros((0, model.language_map.passage_mean.size), np.float32)
