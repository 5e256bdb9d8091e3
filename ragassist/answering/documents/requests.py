"""Summaries, translations and tables of documents that are given as rows of the library instead of in words."""

from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager
from threading import Event as StopEvent

from indexes.records import DocumentRow
from ragassist.answering.options import AskOptions
from ragassist.answering.request_work import RequestWork
from ragassist.answering.summarizing import SummaryPipeline
from ragassist.answering.translating import TranslatePipeline
from ragassist.errors import PartUnknown
from ragassist.events import Event
from ragassist.extraction.records import TableProgress
from ragassist.extraction.table import TableOptions, table_maker
from ragassist.language.detection import language_for
from ragassist.requests.kinds import RequestKind
from ragassist.requests.wishes import Length, part_named


class DocumentRequests(ABC):
    """Requests for whole documents, which aren't stored in the conversation."""

    @abstractmethod
    def working(
        self, kind: RequestKind, text: str, options: AskOptions | None, stop: StopEvent | None
    ) -> AbstractContextManager[RequestWork]:
        """Hold the conversation for the work on a request."""

    def summarize(
        self,
        document: DocumentRow,
        options: AskOptions | None = None,
        stop: StopEvent | None = None,
        *,
        length: Length | None = None,
    ) -> Iterator[Event]:
        """Yield the events of a document's summary.

        The last event is `Answered`. Raises `Stopped` before the first paragraph exists, and the errors of library and model.
        """
        with self.working(RequestKind.SUMMARY, document.path, options, stop) as work:
            yield from SummaryPipeline(work, [document], length, asked="").events()

    def translate(
        self,
        document: DocumentRow,
        into: str,
        part: str = "",
        options: AskOptions | None = None,
        stop: StopEvent | None = None,
    ) -> Iterator[Event]:
        """Yield the events of translating a document, or the part of it that a text names; as `summarize`.

        Raises `PartUnknown` if the document doesn't have that part.
        """
        with self.working(RequestKind.TRANSLATE, part, options, stop) as work:
            pipeline = TranslatePipeline(work, document, into, part_named(part, work.language))
            if pipeline.missing:
                raise PartUnknown(pipeline.missing)
            yield from pipeline.events()

    def extract(
        self,
        documents: Sequence[DocumentRow],
        fields: Sequence[str],
        options: AskOptions | None = None,
        stop: StopEvent | None = None,
    ) -> Iterator[TableProgress]:
        """Yield a row of cells for each document; the fields are as `checked_fields` returns them.

        Stored cells of an earlier run aren't read again. Raises `Stopped`, and the errors of library and model; cells that
        were read before are stored.
        """
        with self.working(RequestKind.EXTRACT, " ".join(fields), options, stop) as work, work.kept_results() as results:
            asked = work.context.options
            how = TableOptions(asked.language or language_for(" ".join(fields), None), asked.context_tokens)
            maker = table_maker(work.library, work.sentences.of, work.load_model(), how, results=results, stop=work.stop)
            yield from maker.progress(documents, fields)
