"""Answers a request for a table in words: finds its fields and documents, and yields its rows as they are read."""

from collections.abc import Iterator, Sequence

from indexes.conversations.records import Citation
from indexes.records import DocumentRow
from ragassist.answering.request_work import RequestWork
from ragassist.errors import FieldInvalid, ModelMissing
from ragassist.events import AnswerDelta, DocumentsRead, Event, StageEntered
from ragassist.extraction.fields import checked_fields
from ragassist.extraction.outcome import DOUBT, share_in_words
from ragassist.extraction.records import Cell, Row, Skipped, Table
from ragassist.extraction.table import TableOptions, table_maker
from ragassist.extraction.wanted import FieldReader
from ragassist.generation.loaded_model import LoadedModel
from ragassist.language.phrases import phrase, said_in
from ragassist.requests.catalogue import Catalogue, listed, name_of
from ragassist.requests.counts.papers import Papers, papers_named
from ragassist.requests.kinds import RequestKind
from ragassist.requests.passages import MOST_MARKS
from ragassist.stopping import Stopped
from ragassist.untrusted import one_line, without_forged_marks


class TablePipeline:
    """Answers one request for a table; the chat model finds the fields in the request."""

    def __init__(self, work: RequestWork) -> None:
        self._work = work
        self._rows: list[Row] = []
        self._skipped: list[Skipped] = []
        self._citations: list[Citation] = []

    def events(self) -> Iterator[Event]:
        """Yield the events, once; the last one is `Answered`.

        Raises `Stopped` before the first row exists, and the errors of library and model.
        """
        work = self._work
        yield StageEntered("loading")
        try:
            loaded = work.load_model()
        except ModelMissing as problem:
            work.outcome.notices += (said_in(problem.line, work.language),)
            yield from self._said("table_no_model")
            return
        yield StageEntered("reading_prompt")
        fields = self._fields(loaded)
        papers = self._papers(fields)
        documents = papers.documents
        if papers.missing:
            yield from self._none(papers)
        elif not fields:
            yield from self._said("table_which")
        elif len(documents) * len(fields) > MOST_MARKS:  # each cell has its own citation mark
            work.outcome.notices += (phrase("table_hint", work.language),)
            yield from self._said("table_long", documents=len(documents))
        else:
            yield from self._table(loaded, documents, fields)

    def _fields(self, loaded: LoadedModel) -> tuple[str, ...]:
        found = FieldReader(loaded, self._work.stop).fields(self._work.context.question)
        try:
            return checked_fields(list(dict.fromkeys(found)))
        except FieldInvalid:
            return ()

    def _papers(self, fields: Sequence[str]) -> Papers:
        """Return the documents that the request names, else all documents that it is limited to."""
        work, asked = self._work, self._work.context
        return papers_named(work.library, self._catalogue, asked.question, fields, asked.asked_in)

    @property
    def _catalogue(self) -> Catalogue:
        return Catalogue.of(self._work.library, self._work.context.options.only)

    def _none(self, papers: Papers) -> Iterator[Event]:
        """Yield that there are no such documents, and those that come near, or else all that there are."""
        library, language = self._work.library, self._work.language
        rows, offer = papers.documents, phrase("count_near", language)
        if not rows:
            rows = self._catalogue.documents
            offer = phrase("request_library", language, documents=len(rows))
        none = phrase("document_none", language, words=one_line(papers.missing))
        text = "\n".join([none, "", offer, *listed(rows, language, library)])
        yield AnswerDelta(text)
        yield self._work.outcome.of_kind(text, RequestKind.EXTRACT)

    def _said(self, name: str, **values: int) -> Iterator[Event]:
        text = phrase(name, self._work.language, **values)
        yield AnswerDelta(text)
        yield self._work.outcome.of_kind(text, RequestKind.EXTRACT)

    def _table(self, loaded: LoadedModel, documents: Sequence[DocumentRow], fields: tuple[str, ...]) -> Iterator[Event]:
        """Yield the rows as they are read; a stop after the first row keeps the finished rows."""
        work = self._work
        header = [phrase("document", work.language), *map(without_forged_marks, fields)]
        text = f"{_line(header)}\n{_line(['---'] * len(header))}"
        yield AnswerDelta(text)
        try:
            for row in self._read(loaded, documents, fields):
                if isinstance(row, DocumentsRead):
                    yield row
                    continue
                text += (line := f"\n{row}")
                yield AnswerDelta(line)
        except Stopped:
            if not self._rows:
                raise
        table = Table(fields, tuple(self._rows), tuple(self._skipped))
        work.outcome.notices += tuple(share_in_words(table, work.language))
        work.outcome.notices += tuple(f"{name_of(one.path)}: {said_in(one.reason, work.language)}" for one in self._skipped)
        yield work.outcome.of_kind(text, RequestKind.EXTRACT, citations=self._citations, model=loaded.title)

    def _read(
        self, loaded: LoadedModel, documents: Sequence[DocumentRow], fields: Sequence[str]
    ) -> Iterator[str | DocumentsRead]:
        """Yield each row as text, and the expected time for the others."""
        work = self._work
        how = TableOptions(work.language, work.context.options.context_tokens)
        with work.kept_results() as results:
            maker = table_maker(work.library, work.sentences.of, loaded, how, results=results, stop=work.stop)
            for progress in maker.progress(documents, fields):
                if isinstance(progress.at, Skipped):
                    self._skipped.append(progress.at)
                elif progress.at:
                    self._rows.append(progress.at)
                    yield _line([name_of(progress.at.path), *map(self._shown, progress.at.cells)])
                yield DocumentsRead(progress.done, progress.total, progress.seconds_left)

    def _shown(self, cell: Cell | None) -> str:
        """Return a cell as text, with the citation mark of its quote."""
        if cell is None:
            return ""
        n = len(self._citations) + 1
        self._citations.append(
            Citation(
                n=n,
                path=cell.citation.path,
                place=cell.citation.place,
                start=cell.citation.start,
                end=cell.citation.end,
                quote=cell.citation.quote,
                supported=cell.supported,
            )
        )
        normal = f" ({cell.normal})" if cell.normal and cell.normal != cell.value else ""
        value = without_forged_marks(f"{one_line(cell.value)}{normal}")
        return f"{value}{'' if cell.supported else DOUBT} [{n}]"


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |"
