"""Migrates the database of an older program to the present schema, within the transaction that opens it."""

import json
import sqlite3
from typing import Any

import numpy as np

from indexes.sqlite.schema import create
from indexes.storage.packing import pack_layout, pack_text, pack_vectors
from ingest.documents import Document, Section

_KEPT = ("id", "path", "sha256", "size", "mtime_ns", "state", "reason", "language", "reader", "pages")
"""Columns of `documents` that are the same in versions 1 and 2."""


def migrate(connection: sqlite3.Connection, version: int) -> None:
    """Migrate a database from a version (0: it is empty) to the present one."""
    if version == 0:
        create(connection)
    elif version == 1:
        _from_1(connection)


def _from_1(connection: sqlite3.Connection) -> None:
    """Migrate from version 1, which had unpacked texts, sections as rows, vectors as 16-bit floats and chunks without spans."""
    for table in ("meta", "documents", "sections", "chunks", "vectors"):
        connection.execute(f"ALTER TABLE {table} RENAME TO old_{table}")
    for index in ("chunks_by_document", "chunks_by_vector"):
        connection.execute(f"DROP INDEX {index}")
    connection.execute("DROP TABLE lexical_terms")
    connection.execute("ALTER TABLE lexical RENAME TO old_lexical")  # its terms and row ids are still right
    create(connection)
    connection.execute("DROP TABLE lexical_terms")
    connection.execute("DROP TABLE lexical")
    connection.execute("ALTER TABLE old_lexical RENAME TO lexical")
    connection.execute("CREATE VIRTUAL TABLE lexical_terms USING fts5vocab (lexical, 'row')")
    connection.execute("INSERT INTO meta SELECT name, value FROM old_meta WHERE name <> 'stamp'")
    connection.execute("INSERT INTO meta VALUES ('terms', '1'), ('chunking', '160/60/1')")
    documents = connection.execute("SELECT * FROM old_documents")
    names = [column for column, *_ in documents.description]
    for row in documents.fetchall():
        _document(connection, dict(zip(names, row, strict=True)))
    for key, vector in connection.execute("SELECT key, vector FROM old_vectors"):
        (packed,) = pack_vectors(np.frombuffer(vector, np.float16).astype(np.float32)[None])
        connection.execute("INSERT INTO vectors VALUES (?, ?)", (key, packed))
    connection.execute(
        "INSERT INTO chunks SELECT id, document_id, start, end, page, heading, language, NULL, NULL, '', vector_key,"
        " CASE WHEN EXISTS (SELECT 1 FROM vectors WHERE key = vector_key) THEN 1 END FROM old_chunks"
    )
    for table in ("sections", "chunks", "documents", "vectors", "meta"):
        connection.execute(f"DROP TABLE old_{table}")


def _document(connection: sqlite3.Connection, row: dict[str, Any]) -> None:
    lines, text = tuple(json.loads(row["warnings"])), row["text"]
    rows = connection.execute("SELECT start, end, page, heading FROM old_sections WHERE document_id = ?", (row["id"],))
    sections = tuple(Section(*each) for each in rows.fetchall())
    unread = tuple(line for line in lines if line.startswith("page "))
    notes = tuple(line for line in lines if line not in unread)
    document = Document(
        text=text,
        sections=sections,
        language=row["language"],
        reader=row["reader"],
        pages=row["pages"],
        unread=unread,
        notes=notes,
    )
    layout = pack_layout(document) if row["state"] != "skipped" else None
    connection.execute(
        "INSERT INTO documents (id, path, sha256, size, mtime_ns, state, reason, language, reader, pages, characters,"
        " text_bytes, layout) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (*(row[name] for name in _KEPT), len(text), len(text.encode()), layout),
    )
    connection.executemany("INSERT INTO texts VALUES (?, ?, ?)", ((row["id"], *part) for part in pack_text(text)))
