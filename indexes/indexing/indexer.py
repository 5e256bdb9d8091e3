"""Brings a library up to date with folders: adds new and changed files, removes missing ones, and keeps the rest."""

import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cached_property, partial
from pathlib import Path

from indexes.indexing.ahead import ReadAhead, TakenFile
from indexes.indexing.changes import (
    DocumentsMissing,
    as_unread,
    documents_under,
    freshest_first,
    keeps_stored,
    normal_path,
    survey,
)
from indexes.indexing.forecast import Forecaster
from indexes.indexing.rebuilding import rebuild
from indexes.indexing.run import DocumentReader, Listener, PendingDocument, Reason, RunOptions, RunProgress, RunReport
from indexes.library import Library
from indexes.records import DocumentRow, FileFacts
from ingest.chunking import Chunker, rules_version
from ingest.documents import Document
from ingest.errors import UnreadableDocument
from ingest.files.discovery import FoundFile
from ingest.files.names import printable, suffix_of
from ingest.readers import is_behind

__all__ = [
    "DocumentsMissing", "Indexer", "Listener", "Reason", "RunOptions", "RunProgress", "RunReport", "documents_under",
    "normal_path",
]  # fmt: skip

_TOUCHED_AT_ONCE = 1_000
_PACE, _ENOUGH_FOR_A_PACE = "pace", 200
"""Name of the stored number of chunks per second of the last run, and the fewest chunks of a run that is measured."""


