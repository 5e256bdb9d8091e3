"""Changes a library's tables: notes, documents, texts and chunks; in SQL for both SQLite and PostgreSQL."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from indexes.lexical.searched_text import searched_text
from indexes.records import FileFacts, State
from indexes.storage.packing import pack_layout, pack_text
from indexes.storage.reading import StoreReader
from indexes.storage.tables import Tables, TermTable
from indexes.storage.vector_table import VectorTable
from ingest.documents import Chunk, Document
from ingest.files.names import suffix_of
from ingest.readers import stamp, stamp_of_suffix
from ingest.said import stored

UNTIDY = "untidy"
"""Name of the note that chunks were removed whose vectors and words aren't cleaned up yet; a killed run leaves it."""


class Store(StoreReader):
    """A library's tables. Every method that writes is one transaction, unless its docstring says otherwise."""

    def __init__(self, database: Tables, full_text: TermTable, vectors: VectorTable) -> None:
        super().__init__(database, vectors)
        self.full_text = full_text

    def close(self) -> None:
        """Close the connection."""
        self.database.close()

    # Notes

    def set_meta(self, name: str, value: str | None) -> None:
        """Store one of the library's notes; None deletes it."""
        with self.database.transaction():
            self.note(name, value)

    def note(self, name: str, value: str | None) -> None:
        """Store a note as `set_meta` does. For use within a transaction."""
        if value is None:
            self.database.run("DELETE FROM meta WHERE name = ?", name)
        else:
            self.database.run(
                "INSERT INTO meta VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value", name, value
            )

    # Documents

    def put_document(self, facts: FileFacts, document: Document, chunks: Sequence[tuple[Chunk, bytes]]) -> None:
        """Store a document with its chunks (each with the key of its vector) in place of what its path had."""
        with self.database.transaction(facts.path):
            self._forget(facts.path)
            identity = self._insert(facts, "partial" if document.unread else "indexed", document.reason, document)
            self.database.run_many(
                "INSERT INTO texts VALUES (?, ?, ?)", ((identity, *part) for part in pack_text(document.text))
            )
            self.insert_chunks(identity, document.text, chunks)

    def insert_chunks(self, identity: int, text: str, chunks: Iterable[tuple[Chunk, bytes]]) -> None:
        """Store the chunks of a document's text and index their words. A chunk whose vector exists is embedded at once.

        For use within a transaction.
        """
        generation = self.vectors.next_generation()
        for chunk, key in chunks:
            span = (chunk.span.first, chunk.span.last) if chunk.span else (None, None)
            row = self.database.insert(
                "INSERT INTO chunks"
                ' (document_id, start, "end", page, heading, language, first, last, header, vector_key, embedded)'
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, CASE WHEN EXISTS (SELECT 1 FROM vectors WHERE key = ?) THEN ? END)",
                *(identity, chunk.start, chunk.end, chunk.page, chunk.heading, chunk.language, *span, chunk.header, key),
                *(key, generation),
            )
            searched = searched_text(chunk.heading, chunk.header, text[chunk.start : chunk.end])
            self.full_text.add(row, searched, chunk.language)

    def _insert(self, facts: FileFacts, state: State, reason: str, document: Document | None) -> int:
        columns: dict[str, object] = {
            "path": facts.path, "sha256": facts.sha256, "size": facts.size, "mtime_ns": facts.mtime_ns,
            "state": state, "reason": stored(reason),
        }  # fmt: skip
        if document is None:
            columns["reader"] = stamp_of_suffix(suffix_of(Path(facts.path)))
        else:
            columns |= {
                "language": document.language, "reader": stamp(document.reader), "pages": document.pages,
                "page_unit": document.page_unit, "counted": document.counted, "characters": len(document.text),
                "text_bytes": len(document.text.encode()), "layout": pack_layout(document),
            }  # fmt: skip
        marks = ", ".join("?" * len(columns))
        return self.database.insert(f"INSERT INTO documents ({', '.join(columns)}) VALUES ({marks})", *columns.values())

    def put_skipped(self, facts: FileFacts, reason: str) -> None:
        """Store a file that can't be read in place of what its path had."""
        with self.database.transaction(facts.path):
            self._forget(facts.path)
            self._insert(facts, "skipped", reason, None)

    def expect(self, files: Iterable[FileFacts]) -> None:
        """Store files that will be read; what is known about their paths stays."""
        with self.database.transaction():
            self.database.run_many(
                "INSERT INTO documents (path, size, mtime_ns, state) VALUES (?, ?, ?, 'waiting') ON CONFLICT DO NOTHING",
                ((facts.path, facts.size, facts.mtime_ns) for facts in files),
            )

    def touch(self, files: Iterable[FileFacts]) -> None:
        """Store new sizes and modification times of unchanged documents."""
        with self.database.transaction():
            self.database.run_many(
                "UPDATE documents SET size = ?, mtime_ns = ? WHERE path = ?",
                ((facts.size, facts.mtime_ns, facts.path) for facts in files),
            )

    def move(self, path: str, facts: FileFacts) -> None:
        """Give a document another path, in place of what that path had."""
        with self.database.transaction(facts.path):
            self._forget(facts.path)
            self.database.run(
                "UPDATE documents SET path = ?, size = ?, mtime_ns = ? WHERE path = ?",
                *(facts.path, facts.size, facts.mtime_ns, path),
            )

    def remove(self, paths: Iterable[str]) -> list[str]:
        """Remove documents with their chunks, and return the paths that existed."""
        with self.database.transaction():
            return [path for path in paths if self._forget(path)]

    def wipe_out(self, paths: Iterable[str]) -> list[str]:
        """Remove documents as `remove` does, and note that no byte of them may be left."""
        with self.database.transaction():
            removed = [path for path in paths if self._forget(path)]
            if removed:
                self.note(UNTIDY, "removed")
            return removed

    def _forget(self, path: str) -> bool:
        found = self.database.rows("SELECT id, layout IS NOT NULL FROM documents WHERE path = ?", path)
        if not found:
            return False
        identity, was_read = found[0]
        if was_read:
            self.forget_chunks(identity)
        self.database.run("DELETE FROM documents WHERE id = ?", identity)
        return True

    def forget_chunks(self, identity: int) -> None:
        """Remove a document's chunks and their words in the full text. For use within a transaction."""
        text = self.text(identity)
        rows = self.database.rows(
            'SELECT id, heading, header, start, "end", language FROM chunks WHERE document_id = ?', identity
        )
        for chunk, heading, header, start, end, language in rows:
            self.full_text.take_out(chunk, searched_text(heading, header, text[start:end]), language)
        self.database.run("DELETE FROM chunks WHERE document_id = ?", identity)
        self.vectors.next_generation()
        self.note(UNTIDY, "changed")
