"""Full text of the library's own terms in an inverted index of PostgreSQL, which `indexes/search/lexical_search.py` scores.

PostgreSQL's own ranking doesn't use the frequency of terms. Triggers keep the number of chunks of each term.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence

import numpy as np

from indexes.backends.postgres.connection import ServerDatabase
from indexes.lexical.bm25 import Ids, Postings, Values
from indexes.lexical.terms import terms

_LONGEST = 500
"""Most characters of a term; PostgreSQL accepts 2,046 bytes."""
_LAST_POSITION = 16_383
_BUDGET, _LEAST_SHARE = 10_000, 256
"""Most chunks that are read for a question, at about 5 µs each, and the smallest share of a term."""
_AT_ONCE = 1_000
_ALL = ""
_NOWHERE = Postings(np.empty(0, np.int64), np.empty(0, np.float64))
_PLACES = 1 / np.arange(1, 258, dtype=np.float64) ** 2
_RANKS = (np.cumsum(_PLACES)[:-1] + _PLACES[1:] / 2) / 1.64493406685
"""Upper bounds of `ts_rank` for a term that occurs once, twice, and so on. For positions of one weight `ts_rank` is the sum of
1/n² up to the number of positions, divided by the infinite sum (calc_rank_or in PostgreSQL's tsrank.c). Each bound adds half
of the next summand."""


class ServerFullText:
    """The words of chunks. `flush` writes all added chunks by one statement."""

    def __init__(self, database: ServerDatabase) -> None:
        self._database = database
        self._added: list[tuple[int, int, str]] = []

    def add(self, chunk_id: int, text: str, language: str) -> None:
        """Index a chunk's words. For use within a transaction, with `flush` at its end."""
        found = [term[:_LONGEST] for term in terms(text, language)]
        self._added.append((chunk_id, len(found), _tsvector(found)))
        if len(self._added) == _AT_ONCE:
            self.flush()

    def flush(self) -> None:
        """Write the added chunks. For use within a transaction."""
        if self._added:
            ids, lengths, vectors = map(list, zip(*self._added, strict=True))
            self._added = []
            self._database.run(
                "INSERT INTO words SELECT * FROM unnest(?::bigint[], ?::integer[], ?::tsvector[])", ids, lengths, vectors
            )

    def take_out(self, chunk_id: int, text: str, language: str) -> None:
        """Remove the words of a chunk. For use within a transaction."""
        self._database.run("DELETE FROM words WHERE chunk_id = ?", chunk_id)

    def empty(self) -> None:
        """Remove all words. For use within a transaction."""
        self._added = []
        for table in ("words", "word_counts", "word_changes"):
            self._database.run(f"TRUNCATE {table}")

    def fold(self) -> None:
        """Add recent changes to the number of chunks of each term, unless another program is doing it."""
        with self._database.held("fold", shared=False) as alone:
            if not alone or not self._database.rows("SELECT 1 FROM word_changes LIMIT 1"):
                return
            with self._database.transaction():
                self._database.run(
                    "WITH changes AS (DELETE FROM word_changes RETURNING *)"
                    " INSERT INTO word_counts SELECT term, sum(chunks), sum(length) FROM changes GROUP BY term"
                    " ON CONFLICT (term) DO UPDATE SET"
                    " chunks = word_counts.chunks + excluded.chunks, length = word_counts.length + excluded.length"
                )
                self._database.run("DELETE FROM word_counts WHERE chunks = 0")

    def postings(self, query_terms: Sequence[str], budget: int = _BUDGET) -> dict[str, Postings]:
        """Return the postings of the terms within a budget of chunks; a term that never occurs has empty postings.

        Each term gets an equal share, and the unused part of rare terms goes to frequent ones. Terms that exceed it are left
        out, because they are the least informative. If all exceed it, their postings are cut at the share.
        """
        counts = self._counts(list(query_terms))
        found = {term: _NOWHERE for term in query_terms if term not in counts}
        read: list[str] = []
        share, left = budget, budget
        for done, (term, (count, _)) in enumerate(sorted(counts.items(), key=lambda item: (item[1], item[0]))):
            share = max(_LEAST_SHARE, left // (len(counts) - done))
            if count > share:
                break
            read.append(term)
            left -= count
        return found | self._read(read or list(counts), share)

    def _read(self, some: Sequence[str], limit: int) -> dict[str, Postings]:
        """Return the postings of terms. The count of a term in a chunk follows from `ts_rank`, which depends on it alone."""
        rows = self._database.rows(
            "SELECT term, string_agg(chunk_id::text, ','), string_agg(rank::text, ',') FROM unnest(?::text[], ?::tsquery[])"
            " AS q (term, query), LATERAL (SELECT chunk_id, ts_rank('{1,1,1,1}', terms, query) AS rank FROM words"
            " WHERE terms @@ query LIMIT ?) AS w GROUP BY term",
            *(list(some), [_quoted(term[:_LONGEST]) for term in some], limit),
        )
        return {term: _postings(ids, ranks) for term, ids, ranks in rows}

    def lengths(self, ids: Ids) -> Values:
        """Return the number of terms of each chunk, 0 for chunks without words."""
        sizes = dict(self._database.rows("SELECT chunk_id, length FROM words WHERE chunk_id = ANY(?)", ids.tolist()))
        return np.array([sizes.get(identity, 0) for identity in ids.tolist()], np.float64)

    def with_phrase(self, variants: Iterable[Sequence[str]], limit: int) -> Ids:
        """Return the sorted ids of the chunks that hold one of the sequences of terms as consecutive terms."""
        asked = " | ".join("(" + " <-> ".join(_quoted(term[:_LONGEST]) for term in variant) + ")" for variant in variants)
        rows = self._database.rows(
            "SELECT chunk_id FROM words WHERE terms @@ ?::tsquery ORDER BY chunk_id LIMIT ?", asked, limit
        )
        return np.array([identity for (identity,) in rows], np.int64)

    def chunk_count(self) -> int:
        """Return the number of chunks with words, from a stored count."""
        return self._counts([_ALL]).get(_ALL, (0, 0))[0]

    def _counts(self, of: Sequence[str]) -> dict[str, tuple[int, int]]:
        """Return the number of chunks and of occurrences of each term that occurs; `_ALL` stands for all chunks and terms."""
        cut = {term: term[:_LONGEST] for term in of}
        rows = self._database.rows(
            "SELECT term, sum(chunks), sum(length) FROM (SELECT * FROM word_counts WHERE term = ANY(?)"
            " UNION ALL SELECT * FROM word_changes WHERE term = ANY(?)) AS both_tables GROUP BY term HAVING sum(chunks) > 0",
            *([*set(cut.values())],) * 2,
        )
        counts = {term: (int(chunks), int(length)) for term, chunks, length in rows}
        return {term: counts[short] for term, short in cut.items() if short in counts}

    def problem(self) -> str:
        """Return the problems of the words, "" if there are none: chunks without words, and wrong counts."""
        missing = self._database.value("SELECT count(*) FROM chunks WHERE id NOT IN (SELECT chunk_id FROM words)")
        (chunks, length), (counted, counted_length) = (
            self._database.rows("SELECT count(*), coalesce(sum(length), 0) FROM words")[0],
            self._counts([_ALL]).get(_ALL, (0, 0)),
        )
        wrong = "counts that don't fit" if (chunks, length) != (counted, counted_length) else ""
        return ", ".join(part for part in (f"{missing} rows missing" if missing else "", wrong) if part)


def _postings(ids: str, ranks: str) -> Postings:
    chunks, values = np.fromstring(ids, np.int64, sep=","), np.fromstring(ranks, np.float64, sep=",")
    order = np.argsort(chunks)
    counts = np.searchsorted(_RANKS, values[order]) + 1
    return Postings(chunks[order], counts.astype(np.float64))


def _quoted(term: str) -> str:
    escaped = term.replace("\\", "\\\\").replace("'", "''")
    return f"'{escaped}'"


def _tsvector(found: Sequence[str]) -> str:
    """Return terms in the notation of a tsvector, each with its positions."""
    places: dict[str, list[str]] = defaultdict(list)
    for at, term in enumerate(found, 1):
        places[term].append(str(min(at, _LAST_POSITION)))
    return " ".join(f"{_quoted(term)}:{','.join(at)}" for term, at in places.items())
