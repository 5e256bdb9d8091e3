"""The documents of a library as a tree of rows: each folder with its counts, and its content indented below it."""

import os
from collections.abc import Collection, Iterable, Iterator, Sequence
from pathlib import PurePath
from typing import TYPE_CHECKING

from tui.rendering.safe_text import Translate, counted, number, size_in_words
from tui.widgets.row_table import Row

if TYPE_CHECKING:
    from indexes.records import DocumentRow

STATES = ("indexed", "partial", "skipped", "waiting")
"""The states of a document, in the order in which the library screen filters by them."""
_LOOKS = {"indexed": "", "partial": "bad", "skipped": "bad", "waiting": "group"}
"""The look of a document's row, as `Row.look`, by the document's state."""
_READ = ("indexed", "partial")
_INDENT = "  "
_SHALLOW = 2
"""Folders aren't joined under a path of so few parts, such as `/` or `/home`, which holds unrelated folders."""


def folders_of(paths: Iterable[str]) -> list[PurePath]:
    """Return the folders of some files, sorted, without those that lie inside another one of them."""
    outer: list[PurePath] = []
    for folder in sorted({PurePath(path).parent for path in paths}):
        if not any(folder.is_relative_to(other) for other in outer):
            outer.append(folder)
    return outer


def _joined(folders: list[str]) -> list[str]:
    """Return the common parent of several folders, or the folders unchanged if they share none below `_SHALLOW`."""
    if len(folders) < 2:
        return folders
    try:
        together = os.path.commonpath(folders)
    except ValueError:  # the folders are on different drives
        return folders
    return [together] if len(PurePath(together).parts) > _SHALLOW else folders


def totals(documents: Sequence["DocumentRow"], state: str | None, say: Translate) -> list[str]:
    """Return phrases with the counts of some documents, after the name of the state that they are filtered by, if any.

    Waiting and skipped files are counted apart, since nothing of them is in the library.
    """
    waiting = sum(row.state == "waiting" for row in documents)
    skipped = sum(row.state == "skipped" for row in documents)
    told = [say("only_state", state=say(state))] if state else []
    told.append(counted("documents", len(documents) - waiting - skipped, say))
    told += [counted("waiting", waiting, say)] if waiting else []
    told += [counted("skipped", skipped, say)] if skipped else []
    return [*told, counted("passages", sum(row.chunks for row in documents), say)]


class DocumentTree:
    """The rows of a library's documents and folders; the key of a row is the path of its document or folder."""

    def __init__(self, documents: Sequence["DocumentRow"], say: Translate) -> None:
        self._say = say
        self.roots = _joined([str(folder) for folder in folders_of(row.path for row in documents)])
        self._below: dict[str, list[DocumentRow]] = {}
        self._inside: dict[str, list[DocumentRow]] = {}
        self._folders: dict[str, dict[str, None]] = {}
        for row in sorted(documents, key=lambda row: row.path):
            self._take(row)

    def _take(self, row: "DocumentRow") -> None:
        """Add a document to all folders above it up to its root, and record the subfolders of each folder."""
        path = PurePath(row.path)
        self._inside.setdefault(str(path.parent), []).append(row)
        for folder in path.parents:
            self._below.setdefault(str(folder), []).append(row)
            if str(folder) in self.roots:
                return
            self._folders.setdefault(str(folder.parent), {})[str(folder)] = None

    def is_folder(self, key: str) -> bool:
        """Return whether a row's key is that of a folder."""
        return key in self._below

    def rows(self, folded: Collection[str]) -> Iterator[Row]:
        """Yield the rows from top to bottom, without the content of the folders whose paths are in `folded`."""
        for root in self.roots:
            yield from self._folder(root, root, 0, folded)

    def _folder(self, path: str, name: str, depth: int, folded: Collection[str]) -> Iterator[Row]:
        rows = self._below[path]
        read = sum(row.state in _READ for row in rows)
        cells = (
            f"{_INDENT * depth}{'▸' if path in folded else '▾'} {name}",
            f"{number(read)}/{number(len(rows))}",
            "",
            number(sum(row.chunks for row in rows)),
            size_in_words(sum(row.size for row in rows), self._say),
        )
        yield Row(path, cells, "group")
        if path in folded:
            return
        for folder in self._folders.get(path, ()):
            yield from self._folder(folder, PurePath(folder).name, depth + 1, folded)
        for row in self._inside.get(path, ()):
            yield self._document(row, depth + 1)

    def _document(self, row: "DocumentRow", depth: int) -> Row:
        name, size = PurePath(row.path).name, size_in_words(row.size, self._say)
        cells = (f"{_INDENT * depth}{name}", self._say(row.state), row.language, number(row.chunks), size)
        return Row(row.path, cells, _LOOKS[row.state])
