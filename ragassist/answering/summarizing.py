"""A summary as a stream of events: which document is meant, its paragraphs as they are ready, what was read."""

import secrets
from collections.abc import Callable, Iterator
from threading import Event as StopEvent

from indexes.records import DocumentRow
from indexes.searchable import SearchableLibrary
from ragassist.answering.options import QuestionContext
from ragassist.answering.outcome import Outcome
from ragassist.errors import ModelMissing
from ragassist.events import AnswerDelta, Event, StageEntered
from ragassist.generation.loaded_model import LoadedModel
from ragassist.grounding.sentence_vectors import SentenceVectors
from ragassist.language.phrases import phrase
from ragassist.requests.catalogue import Catalogue, listed, name_of
from ragassist.requests.kinds import RequestKind
from ragassist.requests.meant import meant_documents
from ragassist.requests.summary import Paragraph, Summarizer, SummaryOptions, SummaryProgress
from ragassist.retrieval.evidence import Source
from ragassist.stopping import Stopped

PARAGRAPHS = 6
"""Paragraphs of a summary where its asker says nothing of its length."""
_PARAGRAPH_TOKENS = 160


class SummaryPipeline:
    """The work on one request for a summary of `documents`: one is summarised, and where there are several it asks which."""

    def __init__(
        self,
        library: SearchableLibrary,
        sentences: SentenceVectors,
        load_model: Callable[[], LoadedModel],
        context: QuestionContext,
        stop: StopEvent,
        *,
        most_paragraphs: int = PARAGRAPHS,
        documents: list[DocumentRow] | None = None,
    ) -> None:
        self._load_model, self._context, self._outcome = load_model, context, Outcome(context)
        options = context.options
        self._summarizer = Summarizer(
            library,
            sentences,
            SummaryOptions(
                language=context.language,
                part_tokens=options.context_tokens,
                answer_tokens=min(options.answer_tokens, _PARAGRAPH_TOKENS),
                most_paragraphs=most_paragraphs,
                seed=options.seed if options.seed is not None else secrets.randbits(31),
            ),
            stop,
        )
        catalogue = Catalogue.of(library)
        self.documents = documents or meant_documents(library, catalogue, context.question, context.language)

    def events(self) -> Iterator[Event]:
        """Yield what happens, once; the last event is `Answered`.

        Raises `Stopped` before the first paragraph is there, and the errors of library and model.
        """
        language = self._context.language
        if len(self.documents) != 1:
            asked = "\n".join([phrase("summary_which", language), *listed(self.documents, language)])
            yield AnswerDelta(asked)
            yield self._outcome.of_kind(asked, RequestKind.SUMMARY)
            return
        (document,) = self.documents
        passages = self._summarizer.passages(document)
        yield StageEntered("loading")
        try:
            loaded = self._load_model()
        except ModelMissing as problem:
            self._outcome.notices += (str(problem),)
            opening = phrase("summary_quoted", language)
            yield AnswerDelta(f"{opening}\n\n")
            yield from self._written(document, passages, self._summarizer.central(passages), opening)
            return
        yield StageEntered("reading_prompt")
        yield from self._written(document, passages, self._summarizer.paragraphs(passages, loaded), model=loaded.title)

    def _written(
        self,
        document: DocumentRow,
        passages: list[Source],
        paragraphs: Iterator[Paragraph | SummaryProgress],
        opening: str = "",
        model: str | None = None,
    ) -> Iterator[Event]:
        """Yield the paragraphs as they come; a stop behind the first keeps those that are there."""
        told: list[Paragraph] = []
        try:
            for one in paragraphs:
                if isinstance(one, SummaryProgress):
                    yield one
                    continue
                yield AnswerDelta(f"\n\n{one.text}" if told else one.text)
                told.append(one)
        except Stopped:
            if not told:
                raise
        yield self._finished(document, told, len(passages), opening, model)

    def _finished(self, document: DocumentRow, told: list[Paragraph], total: int, opening: str, model: str | None) -> Event:
        language = self._context.language
        read = sum(paragraph.passages for paragraph in told)
        self._outcome.notices += (phrase("summary_done", language, read=read, total=total, document=name_of(document.path)),)
        text = "\n\n".join(filter(None, (opening, *(paragraph.text for paragraph in told)))) or phrase("refusal", language)
        citations = [citation for paragraph in told for citation in paragraph.citations]
        return self._outcome.of_kind(text, RequestKind.SUMMARY, citations=citations, model=model)
