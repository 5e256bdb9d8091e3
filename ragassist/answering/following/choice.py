"""Finds the documents that a person chooses in a text: from a list that an answer has offered, or by "@name"."""

from dataclasses import dataclass, replace

import regex

from indexes.hits import Filter
from indexes.records import DocumentRow
from indexes.searchable import SearchableLibrary
from ragassist.answering.options import AskOptions
from ragassist.answering.request_work import RequestWork
from ragassist.requests.catalogue import Catalogue
from ragassist.requests.kinds import RequestKind
from ragassist.requests.meant import chosen
from ragassist.requests.names import documents_named
from ragassist.retrieval.filters import combined

_MENTION = regex.compile(r"(?<![\w.@])@(?:\"(?P<quoted>[^\"\n]{1,200})\"|(?P<name>[^\s@\"]{2,200}))")

_COMMAND = regex.compile(r"/(?P<kind>[a-z]+)\s+(?P<rest>\S.*)", regex.DOTALL)


@dataclass(frozen=True, slots=True)
class PendingChoice:
    """A request that is about one of some documents; the person still has to choose which."""

    question: str
    kind: RequestKind
    language: str
    documents: tuple[DocumentRow, ...]

    @classmethod
    def of(cls, work: RequestWork, paths: tuple[str, ...]) -> "PendingChoice":
        """Return the choice that the answer to a request offers; `paths` are those of its documents."""
        rows = {row.path: row for row in work.library.documents()}
        return cls(work.context.question, work.kind, work.language, tuple(rows[path] for path in paths if path in rows))

    def settled_by(self, text: str) -> "PendingChoice | None":
        """Return the request with the document that a text chooses; None if it chooses none."""
        row = chosen(self.documents, text, self.language)
        return replace(self, documents=(row,)) if row else None


@dataclass(frozen=True, slots=True)
class Understood:
    """A request without the part of its text that chooses documents, which are `documents`; () if it chooses none."""

    text: str
    options: AskOptions
    documents: tuple[DocumentRow, ...] = ()


def understood(library: SearchableLibrary, choice: PendingChoice | None, text: str, options: AskOptions) -> Understood:
    """Return the request that a text makes.

    This is the pending request if the text chooses its document. Else it is the text itself, with the kind that a command
    such as "/summary" at its beginning sets, and limited to the documents that it mentions.
    """
    if choice and (settled := choice.settled_by(text)):
        return Understood(settled.question, replace(options, kind=settled.kind), settled.documents)
    if (said := _COMMAND.fullmatch(text)) and said["kind"] in set(RequestKind):
        text, options = said["rest"], replace(options, kind=RequestKind(said["kind"]))
    rest, only = without_mentions(library, text)
    return Understood(rest, replace(options, only=combined(options.only, only)) if only else options)


def without_mentions(library: SearchableLibrary, text: str) -> tuple[str, Filter]:
    """Return a text without each "@name" of a document, and a filter for those documents; Filter() if there are none."""
    if "@" not in text:
        return text, Filter()
    documents = Catalogue.of(library).documents
    paths: list[str] = []

    def taken(found: "regex.Match[str]") -> str:
        named = documents_named(documents, found["quoted"] or found["name"])
        paths.extend(row.path for row in named)
        return "" if named else str(found[0])

    rest = " ".join(str(_MENTION.sub(taken, text)).split())
    return (rest, Filter(paths=tuple(paths))) if paths and rest else (text, Filter(paths=tuple(paths)))
