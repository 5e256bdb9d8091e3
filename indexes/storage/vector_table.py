"""The vectors of a library, by a hash of text and model; also tells which chunks still have none."""

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from indexes.storage.tables import Tables

_AT_ONCE = 500

OPENING = 600
"""Characters at the start of a document, about its title and a chunk, which are embedded before the rest of all documents."""
_OPENINGS = f"""SELECT c.id, c.vector_key FROM documents d CROSS JOIN chunks c ON c.document_id = d.id AND c.start < {OPENING}
WHERE c.embedded IS NULL ORDER BY c.id LIMIT ?"""
"""Goes from document to document, so that it doesn't read all waiting chunks."""
_REST = "SELECT id, vector_key FROM chunks WHERE embedded IS NULL ORDER BY id LIMIT ?"


class VectorTable:
    """Packed vectors by key. The generation counts changes of the set of embedded chunks."""

    def __init__(self, database: Tables) -> None:
        self._database = database

    @property
    def generation(self) -> int:
        """The present generation."""
        found = self._database.rows("SELECT value FROM meta WHERE name = 'generation'")
        return int(found[0][0]) if found else 0

    def next_generation(self) -> int:
        """Start a new generation and return it. For use within a transaction."""
        generation = self.generation + 1
        self._database.run(
            "INSERT INTO meta VALUES ('generation', ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value", str(generation)
        )
        return generation

    def waiting(self) -> int:
        """Return the number of chunks without a vector."""
        return int(self._database.value("SELECT count(*) FROM chunks WHERE embedded IS NULL"))

    def next_waiting(self, limit: int) -> list[tuple[int, bytes]]:
        """Return up to `limit` keys without a vector, each with a chunk's id; the openings of all documents come first."""
        rows = self._database.rows(_OPENINGS, limit) or self._database.rows(_REST, limit)
        first = {key: identity for identity, key in reversed(rows)}
        return [(identity, key) for key, identity in sorted(first.items(), key=lambda item: item[1])]

    def put(self, vectors: Sequence[tuple[bytes, bytes]]) -> None:
        """Store vectors by key, and mark their chunks as embedded."""
        with self._database.transaction():
            generation = self.next_generation()
            self.insert(vectors)
            self._database.run_many(
                "UPDATE chunks SET embedded = ? WHERE vector_key = ? AND embedded IS NULL",
                ((generation, key) for key, _ in vectors),
            )

    def insert(self, vectors: Sequence[tuple[bytes, bytes]]) -> None:
        """Store vectors by key. For use within a transaction."""
        sql = "INSERT INTO vectors VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET packed = excluded.packed"
        self._database.run_many(sql, vectors)

    def missing(self, keys: Sequence[bytes]) -> set[bytes]:
        """Return the keys that have no vector."""
        there: set[bytes] = set()
        for at in range(0, len(keys), _AT_ONCE):
            some = keys[at : at + _AT_ONCE]
            rows = self._database.rows(f"SELECT key FROM vectors WHERE key IN ({','.join('?' * len(some))})", *some)
            there.update(key for (key,) in rows)
        return set(keys) - there

    def drop_unused(self) -> None:
        """Delete the vectors of no chunk, neither a stored nor a staged one."""
        with self._database.transaction():
            self._database.run(
                "DELETE FROM vectors WHERE NOT EXISTS (SELECT 1 FROM chunks WHERE vector_key = key)"
                " AND key NOT IN (SELECT vector_key FROM staged)"
            )

    def ids(self, since: int = 0) -> NDArray[np.int64]:
        """Return the sorted ids of the chunks embedded after a generation, by default of all embedded chunks."""
        rows = self._database.rows("SELECT id FROM chunks WHERE embedded > ?", since)
        return np.sort(np.fromiter((identity for (identity,) in rows), np.int64, len(rows)))

    def count_since(self, generation: int) -> int:
        """Return the number of chunks embedded after a generation."""
        return int(self._database.value("SELECT count(*) FROM chunks WHERE embedded > ?", generation))

    def of(self, ids: Sequence[int]) -> dict[int, bytes]:
        """Return packed vectors by chunk id."""
        found: dict[int, bytes] = {}
        for at in range(0, len(ids), _AT_ONCE):
            some = ids[at : at + _AT_ONCE]
            marks = ",".join("?" * len(some))
            sql = f"SELECT c.id, v.packed FROM chunks c JOIN vectors v ON v.key = c.vector_key WHERE c.id IN ({marks})"
            found |= dict(self._database.rows(sql, *some))
        return found

    def all(self) -> Iterator[tuple[bytes, bytes]]:
        """Yield the key and the packed vector of all vectors."""
        yield from self._database.rows("SELECT key, packed FROM vectors")
