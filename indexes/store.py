"""The one transactional file of a library: documents, chunks, vectors and full text in SQLite."""

import json
import secrets
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from indexes.errors import LibraryDamaged, LibraryForeign, StorageFull
from indexes.lexical import terms
from indexes.schema import CREATE, VERSION
from ingest.documents import Chunk, Document, Section

State = Literal["indexed", "partial", "skipped"]


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """A document as it is listed: `size` in bytes, `chunks` a count, `reason` why it is partial or skipped."""

    id: int
    path: str
    sha256: str | None
    size: int
    mtime_ns: int
    state: State
    reason: str
    language: str
    pages: int | None
    chunks: int


@dataclass(frozen=True, slots=True)
class ChunkRow:
    """A chunk with its text and its document's path."""

    id: int
    document_id: int
    path: str
    start: int
    end: int
    page: int | None
    heading: str
    language: str
    text: str


@dataclass(frozen=True, slots=True)
class Totals:
    """Counts of a library: `bytes` on disk of the sources, `text_bytes` of their text in UTF-8, `embedded` chunks."""

    documents: int
    skipped: int
    partial: int
    chunks: int
    embedded: int
    bytes: int
    text_bytes: int


@dataclass(frozen=True, slots=True)
class FileFacts:
    """What is known of a file when it is stored: path as text, sha256 or None if never read, size, modification time."""

    path: str
    sha256: str | None
    size: int
    mtime_ns: int


_CHUNK = """SELECT c.id, c.document_id, d.path, c.start, c.end, c.page, c.heading, c.language,
    substr(d.text, c.start + 1, c.end - c.start) AS text FROM chunks c JOIN documents d ON d.id = c.document_id"""
_DOCUMENT = """SELECT d.id, d.path, d.sha256, d.size, d.mtime_ns, d.state, d.reason, d.language, d.pages,
    (SELECT count(*) FROM chunks c WHERE c.document_id = d.id) AS chunks FROM documents d"""


