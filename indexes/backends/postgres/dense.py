"""Dense search on a server: a table of mapped vectors with an HNSW index for each model and language map."""

import hashlib
from collections.abc import Iterable, Sequence

import numpy as np

from indexes.backends.postgres.store import ServerStore
from indexes.embedding.embedder import Vectors
from indexes.embedding.vector_model import VectorModel
from indexes.hits import Among
from indexes.storage.packing import unpack_vectors

_AT_ONCE = 1_000
_FEW = 20_000
"""Up to this many chunks that match a filter are compared one by one (20 ms); for more, the index is scanned until enough
matches are found."""
_OURS = "near\\_%"


class PgvectorSearch:
    """Finds the nearest chunks by cosine, in half-precision vectors with the language removed.

    Vectors of different models or language maps are in different tables, whose names are hashes of both.
    """

    def __init__(self, store: ServerStore) -> None:
        self._store, self._database = store, store.database
        self._known: set[str] = set()

    def search(self, vector: Vectors, top: int, model: VectorModel, among: Among | None = None) -> dict[int, float]:
        """Return the cosines of the chunks (of those in `among` if given) nearest to a mapped query of shape (1, dimension)."""
        if not self.is_usable(model):
            return {}
        table, asked = _table(model), _literal(vector[0])
        if among is None:
            rows = self._database.rows(
                f"SELECT c.id, -distance FROM (SELECT key, mapped <#> ?::halfvec AS distance FROM {table}"
                f" ORDER BY mapped <#> ?::halfvec LIMIT ?) AS n JOIN chunks c ON c.vector_key = n.key"
                " WHERE c.embedded IS NOT NULL ORDER BY distance, c.id LIMIT ?",
                *(asked, asked, top, top),
            )
        else:
            rows = self._among(table, asked, top, among)
        return {int(identity): float(cosine) for identity, cosine in rows}

    def _among(self, table: str, asked: str, top: int, among: Among) -> list[tuple[int, float]]:
        joined = f"FROM {table} n JOIN chunks c ON c.vector_key = n.key WHERE c.embedded IS NOT NULL"
        if len(among.chunks) <= _FEW:
            return self._database.rows(
                f"WITH few AS MATERIALIZED (SELECT c.id, n.mapped {joined} AND c.id = ANY(?))"
                " SELECT id, -(mapped <#> ?::halfvec) FROM few ORDER BY mapped <#> ?::halfvec, id LIMIT ?",
                *(among.chunks.tolist(), asked, asked, top),
            )
        return self._database.rows(
            f"SELECT c.id, -(n.mapped <#> ?::halfvec) {joined} AND c.document_id = ANY(?)"
            " ORDER BY n.mapped <#> ?::halfvec LIMIT ?",
            *(asked, among.documents.tolist(), asked, top),
        )

    def cosines(self, vector: Vectors, ids: Iterable[int], model: VectorModel) -> dict[int, float]:
        """Return the cosines of the given chunks that have vectors."""
        some = list(ids)
        if not some or not self.is_usable(model):
            return {}
        rows = self._database.rows(
            f"SELECT c.id, -(n.mapped <#> ?::halfvec) FROM chunks c JOIN {_table(model)} n ON n.key = c.vector_key"
            " WHERE c.id = ANY(?) AND c.embedded IS NOT NULL",
            *(_literal(vector[0]), some),
        )
        return {int(identity): float(cosine) for identity, cosine in rows}

    def is_usable(self, model: VectorModel) -> bool:
        """Whether there is a table for vectors of the model."""
        table = _table(model)
        if table not in self._known and table in self.tables():
            self._known.add(table)
        return table in self._known

    def insert(self, keys: Sequence[bytes], rows: Vectors, model: VectorModel) -> None:
        """Add raw vectors of shape (keys, dimension). For use within a transaction."""
        self._ensure(model)
        mapped = model.language_map.passages(rows)
        self._database.run(
            f"INSERT INTO {_table(model)} SELECT * FROM unnest(?::bytea[], ?::halfvec[]) ON CONFLICT DO NOTHING",
            *(list(keys), [_literal(row) for row in mapped]),
        )

    def _ensure(self, model: VectorModel) -> bool:
        """Create the table of a model if it doesn't exist; return whether it was created."""
        if self.is_usable(model):
            return False
        self._database.run("SELECT pg_advisory_xact_lock(?)", self._database.key_of("near"))
        if self.is_usable(model):
            return False
        table, dimension = _table(model), model.language_map.passage_mean.size
        self._database.run(f"CREATE TABLE {table} (key BYTEA PRIMARY KEY, mapped HALFVEC({dimension}) STORAGE PLAIN NOT NULL)")
        self._database.run(f"CREATE INDEX ON {table} USING hnsw (mapped halfvec_ip_ops)")
        return True

    def rebuild(self, model: VectorModel) -> str:
        """Add missing vectors to the table of a model, and drop the tables of other models and maps; return ""."""
        with self._database.transaction():
            self._ensure(model)
            while lacking := self._lacking(model):
                self.insert([key for key, _ in lacking], unpack_vectors([packed for _, packed in lacking]), model)
        if not self._database.rows("SELECT 1 FROM staged LIMIT 1"):
            self.drop(but=_table(model))
        return ""

    def _lacking(self, model: VectorModel) -> list[tuple[bytes, bytes]]:
        return self._database.rows(
            "SELECT key, packed FROM vectors v WHERE EXISTS (SELECT 1 FROM chunks c WHERE c.vector_key = v.key"
            f" AND c.embedded IS NOT NULL) AND NOT EXISTS (SELECT 1 FROM {_table(model)} n WHERE n.key = v.key) LIMIT ?",
            _AT_ONCE,
        )

    def tables(self) -> list[str]:
        """Return the names of all tables of mapped vectors."""
        statement = "SELECT tablename FROM pg_tables WHERE schemaname = ? AND tablename LIKE ?"
        return [name for (name,) in self._database.rows(statement, self._database.schema, _OURS)]

    def take_out(self, keys: Sequence[bytes]) -> None:
        """Delete vectors from all tables. For use within a transaction."""
        for table in self.tables():
            self._database.run(f"DELETE FROM {table} WHERE key = ANY(?)", list(keys))

    def lacking(self, table: str) -> int:
        """Return the number of vectors of chunks that a table lacks."""
        return int(
            self._database.value(
                "SELECT count(*) FROM vectors v WHERE EXISTS (SELECT 1 FROM chunks c WHERE c.vector_key = v.key"
                f" AND c.embedded IS NOT NULL) AND NOT EXISTS (SELECT 1 FROM {table} n WHERE n.key = v.key)"
            )
        )

    def drop(self, but: str = "") -> None:
        """Drop all tables except `but`; the next search creates its own."""
        for table in self.tables():
            if table != but:
                with self._database.transaction():
                    self._database.run(f"DROP TABLE IF EXISTS {table}")
        self._known &= {but}

    def is_current(self, model: VectorModel) -> bool:
        """Whether there is no table of another model or map."""
        return self.tables() in ([], [_table(model)])


def _table(model: VectorModel) -> str:
    made_with = f"{model.embedder.fingerprint}|{model.language_map.digest}"
    return f"near_{hashlib.sha256(made_with.encode()).hexdigest()[:12]}"


def _literal(row: Vectors) -> str:
    """Return a vector in pgvector's notation, rounded to half precision."""
    return f"[{','.join(map(str, row.astype(np.float16).tolist()))}]"
