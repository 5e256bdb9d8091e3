"""Reads a library's tables: counts, documents, texts and chunks; in SQL for both SQLite and PostgreSQL."""

import json
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import replace
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from indexes.hits import Among, Filter
from indexes.records import ChunkRow, DocumentRow, Place, Totals
from indexes.storage.filters import documents_let_through
from indexes.storage.packing import SEGMENT, unpack_labels, unpack_layout, unpack_text
from indexes.storage.tables import Tables
from indexes.storage.vector_table import VectorTable
from ingest.documents import Counted, Document, PageUnit, Span
from ingest.said import recalled

_DOCUMENT_COLUMNS = ("id", "path", "sha256", "size", "mtime_ns", "state", "reason", "language", "reader", "pages", "chunks")
_DOCUMENT = """SELECT id, path, sha256, size, mtime_ns, state, reason, language, reader, pages,
    (SELECT count(*) FROM chunks WHERE document_id = documents.id) FROM documents"""
_CHUNK_COLUMNS = ("id", "document_id", "path", "start", "end", "heading", "language", "header")
_PLACE_COLUMNS = ("page", "page_unit", "first", "last", "counted")
_CHUNK = """SELECT c.id, c.document_id, d.path, c.start, c."end", c.heading, c.language, c.header,
    c.page, d.page_unit, c.first, c.last, d.counted FROM chunks c JOIN documents d ON d.id = c.document_id"""
_NEIGHBOURS = """SELECT c.id,
    (SELECT b.id FROM chunks b WHERE b.document_id = c.document_id AND b.start < c.start ORDER BY b.start DESC LIMIT 1),
    (SELECT a.id FROM chunks a WHERE a.document_id = c.document_id AND a.start > c.start ORDER BY a.start LIMIT 1)
    FROM chunks c"""
_PATHS = "SELECT DISTINCT d.path FROM chunks c JOIN documents d ON d.id = c.document_id"
_READ_COLUMNS = ("id", "language", "reader", "pages", "page_unit", "counted", "layout")
_AT_ONCE = 500
"""Most rows requested by one statement: SQLite allows some thousand values at most."""
_SEGMENTS_KEPT = 32
_LABELS_KEPT = 256
"""Number of documents whose page labels are cached."""


