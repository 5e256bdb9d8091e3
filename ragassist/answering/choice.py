"""Which documents a person chooses in words: from a list that an answer offered, or by "@name" within a request."""

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
    """A request of a kind whose documents are open: one of these."""

    question: str
    kind: RequestKind
    language: str
    documents: tuple[DocumentRow, ...]

    @classmethod
    def of(cls, work: RequestWork, paths: tuple[str, ...]) -> "PendingChoice":
        """Return the choice that the answer to a request offers."""
        rows = {row.path: row for row in work.library.documents()}
        return cls(work.context.question, work.kind, work.language, tuple(rows[path] for path in paths if path in rows))

    def settled_by(self, text: str) -> "PendingChoice | None":
        """Return the request with the document that a text chooses, None where it chooses none."""
        row = chosen(self.documents, text, self.language)
        return replace(self, documents=(row,)) if row else None


@dataclass(frozen=True, slots=True)
class Understood:
    """A request as it is answered: without what chose its documents, () where its text tells them."""

    text: str
    options: AskOptions
    documents: tuple[DocumentRow, ...] = ()


def understood(library: SearchableLibrary, choice: PendingChoice | None, text: str, options: AskOptions) -> Understood:
    """Return the request that a text makes.

    It is an earlier one whose document the text chooses, or the text's own: of the kind that "/summary" and the like at its
    beginning fixes, kept to what it mentions.
    """
    if choice and (settled := choice.settled_by(text)):
        return Understood(settled.question, replace(options, kind=settled.kind), settled.documents)
    if (said := _COMMAND.fullmatch(text)) and said["kind"] in set(RequestKind):
        text, options = said["rest"], replace(options, kind=RequestKind(said["kind"]))
    rest, only = without_mentions(library, text)
    return Understood(rest, replace(options, only=combined(options.only, only)) if only else options)


def without_mentions(library: SearchableLibrary, text: str) -> tuple[str, Filter]:
    """Return a text without the "@name" that stand for documents, and the filter that lets those through; Filter() for none."""
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
