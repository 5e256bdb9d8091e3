"""The full-text table, over this program's own terms."""

import json
from collections.abc import Iterable, Sequence

import numpy as np

from indexes.errors import LibraryDamaged
from indexes.lexical.bm25 import Ids, Postings, Values
from indexes.lexical.terms import terms
from indexes.sqlite.database import Database

_BUDGET, _LEAST_SHARE = 30_000, 256
"""Most places read for a question, about 0.25 µs each; and the fewest that are read of a term."""


class FullText:
    """An FTS5 table without content: to remove a text, the caller must give the same text again."""

    def __init__(self, database: Database) -> None:
        self._database = database
        database.run("CREATE VIRTUAL TABLE temp.lexical_places USING fts5vocab (main, lexical, instance)")

    def add(self, chunk_id: int, text: str, language: str) -> None:
        """Index the words of a chunk. For use within a transaction."""
        self._database.run("INSERT INTO lexical (rowid, terms) VALUES (?, ?)", chunk_id, _terms(text, language))

    def take_out(self, chunk_id: int, text: str, language: str) -> None:
        """Remove the words of a chunk. For use within a transaction."""
        sql = "INSERT INTO lexical (lexical, rowid, terms) VALUES ('delete', ?, ?)"
        self._database.run(sql, chunk_id, _terms(text, language))

    def flush(self) -> None:
        """Do nothing: `add` has already written."""

    def empty(self) -> None:
        """Remove all words. For use within a transaction."""
        self._database.run("INSERT INTO lexical (lexical) VALUES ('delete-all')")

    def optimize(self) -> None:
        """Merge added and removed words, so that no word of a removed chunk is left."""
        self._database.run("INSERT INTO lexical (lexical) VALUES ('optimize')")

    def postings(self, query_terms: Sequence[str], budget: int = _BUDGET) -> dict[str, Postings]:
        """Return the postings of terms, within a budget of places; a term that never occurs has empty postings.

        Each term gets an equal share. What rare terms leave is divided among the frequent ones. Terms that need still more are
        left out, since they distinguish least. If every term needs more, their postings in the oldest chunks are returned.
        """
        found: dict[str, Postings] = {}
        rest, share, cut = list(query_terms), 0, {}
        while rest and budget // len(rest) >= 2 * share:
            share = max(_LEAST_SHARE, budget // len(rest))
            read = {term: self._places(term, share) for term in rest}
            cut = {term: places for term, places in read.items() if len(places) == share}
            found |= {term: _postings(places) for term, places in read.items() if term not in cut}
            budget -= sum(len(places) for term, places in read.items() if term not in cut)
            rest = list(cut)
        occurring = any(len(each.chunks) for each in found.values())
        return found if occurring else found | {term: _postings(places) for term, places in cut.items()}

    def _places(self, term: str, limit: int) -> Ids:
        """Return the ids of chunks in order, each once for every place of the term; read as one text, twice as fast as rows."""
        sql = "SELECT group_concat(doc) FROM (SELECT doc FROM temp.lexical_places WHERE term = ? LIMIT ?)"
        return np.fromstring(self._database.value(sql, term, limit) or "", np.int64, sep=",")

    def lengths(self, ids: Ids) -> Values:
        """Return the numbers of terms of chunks, 0 for a chunk that doesn't exist."""
        sql = "SELECT id, sz FROM lexical_docsize WHERE id IN (SELECT value FROM json_each(?))"
        sizes = {identity: _varint(packed) for identity, packed in self._database.rows(sql, json.dumps(ids.tolist()))}
        return np.array([sizes.get(identity, 0) for identity in ids.tolist()], np.float64)

    def with_phrase(self, variants: Iterable[Sequence[str]], limit: int) -> Ids:
        """Return the sorted ids of chunks that contain one of the sequences of terms as a phrase."""
        expression = " OR ".join(f'"{" ".join(variant)}"' for variant in variants)  # terms hold no quotes
        rows = self._database.rows("SELECT rowid FROM lexical WHERE lexical MATCH ? LIMIT ?", expression, limit)
        return np.array([identity for (identity,) in rows], np.int64)

    def problem(self) -> str:
        """Return what is wrong with the table (damage, rows without a chunk, chunks without a row), "" if nothing is."""
        try:
            self._database.run("INSERT INTO lexical (lexical) VALUES ('integrity-check')")
            value = self._database.value
            extra = value("SELECT count(*) FROM lexical_docsize WHERE id NOT IN (SELECT id FROM chunks)")
            missing = value("SELECT count(*) FROM chunks WHERE id NOT IN (SELECT id FROM lexical_docsize)")
        except LibraryDamaged as problem:
            return str(problem.__cause__ or problem)
        return f"{extra} rows too many, {missing} missing" if extra or missing else ""


def _terms(text: str, language: str) -> str:
    return " ".join(terms(text, language))


def _postings(places: Ids) -> Postings:
    chunks, counts = np.unique(places, return_counts=True)
    return Postings(chunks, counts.astype(np.float64))


def _varint(packed: bytes) -> int:
    """Return a variable-length integer of SQLite: 7 bits in each byte, the highest first (sizes have 4 bytes at most)."""
    value = 0
    for byte in packed:
        value = value << 7 | byte & 0x7F
    return value
