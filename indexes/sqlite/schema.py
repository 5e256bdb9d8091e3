"""The schema of a library's database."""

import sqlite3

VERSION = 2

# A vector belongs to a text and a model, not to a chunk. Its key is a hash of both, so no text of a moved, copied or partly
# edited document is embedded twice. `embedded` is the generation in which a chunk got its vector, NULL while it has none.
# Ids are never reused: an outdated FAISS file may still contain the id of a removed chunk.
CREATE = """
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE documents (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    path TEXT NOT NULL UNIQUE,
    sha256 TEXT,
    size INTEGER NOT NULL,
    mtime_ns INTEGER NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('waiting', 'indexed', 'partial', 'skipped')),
    reason TEXT NOT NULL DEFAULT '',
    language TEXT NOT NULL DEFAULT '',
    reader TEXT NOT NULL DEFAULT '',
    pages INTEGER,
    page_unit TEXT NOT NULL DEFAULT 'page',
    counted TEXT,
    characters INTEGER NOT NULL DEFAULT 0,
    text_bytes INTEGER NOT NULL DEFAULT 0,
    layout BLOB
);
CREATE TABLE texts (
    document_id INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    start INTEGER NOT NULL,
    packed BLOB NOT NULL,
    PRIMARY KEY (document_id, start)
) WITHOUT ROWID;
CREATE TABLE chunks (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    document_id INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    start INTEGER NOT NULL,
    end INTEGER NOT NULL,
    page INTEGER,
    heading TEXT NOT NULL,
    language TEXT NOT NULL,
    first INTEGER,
    last INTEGER,
    header TEXT NOT NULL,
    vector_key BLOB NOT NULL,
    embedded INTEGER
);
CREATE INDEX chunks_by_document ON chunks (document_id, start);
CREATE INDEX chunks_by_vector ON chunks (vector_key);
CREATE INDEX chunks_by_generation ON chunks (embedded);
CREATE TABLE staged (
    document_id INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    start INTEGER NOT NULL,
    end INTEGER NOT NULL,
    page INTEGER,
    heading TEXT NOT NULL,
    language TEXT NOT NULL,
    first INTEGER,
    last INTEGER,
    header TEXT NOT NULL,
    vector_key BLOB NOT NULL,
    PRIMARY KEY (document_id, start)
) WITHOUT ROWID;
CREATE TABLE vectors (key BLOB PRIMARY KEY, packed BLOB NOT NULL) WITHOUT ROWID;
CREATE VIRTUAL TABLE lexical USING fts5 (terms, content = '', tokenize = "ascii tokenchars '-./_+'");
CREATE VIRTUAL TABLE lexical_terms USING fts5vocab (lexical, 'row');
"""


def create(connection: sqlite3.Connection, tables: str = CREATE) -> None:
    """Create tables in an empty database, by default those of a library."""
    for statement in filter(str.strip, tables.split(";\n")):
        connection.execute(statement)