class Indexer:
    """One run over some folders. Any exception may end it; what it has stored stays.

    A `clock` in seconds measures its pace; it may stand still while the listener lets the run wait.
    """

    def __init__(
        self,
        library: Library,
        reader: DocumentReader,
        listener: Listener = lambda _: None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.library, self.reader, self.listener, self._clock = library, reader, listener, clock
        self.report, self._chunks = RunReport(), 0
        self._touched: list[FileFacts] = []
        self._step = RunProgress(stage="reading", done=0, total=0)
        self._embedded, self._embedding_s, self._embeds_meanwhile = 0, 0.0, True

    @cached_property
    def chunker(self) -> Chunker:
        """The chunker, created when it is first needed, because its tokenizer takes a second to load."""
        return Chunker(self.library.embedder.tokenizer)

    def update(self, roots: Sequence[Path], options: RunOptions | None = None) -> RunReport:
        """Index the folders (or files) and return a report.

        Before anything is changed, raises `PathProblem` if a root doesn't exist or is empty, and `DocumentsMissing` if it has
        lost all of its documents.
        """
        started, options = time.monotonic(), options or RunOptions()
        roots = [normal_path(root) for root in roots]
        with self.library.writing():
            known = {row.path: row for row in self.library.store.documents()}
            found = survey(roots, known, options)
            self.report.notices += found.notices
            self._read_all(self._to_read(found.files, known, options), known, roots, found.gone)
            self._take_out(found.gone)
            self.embed()
            self._tidy()
        self.report.seconds = time.monotonic() - started
        return self.report

    def rebuild(self) -> None:
        """Make all chunks and vectors again from the stored text, with the present model. The old ones are used meanwhile."""

        def advance(done: int, total: int) -> None:
            self.listener(RunProgress(stage="embedding", done=done, total=total))

        with self.library.writing():
            rebuild(self.library, self.chunker, advance)

    def embed(self) -> None:
        """Embed all waiting chunks."""
        total, done = self.library.store.vectors.waiting(), 0
        if total:
            self.listener(RunProgress(stage="embedding", done=0, total=total))
            while count := self._embed_some():
                done += count
                self.listener(RunProgress(stage="embedding", done=min(done, total), total=total))
        if self._embedded >= _ENOUGH_FOR_A_PACE:
            self.library.store.set_meta(_PACE, f"{self._embedded / self._embedding_s:.2f}")

    def _embed_some(self) -> int:
        started = self._clock()
        count = self.library.embed_some()
        self._embedded += count
        self._embedding_s += self._clock() - started
        return count

    def _to_read(self, files: dict[str, FoundFile], known: dict[str, DocumentRow], options: RunOptions) -> list[FoundFile]:
        """Return the files with another size or time, or from an older reader; count the others as unchanged."""
        to_read, new = [], []
        for path, file in files.items():
            row = known.get(path)
            behind = bool(row and row.sha256 and is_behind(row.reader))
            if row and row.sha256 and not (options.full or behind) and (row.size, row.mtime_ns) == (file.size, file.mtime_ns):
                self._unchanged(row)
                continue
            to_read.append(file)
            if row and (behind or (options.full and row.state in ("skipped", "partial"))):
                known[path] = as_unread(row)
            elif row is None and not file.problem:
                new.append(FileFacts(path, None, file.size, file.mtime_ns))
        if new:
            self.library.store.expect(new)
        return freshest_first(to_read)

    def _read_all(
        self, files: Sequence[FoundFile], known: dict[str, DocumentRow], roots: Sequence[Path], gone: Sequence[DocumentRow]
    ) -> None:
        moved_from = {row.sha256: row for row in gone if row.sha256 and row.state in ("indexed", "partial")}
        done_bytes, all_bytes = 0, sum(file.size for file in files)
        forecaster, started = self._forecaster(len(files), all_bytes), self._clock()
        ahead = ReadAhead(files, self.reader, known, roots)
        ahead.leave_out(moved_from)
        for done, file in enumerate(files):
            seconds = self._clock() - started
            self._step = RunProgress(
                stage="reading",
                done=done,
                total=len(files),
                current=printable(file.path),
                bytes_done=done_bytes,
                bytes_total=all_bytes,
                forecast=forecaster.now(seconds, done_bytes, self._chunks, self._embedded),
            )
            self.listener(self._step)
            self._one(ahead.next(), known.get(printable(file.path)), moved_from)
            done_bytes += file.size
        self._keep_touched(least=1)
        if files:
            self.listener(replace(self._step, done=len(files), current="", bytes_done=all_bytes, forecast=None, pages=0))

    def _forecaster(self, files: int, size: int) -> Forecaster:
        store = self.library.store
        pace = float(store.meta(_PACE) or 0)
        return Forecaster(files=files, size=size, before=store.totals(), waiting=store.vectors.waiting(), pace=pace)

    def _one(self, taken: TakenFile, known: DocumentRow | None, moved_from: dict[str, DocumentRow]) -> None:
        facts = taken.facts
        try:
            if taken.problem:
                raise taken.problem
            if known and known.sha256 == facts.sha256:
                self._touch(facts, known)
            elif not self._move(facts, known, moved_from):
                self._store(facts, self._read(taken))
        except UnreadableDocument as problem:
            if not keeps_stored(known, facts):
                self.library.store.put_skipped(facts, problem.line)
            self.report.skipped.append(Reason(facts.path, problem.line))

    def _read(self, taken: TakenFile) -> Document:
        if taken.pending:
            return taken.pending.result(partial(self._meanwhile, taken.pending))
        data = taken.snapshot.data if taken.snapshot else b""
        return self.reader.read(suffix_of(taken.file.path), data, self._on_page)

    def _store(self, facts: FileFacts, document: Document) -> None:
        self._chunks += self.library.add(facts, document, self.chunker)
        self.report.indexed += 1
        if document.unread:
            self.report.partial.append(Reason(facts.path, document.reason))

    def _meanwhile(self, pending: PendingDocument) -> bool:
        """Embed while a file is being read; return whether there was anything to embed.

        If that fails, the remaining files are read and stored first; embedding fails again after them and gives the reason.
        """
        self._on_page(*pending.pages) if pending.pages else self.listener(self._step)
        try:
            return self._embeds_meanwhile and self._embed_some() > 0
        except Exception:  # noqa: BLE001  see above
            self._embeds_meanwhile = False
            return False

    def _on_page(self, done: int, total: int) -> None:
        self.listener(replace(self._step, page=done + 1, pages=total))

    def _move(self, facts: FileFacts, known: DocumentRow | None, moved_from: dict[str, DocumentRow]) -> bool:
        """Change the path of a document if its file was moved here; return whether it was."""
        old = moved_from.get(facts.sha256 or "")
        if old is None or (known and known.state != "waiting") or _suffix(old.path) != _suffix(facts.path):
            return False
        del moved_from[old.sha256 or ""]
        self.library.store.move(old.path, facts)
        self.report.indexed += 1
        self.report.removed += 1
        if old.state == "partial":
            self.report.partial.append(Reason(facts.path, old.reason))
        return True

    def _touch(self, facts: FileFacts, known: DocumentRow) -> None:
        if (known.size, known.mtime_ns) != (facts.size, facts.mtime_ns):
            self._touched.append(facts)
            self._keep_touched(least=_TOUCHED_AT_ONCE)
        self._unchanged(known)

    def _keep_touched(self, *, least: int) -> None:
        if len(self._touched) >= least:
            self.library.store.touch(self._touched)
            self._touched = []

    def _unchanged(self, known: DocumentRow) -> None:
        if known.state == "skipped":
            self.report.skipped.append(Reason(known.path, known.reason))
            return
        self.report.unchanged += 1
        if known.state == "partial":
            self.report.partial.append(Reason(known.path, known.reason))

    def _take_out(self, gone: Sequence[DocumentRow]) -> None:
        taken_out = set(self.library.store.remove(row.path for row in gone)) if gone else set()
        self.report.removed += sum(row.path in taken_out and row.state in ("indexed", "partial") for row in gone)

    def _tidy(self) -> None:
        changed = bool(self.report.indexed or self.report.removed)
        if problem := self.library.tidy(removed=changed):
            self.report.notices.append(problem)
        if behind := self.library.outdated(rules_version()):
            self.report.notices.append(behind)


def _suffix(path: str) -> str:
    return suffix_of(Path(path))
