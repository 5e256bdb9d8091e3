"""Takes the files of a run, and has them read in the background before the run needs them."""

from collections import deque
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from indexes.indexing.run import AheadReader, DocumentReader, PendingDocument
from indexes.records import DocumentRow, FileFacts
from ingest.errors import UnreadableDocument
from ingest.files.discovery import EMPTY_FILE, FoundFile
from ingest.files.names import printable, suffix_of
from ingest.files.snapshot import EMPTY_SHA256, FileSnapshot, take

_FILES, _BYTES = 8, 64_000_000
"""Most files, and most bytes of them, that are held before the run needs them; a larger file is held alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenFile:
    """A file with its bytes, with the reason why it can't be opened, or with its reading if that has begun."""

    file: FoundFile
    facts: FileFacts
    snapshot: FileSnapshot | None = None
    problem: UnreadableDocument | None = None
    pending: PendingDocument | None = None


class ReadAhead:
    """Takes the files of a run in order; an `AheadReader` reads the next ones meanwhile."""

    def __init__(
        self, files: Sequence[FoundFile], reader: DocumentReader, known: Mapping[str, DocumentRow], roots: Collection[Path]
    ) -> None:
        self._waiting, self._taken = deque(files), deque[TakenFile]()
        self._reader, self._known, self._roots = reader, known, roots
        self._not_read = frozenset[str]()

    def leave_out(self, contents: Collection[str]) -> None:
        """Exclude contents, given by their sha256, from being read ahead, because their files may only have moved."""
        self._not_read = frozenset(contents)

    def next(self) -> TakenFile:
        """Return the next file; raises `IndexError` after the last."""
        self.fill()
        return self._taken.popleft() if self._taken else self._take(self._waiting.popleft())

    def fill(self) -> None:
        """Start to read the next files, up to the limits."""
        if not isinstance(self._reader, AheadReader):
            return
        while self._waiting and len(self._taken) < _FILES:
            held = sum(taken.file.size for taken in self._taken)
            if self._taken and held + self._waiting[0].size > _BYTES:
                return
            self._taken.append(self._take(self._waiting.popleft()))

    def _take(self, file: FoundFile) -> TakenFile:
        path = printable(file.path)
        facts = FileFacts(path, EMPTY_SHA256 if file.problem == EMPTY_FILE else None, file.size, file.mtime_ns)
        if file.problem:
            return TakenFile(file=file, facts=facts, problem=UnreadableDocument(file.problem))
        try:
            snapshot = take(file.path, follow=file.path in self._roots)
        except UnreadableDocument as problem:
            return TakenFile(file=file, facts=facts, problem=problem)
        facts = FileFacts(path, snapshot.sha256, snapshot.size, snapshot.mtime_ns)
        known = self._known.get(path)
        is_read = (known is None or known.sha256 != snapshot.sha256) and snapshot.sha256 not in self._not_read
        if not (is_read and isinstance(self._reader, AheadReader)):
            return TakenFile(file=file, facts=facts, snapshot=snapshot)
        return TakenFile(file=file, facts=facts, pending=self._reader.submit(suffix_of(file.path), snapshot.data))
