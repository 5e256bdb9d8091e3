"""The part of the library's facade that only reads documents, chunks and counts."""

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
"""Number of first chunks whose mean vector represents the topic of a document."""


class Contents(ABC):
    """Read access to the documents, chunks and counts in the store of a library."""

    @property
    @abstractmethod
    def store(self) -> Store:
        """The library's tables."""

    @property
    @abstractmethod
    def kept_parts(self) -> KeptParts:
        """Stored results, such as parts of summaries, which are kept until their documents are removed."""

    @property
    @abstractmethod
    def vector_model(self) -> VectorModel | None:
        """The model that made the stored vectors, None if it isn't available."""

    def totals(self) -> Totals:
        """Return the counts of the library."""
        return self.store.totals()

    def documents(self, only: Filter | None = None) -> list[DocumentRow]:
        """Return all documents by path, or those that match a filter. Raises `PathProblem`."""
        rows = self.store.documents()
        if not only:
            return rows
        through = set(self.store.among(only).documents.tolist())
        return [row for row in rows if row.id in through]

    def whole_document(self, path: str) -> WholeDocument | None:
        """Return a document with its text and all chunks from one state of the library, None if it isn't there any more."""
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
        """Return the stored document of a path, None if there is none. Raises `PackingDamaged`."""
        return self.store.load_document(path)

    def chunk_ids(self, document_id: int) -> list[int]:
        """Return the ids of the chunks of a document in their order."""
        return self.store.chunk_ids(document_id)

    def chunks(self, ids: Sequence[int]) -> dict[int, ChunkRow]:
        """Return chunks by id in the given order; ids that don't exist any more are left out."""
        return self.store.chunks(ids)

    def are_embedded(self, ids: Sequence[int]) -> bool:
        """Whether all given chunks have vectors."""
        return len(self.store.vectors.of(ids)) == len(set(ids))

    def languages(self) -> dict[str, int]:
        """Return the number of passages in each language ("" for unknown ones), the most frequent first."""
        return self.store.languages()

    def lets_through(self, only: Filter) -> bool:
        """Whether any document matches a filter. Raises `PathProblem`."""
        return bool(self.store.among(only).documents.size)
