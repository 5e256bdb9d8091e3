"""Brings a library to the state of some folders: new and changed files in, missing ones out, everything else untouched."""

import hashlib
import os
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, Protocol

from indexes.library import Library
from indexes.store import DocumentRow, FileFacts
from ingest.chunking import Chunker
from ingest.discover import EMPTY_FILE, FoundFile, discover, printable, take_bytes
from ingest.documents import Document
from ingest.errors import PathProblem, UnreadableDocument


class DocumentReader(Protocol):
    """Turns a file's bytes into a document; raises `UnreadableDocument`."""

    def read(self, suffix: str, data: bytes) -> Document:
        """Return the document."""


@dataclass(frozen=True, slots=True)
class Reason:
    """A path and why it was skipped or is partial."""

    path: str
    reason: str


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a run is: `done` of `total` files while reading, chunks while embedding; `current` is the file being read."""

    stage: Literal["reading", "embedding"]
    done: int
    total: int
    current: str = ""


@dataclass(slots=True)
class Outcome:
    """What a run did."""

    indexed: int = 0
    unchanged: int = 0
    removed: int = 0
    partial: list[Reason] = field(default_factory=list)
    skipped: list[Reason] = field(default_factory=list)
    seconds: float = 0.0


_EMPTY_SHA256 = hashlib.sha256().hexdigest()
Listener = Callable[[Progress], None]


class Indexer:
    """One run over some folders; `update` may be stopped by any exception and loses nothing that it stored."""

    def __init__(self, library: Library, reader: DocumentReader, listener: Listener = lambda _: None) -> None:
        self.library, self.reader, self.listener = library, reader, listener
        self.chunker = Chunker(library.embedder.tokenizer)
        self.outcome = Outcome()

    def update(self, roots: Sequence[Path]) -> Outcome:
        """Index the folders (or files) and return what was done.

        Raises `PathProblem` if a root doesn't exist, is empty, or has lost all its documents, before anything is changed.
        """
        started = time.monotonic()
        roots = [normal_path(root) for root in roots]
        with self.library.writing():
            self.library.require_same_model()
            found = self._found(roots)
            self._read_all(found)
            self._drop_missing(roots, found)
            self.embed()
        self.outcome.seconds = time.monotonic() - started
        return self.outcome

    def change_model(self) -> None:
        """Make all vectors anew with the present embedding model, from the stored text."""
        with self.library.writing():
            self.library.change_model()
            self.embed()

    def embed(self) -> None:
        """Give all waiting chunks their vectors and build the index."""
        total, done = self.library.store.waiting(), 0

        def advance(count: int) -> None:
            nonlocal done
            done += count
            self.listener(Progress("embedding", min(done, total), total))

        if total:
            self.listener(Progress("embedding", 0, total))
            self.library.embed(advance)
        self.library.store.drop_unused_vectors()
        self.library.index()

    def _found(self, roots: Sequence[Path]) -> list[FoundFile]:
        found: dict[Path, FoundFile] = {}
        for root in roots:
            files = list(discover(root))
            if not files:
                raise PathProblem(self._nothing_in(root))
            found.update((file.path, file) for file in files)
        return list(found.values())

    def _nothing_in(self, root: Path) -> str:
        known = sum(1 for _ in documents_under(self.library, [root]))
        if known:
            return (
                f"{printable(root)} is empty but {known} of its documents are indexed: mount it again, "
                f"or take them out with 'ragassist remove'"
            )
        return f"{printable(root)} holds no files: choose a folder with documents"

    def _read_all(self, files: Sequence[FoundFile]) -> None:
        for done, file in enumerate(files):
            self.listener(Progress("reading", done, len(files), printable(file.path)))
            self._one(file)
        self.listener(Progress("reading", len(files), len(files)))

    def _one(self, file: FoundFile) -> None:
        path = printable(file.path)
        known = self.library.store.document(path)
        if known and known.sha256 and (known.size, known.mtime_ns) == (file.size, file.mtime_ns):
            self._unchanged(known)
            return
        try:
            self._read(file, path, known)
        except UnreadableDocument as problem:
            self.outcome.skipped.append(Reason(path, str(problem)))

    def _read(self, file: FoundFile, path: str, known: DocumentRow | None) -> None:
        facts = FileFacts(path, _EMPTY_SHA256 if file.problem == EMPTY_FILE else None, file.size, file.mtime_ns)
        try:
            if file.problem:
                raise UnreadableDocument(file.problem)
            data, sha256 = take_bytes(file.path)
            facts = FileFacts(path, sha256, file.size, file.mtime_ns)
            if known and known.sha256 == sha256:
                self.library.store.touch(facts)
                self._unchanged(known)
                return
            document = self.reader.read(file.path.suffix, data)
        except UnreadableDocument as problem:
            if not _keeps(known, facts):
                self.library.store.put_skipped(facts, str(problem))
            raise
        self.library.add(facts, document, self.chunker)
        self.outcome.indexed += 1
        stored = self.library.store.document(path)
        if stored and stored.state == "partial":
            self.outcome.partial.append(Reason(path, stored.reason))

    def _unchanged(self, known: DocumentRow) -> None:
        if known.state == "skipped":
            self.outcome.skipped.append(Reason(known.path, known.reason))
            return
        self.outcome.unchanged += 1
        if known.state == "partial":
            self.outcome.partial.append(Reason(known.path, known.reason))

    def _drop_missing(self, roots: Sequence[Path], found: Sequence[FoundFile]) -> None:
        present = {printable(file.path) for file in found}
        closed = [file.path for file in found if file.problem]  # a folder that can't be opened hides its files, no more
        hidden = {document.path for document in documents_under(self.library, closed)}
        gone = [d for d in documents_under(self.library, roots) if d.path not in present | hidden]
        self.library.store.remove(document.path for document in gone)
        self.outcome.removed = sum(document.state != "skipped" for document in gone)


def normal_path(path: Path) -> Path:
    """Return an absolute path without `..`, with links as they are: a folder is known by the name that the user gave it."""
    return Path(os.path.normpath(path.absolute()))


def documents_under(library: Library, paths: Sequence[Path]) -> Iterator[DocumentRow]:
    """Yield the documents of a library that are one of the paths or lie under one."""
    prefixes = tuple(printable(path).rstrip(os.sep) for path in paths)
    for document in library.store.documents():
        if any(document.path == prefix or document.path.startswith(prefix + os.sep) for prefix in prefixes):
            yield document


def _keeps(known: DocumentRow | None, facts: FileFacts) -> bool:
    """Whether what is stored of a file stays although it can't be read now: its content is not known to have changed."""
    return known is not None and known.state != "skipped" and facts.sha256 is None
