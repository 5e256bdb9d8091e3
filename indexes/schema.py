"""The database of a library, version by version."""

VERSION = 1

# A vector belongs to a text and a model, not to a chunk: its key is a hash of both, so a moved, copied or partly edited
# document embeds nothing twice. A chunk whose key has no vector is waiting for it.
CREATE = """
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE documents (
    id INTEGER PRIMARY KEY,
    path TEXT NOT NULL UNIQUE,
    sha256 TEXT,
    size INTEGER NOT NULL,
    mtime_ns INTEGER NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('indexed', 'partial', 'skipped')),
    reason TEXT NOT NULL DEFAULT '',
    language TEXT NOT NULL DEFAULT '',
    reader TEXT NOT NULL DEFAULT '',
    pages INTEGER,
    text TEXT NOT NULL DEFAULT '',
    warnings TEXT NOT NULL DEFAULT '[]'
);
CREATE TABLE sections (
    document_id INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    start INTEGER NOT NULL,
    end INTEGER NOT NULL,
    page INTEGER,
    heading TEXT NOT NULL,
    PRIMARY KEY (document_id, start)
) WITHOUT ROWID;
CREATE TABLE chunks (
    id INTEGER PRIMARY KEY,
    document_id INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    start INTEGER NOT NULL,
    end INTEGER NOT NULL,
    page INTEGER,
    heading TEXT NOT NULL,
    language TEXT NOT NULL,
    vector_key BLOB NOT NULL
);
CREATE INDEX chunks_by_document ON chunks (document_id, start);
CREATE INDEX chunks_by_vector ON chunks (vector_key);
CREATE TABLE vectors (key BLOB PRIMARY KEY, vector BLOB NOT NULL) WITHOUT ROWID;
CREATE VIRTUAL TABLE lexical USING fts5 (terms, content = '', tokenize = "ascii tokenchars '-./_+'");
CREATE VIRTUAL TABLE lexical_terms USING fts5vocab (lexical, 'row');
"""
