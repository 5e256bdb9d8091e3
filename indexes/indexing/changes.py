"""Compares the files in folders with the documents of a library, before anything is changed."""

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from indexes.indexing.run import RunOptions
from indexes.library import Library
from indexes.records import DocumentRow, FileFacts
from ingest.errors import PathProblem
from ingest.files.discovery import EMPTY_FOLDER, FoundFile, discover
from ingest.files.names import printable
from ingest.said import said

_WAY_OUT = "{count} of its documents are indexed: mount it again, or take them out with --prune"
_FEW = 3
"""A folder with at least this many documents that has lost all of them is taken for one that isn't mounted."""


class DocumentsMissing(PathProblem):
    """Raised if documents would be removed because their folder seems not to be mounted; `prune` allows it."""


@dataclass(frozen=True, slots=True)
class Changes:
    """The files below the roots by printable path, the documents without a file, and notices about those that are kept."""

    files: dict[str, FoundFile]
    gone: tuple[DocumentRow, ...]
    notices: tuple[str, ...]


def survey(roots: Sequence[Path], known: dict[str, DocumentRow], options: RunOptions) -> Changes:
    """Return the changes. Raises `PathProblem` for a missing root, and `DocumentsMissing` for an emptied one."""
    files: dict[str, FoundFile] = {}
    empty: list[Path] = []
    for root in roots:
        for found in _below(root, known, options):
            if found.problem == EMPTY_FOLDER:
                empty.append(found.path)
            else:
                files[printable(found.path)] = found
    missing = [row for row in _under(roots, known) if row.path not in files]
    hidden = _hidden(files, missing)
    kept = {} if options.prune else {folder: rows for folder in empty if (rows := list(rows_under([folder], missing)))}
    stay = hidden | {row.path for rows in kept.values() for row in rows}
    gone = tuple(row for row in missing if row.path not in stay)
    if not options.prune:
        _refuse_a_clearance(roots, files, known, gone)
    return Changes(files, gone, tuple(_kept_line(folder, rows) for folder, rows in kept.items()))


def _below(root: Path, known: dict[str, DocumentRow], options: RunOptions) -> list[FoundFile]:
    documents = sum(row.state != "waiting" for row in _under([root], known))
    try:
        found = list(discover(root, options.rules))
    except PathProblem as problem:
        if not documents or os.path.lexists(root):
            raise
        if options.prune:
            return []
        raise DocumentsMissing(said("folder_gone", f"{{why}}; {_WAY_OUT}", why=problem.line, count=documents)) from None
    if [file.problem for file in found] == [EMPTY_FOLDER] or not found:
        if documents and not options.prune:
            raise DocumentsMissing(
                said("folder_emptied", f"{{path}} is empty but {_WAY_OUT}", path=printable(root), count=documents)
            )
        if not documents:
            raise PathProblem(said("no_files", "{path} holds no files: choose a folder with documents", path=printable(root)))
    return found


def _hidden(files: dict[str, FoundFile], missing: Sequence[DocumentRow]) -> set[str]:
    """Return the documents below folders that can't be opened; their files may still exist."""
    closed = [found.path for found in files.values() if found.problem]
    return {row.path for row in rows_under(closed, missing)}


def _refuse_a_clearance(
    roots: Sequence[Path], files: dict[str, FoundFile], known: dict[str, DocumentRow], gone: Sequence[DocumentRow]
) -> None:
    """Raise `DocumentsMissing` if a root has lost all of its documents."""
    for root in roots:
        here = [row for row in _under([root], known) if row.state in ("indexed", "partial")]
        lost = {row.path for row in gone}
        if len(here) >= _FEW and all(row.path in lost for row in here):
            lost_all = f"{{path}} holds other files than it did: all {_WAY_OUT}"
            raise DocumentsMissing(said("folder_changed", lost_all, path=printable(root), count=len(here)))


def _kept_line(folder: Path, rows: Sequence[DocumentRow]) -> str:
    told = "{path} is empty: {count} documents that were in it are kept; --prune takes them out"
    return said("folder_kept", told, path=printable(folder), count=len(rows))


def _under(paths: Sequence[Path], known: dict[str, DocumentRow]) -> Iterator[DocumentRow]:
    yield from rows_under(paths, known.values())


def rows_under(paths: Sequence[Path], rows: Iterable[DocumentRow]) -> Iterator[DocumentRow]:
    """Yield the documents at or below the paths."""
    prefixes = [printable(path).rstrip(os.sep) for path in paths]
    exact, below = set(prefixes), tuple(prefix + os.sep for prefix in prefixes)
    for row in rows:
        if row.path in exact or row.path.startswith(below):
            yield row


def freshest_first(files: Sequence[FoundFile]) -> list[FoundFile]:
    """Return files in the order of reading: folder by folder, starting with the folder that has the newest file.

    So a person's current work can be searched first. The openings of documents are embedded in this order too, before the
    rest.
    """
    newest: dict[Path, int] = {}
    for file in files:
        newest[file.path.parent] = max(file.mtime_ns, newest.get(file.path.parent, file.mtime_ns))
    return sorted(files, key=lambda file: (-newest[file.path.parent], file.path.parent, -file.mtime_ns, file.path))


def normal_path(path: Path) -> Path:
    """Return an absolute path without `..`, with links as they are: a folder is known by the name that the user gave it."""
    return Path(os.path.normpath(path.absolute()))


def documents_under(library: Library, paths: Sequence[Path]) -> Iterator[DocumentRow]:
    """Yield the documents of a library that are one of the paths or lie under one."""
    yield from rows_under(paths, library.store.documents())


def keeps_stored(known: DocumentRow | None, facts: FileFacts) -> bool:
    """Return whether the stored document is kept although its file can't be read: its content isn't known to have changed."""
    return known is not None and known.state in ("indexed", "partial") and facts.sha256 is None


def as_unread(row: DocumentRow) -> DocumentRow:
    """Return a row without the hash of its content, so that the document is read again."""
    return replace(row, sha256=None)
