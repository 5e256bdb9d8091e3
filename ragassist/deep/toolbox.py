"""The tools that the model can call; they only read the library."""

from dataclasses import dataclass
from pathlib import PurePath

from indexes.hits import Filter
from indexes.records import DocumentRow
from indexes.searchable import SearchableLibrary
from ragassist.deep.calls import ToolCall
from ragassist.language.places import source_label
from ragassist.requests.catalogue import Catalogue
from ragassist.retrieval.evidence import Evidence, Source
from ragassist.untrusted import one_line

_FOUND = 4
"""Number of passages that a search returns."""
_READ = 3
"""Most passages of a page that are returned."""
_LISTED = 20
_SHOWN = 420
"""Number of characters of a passage that the model sees while it searches; it answers from whole passages."""
_NOTHING = "Nothing was found."


@dataclass(frozen=True, slots=True)
class ToolResult:
    """The result of a call: the text for the model, its passages, and the probability of the best one."""

    text: str
    sources: tuple[Source, ...] = ()
    score: float = 0.0


@dataclass(frozen=True, slots=True)
class Toolbox:
    """Runs calls on the documents that match the filter `only`; queries may be in any language."""

    library: SearchableLibrary
    language: str
    only: Filter | None = None

    @staticmethod
    def known(evidence: Evidence) -> ToolResult:
        """Return the evidence that was found for the question as the result of a search for it."""
        return ToolResult(_shown(evidence.sources[:_FOUND]), evidence.sources, evidence.best_score)

    def run(self, call: ToolCall) -> ToolResult:
        """Return the result of a search, a page or a list of documents."""
        match call.name:
            case "search":
                return self._searched(call.text)
            case "read":
                return self._read(call.text, call.page)
            case _:
                return self._listed(call.text)

    def _searched(self, query: str) -> ToolResult:
        hits = self.library.search(query, self.language, _FOUND, only=self.only)
        sources = tuple(Source.of(hit.chunk, hit.score) for hit in hits)
        return ToolResult(_shown(sources), sources, hits[0].score if hits else 0.0)

    def _read(self, name: str, page: int) -> ToolResult:
        named = self._named(name)
        if not named:
            return ToolResult(f"No document is called {name}. {self._listed('').text}")
        chunks = sorted(self.library.chunks(self.library.chunk_ids(named[0].id)).values(), key=lambda chunk: chunk.start)
        there = [chunk for chunk in chunks if chunk.page == page] or chunks[(page - 1) * _READ :]
        sources = tuple(Source.of(chunk, 0.0) for chunk in there[:_READ])
        return ToolResult(_shown(sources), sources)

    def _listed(self, part: str) -> ToolResult:
        rows = self._named(part) or self._named("")
        return ToolResult("\n".join(one_line(PurePath(row.path).name) for row in rows[:_LISTED]) or _NOTHING)

    def _named(self, part: str) -> list[DocumentRow]:
        wanted = part.strip().casefold()
        rows = Catalogue.of(self.library, self.only).documents
        return [row for row in rows if row.chunks and wanted in PurePath(row.path).name.casefold()]


def _shown(sources: tuple[Source, ...]) -> str:
    return "\n\n".join(map(_line, sources)) or _NOTHING


def _line(source: Source) -> str:
    cut = "…" if len(source.text) > _SHOWN else ""
    header = f"{source.header}\n" if source.header else ""
    return f"{source_label(PurePath(source.path).name, source.place, 'en')}:\n{header}{source.text[:_SHOWN]}{cut}"