class Store:
    """A connection to the database. Every method that writes is one transaction; each either happens or doesn't."""

    def __init__(self, path: Path) -> None:
        self.path = path
        with _explained(path):
            self._db = sqlite3.connect(path, timeout=30, isolation_level=None, check_same_thread=False)
            self._db.execute("PRAGMA journal_mode = WAL")
            self._db.execute("PRAGMA synchronous = FULL")
            self._db.execute("PRAGMA foreign_keys = ON")
            self._db.execute("PRAGMA secure_delete = ON")
            self._migrate()

    def _migrate(self) -> None:
        (version,) = self._db.execute("PRAGMA user_version").fetchone()
        if version > VERSION:
            raise LibraryForeign(f"{self.path} was written by a newer ragassist: update the program")
        if version == 0:
            with self._transaction():
                if not self._db.execute("PRAGMA user_version").fetchone()[0]:  # another process may have been first
                    self._run_all(CREATE)
                    self._db.execute(f"PRAGMA user_version = {VERSION}")

    def _run_all(self, script: str) -> None:
        for statement in filter(str.strip, script.split(";\n")):
            self._db.execute(statement)

    def close(self) -> None:
        """Close the connection."""
        self._db.close()

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        with _explained(self.path):
            self._db.execute("BEGIN IMMEDIATE")
            try:
                yield
                self._db.execute("COMMIT")
            except BaseException:
                if self._db.in_transaction:
                    self._db.execute("ROLLBACK")
                raise

    def _rows(self, sql: str, *values: object) -> list[Any]:
        with _explained(self.path):
            return self._db.execute(sql, values).fetchall()

    # What is there

    def meta(self, name: str) -> str | None:
        """Return a value of the library's own notes."""
        found = self._rows("SELECT value FROM meta WHERE name = ?", name)
        return str(found[0][0]) if found else None

    def set_meta(self, name: str, value: str) -> None:
        """Keep a value in the library's own notes."""
        with self._transaction():
            self._set_meta(name, value)

    def _set_meta(self, name: str, value: str) -> None:
        self._db.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (name, value))

    @property
    def generation(self) -> int:
        """Counts the changes of the set of vectors that chunks have."""
        return int(self.meta("generation") or 0)

    @property
    def stamp(self) -> str:
        """Names the present generation among those of all libraries: a FAISS file from elsewhere is never taken for ours."""
        return self.meta("stamp") or ""

    def _next_generation(self) -> None:
        self._set_meta("generation", str(self.generation + 1))
        self._set_meta("stamp", secrets.token_hex(8))

    def documents(self) -> list[DocumentRow]:
        """Return all documents by path."""
        return [DocumentRow(*row) for row in self._rows(_DOCUMENT + " ORDER BY d.path")]

    def document(self, path: str) -> DocumentRow | None:
        """Return the document of a path."""
        found = self._rows(_DOCUMENT + " WHERE d.path = ?", path)
        return DocumentRow(*found[0]) if found else None

    def load_document(self, path: str) -> Document | None:
        """Return a document as it was read, or None if it isn't stored or was skipped."""
        found = self._rows(
            "SELECT id, text, language, reader, pages, warnings FROM documents WHERE path = ? AND state != 'skipped'",
            path,
        )
        if not found:
            return None
        identity, text, language, reader, pages, warnings = found[0]
        rows = self._rows("SELECT start, end, page, heading FROM sections WHERE document_id = ? ORDER BY start", identity)
        sections = tuple(Section(*row) for row in rows)
        return Document(text, sections, language, reader, pages, tuple(json.loads(warnings)))

    def chunks(self, ids: Sequence[int]) -> dict[int, ChunkRow]:
        """Return chunks by id; an id that is gone is left out."""
        marks = ",".join("?" * len(ids))
        return {row[0]: ChunkRow(*row) for row in self._rows(f"{_CHUNK} WHERE c.id IN ({marks})", *ids)}

    def neighbours(self, chunk: ChunkRow) -> tuple[ChunkRow | None, ChunkRow | None]:
        """Return the chunks before and after a chunk in its document."""
        before = self._rows(
            f"{_CHUNK} WHERE c.document_id = ? AND c.start < ? ORDER BY c.start DESC LIMIT 1",
            chunk.document_id,
            chunk.start,
        )
        after = self._rows(
            f"{_CHUNK} WHERE c.document_id = ? AND c.start > ? ORDER BY c.start LIMIT 1",
            chunk.document_id,
            chunk.start,
        )
        return (ChunkRow(*before[0]) if before else None), (ChunkRow(*after[0]) if after else None)

    def totals(self) -> Totals:
        """Return the counts of the library."""
        documents = self._rows(
            "SELECT count(*), coalesce(sum(state = 'skipped'), 0), coalesce(sum(state = 'partial'), 0),"
            " coalesce(sum(size), 0), coalesce(sum(length(CAST(text AS BLOB))), 0) FROM documents"
        )[0]
        total, skipped, partial, size, text_bytes = documents
        chunks = self._rows("SELECT count(*) FROM chunks")[0][0]
        return Totals(total - skipped, skipped, partial, chunks, chunks - self.waiting(), size, text_bytes)

    # Documents

    def put_document(self, facts: FileFacts, document: Document, chunks: Sequence[tuple[Chunk, bytes]]) -> None:
        """Store a document with its chunks (each with its vector's key) and full text in place of what its path held."""
        state: State = "partial" if _is_partial(document) else "indexed"
        with self._transaction():
            self._forget(facts.path)
            identity = self._insert_document(facts, state, "; ".join(document.warnings) if state == "partial" else "", document)
            self._db.executemany(
                "INSERT INTO sections VALUES (?, ?, ?, ?, ?)",
                [(identity, s.start, s.end, s.page, s.heading) for s in document.sections],
            )
            for chunk, key in chunks:
                self._insert_chunk(identity, document.text, chunk, key)
            self._next_generation()

    def _insert_document(self, facts: FileFacts, state: State, reason: str, document: Document | None) -> int:
        about = (document.language, document.reader, document.pages, document.text) if document else ("", "", None, "")
        warnings = json.dumps(document.warnings if document else (), ensure_ascii=False)
        cursor = self._db.execute(
            "INSERT INTO documents (path, sha256, size, mtime_ns, state, reason, language, reader, pages, text, warnings)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (facts.path, facts.sha256, facts.size, facts.mtime_ns, state, reason, *about, warnings),
        )
        return int(cursor.lastrowid or 0)

    def _insert_chunk(self, document_id: int, text: str, chunk: Chunk, key: bytes) -> None:
        cursor = self._db.execute(
            "INSERT INTO chunks (document_id, start, end, page, heading, language, vector_key) VALUES (?, ?, ?, ?, ?, ?, ?)",
            (document_id, chunk.start, chunk.end, chunk.page, chunk.heading, chunk.language, key),
        )
        indexed = _indexed_terms(text[chunk.start : chunk.end], chunk.language)
        self._db.execute("INSERT INTO lexical (rowid, terms) VALUES (?, ?)", (cursor.lastrowid, indexed))

    def put_skipped(self, facts: FileFacts, reason: str) -> None:
        """Note a file that can't be read in place of what its path held."""
        with self._transaction():
            self._forget(facts.path)
            self._insert_document(facts, "skipped", reason, None)

    def touch(self, facts: FileFacts) -> None:
        """Note a new size and modification time of an unchanged document."""
        with self._transaction():
            self._db.execute(
                "UPDATE documents SET size = ?, mtime_ns = ? WHERE path = ?",
                (facts.size, facts.mtime_ns, facts.path),
            )

    def remove(self, paths: Iterable[str]) -> list[str]:
        """Remove documents with all that was made of them; return the paths that were there."""
        with self._transaction():
            return [path for path in paths if self._forget(path)]

    def _forget(self, path: str) -> bool:
        found = self._rows("SELECT id, text FROM documents WHERE path = ?", path)
        if not found:
            return False
        identity, text = found[0]
        for chunk, start, end, language in self._rows(
            "SELECT id, start, end, language FROM chunks WHERE document_id = ?", identity
        ):
            # A contentless FTS5 table takes its row back only when it is told the terms that the row was made of.
            self._db.execute(
                "INSERT INTO lexical (lexical, rowid, terms) VALUES ('delete', ?, ?)",
                (chunk, _indexed_terms(text[start:end], language)),
            )
        self._db.execute("DELETE FROM documents WHERE id = ?", (identity,))
        self._next_generation()
        return True

    # Vectors

    def waiting(self) -> int:
        """Return how many chunks wait for their vector."""
        sql = "SELECT count(*) FROM chunks c WHERE NOT EXISTS (SELECT 1 FROM vectors v WHERE v.key = c.vector_key)"
        return int(self._rows(sql)[0][0])

    def next_waiting(self, limit: int) -> list[tuple[bytes, ChunkRow]]:
        """Return up to `limit` texts that wait for a vector, one chunk for each key."""
        rows = self._rows(
            "SELECT min(c.id), c.vector_key FROM chunks c WHERE NOT EXISTS"
            " (SELECT 1 FROM vectors v WHERE v.key = c.vector_key) GROUP BY c.vector_key ORDER BY 1 LIMIT ?",
            limit,
        )
        found = self.chunks([identity for identity, _ in rows])
        return [(key, found[identity]) for identity, key in rows]

    def put_vectors(self, vectors: Sequence[tuple[bytes, bytes]]) -> None:
        """Store vectors (float16 bytes) by key."""
        with self._transaction():
            self._db.executemany("INSERT OR REPLACE INTO vectors VALUES (?, ?)", vectors)
            self._next_generation()

    def drop_unused_vectors(self) -> None:
        """Delete the vectors that no chunk has."""
        with self._transaction():
            self._db.execute("DELETE FROM vectors WHERE key NOT IN (SELECT vector_key FROM chunks)")

    def rekey(self, keys: Sequence[tuple[bytes, int]], fingerprint: str) -> None:
        """Give chunks new vector keys (key, chunk id) under another model, all at once."""
        with self._transaction():
            self._db.executemany("UPDATE chunks SET vector_key = ? WHERE id = ?", keys)
            self._set_meta("fingerprint", fingerprint)
            self._next_generation()

    def all_chunks(self) -> Iterator[ChunkRow]:
        """Yield every chunk with its text."""
        for row in self._rows(f"{_CHUNK} ORDER BY c.id"):
            yield ChunkRow(*row)

    def all_vectors(self) -> list[tuple[int, bytes]]:
        """Return (chunk id, float16 bytes) for every chunk that has its vector."""
        return self._rows("SELECT c.id, v.vector FROM chunks c JOIN vectors v ON v.key = c.vector_key ORDER BY c.id")

    def vectors_of(self, ids: Sequence[int]) -> dict[int, bytes]:
        """Return float16 bytes by chunk id."""
        marks = ",".join("?" * len(ids))
        sql = f"SELECT c.id, v.vector FROM chunks c JOIN vectors v ON v.key = c.vector_key WHERE c.id IN ({marks})"
        return dict(self._rows(sql, *ids))

    # Full text

    def match(self, query_terms: Sequence[str], limit: int) -> list[tuple[int, float]]:
        """Return (chunk id, BM25) of the chunks that hold any of the terms, best first."""
        if not query_terms:
            return []
        expression = " OR ".join(f'"{term}"' for term in query_terms)  # terms hold no quotes: they are letters and digits
        rows = self._rows(
            "SELECT rowid, -bm25(lexical) FROM lexical WHERE lexical MATCH ? ORDER BY rank LIMIT ?",
            expression,
            limit,
        )
        return [(int(identity), float(score)) for identity, score in rows]

    def document_frequencies(self, query_terms: Sequence[str]) -> dict[str, int]:
        """Return in how many chunks each term occurs; a term that never occurs is left out."""
        marks = ",".join("?" * len(query_terms))
        return dict(self._rows(f"SELECT term, doc FROM lexical_terms WHERE term IN ({marks})", *query_terms))

    def chunk_count(self) -> int:
        """Return the number of chunks."""
        return int(self._rows("SELECT count(*) FROM chunks")[0][0])

    # Health

    def problems(self, *, full: bool) -> list[tuple[str, str]]:
        """Return (what, detail) for all that is wrong in the database; `full` also reads every page and the full text."""
        found = [("database page", row[0]) for row in self._rows(f"PRAGMA {'integrity' if full else 'quick'}_check")]
        found = [(what, detail) for what, detail in found if detail != "ok"]
        found += [("orphan", f"{row[0]} row {row[1]}") for row in self._rows("PRAGMA foreign_key_check")]
        if full:
            found += self._bad_spans() + self._lexical_problems()
        return found

    def _bad_spans(self) -> list[tuple[str, str]]:
        rows = self._rows(
            "SELECT d.path, c.start, c.end FROM chunks c JOIN documents d ON d.id = c.document_id"
            " WHERE c.start < 0 OR c.end <= c.start OR c.end > length(d.text)"
        )
        return [("chunk outside its document", f"{path} {start}-{end}") for path, start, end in rows]

    def _lexical_problems(self) -> list[tuple[str, str]]:
        try:
            self._db.execute("INSERT INTO lexical (lexical) VALUES ('integrity-check')")
            rows = self._rows("SELECT count(*) FROM lexical_docsize WHERE id NOT IN (SELECT id FROM chunks)")[0][0]
            missing = self._rows("SELECT count(*) FROM chunks WHERE id NOT IN (SELECT id FROM lexical_docsize)")[0][0]
        except sqlite3.DatabaseError as problem:
            return [("full text", str(problem))]
        return [("full text", f"{rows} rows too many, {missing} missing")] if rows or missing else []

    def rebuild_lexical(self) -> None:
        """Make the full text anew from the chunks."""
        with self._transaction():
            self._db.execute("INSERT INTO lexical (lexical) VALUES ('delete-all')")
            for chunk in self.all_chunks():
                self._db.execute(
                    "INSERT INTO lexical (rowid, terms) VALUES (?, ?)",
                    (chunk.id, _indexed_terms(chunk.text, chunk.language)),
                )

    def compact(self) -> None:
        """Give freed pages back, and with them the last bytes of what was removed."""
        with _explained(self.path):
            self._db.execute("INSERT INTO lexical (lexical) VALUES ('optimize')")
            self._db.execute("VACUUM")
            self._db.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _is_partial(document: Document) -> bool:
    return any(warning.startswith("page ") for warning in document.warnings)


def _indexed_terms(text: str, language: str) -> str:
    return " ".join(terms(text, language))


@contextmanager
def _explained(path: Path) -> Iterator[None]:
    try:
        yield
    except sqlite3.OperationalError as problem:
        if problem.sqlite_errorcode in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
            raise _damaged(path, problem) from problem
        raise StorageFull(f"{path} can't be written or read ({problem}): free some space or check the disk; "
                          "nothing that was stored is lost") from problem  # fmt: skip
    except sqlite3.DatabaseError as problem:
        raise _damaged(path, problem) from problem


def _damaged(path: Path, problem: sqlite3.Error) -> LibraryDamaged:
    return LibraryDamaged(f"{path} is damaged ({problem}): move it away and index the folder again")
