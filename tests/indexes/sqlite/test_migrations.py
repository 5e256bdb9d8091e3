"""The library of an older program is opened with the same content."""

import sqlite3
from collections.abc import Callable
from pathlib import Path

import numpy as np

from indexes.lexical.terms import terms
from indexes.library import Library
from ingest.isolation.worker import Worker
from tests.fakes import FakeEmbedder
from tests.indexes.desk import PAPERS, Desk

VERSION_1 = """
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE documents (id INTEGER PRIMARY KEY, path TEXT NOT NULL UNIQUE, sha256 TEXT, size INTEGER NOT NULL,
    mtime_ns INTEGER NOT NULL, state TEXT NOT NULL CHECK (state IN ('indexed', 'partial', 'skipped')),
    reason TEXT NOT NULL DEFAULT '', language TEXT NOT NULL DEFAULT '', reader TEXT NOT NULL DEFAULT '', pages INTEGER,
    text TEXT NOT NULL DEFAULT '', warnings TEXT NOT NULL DEFAULT '[]');
CREATE TABLE sections (document_id INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE, start INTEGER NOT NULL,
    end INTEGER NOT NULL, page INTEGER, heading TEXT NOT NULL, PRIMARY KEY (document_id, start)) WITHOUT ROWID;
CREATE TABLE chunks (id INTEGER PRIMARY KEY, document_id INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    start INTEGER NOT NULL, end INTEGER NOT NULL, page INTEGER, heading TEXT NOT NULL, language TEXT NOT NULL,
    vector_key BLOB NOT NULL);
CREATE INDEX chunks_by_document ON chunks (document_id, start);
CREATE INDEX chunks_by_vector ON chunks (vector_key);
CREATE TABLE vectors (key BLOB PRIMARY KEY, vector BLOB NOT NULL) WITHOUT ROWID;
CREATE VIRTUAL TABLE lexical USING fts5 (terms, content = '', tokenize = "ascii tokenchars '-./_+'");
CREATE VIRTUAL TABLE lexical_terms USING fts5vocab (lexical, 'row');
PRAGMA user_version = 1;
"""


def as_version_1(new: Desk, path: Path) -> None:
    """Write the content of a library in the format of the first version."""
    embedder = FakeEmbedder()
    with sqlite3.connect(path) as old:
        old.executescript(VERSION_1)
        old.execute("INSERT INTO meta VALUES ('fingerprint', 'fake:1'), ('generation', '9'), ('stamp', 'abcd')")
        for row in new.library.store.documents():
            document = new.library.store.load_document(row.path)
            assert document
            facts = (row.id, row.path, row.sha256, row.size, row.mtime_ns, row.state, "", row.language, "plain", None)
            old.execute("INSERT INTO documents VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, '[]')", (*facts, document.text))
            for section in document.sections:
                values = (row.id, section.start, section.end, section.page, section.heading)
                old.execute("INSERT INTO sections VALUES (?, ?, ?, ?, ?)", values)
        keys = dict(new.library.store.database.rows("SELECT id, vector_key FROM chunks"))
        for chunk in new.library.store.all_chunks():
            where = (chunk.id, chunk.document_id, chunk.start, chunk.end, chunk.page, chunk.heading, chunk.language)
            old.execute("INSERT INTO chunks VALUES (?, ?, ?, ?, ?, ?, ?, ?)", (*where, keys[chunk.id]))
            words = " ".join(terms(chunk.text, chunk.language))
            old.execute("INSERT INTO lexical (rowid, terms) VALUES (?, ?)", (chunk.id, words))
            vector = embedder.embed_passages([chunk.text])[0].astype(np.float16).tobytes()
            old.execute("INSERT OR IGNORE INTO vectors VALUES (?, ?)", (keys[chunk.id], vector))
    old.close()


def test_a_library_of_the_first_version_is_opened_without_embedding_again(
    desk: Desk, open_fake_library: Callable[..., Library], tmp_path: Path, worker: Worker
) -> None:
    desk.index()
    (tmp_path / "old").mkdir()
    as_version_1(desk, tmp_path / "old" / "library.sqlite")
    old = Desk(open_fake_library("old"), desk.papers, worker)
    assert old.state() == desk.state()
    assert old.library.check(full=True, repair=False).ok
    for mode in ("dense", "lexical", "hybrid"):
        assert [hit[:2] for hit in old.found("The rent of the warehouse", mode)] == [
            hit[:2] for hit in desk.found("The rent of the warehouse", mode)
        ]
    desk.write("lathe.txt", "The lathe stands at the window.")
    (desk.papers / "pump.md").unlink()
    report = old.index()  # all files are read again, since the first version didn't store the reader
    assert (report.indexed, report.unchanged, report.removed) == (len(PAPERS), 0, 1)
    assert isinstance(old.library.embedder, FakeEmbedder)
    assert old.library.embedder.embedded == ["The lathe stands at the window."]
    assert old.whole()
