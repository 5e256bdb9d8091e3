"""Gives the last result again, in another length, language or form: "And shorter.", "in German please", 「もっと短く」."""

from dataclasses import dataclass, replace

from indexes.conversations.records import Exchange
from indexes.errors import DocumentUnknown
from indexes.hits import Filter
from indexes.records import DocumentRow
from indexes.searchable import SearchableLibrary
from ingest.said import said
from ragassist.answering.comparing import ComparePipeline
from ragassist.answering.conversation import cited_in
from ragassist.answering.dispatch import Pipeline
from ragassist.answering.options import AskOptions, QuestionContext
from ragassist.answering.request_work import RequestWork
from ragassist.answering.summarizing import SummaryPipeline
from ragassist.answering.translating import TranslatePipeline
from ragassist.events import Answered
from ragassist.generation.history import History
from ragassist.generation.prompt import Turn
from ragassist.language.sentences import sentence_spans
from ragassist.requests.catalogue import name_of
from ragassist.requests.kinds import RequestKind
from ragassist.requests.wishes import MOST_SENTENCES, NO_CHANGE, Change, Length
from ragassist.retrieval.evidence import Source
from ragassist.retrieval.follow_ups import PreviousTurn
from ragassist.untrusted import without_citation_marks

_MANY = 10
"""Sentences of a summary from which on a longer one has a paragraph for each part of the document."""
_BY_THE_CATALOGUE = (RequestKind.OVERVIEW, RequestKind.COUNT, RequestKind.CAPABILITY, RequestKind.EXTRACT)
_WRITTEN = (RequestKind.COMPARE, RequestKind.DRAFT)


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """A result of the conversation: its request, and what was answered to it.

    `documents` are those that it is about, () if the text names them; `change` is what was wished about it so far.
    """

    kind: RequestKind
    question: str
    asked_in: str
    answer: str
    language: str
    cited: tuple[Source, ...] = ()
    documents: tuple[DocumentRow, ...] = ()
    only: Filter | None = None
    change: Change = NO_CHANGE

    @classmethod
    def of(cls, work: RequestWork, pipeline: Pipeline, answered: Answered) -> "Result":
        """Return the result of a finished request."""
        documents = work.given
        if isinstance(pipeline, SummaryPipeline | TranslatePipeline | ComparePipeline):
            documents = pipeline.documents
        return cls(
            kind=work.kind,
            question=work.context.question.removesuffix(work.change.in_words),
            asked_in=work.context.asked_in,
            answer=answered.answer,
            language=answered.answer_language,
            cited=cited_in(answered.citations, answered.language),
            documents=documents,
            only=work.context.options.only,
            change=work.change,
        )

    @classmethod
    def of_exchange(cls, exchange: Exchange, kind: RequestKind, asked_in: str) -> "Result":
        """Return the result of an exchange of an earlier conversation; `kind` is what its text asks for."""
        return cls(
            kind=kind,
            question=exchange.question,
            asked_in=asked_in,
            answer=exchange.answer,
            language=exchange.answer_language,
            cited=cited_in(exchange.citations, exchange.language),
        )

    def checked(self, library: SearchableLibrary) -> "Result":
        """Return the result with its documents as they are now. Raises `DocumentUnknown` if one was removed."""
        rows = {row.path: row for row in library.documents()} if self.documents else {}
        if gone := [row.path for row in self.documents if row.path not in rows]:
            names = ", ".join(f"'{name_of(path)}'" for path in gone)
            told = "{names}: not in the library any more; ask about documents that 'ragassist list' shows"
            raise DocumentUnknown(said("document_removed", told, names=names))
        return replace(self, documents=tuple(rows[row.path] for row in self.documents))

    def again(self, wish: str, change: Change) -> "Again | None":
        """Return the request that a wish about this result makes; None for a question that continues the conversation."""
        language = change.language or self.language
        same = Again(
            kind=self.kind,
            question=self.question,
            asked_in=self.asked_in,
            language=language,
            documents=self.documents,
            only=self.only,
            change=self.change,
        )
        match self.kind:
            case RequestKind.SUMMARY:
                return self._summary(same, change) or self._in_another_form(wish)
            case RequestKind.TRANSLATE:
                return self._after_translation(same, change)
            case kind if kind in _BY_THE_CATALOGUE:
                return same
            case kind if kind in _WRITTEN:
                wishes = self.change if change.language else self.change.with_wish(wish, change)
                return replace(same, question=f"{self.question}{wishes.in_words}", change=wishes)
            case _:
                return same if change.language else None

    def _summary(self, same: "Again", change: Change) -> "Again | None":
        """Return the summary with about half as many or twice as many sentences, or as many as the wish names."""
        told = len(sentence_spans(without_citation_marks(self.answer), shortest=1))
        match change.length:
            case _ if change.sentences:
                size = Change(sentences=change.sentences)
            case Length.SHORT:
                size = Change(sentences=min(max(1, told // 2), MOST_SENTENCES))
            case Length.LONG if told < _MANY:
                size = Change(sentences=max(2, 2 * told))
            case Length.LONG:
                size = Change(length=Length.LONG)
            case _:
                return same if change.language else None
        return replace(same, change=size)

    def _in_another_form(self, wish: str) -> "Again":
        """Return a question to the model that has seen the summary, about the same documents."""
        paths = tuple(row.path for row in self.documents)
        return Again(
            kind=RequestKind.LOOKUP,
            question=wish,
            asked_in=self.asked_in,
            language=self.language,
            only=Filter(paths=paths) if paths else self.only,
            before=Turn(self.question, without_citation_marks(self.answer), (), ""),
            earlier=PreviousTurn(self.question, self.cited),
        )

    def _after_translation(self, same: "Again", change: Change) -> "Again | None":
        """Return the translation into another language; what is shorter than a translation is a summary in its language."""
        if change.sentences or change.length is Length.SHORT:
            size = Change(sentences=change.sentences) if change.sentences else Change(length=Length.SHORT)
            return replace(same, kind=RequestKind.SUMMARY, change=size)
        return replace(same, language=self.asked_in, change=Change(change.language)) if change.language else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Again:
    """A request that a wish about the last result makes: as the last one, but for what the wish changes."""

    kind: RequestKind
    question: str
    asked_in: str
    language: str
    documents: tuple[DocumentRow, ...] = ()
    only: Filter | None = None
    change: Change = NO_CHANGE
    before: Turn | None = None
    """The exchange that the model sees before the question."""
    earlier: PreviousTurn | None = None

    def context(self, options: AskOptions, earlier: PreviousTurn | None) -> QuestionContext:
        """Return the question of the request with the options of the wish; `earlier` is the question before."""
        return QuestionContext(
            question=self.question,
            language=self.language,
            asked_in=self.asked_in,
            options=replace(options, only=self.only or options.only),
            history=History([self.before] if self.before else []),
            earlier=self.earlier or earlier,
        )
