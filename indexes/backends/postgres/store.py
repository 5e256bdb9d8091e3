"""The store of a library on a server: the parts that differ from a file because there are many writers."""

from collections.abc import Iterable, Iterator, Sequence

import numpy as np

from indexes.backends.postgres.connection import ServerDatabase
from indexes.backends.postgres.full_text import ServerFullText
from indexes.hits import Among, Filter
from indexes.lexical.searched_text import searched_text
from indexes.records import ChunkRow
from indexes.storage.filters import documents_let_through
from indexes.storage.store import Store
from indexes.storage.vector_table import OPENING, VectorTable
from ingest.documents import Chunk

_AT_ONCE = 5_000
_NEW_IDS = "SELECT nextval(pg_get_serial_sequence('chunks', 'id')) FROM generate_series(1, ?)"
_INSERT = (
    'INSERT INTO chunks (id, document_id, start, "end", page, heading, language, first, last, header, vector_key, embedded)'
    " OVERRIDING SYSTEM VALUE VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,"
    " CASE WHEN EXISTS (SELECT 1 FROM vectors WHERE key = ?) THEN ? END)"
)


class ServerVectors(VectorTable):
    """Packed vectors by key. Generations come from a sequence, so that writers don't wait for each other."""

    @property
    def generation(self) -> int:
        """The present generation."""
        return int(self._database.value("SELECT last_value FROM generations"))

    def next_generation(self) -> int:
        """Start a new generation and return it."""
        return int(self._database.value("SELECT nextval('generations')"))

    def mark(self, keys: Sequence[bytes]) -> None:
        """Assign vectors to waiting chunks that no other program is embedding. For use within a transaction."""
        self._database.run(
            "UPDATE chunks SET embedded = nextval('generations') WHERE id IN (SELECT id FROM chunks"
            " WHERE vector_key = ANY(?) AND embedded IS NULL ORDER BY id FOR UPDATE SKIP LOCKED)",
            list(keys),
        )

    def waiting_and_free(self, limit: int) -> list[tuple[int, bytes]]:
        """Return (chunk id, key) of waiting chunks, which no other program gets until the transaction ends."""
        return self._free(f"AND start < {OPENING}", limit) or self._free("", limit)

    def _free(self, condition: str, limit: int) -> list[tuple[int, bytes]]:
        waiting = f"SELECT id, vector_key FROM chunks WHERE embedded IS NULL {condition}"
        return self._database.rows(f"{waiting} ORDER BY id LIMIT ? FOR UPDATE SKIP LOCKED", limit)

    def take_unused(self) -> list[bytes]:
        """Delete the vectors that no chunk uses any more; return their keys. For use within a sweeping transaction."""
        rows = self._database.rows(
            "WITH lost AS (DELETE FROM loose RETURNING key) DELETE FROM vectors v USING (SELECT DISTINCT key FROM lost) l"
            " WHERE v.key = l.key AND NOT EXISTS (SELECT 1 FROM chunks c WHERE c.vector_key = v.key)"
            " AND NOT EXISTS (SELECT 1 FROM staged s WHERE s.vector_key = v.key) RETURNING v.key"
        )
        return [key for (key,) in rows]

    def all(self) -> Iterator[tuple[bytes, bytes]]:
        """Yield (key, packed) of every vector, reading some thousand at a time."""
        last = b""
        while rows := self._database.rows("SELECT key, packed FROM vectors WHERE key > ? ORDER BY key LIMIT ?", last, _AT_ONCE):
            yield from rows
            last = rows[-1][0]


class ServerStore(Store):
    """The tables of a library on a server."""

    database: ServerDatabase
    full_text: ServerFullText
    vectors: ServerVectors

    def __init__(self, database: ServerDatabase) -> None:
        super().__init__(database, ServerFullText(database), ServerVectors(database))

    def insert_chunks(self, identity: int, text: str, chunks: Iterable[tuple[Chunk, bytes]]) -> None:
        """Store the chunks of a document and index their words. For use within a transaction."""
        some, generation = list(chunks), self.vectors.next_generation()
        ids = [number for (number,) in self.database.rows(_NEW_IDS, len(some))]
        rows = []
        for row, (chunk, key) in zip(ids, some, strict=True):
            span = (chunk.span.first, chunk.span.last) if chunk.span else (None, None)
            place = (chunk.start, chunk.end, chunk.page, chunk.heading, chunk.language, *span, chunk.header)
            rows.append((row, identity, *place, key, key, generation))
            searched = searched_text(chunk.heading, chunk.header, text[chunk.start : chunk.end])
            self.full_text.add(row, searched, chunk.language)
        self.database.run_many(_INSERT, rows)
        self.full_text.flush()

    def forget_chunks(self, identity: int) -> None:
        """Remove the chunks of a document and their words. For use within a transaction."""
        self.database.run("DELETE FROM words WHERE chunk_id IN (SELECT id FROM chunks WHERE document_id = ?)", identity)
        self.database.run("DELETE FROM chunks WHERE document_id = ?", identity)

    def wipe_out(self, paths: Iterable[str]) -> list[str]:
        """Remove documents; triggers record the vectors that they leave behind."""
        return self.remove(paths)

    def among(self, only: Filter) -> Among:
        """Return the documents that match a filter, and their chunks."""
        documents = documents_let_through(self.database, only)
        rows = self.database.rows("SELECT id FROM chunks WHERE document_id = ANY(?) ORDER BY id", documents)
        return Among(np.asarray(documents, np.int64), np.asarray([identity for (identity,) in rows], np.int64))

    def chunk_count(self) -> int:
        """Return the stored number of chunks; counting a hundred million would take long."""
        return self.full_text.chunk_count()

    def claimed(self, limit: int) -> list[tuple[bytes, ChunkRow]]:
        """Return up to `limit` chunks that wait for a vector, one for each key, which no other program gets meanwhile.

        For use within a transaction. Chunks whose vector was stored meanwhile are assigned to it.
        """
        while rows := self.vectors.waiting_and_free(limit):
            ids = {key: identity for identity, key in reversed(rows)}
            missing = self.vectors.missing(list(ids))
            if there := ids.keys() - missing:
                self.vectors.mark(sorted(there))
            if missing:
                found = self.chunks([identity for key, identity in ids.items() if key in missing])
                return [(key, found[identity]) for key, identity in ids.items() if key in missing]
        return []