class StoreReader:
    """Reads the tables of one library."""

    def __init__(self, database: Tables, vectors: VectorTable) -> None:
        self.database, self.vectors = database, vectors
        # The text and layout of an id never change.
        self._segment = lru_cache(_SEGMENTS_KEPT)(self._unpacked)
        self._labels = lru_cache(_LABELS_KEPT)(self._unpacked_labels)

    def snapshot(self) -> AbstractContextManager[None]:
        """Make all reads inside see one state of the library."""
        return self.database.snapshot()

    # Notes and counts

    def meta(self, name: str) -> str | None:
        """Return one of the library's notes."""
        found = self.database.rows("SELECT value FROM meta WHERE name = ?", name)
        return str(found[0][0]) if found else None

    def totals(self) -> Totals:
        """Return the library's counts."""
        by_state = dict(self.database.rows("SELECT state, count(*) FROM documents GROUP BY state"))
        sizes = self.database.rows(
            "SELECT CAST(coalesce(sum(size), 0) AS BIGINT), CAST(coalesce(sum(text_bytes), 0) AS BIGINT)"
            " FROM documents WHERE state IN ('indexed', 'partial')"
        )
        chunks = self.chunk_count()
        partial = by_state.get("partial", 0)
        return Totals(
            documents=by_state.get("indexed", 0) + partial,
            skipped=by_state.get("skipped", 0),
            partial=partial,
            waiting=by_state.get("waiting", 0),
            chunks=chunks,
            embedded=chunks - self.vectors.waiting(),
            bytes=sizes[0][0],
            text_bytes=sizes[0][1],
        )

    def chunk_count(self) -> int:
        """Return the number of chunks."""
        return int(self.database.value("SELECT count(*) FROM chunks"))

    def is_empty(self) -> bool:
        """Whether there is no chunk."""
        return not self.database.rows("SELECT 1 FROM chunks LIMIT 1")

    # Documents

    def documents(self) -> list[DocumentRow]:
        """Return all documents by path."""
        return [_document_row(row) for row in self.database.rows(f"{_DOCUMENT} ORDER BY path")]

    def document(self, path: str) -> DocumentRow | None:
        """Return a document by its path."""
        found = self.database.rows(f"{_DOCUMENT} WHERE path = ?", path)
        return _document_row(found[0]) if found else None

    def load_document(self, path: str) -> Document | None:
        """Return a document as it was read, None if none was read at that path. Raises `PackingDamaged`."""
        sql = f"SELECT {', '.join(_READ_COLUMNS)} FROM documents WHERE path = ? AND layout IS NOT NULL"
        found = self.database.rows(sql, path)
        return self._document(dict(zip(_READ_COLUMNS, found[0], strict=True))) if found else None

    def _document(self, row: dict[str, Any]) -> Document:
        parts: Any = unpack_layout(row["layout"])
        return Document(
            text=self.text(row["id"]),
            language=row["language"],
            reader=row["reader"].partition("/")[0],
            pages=row["pages"],
            page_unit=PageUnit(row["page_unit"]),
            counted=Counted(row["counted"]) if row["counted"] else None,
            **parts,
        )

    # Text and chunks

    def text(self, identity: int) -> str:
        """Return the whole text of a document, "" if it has none. Raises `PackingDamaged`."""
        rows = self.database.rows("SELECT packed FROM texts WHERE document_id = ? ORDER BY start", identity)
        return "".join(unpack_text(packed) for (packed,) in rows)

    def passage(self, identity: int, start: int, end: int) -> str:
        """Return a part of a document's text."""
        first = start // SEGMENT * SEGMENT
        text = "".join(self._segment(identity, at) for at in range(first, end, SEGMENT))
        return text[start - first : end - first]

    def _unpacked(self, identity: int, start: int) -> str:
        found = self.database.rows("SELECT packed FROM texts WHERE document_id = ? AND start = ?", identity, start)
        return unpack_text(found[0][0]) if found else ""

    def labelled(self, chunk: ChunkRow) -> ChunkRow:
        """Return a chunk with the label of its page, for chunks that are shown; this unpacks the layout of the document."""
        labels = self._labels(chunk.document_id) if chunk.page is not None and chunk.place.page_unit is PageUnit.PAGE else ()
        label = labels[chunk.page - 1] if labels and chunk.page is not None and 0 < chunk.page <= len(labels) else ""
        return replace(chunk, place=replace(chunk.place, label=label)) if label else chunk

    def _unpacked_labels(self, identity: int) -> tuple[str, ...]:
        found = self.database.rows("SELECT layout FROM documents WHERE id = ? AND layout IS NOT NULL", identity)
        return unpack_labels(found[0][0]) if found else ()

    def chunks(self, ids: Sequence[int]) -> dict[int, ChunkRow]:
        """Return chunks by id in the order of `ids`, without ids that don't exist any more."""
        found: dict[int, ChunkRow] = {}
        for at in range(0, len(ids), _AT_ONCE):
            some = ids[at : at + _AT_ONCE]
            marks = ",".join("?" * len(some))
            rows = {row[0]: row for row in self.database.rows(f"{_CHUNK} WHERE c.id IN ({marks})", *some)}
            found |= {identity: self._chunk(rows[identity]) for identity in some if identity in rows}
        return found

    def _chunk(self, row: Sequence[Any]) -> ChunkRow:
        own = dict(zip(_CHUNK_COLUMNS, row[: len(_CHUNK_COLUMNS)], strict=True))
        place = _place(dict(zip(_PLACE_COLUMNS, row[len(_CHUNK_COLUMNS) :], strict=True)))
        return ChunkRow(place=place, text=self.passage(own["document_id"], own["start"], own["end"]), **own)

    def neighbours(self, ids: Sequence[int]) -> dict[int, tuple[int, ...]]:
        """Return for each chunk the ids of the chunks directly before and after it in its document."""
        found: dict[int, tuple[int, ...]] = {}
        for at in range(0, len(ids), _AT_ONCE):
            some = ids[at : at + _AT_ONCE]
            rows = self.database.rows(f"{_NEIGHBOURS} WHERE c.id IN ({','.join('?' * len(some))})", *some)
            found |= {row[0]: tuple(identity for identity in row[1:] if identity is not None) for row in rows}
        return found

    def chunk_languages(self, ids: Sequence[int]) -> dict[int, str]:
        """Return the languages of chunks by id, without ids that don't exist any more."""
        found: dict[int, str] = {}
        for at in range(0, len(ids), _AT_ONCE):
            some = ids[at : at + _AT_ONCE]
            found |= dict(
                self.database.rows(f"SELECT id, language FROM chunks WHERE id IN ({','.join('?' * len(some))})", *some)
            )
        return found

    def paths_of(self, ids: Sequence[int]) -> set[str]:
        """Return the paths of the documents that chunks belong to."""
        found: set[str] = set()
        for at in range(0, len(ids), _AT_ONCE):
            some = ids[at : at + _AT_ONCE]
            rows = self.database.rows(f"{_PATHS} WHERE c.id IN ({','.join('?' * len(some))})", *some)
            found.update(path for (path,) in rows)
        return found

    def chunks_by_language(self) -> dict[str, NDArray[np.int64]]:
        """Return the ids of all chunks, sorted, by their language."""
        rows = self.database.rows("SELECT language, json_group_array(id) FROM chunks GROUP BY language")
        return {language: np.sort(np.asarray(json.loads(ids), np.int64)) for language, ids in rows}

    def languages(self) -> dict[str, int]:
        """Return the number of chunks in each language, the most frequent first; "" is an unknown language."""
        return dict(self.database.rows("SELECT language, count(*) FROM chunks GROUP BY language ORDER BY 2 DESC, 1"))

    def chunk_ids(self, document_id: int) -> list[int]:
        """Return the ids of a document's chunks in order."""
        sql = "SELECT id FROM chunks WHERE document_id = ? ORDER BY start"
        return [identity for (identity,) in self.database.rows(sql, document_id)]

    def among(self, only: Filter) -> Among:
        """Return the documents that match a filter, and their chunks."""
        documents = np.asarray(documents_let_through(self.database, only), np.int64)
        sql = "SELECT json_group_array(id) FROM chunks WHERE document_id IN (SELECT value FROM json_each(?))"
        [(chunks,)] = self.database.rows(sql, json.dumps(documents.tolist()))  # as one text, twice as fast as rows
        return Among(documents, np.sort(np.asarray(json.loads(chunks), np.int64)))

    def all_chunks(self) -> Iterator[ChunkRow]:
        """Yield all chunks with their texts, by id."""
        ids = [identity for (identity,) in self.database.rows("SELECT id FROM chunks ORDER BY id")]
        for at in range(0, len(ids), _AT_ONCE):
            yield from self.chunks(ids[at : at + _AT_ONCE]).values()

    def next_waiting(self, limit: int) -> list[tuple[bytes, ChunkRow]]:
        """Return up to `limit` keys without a vector, each with one of its chunks."""
        rows = self.vectors.next_waiting(limit)
        found = self.chunks([identity for identity, _ in rows])
        return [(key, found[identity]) for identity, key in rows]


def _document_row(row: Sequence[Any]) -> DocumentRow:
    columns = dict(zip(_DOCUMENT_COLUMNS, row, strict=True))
    return DocumentRow(**columns | {"reason": recalled(columns["reason"])})


def _place(row: dict[str, Any]) -> Place:
    first, last = row["first"], row["last"]
    span = Span(first, last) if first is not None and last is not None else None
    return Place(row["page"], PageUnit(row["page_unit"]), span, Counted(row["counted"]) if row["counted"] else None)
