"""Full text over our own terms: the lexical leg's table."""

import json
from collections.abc import Sequence

from indexes.database import Database
from indexes.errors import LibraryDamaged
from indexes.hits import Among
from indexes.lexical import terms


class FullText:
    """An FTS5 table that holds no text: what it is told to take back must be what it was given."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, chunk_id: int, header: str, text: str, language: str) -> None:
        """Index a chunk's words. For use within a transaction."""
        self._database.run("INSERT INTO lexical (rowid, terms) VALUES (?, ?)", chunk_id, _terms(header, text, language))

    def take_out(self, chunk_id: int, header: str, text: str, language: str) -> None:
        """Take a chunk's words out again. For use within a transaction."""
        sql = "INSERT INTO lexical (lexical, rowid, terms) VALUES ('delete', ?, ?)"
        self._database.run(sql, chunk_id, _terms(header, text, language))

    def empty(self) -> None:
        """Take all words out. For use within a transaction."""
        self._database.run("INSERT INTO lexical (lexical) VALUES ('delete-all')")

    def optimize(self) -> None:
        """Merge what was added and taken out, so that no word stays that no chunk has."""
        self._database.run("INSERT INTO lexical (lexical) VALUES ('optimize')")

    def match(self, query_terms: Sequence[str], limit: int, among: Among | None = None) -> list[tuple[int, float]]:
        """Return (chunk id, BM25) of the chunks that hold any of the terms, best first, of those in `among` if it is given."""
        if not query_terms:
            return []
        expression = " OR ".join(f'"{term}"' for term in query_terms)  # terms hold no quotes: they are letters and digits
        values: list[object] = [expression]
        inside = ""
        if among is not None:
            inside = " AND rowid IN (SELECT id FROM chunks WHERE document_id IN (SELECT value FROM json_each(?)))"
            values.append(json.dumps(among.documents.tolist()))
        sql = f"SELECT rowid, -bm25(lexical) FROM lexical WHERE lexical MATCH ?{inside} ORDER BY rank LIMIT ?"
        return [(int(identity), float(score)) for identity, score in self._database.rows(sql, *values, limit)]

    def document_frequencies(self, query_terms: Sequence[str]) -> dict[str, int]:
        """Return in how many chunks each term occurs; a term that never occurs is left out."""
        marks = ",".join("?" * len(query_terms))
        return dict(self._database.rows(f"SELECT term, doc FROM lexical_terms WHERE term IN ({marks})", *query_terms))

    def problem(self) -> str:
        """Return what is wrong with the table, "" if nothing is: damage of its own, rows of no chunk, chunks without a row."""
        try:
            self._database.run("INSERT INTO lexical (lexical) VALUES ('integrity-check')")
            value = self._database.value
            extra = value("SELECT count(*) FROM lexical_docsize WHERE id NOT IN (SELECT id FROM chunks)")
            missing = value("SELECT count(*) FROM chunks WHERE id NOT IN (SELECT id FROM lexical_docsize)")
        except LibraryDamaged as problem:
            return str(problem.__cause__ or problem)
        return f"{extra} rows too many, {missing} missing" if extra or missing else ""


def _terms(header: str, text: str, language: str) -> str:
    return " ".join(terms(f"{header}\n{text}" if header else text, language))
