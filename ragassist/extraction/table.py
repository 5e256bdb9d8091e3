"""Makes a table over documents, one document after another; cells of an earlier run aren't read again."""

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from threading import Event as StopEvent

from indexes.embedding.embedder import Vectors
from indexes.records import DocumentRow
from indexes.results.store import KeptResults
from indexes.searchable import SearchableLibrary
from ragassist.extraction.asking import FieldAsker
from ragassist.extraction.kept_cells import Cells, KeptCells
from ragassist.extraction.reading import CellReader
from ragassist.extraction.records import Row, Skipped, TableProgress
from ragassist.generation.loaded_model import LoadedModel
from ragassist.generation.prompt_reading import WorkPace
from ragassist.language.phrases import phrase


@dataclass(frozen=True, slots=True)
class TableOptions:
    """The language of the fields, and the tokens of passages for each field."""

    language: str
    budget: int


@dataclass(frozen=True, slots=True)
class TableMaker:
    """Reads documents of a library; the reasons for skipped documents are in a `language`."""

    library: SearchableLibrary
    reader: CellReader
    kept: KeptCells
    language: str

    def progress(self, documents: Sequence[DocumentRow], fields: Sequence[str]) -> Iterator[TableProgress]:
        """Yield the number of documents to read, then the result of each document.

        Raises `Stopped`; the cells that were read are stored.
        """
        known = {row.id: self.kept.of(row, fields) for row in documents}
        missing = [row.id for row in documents if row.chunks and len(known[row.id]) < len(fields)]
        left, pace = set(missing), WorkPace(self.reader.expected_s(documents, len(fields)))
        told = TableProgress(done=0, total=len(documents), to_read=len(missing), seconds_left=pace.seconds_for(len(missing)))
        yield told
        for done, document in enumerate(documents, 1):
            began = time.monotonic()
            at = self._row(document, fields, known[document.id])
            if document.id in left:
                left.discard(document.id)
                pace.add(1, time.monotonic() - began)
            yield replace(told, done=done, at=at, seconds_left=pace.seconds_for(len(left)))

    def _row(self, document: DocumentRow, fields: Sequence[str], known: Cells) -> Row | Skipped:
        if not document.chunks:
            why = phrase("table_waiting" if document.state == "waiting" else "table_empty", self.language)
            return Skipped(document.path, document.reason or why)
        cells = dict(known)
        wanted = [field for field in fields if field not in cells]
        chunks = self.library.chunk_ids(document.id)
        for field, cell in zip(wanted, self.reader.cells(document, wanted), strict=True):
            cells[field] = cell
            if self.library.chunk_ids(document.id) != chunks or not chunks:
                return Skipped(document.path, phrase("table_changed", self.language))
            self.kept.put(document, field, cell)
        return Row(document.path, tuple(cells[field] for field in fields))


def table_maker(
    library: SearchableLibrary,
    embed: Callable[[list[str]], Vectors],
    loaded: LoadedModel,
    options: TableOptions,
    *,
    results: KeptResults | None,
    stop: StopEvent,
) -> TableMaker:
    """Return a maker of tables with a model. Stored cells of documents that left the library are dropped."""
    kept = KeptCells(results, loaded.title, options.language, options.budget)
    kept.keep_only(library.documents())
    reader = CellReader(library, embed, FieldAsker(loaded, stop), options.language, options.budget)
    return TableMaker(library, reader, kept, options.language)
