"""Makes chunks and vectors again from the stored text. The old ones are used until all new ones exist.

The new chunks of each document are staged with their vectors; at the end all chunks are exchanged in one transaction. An
interrupted run continues with the documents that aren't staged yet.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from indexes.embedding.embedded_text import vector_key
from indexes.embedding.embedder import EMBED_AT_ONCE
from indexes.library import Library
from ingest.chunking import Chunker
from ingest.documents import Chunk, Span

_TARGET = "rebuilding"
_STAGED_COLUMNS = ("start", "end", "page", "heading", "language", "first", "last", "header", "vector_key")
_COLUMNS = ", ".join(f'"{name}"' for name in _STAGED_COLUMNS)


def rebuild(library: Library, chunker: Chunker, advance: Callable[[int, int], None]) -> None:
    """Make chunks and vectors again with the library's present embedder; search uses the old ones meanwhile.

    For use within `library.writing()`. `advance` receives the number of finished documents and their total. Raises
    `LibraryBusy`.
    """
    with library.alone():
        _Rebuilding(library, chunker, advance).run()
        library.tidy(removed=True)


class _Rebuilding:
    """One run, under the writer lock."""

    def __init__(self, library: Library, chunker: Chunker, advance: Callable[[int, int], None]) -> None:
        """Set a library with its new embedder; `advance` receives the number of finished documents and their total."""
        self._library, self._chunker, self._advance = library, chunker, advance
        self._store, self._database = library.store, library.store.database

    def run(self) -> None:
        """Stage the chunks of all documents, then exchange them."""
        self._begin()
        left = list(self._unstaged())
        for done, (identity, path) in enumerate(left):
            self._advance(done, len(left))
            self._stage(identity, path)
        self._advance(len(left), len(left))
        self._exchange()

    def _begin(self) -> None:
        """Delete chunks that were staged for another model or another chunker."""
        target = f"{self._library.embedder.fingerprint}|{self._chunker.version}"
        if self._store.meta(_TARGET) == target:
            return
        with self._database.transaction():
            self._database.run("DELETE FROM staged")
            self._database.run("DELETE FROM meta WHERE name = ?", _TARGET)
            self._database.run("INSERT INTO meta VALUES (?, ?)", _TARGET, target)

    def _unstaged(self) -> Iterator[tuple[int, str]]:
        yield from self._database.rows(
            "SELECT id, path FROM documents d WHERE characters > 0"
            " AND NOT EXISTS (SELECT 1 FROM staged WHERE document_id = d.id) ORDER BY id"
        )

    def _stage(self, identity: int, path: str) -> None:
        document = self._store.load_document(path)
        if document is None:
            return
        fingerprint = self._library.embedder.fingerprint
        chunks = [(chunk, vector_key(fingerprint, document.text, chunk)) for chunk in self._chunker.chunks(document)]
        self._embed(document.text, chunks)
        with self._database.transaction():
            self._database.run_many(
                "INSERT INTO staged VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                [(identity, c.start, c.end, c.page, c.heading, c.language, *_ends(c.span), c.header, key) for c, key in chunks],
            )

    def _embed(self, text: str, chunks: Sequence[tuple[Chunk, bytes]]) -> None:
        """Embed the chunks without vectors in batches, so that a stop loses at most one batch."""
        missing = self._store.vectors.missing([key for _, key in chunks])
        waiting = list({key: chunk for chunk, key in chunks if key in missing}.items())
        for at in range(0, len(waiting), EMBED_AT_ONCE):
            self._library.stage(text, dict(waiting[at : at + EMBED_AT_ONCE]))

    def _exchange(self) -> None:
        with self._database.transaction():
            for identity, _, text in self._texts():
                self._store.forget_chunks(identity)
                rows = self._database.rows(f"SELECT {_COLUMNS} FROM staged WHERE document_id = ? ORDER BY start", identity)
                self._store.insert_chunks(identity, text, [_staged(row) for row in rows])
            self._database.run("DELETE FROM staged")
            self._database.run("DELETE FROM meta WHERE name = ?", _TARGET)
            self._library.note_versions(self._library.embedder.fingerprint, self._chunker)

    def _texts(self) -> Iterator[tuple[int, str, str]]:
        for identity, path in self._database.rows("SELECT id, path FROM documents WHERE characters > 0 ORDER BY id"):
            yield identity, path, self._store.text(identity)


def _ends(span: Span | None) -> tuple[int | None, int | None]:
    return (span.first, span.last) if span else (None, None)


def _staged(row: Sequence[Any]) -> tuple[Chunk, bytes]:
    """Return the chunk in a row of `staged`, and the key of its vector."""
    values = dict(zip(_STAGED_COLUMNS, row, strict=True))
    first, last, key = values.pop("first"), values.pop("last"), values.pop("vector_key")
    span = Span(first, last) if first is not None and last is not None else None
    return Chunk(span=span, **values), key
