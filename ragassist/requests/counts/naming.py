"""Finds the documents that are named or filed as a topic, in any language: by their folder, file name or title."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePath

from indexes.records import DocumentRow
from indexes.searchable import SearchableLibrary
from ragassist.language.registry import packs
from ragassist.requests.about import names_of
from ragassist.requests.names import is_named_by, words_in
from ragassist.requests.papers.kinds import kind_named, kinds_in, kinds_of, kinds_stated, usual_names, with_narrower
from ragassist.requests.papers.nearness import deviations, nearness

_FOLDER, _SAME_FOLDER, _BEHIND = 0.5, 0.8, 0.03
"""Lowest cosine of a topic and the name of a folder of its documents, that of a folder that surely is one, and the largest
distance of others to the nearest folder. Of 24 words for invoices, letters and music in eight languages all but one find
their folders among 45 of a real library in seven languages; Arabic "invoices" finds one wrong folder without the distance."""
_NAME = 0.7
"""Lowest cosine of a topic and the name of a file."""
_WORD = 0.6
"""Lowest cosine of a topic and a word of a name or title of its documents. Words for letters, manuals and minutes in eight
languages have 0.5 to 0.89 to the words in the names of such documents of the sample library, and to the words of others at
most 0.54, but Korean "manuals" 0.59 to a guide of a course; "invoices" has 0.62 to a quote, "contracts" 0.55 to a lease."""
_WHOLE, _STATED, _UNSTATED, _MORE_THAN_BARE, _OF_NEAREST = 6.0, 5.0, 8.0, 1.5, 0.75
"""Lowest `nearness` of a kind of papers and its documents; that of a topic that says more than the kind ("the insurance
letter") and of documents that state the kind, and of others; by how much it exceeds that of the bare kind; and its lowest share
of that of the nearest document. In the sample library such topics in eight languages have 4.4 to 17 to the documents that they
mean, and 2.0 to 11 more than the kind. Of those that mean no document "camera manual" has 6.4, but less than "manual", and
劳动合同 has 5.0, which is 2.2 more."""
_FOLDER_OF_KIND = 3.2
"""Lowest nearness of a kind of papers and the name of a folder of its documents that doesn't state the kind: of 45 folders of a
real library "Mail" has 4.5 for e-mails, "Musique" 4.9 for songs, "Droit" 3.9 for laws, and others at most 3.1 for any kind."""
_SURE, _MAYBE, _BEHIND_FIT = 1.0, 0.8, 0.08
"""Lowest share of a threshold at which a document is of a topic, and at which it comes near to it; if no document is of the
topic, the largest distance of others to the nearest."""
_MOST_NAMES = 2_000
"""Most documents whose names are compared with a topic, which takes half a millisecond for each."""
_MOST_NEAR = 3


@dataclass(frozen=True, slots=True)
class NamedAs:
    """The documents that are named or filed as a topic, and those that come near to it, the nearest first.

    `kind` is the kind of papers that the topic is, "" if it is none that is known.
    """

    documents: tuple[DocumentRow, ...] = ()
    near: tuple[DocumentRow, ...] = ()
    kind: str = ""


@dataclass(frozen=True, slots=True)
class _Asked:
    """A topic, the kind of papers that it is ("" for more or other things), and the kinds that it names and narrower ones."""

    topic: str
    language: str
    kind: str
    meant: frozenset[str]

    @classmethod
    def of(cls, library: SearchableLibrary, topic: str, language: str) -> "_Asked":
        """Return a topic in a language with its kinds."""
        kind = kind_named(library, topic, language)
        kinds = {kind} if kind else kinds_in(topic, language)
        return cls(topic, language, kind, frozenset().union(*map(with_narrower, kinds)))

    @property
    def bare(self) -> str:
        """The usual names of the kinds that the topic names, in its language."""
        named = sorted(kinds_in(self.topic, self.language))
        return " ".join(usual_names(kind).get(self.language, kind) for kind in named)


def named_as(library: SearchableLibrary, rows: Sequence[DocumentRow], root: PurePath, topic: str, language: str) -> NamedAs:
    """Return the documents out of some that are named or filed as a topic; `root` is the folder that all documents are in.

    Single words of names and titles, and beginnings, count only if no folder is named so. A document whose name or title
    states another kind of papers than the topic is none of it: a quotation is no invoice.
    """
    if not topic or not rows:
        return NamedAs()
    asked, names = _Asked.of(library, topic, language), {row.path: names_of(library, row) for row in rows}
    stated = {row.path: kinds_of(row, names[row.path]) & asked.meant for row in rows}
    other = {row.path for row in rows if asked.meant and not stated[row.path] and kinds_of(row, names[row.path])}
    of_kind = {path for path, kinds in stated.items() if asked.kind and kinds}
    filed = _by_folder(library, rows, root, asked) - other
    possible = [row for row in rows if row.path not in other]
    named = _by_name(library, possible, topic) | of_kind
    if filed:
        return NamedAs(tuple(row for row in rows if row.path in filed | named), kind=asked.kind)
    compared = {row.path: names[row.path] for row in possible[:_MOST_NAMES]}
    fits = _fits(library, possible[:_MOST_NAMES], compared, asked) | dict.fromkeys(named, _SURE)
    ranked = sorted((row for row in possible if fits.get(row.path, 0.0) >= _MAYBE), key=lambda row: -fits[row.path])
    sure = [row for row in ranked if fits[row.path] >= _SURE]
    sure = [row for row in sure if stated[row.path]] or sure
    least = _MAYBE if sure or not ranked else fits[ranked[0].path] - _BEHIND_FIT
    near = [row for row in ranked if row not in sure and fits[row.path] >= least]
    return NamedAs(tuple(sure), tuple(near[:_MOST_NEAR]), asked.kind)


def _fits(
    library: SearchableLibrary, rows: Sequence[DocumentRow], names: Mapping[str, Sequence[str]], asked: _Asked
) -> dict[str, float]:
    """Return by path how far documents are of a topic, from 1 on for those that are, by their words or as wholes.

    As a whole a document is only of a topic that is a kind of papers, or of one that names a kind and says more of it: this has
    to bring the document nearer than the bare kind does.
    """
    if asked.meant and not asked.kind:
        return _of_narrowed(library, rows, names, asked)
    by_words = _by_words(library, names, asked.topic)
    whole = nearness(library, rows, names, usual_names(asked.kind)) if asked.kind else {}
    return {path: max(cosine / _WORD, whole.get(path, 0.0) / _WHOLE) for path, cosine in by_words.items()}


def _of_narrowed(
    library: SearchableLibrary, rows: Sequence[DocumentRow], names: Mapping[str, Sequence[str]], asked: _Asked
) -> dict[str, float]:
    """Return the fits of a topic that says more than a kind; papers that state the kind come near at least."""
    whole, bare = (nearness(library, rows, names, {asked.language: topic}) for topic in (asked.topic, asked.bare))
    nearest = _OF_NEAREST * max(whole.values(), default=0.0)
    fits = dict[str, float]()
    for row in rows:
        least, worst = (_STATED, _MAYBE) if kinds_of(row, names[row.path]) else (_UNSTATED, 0.0)
        near = whole[row.path]
        fits[row.path] = max(min(near / max(least, nearest), (near - bare[row.path]) / _MORE_THAN_BARE), worst)
    return fits


def _by_folder(library: SearchableLibrary, rows: Sequence[DocumentRow], root: PurePath, asked: _Asked) -> set[str]:
    """Return the paths of the documents in folders that are named as a topic.

    The folder of a kind of papers states it, or is near to its names; that of a topic that says more of a kind says it all.
    """
    folder_of = _folders(rows, root)
    names = list(dict.fromkeys(filter(None, folder_of.values())))
    if asked.kind:
        near = dict(zip(names, deviations(library, names, usual_names(asked.kind)), strict=False))
        fits = {
            name for name in names if kinds_stated(name, asked.language) & asked.meant or near.get(name, 0.0) >= _FOLDER_OF_KIND
        }
    else:
        cosines = _cosines(library, asked.topic, names)
        nearest = max(_NAME if asked.meant else _FOLDER, max(cosines.values(), default=0.0) - _BEHIND)
        fits = {name for name, cosine in cosines.items() if cosine >= min(nearest, _SAME_FOLDER)}
    return {path for path, folder in folder_of.items() if folder in fits}


def _by_name(library: SearchableLibrary, rows: Sequence[DocumentRow], topic: str) -> set[str]:
    """Return the paths of the documents whose file is named as a topic."""
    names = _cosines(library, topic, [PurePath(row.path).stem for row in rows[:_MOST_NAMES]])
    return {row.path for row in rows if names.get(PurePath(row.path).stem, 0.0) >= _NAME or is_named_by(row, topic)}


def _by_words(library: SearchableLibrary, names: Mapping[str, Sequence[str]], topic: str) -> dict[str, float]:
    """Return by path the highest cosine of the topic and a word of the names of each document."""
    words_of = {path: _words(" ".join(own)) for path, own in names.items()}
    cosines = _cosines(library, topic, (word for words in words_of.values() for word in words))
    return {path: max((cosines.get(word, 0.0) for word in words), default=0.0) for path, words in words_of.items()}


def _words(names: str) -> list[str]:
    """Return the words of names without function words."""
    return [word for word in words_in(names) if not any(word in pack.function_words for pack in packs().values())]


def _folders(rows: Sequence[DocumentRow], root: PurePath) -> dict[str, str]:
    """Return by path the name of each document's folder, "" for `root`, which all documents are in."""
    folders = {row.path: PurePath(row.path).parent for row in rows}
    return {path: "" if folder == root else folder.name for path, folder in folders.items()}


def _cosines(library: SearchableLibrary, topic: str, names: Iterable[str]) -> dict[str, float]:
    different = list(dict.fromkeys(names))
    return dict(zip(different, library.name_similarities(topic, different), strict=False))
