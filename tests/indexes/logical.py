"""Dumps a library's content without what differs between libraries of the same papers: ids, generations, the FAISS record."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from indexes.embedding.embedder import Vectors
from indexes.embedding.language_map import LanguageMap
from indexes.embedding.vector_model import VectorModel
from indexes.hits import Mode
from indexes.library import Library
from indexes.records import ChunkRow
from tests.fakes import DIMENSION, FakeEmbedder

QUESTIONS = ("How heavy is the canal pump?", "カレーは何分寝かせますか", "ما وزن المضخة؟", "Wie hoch ist die Miete?")
MODES: tuple[Mode, ...] = ("hybrid", "dense", "lexical")
_OWN = ("generation", "faiss")


class TurnedEmbedder(FakeEmbedder):
    """Gives the same text another vector for each fingerprint, so that a mixture of two models is noticed."""

    def _embed(self, texts: Sequence[str]) -> Vectors:
        return np.roll(super()._embed(texts), int(self.fingerprint.rsplit(":", 1)[-1]), axis=1)


def open_library(folder: Path, fingerprint: str = "fake:1") -> Library:
    """Open a library with the fake embedder; vectors of an earlier fingerprint are still used."""
    plain = LanguageMap.identity(DIMENSION)
    return Library(
        folder, TurnedEmbedder(fingerprint), lambda: plain, earlier=lambda earlier: VectorModel(TurnedEmbedder(earlier), plain)
    )


def documents(library: Library) -> dict[str, tuple[object, ...]]:
    """Return the stored data of each document by path: its facts, text, layout and chunks."""
    store = library.store
    chunks: dict[str, list[tuple[object, ...]]] = {}
    for chunk in store.all_chunks():
        chunks.setdefault(chunk.path, []).append(_said(chunk))
    return {
        row.path: (
            row.sha256, row.size, row.mtime_ns, row.state, row.reason, row.language, row.pages,
            store.load_document(row.path), sorted(chunks.get(row.path, []), key=repr),
        )
        for row in store.documents()
    }  # fmt: skip


def _said(chunk: ChunkRow) -> tuple[object, ...]:
    return (chunk.start, chunk.end, chunk.heading, chunk.language, chunk.place, chunk.header, chunk.text)


def vectors(library: Library) -> dict[tuple[str, int], bytes]:
    """Return the stored vector of each chunk by path and start."""
    chunks = {chunk.id: (chunk.path, chunk.start) for chunk in library.store.all_chunks()}
    return {chunks[identity]: packed for identity, packed in library.store.vectors.of(list(chunks)).items()} if chunks else {}


def found(library: Library) -> dict[str, list[tuple[str, int, float]]]:
    """Return the hits of each question in each mode."""
    return {
        f"{mode} {question}": [
            (hit.chunk.path, hit.chunk.start, round(hit.score, 5)) for hit in library.search(question, "en", 10, mode)
        ]
        for question in QUESTIONS
        for mode in MODES
    }


def dump(library: Library) -> dict[str, object]:
    """Return the whole content of a library."""
    rows = library.store.database.rows
    return {
        "documents": documents(library),
        "vectors": vectors(library),
        "stored vectors": rows("SELECT count(*) FROM vectors")[0][0],
        "staged": rows("SELECT count(*) FROM staged")[0][0],
        "terms": rows("SELECT term, doc, cnt FROM lexical_terms ORDER BY term"),
        "notes": [row for row in rows("SELECT name, value FROM meta ORDER BY name") if row[0] not in _OWN],
        "found": found(library),
    }
