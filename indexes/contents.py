"""What a library holds: the part of its facade that only reads."""

from abc import ABC, abstractmethod
from collections.abc import Sequence

import numpy as np

from indexes.embedding.embedder import Vectors
from indexes.embedding.vector_model import VectorModel
from indexes.files.kept_parts import KeptParts
from indexes.hits import Filter
from indexes.records import ChunkRow, DocumentRow, Totals, WholeDocument
from indexes.storage.packing import unpack_vectors
from indexes.storage.store import Store
from ingest.documents import Document

_FIRST_CHUNKS = 16
"""Chunks whose mean stands for what a document is about."""


class Contents(ABC):
    """Documents, chunks and counts of a library's store."""

    @property
    @abstractmethod
    def store(self) -> Store:
        """The library's tables."""

    @property
    @abstractmethod
    def kept_parts(self) -> KeptParts:
        """What was made of documents at length and is kept, until they are taken out."""

    @property
    @abstractmethod
    def vector_model(self) -> VectorModel | None:
        """The model that the stored vectors are of, None where it is gone."""

    def totals(self) -> Totals:
        """Return the library's counts."""
        return self.store.totals()

    def documents(self, only: Filter | None = None) -> list[DocumentRow]:
        """Return all documents by path, or those that a filter lets through. Raises `PathProblem`."""
        rows = self.store.documents()
        if not only:
            return rows
        through = set(self.store.among(only).documents.tolist())
        return [row for row in rows if row.id in through]

    def whole_document(self, path: str) -> WholeDocument | None:
        """Return a document with its text and all of its chunks as one state of the library has them, None where it is gone."""
        with self.store.snapshot():
            row, document = self.store.document(path), self.store.load_document(path)
            if row is None or document is None:
                return None
            chunks = self.store.chunks(self.store.chunk_ids(row.id))
        return WholeDocument(row, document, tuple(sorted(chunks.values(), key=lambda chunk: chunk.start)))

    def document_vectors(self, ids: Sequence[int]) -> dict[int, Vectors]:
        """Return the mean vector, shape (dimension,), of the first chunks of each document that has vectors."""
        model = self.vector_model
        if model is None:
            return {}
        chunks = {identity: self.store.chunk_ids(identity)[:_FIRST_CHUNKS] for identity in ids}
        packed = self.store.vectors.of([chunk for own in chunks.values() for chunk in own])
        raw = {identity: [packed[chunk] for chunk in own if chunk in packed] for identity, own in chunks.items()}
        return {
            identity: np.asarray(model.language_map.passages(unpack_vectors(rows)).mean(0), np.float32)
            for identity, rows in raw.items()
            if rows
        }

    def load_document(self, path: str) -> Document | None:
        """Return the document as it was read, None where nothing was read at that path. Raises `PackingDamaged`."""
        return self.store.load_document(path)

    def chunk_ids(self, document_id: int) -> list[int]:
        """Return the ids of a document's chunks in their order."""
        return self.store.chunk_ids(document_id)

    def chunks(self, ids: Sequence[int]) -> dict[int, ChunkRow]:
        """Return chunks by id in the order asked for; ids that are gone are left out."""
        return self.store.chunks(ids)

    def are_embedded(self, ids: Sequence[int]) -> bool:
        """Whether all of some chunks have their vectors."""
        return len(self.store.vectors.of(ids)) == len(set(ids))

    def languages(self) -> dict[str, int]:
        """Return how many passages are in each language, the most frequent first; "" where the language isn't known."""
        return self.store.languages()

    def lets_through(self, only: Filter) -> bool:
        """Whether a filter lets any document through. Raises `PathProblem`."""
        return bool(self.store.among(only).documents.size)
