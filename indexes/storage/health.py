"""Checks a library for damage, and repairs what the database allows to repair."""

from collections.abc import Iterator

from indexes.lexical.searched_text import searched_text
from indexes.lexical.terms import VERSION as TERMS_VERSION
from indexes.storage.check_report import COUNT, FULL_TEXT, SPAN, TEXT, VECTOR, Problem
from indexes.storage.packing import PackingDamaged, is_whole
from indexes.storage.store import Store

_EMBEDDED_WITHOUT = (
    "SELECT count(*) FROM chunks WHERE embedded IS NOT NULL AND NOT EXISTS (SELECT 1 FROM vectors WHERE key = vector_key)"
)
_WAITING_WITH = "SELECT count(*) FROM chunks WHERE embedded IS NULL AND EXISTS (SELECT 1 FROM vectors WHERE key = vector_key)"


class Health:
    """The checks of a library. Quick ones check structure and counts, full ones read every page, text and vector.

    Subclasses check what depends on the kind of store: the structure of the database, and the index of the vectors.
    """

    def __init__(self, store: Store) -> None:
        self._store, self._database = store, store.database

    def structure(self, *, full: bool) -> Iterator[Problem]:
        """Yield the problems of the database's structure."""
        raise NotImplementedError

    def index(self) -> Iterator[Problem]:
        """Yield the problems of the index of the vectors."""
        raise NotImplementedError

    def problems(self, *, full: bool) -> list[Problem]:
        """Return all problems, in an order in which they can be repaired."""
        with self._store.snapshot():
            found = [*self.structure(full=full), *self._counts()]
            if full:
                found += [*self._texts(), *self._vectors()]
        return [*found, *(self._full_text() if full else ()), *self.index()]

    def _counts(self) -> Iterator[Problem]:
        """Find chunks marked as embedded without a vector, the opposite, and read documents without text or chunks."""
        for sql, what in ((_EMBEDDED_WITHOUT, "have lost their vector"), (_WAITING_WITH, "wait for a vector that is there")):
            if count := self._database.value(sql):
                yield Problem(COUNT, f"{count} chunks {what}")
        bare = (
            "SELECT path FROM documents d WHERE layout IS NOT NULL AND NOT EXISTS (SELECT 1 FROM {} WHERE document_id = d.id)"
        )
        for table in ("chunks", "texts"):
            for (path,) in self._database.rows(bare.format(table)):
                yield Problem(COUNT, f"{path} was read and has no {table}", bare_path=path)

    def _texts(self) -> Iterator[Problem]:
        for identity, path, characters in self._database.rows(
            "SELECT id, path, characters FROM documents WHERE layout IS NOT NULL"
        ):
            try:
                length = len(self._store.text(identity))
                self._store.load_document(path)
            except PackingDamaged as problem:
                yield Problem(TEXT, f"{path}: {problem}")
                continue
            if length != characters:
                yield Problem(TEXT, f"{path}: {length} characters instead of {characters}")
            yield from self._spans(identity, path, length)

    def _spans(self, identity: int, path: str, length: int) -> Iterator[Problem]:
        sql = 'SELECT start, "end" FROM chunks WHERE document_id = ? AND (start < 0 OR "end" <= start OR "end" > ?)'
        for start, end in self._database.rows(sql, identity, length):
            yield Problem(SPAN, f"{path} {start}-{end}")

    def _vectors(self) -> Iterator[Problem]:
        bad = [key for key, packed in self._store.vectors.all() if not is_whole(packed)]
        if bad:
            yield Problem(VECTOR, f"{len(bad)} of them are not as they were stored")

    def _full_text(self) -> Iterator[Problem]:
        if problem := self._store.full_text.problem():
            yield Problem(FULL_TEXT, problem)

    def mend(self, problem: Problem) -> bool:
        """Repair a problem if the database allows it, and return whether it did. Subclasses repair the index."""
        if problem.what == FULL_TEXT:
            rebuild_full_text(self._store)
        elif problem.what in (VECTOR, COUNT) and not problem.bare_path:
            self._mend_vectors()
        else:
            return False
        return True

    def _mend_vectors(self) -> None:
        """Delete damaged vectors, and mark again which chunks have a vector; `index` embeds the others."""
        bad = [(key,) for key, packed in self._store.vectors.all() if not is_whole(packed)]
        with self._database.transaction():
            self._database.run_many("DELETE FROM vectors WHERE key = ?", bad)
            generation = self._store.vectors.next_generation()
            self._database.run("UPDATE chunks SET embedded = NULL WHERE vector_key NOT IN (SELECT key FROM vectors)")
            self._database.run(
                "UPDATE chunks SET embedded = ? WHERE embedded IS NULL AND vector_key IN (SELECT key FROM vectors)", generation
            )


def rebuild_full_text(store: Store) -> None:
    """Rebuild the full text from the chunks."""
    with store.database.transaction():
        store.full_text.empty()
        for chunk in store.all_chunks():
            store.full_text.add(chunk.id, searched_text(chunk.heading, chunk.header, chunk.text), chunk.language)
        store.full_text.flush()
        store.note("terms", TERMS_VERSION)
