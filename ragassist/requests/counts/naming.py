"""Finds the documents that are named or filed as a topic, in any language: by their folder, file name or title."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import PurePath

from indexes.records import DocumentRow
from indexes.searchable import SearchableLibrary
from ragassist.language.registry import packs
from ragassist.requests.about import stated_title
from ragassist.requests.names import is_named_by, words_in

_FOLDER, _SAME_FOLDER, _BEHIND = 0.5, 0.8, 0.03
"""Lowest cosine of a topic and the name of a folder of its documents, that of a folder that surely is one, and the largest
distance of others to the nearest folder. Of 24 words for invoices, letters and music in eight languages all but one find
their folders among 45 of a real library in seven languages; Arabic "invoices" finds one wrong folder without the distance."""
_NAME = 0.7
"""Lowest cosine of a topic and the name of a file."""
_WORD, _NEAR, _BEHIND_WORD = 0.6, 0.5, 0.05
"""Lowest cosine of a topic and a word of a name or title of its documents; that of a word that comes near to it; and, if no
document is named so, the largest distance of others to the nearest word. Words for letters, manuals and minutes in eight
languages have 0.5 to 0.89 to the words in the names of such documents of the sample library, and to the words of others at
most 0.54, but Korean "manuals" 0.59 to a guide of a course; "invoices" has 0.62 to a quote, "contracts" 0.55 to a lease."""
_MOST_NAMES = 2_000
"""Most documents whose names are compared with a topic, which takes half a millisecond for each."""
_MOST_NEAR = 3


@dataclass(frozen=True, slots=True)
class NamedAs:
    """The documents that are named or filed as a topic, and those that are named by a word near to it, the nearest first."""

    documents: tuple[DocumentRow, ...] = ()
    near: tuple[DocumentRow, ...] = ()


def named_as(library: SearchableLibrary, rows: Sequence[DocumentRow], root: PurePath, topic: str) -> NamedAs:
    """Return the documents out of some that are named or filed as a topic; `root` is the folder that all documents are in.

    Single words of names and titles count only if no folder is named so.
    """
    if not topic or not rows:
        return NamedAs()
    named, filed = _by_name(library, rows, topic), _by_folder(library, rows, root, topic)
    if filed:
        return NamedAs(tuple(row for row in rows if row.path in filed | named))
    nearness = _by_words(library, rows[:_MOST_NAMES], topic) | dict.fromkeys(named, 1.0)
    ranked = sorted((row for row in rows if nearness.get(row.path, 0.0) >= _NEAR), key=lambda row: -nearness[row.path])
    sure = [row for row in ranked if nearness[row.path] >= _WORD]
    least = _NEAR if sure or not ranked else nearness[ranked[0].path] - _BEHIND_WORD
    near = [row for row in ranked[len(sure) :] if nearness[row.path] >= least]
    return NamedAs(tuple(sure), tuple(near[:_MOST_NEAR]))


def _by_folder(library: SearchableLibrary, rows: Sequence[DocumentRow], root: PurePath, topic: str) -> set[str]:
    """Return the paths of the documents in folders that are named as a topic."""
    folder_of = _folders(rows, root)
    folders = _cosines(library, topic, filter(None, folder_of.values()))
    least = min(max(_FOLDER, max(folders.values(), default=0.0) - _BEHIND), _SAME_FOLDER)
    return {path for path, folder in folder_of.items() if folders.get(folder, 0.0) >= least}


def _by_name(library: SearchableLibrary, rows: Sequence[DocumentRow], topic: str) -> set[str]:
    """Return the paths of the documents whose file is named as a topic."""
    names = _cosines(library, topic, [PurePath(row.path).stem for row in rows[:_MOST_NAMES]])
    return {row.path for row in rows if names.get(PurePath(row.path).stem, 0.0) >= _NAME or is_named_by(row, topic)}


def _by_words(library: SearchableLibrary, rows: Sequence[DocumentRow], topic: str) -> dict[str, float]:
    """Return by path the highest cosine of the topic and a word of the name or title of each document."""
    words_of = {row.path: _words(library, row) for row in rows}
    cosines = _cosines(library, topic, (word for words in words_of.values() for word in words))
    return {path: max((cosines.get(word, 0.0) for word in words), default=0.0) for path, words in words_of.items()}


def _words(library: SearchableLibrary, row: DocumentRow) -> list[str]:
    """Return the words of the name of a document's file and of the title above its headings."""
    words = words_in(f"{PurePath(row.path).stem} {stated_title(library, row)}")
    return [word for word in words if not any(word in pack.function_words for pack in packs().values())]


def _folders(rows: Sequence[DocumentRow], root: PurePath) -> dict[str, str]:
    """Return by path the name of each document's folder, "" for `root`, which all documents are in."""
    folders = {row.path: PurePath(row.path).parent for row in rows}
    return {path: "" if folder == root else folder.name for path, folder in folders.items()}


def _cosines(library: SearchableLibrary, topic: str, names: Iterable[str]) -> dict[str, float]:
    different = list(dict.fromkeys(names))
    return dict(zip(different, library.name_similarities(topic, different), strict=False))
