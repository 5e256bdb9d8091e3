"""Describes the documents of a library: counts by type and language, topics, the newest ones, the skipped ones."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import PurePath

from indexes.hits import Filter
from indexes.records import DocumentRow
from indexes.searchable import SearchableLibrary
from ingest.documents import SEPARATOR
from ragassist.language.locale import language_name
from ragassist.language.phrases import phrase
from ragassist.requests.about import about, names_something
from ragassist.requests.topics import topics
from ragassist.untrusted import one_line, without_forged_marks

_LISTED = 12
"""Most documents that are named; 'ragassist list' shows all."""
_NEWEST = 3
_ASKED_ABOUT = 24
"""Most documents whose headings are read for suggested questions, so that a large library without headings isn't read whole."""
_FEWEST_TOPICS = 2


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The documents that can be searched, and those that could not be read."""

    documents: tuple[DocumentRow, ...]
    skipped: tuple[DocumentRow, ...]

    @classmethod
    def of(cls, library: SearchableLibrary, only: Filter | None = None) -> "Catalogue":
        """Return the documents of a library that match a filter. Raises `PathProblem`."""
        rows = library.documents(only)
        read = tuple(row for row in rows if row.state in ("indexed", "partial"))
        return cls(read, tuple(row for row in rows if row.state == "skipped"))

    @property
    def suffixes(self) -> frozenset[str]:
        """The suffixes of the documents that can be searched, in small letters without the full stop."""
        return frozenset(PurePath(row.path).suffix.removeprefix(".").lower() for row in self.documents)

    @property
    def root(self) -> PurePath:
        """The innermost folder that all documents are in."""
        return root_of(self.documents)


def root_of(documents: Iterable[DocumentRow]) -> PurePath:
    """Return the innermost folder that some documents are in."""
    folders = {PurePath(row.path).parent for row in documents}
    root = min(folders, key=lambda folder: len(folder.parts), default=PurePath())
    return next((one for one in (root, *root.parents) if all(folder.is_relative_to(one) for folder in folders)), root)


def name_of(path: str) -> str:
    """Return the name of a document for display."""
    return without_forged_marks(one_line(PurePath(path).name))


def type_of(row: DocumentRow) -> str:
    """Return the type of a document: its suffix in capitals, "" without a suffix."""
    return PurePath(row.path).suffix.removeprefix(".").upper()


def overview(library: SearchableLibrary, catalogue: Catalogue, language: str) -> str:
    """Return an overview of documents in a language.

    It holds counts by type and language, the newest documents, topics, a line about each document, and suggested questions.
    """
    documents = catalogue.documents
    lines = [phrase("request_library", language, documents=len(documents))]
    if documents:
        types = Counter(filter(None, map(type_of, documents)))
        spoken = Counter(language_name(row.language, language) for row in documents if row.language)
        newest = sorted(documents, key=lambda row: -row.mtime_ns)[:_NEWEST]
        lines += [
            phrase("overview_types", language, list=_counted(types)),
            phrase("overview_languages", language, list=_counted(spoken)),
            phrase("overview_newest", language, list=", ".join(name_of(row.path) for row in newest)),
            *(_topics(library, documents, language) if len(documents) > _LISTED else []),
            "",
            *listed(documents, language, library),
        ]
    if catalogue.skipped:
        lines += ["", phrase("overview_skipped", language, count=len(catalogue.skipped))]
    if asked := suggestions(library, catalogue, language):
        lines += ["", phrase("request_try", language), *(f"- {question}" for question in asked)]
    return "\n".join(lines)


def _topics(library: SearchableLibrary, documents: Sequence[DocumentRow], language: str) -> list[str]:
    """Return a line for each topic with the first of its documents; [] if there are fewer than two topics."""
    found = [topic for topic in topics(library, documents) if topic.name]
    if len(found) < _FEWEST_TOPICS:
        return []
    lines = []
    for topic in found:
        names = ", ".join(name_of(row.path) for row in topic.documents[:_NEWEST])
        more = f", +{len(topic.documents) - _NEWEST}" if len(topic.documents) > _NEWEST else ""
        lines.append(f"- {topic.name} ({names}{more})")
    return ["", phrase("overview_topics", language), *lines]


def _counted(counts: Counter[str]) -> str:
    return ", ".join(f"{name} {count}" for name, count in counts.most_common())


def listed(documents: Sequence[DocumentRow], language: str, library: SearchableLibrary | None = None) -> list[str]:
    """Return a line for each of the first documents by name, and one with the number of the others.

    With a library each line describes its document.
    """
    rows = sorted(documents, key=lambda row: name_of(row.path).casefold())
    lines = []
    for row in rows[:_LISTED]:
        told = str(about(library, row)) if library else ""
        lines.append(f"- {name_of(row.path)}{_details(row, language)}{f': {told}' if told else ''}")
    more = len(rows) - _LISTED
    return [*lines, phrase("overview_more", language, count=more)] if more > 0 else lines


def _details(row: DocumentRow, language: str) -> str:
    pages = phrase("count_pages", language, count=row.pages) if row.pages else ""
    spoken = language_name(row.language, language) if row.language else ""
    told = ", ".join(filter(None, (spoken, pages)))
    return f" ({told})" if told else ""


def suggestions(library: SearchableLibrary, catalogue: Catalogue, language: str, most: int = 3) -> list[str]:
    """Return suggested questions, made from headings of the newest documents; documents in the language come first."""
    found: list[str] = []
    own_first = sorted(_newest_first(catalogue.documents), key=lambda row: row.language != language)
    for row in own_first[:_ASKED_ABOUT]:
        if len(found) == most:
            break
        chunks = library.chunks(library.chunk_ids(row.id)[:_NEWEST])
        headings = [chunk.heading for chunk in chunks.values() if names_something(chunk.heading)]
        # The title alone asks for nothing in particular.
        if heading := next((one for one in headings if SEPARATOR in one), next(iter(headings), "")):
            last = without_forged_marks(one_line(heading.rsplit(SEPARATOR, 1)[-1]))
            found.append(phrase("request_suggestion", language, document=name_of(row.path), heading=last))
    return found


def _newest_first(documents: Iterable[DocumentRow]) -> list[DocumentRow]:
    return sorted(documents, key=lambda row: (-row.mtime_ns, row.path))
