"""Full text over our own terms, in an inverted index of PostgreSQL's: it finds, `indexes/search/lexical_search.py` scores.

PostgreSQL itself ranks without knowing how rare a term is; in how many chunks each stands is kept beside by triggers.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence

import numpy as np

from indexes.backends.postgres.connection import ServerDatabase
from indexes.lexical.bm25 import Ids, Postings, Values
from indexes.lexical.terms import terms

_LONGEST = 500
"""Characters of a term: PostgreSQL takes 2,046 bytes."""
_LAST_POSITION = 16_383
_BUDGET, _LEAST_SHARE = 10_000, 256
"""Chunks read for a question, at about 5 µs each."""
_AT_ONCE = 1_000
_ALL = ""
_NOWHERE = Postings(np.empty(0, np.int64), np.empty(0, np.float64))
_PLACES = 1 / np.arange(1, 258, dtype=np.float64) ** 2
_RANKS = (np.cumsum(_PLACES)[:-1] + _PLACES[1:] / 2) / 1.64493406685
"""Up to where `ts_rank` goes for a term that stands once, twice, ...: of places of one weight it is the sum of 1/n² up to their
count over the sum of all (calc_rank_or in PostgreSQL's tsrank.c); here is half of the next one more."""


class ServerFullText:
    """The words of chunks. What is added is written when `flush` is called: one statement a document."""

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
        """Write what was added. For use within a transaction."""
        if self._added:
            ids, lengths, vectors = map(list, zip(*self._added, strict=True))
            self._added = []
            self._database.run(
                "INSERT INTO words SELECT * FROM unnest(?::bigint[], ?::integer[], ?::tsvector[])", ids, lengths, vectors
            )

    def take_out(self, chunk_id: int, text: str, language: str) -> None:
        """Take a chunk's words out again. For use within a transaction."""
        self._database.run("DELETE FROM words WHERE chunk_id = ?", chunk_id)

    def empty(self) -> None:
        """Take all words out. For use within a transaction."""
        self._added = []
        for table in ("words", "word_counts", "word_changes"):
            self._database.run(f"TRUNCATE {table}")

    def fold(self) -> None:
        """Add up what changed in the number of chunks that each term stands in; if another program is at it, leave it to it."""
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
        """Return which chunks hold the terms, as far as a budget of chunks goes; a term that never occurs has empty postings.

        Each term may use an equal share, and what rare ones leave goes to the frequent ones; those that need more still are
        left out, for they say least. Only where all do they are given as far as the share goes.
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
        """Return where terms stand; how often is told by `ts_rank`, which is one sum over the places for each count."""
        rows = self._database.rows(
            "SELECT term, string_agg(chunk_id::text, ','), string_agg(rank::text, ',') FROM unnest(?::text[], ?::tsquery[])"
            " AS q (term, query), LATERAL (SELECT chunk_id, ts_rank('{1,1,1,1}', terms, query) AS rank FROM words"
            " WHERE terms @@ query LIMIT ?) AS w GROUP BY term",
            *(list(some), [_quoted(term[:_LONGEST]) for term in some], limit),
        )
        return {term: _postings(ids, ranks) for term, ids, ranks in rows}

    def lengths(self, ids: Ids) -> Values:
        """Return how many terms chunks have, those that are there."""
        sizes = dict(self._database.rows("SELECT chunk_id, length FROM words WHERE chunk_id = ANY(?)", ids.tolist()))
        return np.array([sizes.get(identity, 0) for identity in ids.tolist()], np.float64)

    def with_phrase(self, variants: Iterable[Sequence[str]], limit: int) -> Ids:
        """Return the chunks, sorted, that hold one of some sequences of terms, each as neighbours in its order."""
        asked = " | ".join("(" + " <-> ".join(_quoted(term[:_LONGEST]) for term in variant) + ")" for variant in variants)
        rows = self._database.rows(
            "SELECT chunk_id FROM words WHERE terms @@ ?::tsquery ORDER BY chunk_id LIMIT ?", asked, limit
        )
        return np.array([identity for (identity,) in rows], np.int64)

    def chunk_count(self) -> int:
        """Return the number of chunks that have words, without counting them."""
        return self._counts([_ALL]).get(_ALL, (0, 0))[0]

    def _counts(self, of: Sequence[str]) -> dict[str, tuple[int, int]]:
        """Return in how many chunks each term that occurs stands, and for `_ALL` how many terms all chunks have."""
        cut = {term: term[:_LONGEST] for term in of}
        rows = self._database.rows(
            "SELECT term, sum(chunks), sum(length) FROM (SELECT * FROM word_counts WHERE term = ANY(?)"
            " UNION ALL SELECT * FROM word_changes WHERE term = ANY(?)) AS both_tables GROUP BY term HAVING sum(chunks) > 0",
            *([*set(cut.values())],) * 2,
        )
        counts = {term: (int(chunks), int(length)) for term, chunks, length in rows}
        return {term: counts[short] for term, short in cut.items() if short in counts}

    def problem(self) -> str:
        """Return what is wrong with the words, "" if nothing is: chunks without any, counts that are not those of the words."""
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
    """Return terms in the notation of a tsvector, each with the places that it stands at."""
    places: dict[str, list[str]] = defaultdict(list)
    for at, term in enumerate(found, 1):
        places[term].append(str(min(at, _LAST_POSITION)))
    return " ".join(f"{_quoted(term)}:{','.join(at)}" for term, at in places.items())
