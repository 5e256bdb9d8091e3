"""A conversation with a library: each question becomes a stream of events that ends in a cited answer."""

import logging
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import KW_ONLY, dataclass, field, replace
from functools import partial
from threading import Event as StopEvent

from indexes.conversations.records import Exchange
from indexes.conversations.store import Conversations
from indexes.records import DocumentRow
from indexes.results.store import KeptResults
from indexes.searchable import SearchableLibrary
from ingest.errors import AssistantError
from ragassist.answering.chinese_form import in_chinese_form
from ragassist.answering.choice import PendingChoice, understood
from ragassist.answering.conversation import Conversation, exchange_of
from ragassist.answering.dispatch import Pipeline, pipeline_for, turn_of
from ragassist.answering.options import AskOptions, QuestionContext
from ragassist.answering.pipeline import AnswerPipeline
from ragassist.answering.request_work import RequestWork
from ragassist.answering.summarizing import SummaryPipeline
from ragassist.answering.translating import TranslatePipeline
from ragassist.answering.turn_taking import TurnTaking
from ragassist.events import Answered, Event, finished
from ragassist.extraction.records import TableProgress
from ragassist.extraction.table import TableOptions, table_maker
from ragassist.generation.loaded_model import LoadedModel
from ragassist.generation.prompt import Turn
from ragassist.grounding.sentence_vectors import SentenceVectors
from ragassist.language.detection import language_for
from ragassist.requests.kinds import RequestKind
from ragassist.requests.router import Route, Router, otherwise
from ragassist.requests.wishes import Length
from ragassist.retrieval.evidence import Source
from ragassist.retrieval.question import MOST_CHARACTERS, checked_question
from ragassist.stopping import Stopped

_log = logging.getLogger(__name__)


@dataclass
class Session:
    """One conversation. `load_model` is called when an answer first needs the model; it raises `ModelMissing` without one,
    and `Stopped` once the event that it is given is set.

    Any thread may call its methods. A question goes first: it sets the `stop` of `prepare` or `settle` and waits for their end,
    and they do nothing while a question is being answered.
    """

    library: SearchableLibrary
    load_model: Callable[[StopEvent], LoadedModel]
    _: KW_ONLY
    answering: Callable[[], AbstractContextManager[None]] = nullcontext
    """Held from the question to the end of its answer, so that indexing can give way."""
    store: Conversations | None = None
    """Where exchanges are kept; None for a private conversation."""
    conversation: str | None = None
    """The id in the store, None before the first answer."""
    library_name: str = "default"
    """What the library is called in the store."""
    _so_far: Conversation = field(default_factory=Conversation, init=False)
    _turns: TurnTaking = field(default_factory=TurnTaking, init=False)
    _loaded: LoadedModel | None = field(default=None, init=False)
    _sentences: SentenceVectors = field(init=False)
    _router: Router = field(init=False)
    _choice: PendingChoice | None = field(default=None, init=False)
    """The documents that the last answer asked to choose from."""

    def __post_init__(self) -> None:
        """Make what needs the library's embedding model."""
        self._sentences = SentenceVectors(self.library.passage_vectors)
        self._router = Router(self.library.embedder)

    def close(self) -> None:
        """End background work and close the file of conversations; nothing is written to it any more."""
        self._turns.close()
        store, self.store = self.store, None
        if store is not None:
            store.close()

    def resume(self, exchanges: Iterable[Exchange]) -> None:
        """Go on after what was asked and answered before."""
        for exchange in exchanges:
            self._so_far.add(exchange)

    def ask(self, question: str, options: AskOptions | None = None, stop: StopEvent | None = None) -> Iterator[Event]:
        """Yield what happens until the answer is there; the last event is `Answered`.

        Raises `QuestionInvalid` at once, later `Stopped` when `stop` is set, and the errors of library and model. A question
        that didn't come to its answer leaves no trace in the conversation.
        """
        text = checked_question(question)
        return self._answered(text, options or AskOptions(), stop or StopEvent())

    def answer(self, question: str, options: AskOptions | None = None, stop: StopEvent | None = None) -> Answered:
        """Return the answer to a question; raises as `ask`."""
        return finished(self.ask(question, options, stop))

    def _answered(self, text: str, options: AskOptions, stop: StopEvent) -> Iterator[Event]:
        with self._turns.question(stop), self.answering():
            asked = understood(self.library, self._choice, text, options)
            route, context = self._router.route(asked.text), self._so_far.context(asked.text, asked.options)
            work = self._work(asked.options.kind or route.kind, context, stop, asked.documents)
            pipeline = pipeline_for(work)
            for event in in_chinese_form(pipeline.events(), traditional=self._so_far.is_traditional(context)):
                yield self._finished(event, pipeline, work, route) if isinstance(event, Answered) else event

    def _work(
        self, kind: RequestKind, context: QuestionContext, stop: StopEvent, documents: tuple[DocumentRow, ...] = ()
    ) -> RequestWork:
        return RequestWork(
            library=self.library,
            sentences=self._sentences,
            load_model=partial(self._load, stop),
            context=context,
            stop=stop,
            kind=kind,
            given=documents,
        )

    def _finished(self, answered: Answered, pipeline: Pipeline, work: RequestWork, route: Route) -> Answered:
        """Return the answer with the kind that it may be as well, once it is kept."""
        self._choice = PendingChoice.of(work, answered.choices) if answered.choices else None
        told = replace(answered, instead=otherwise(RequestKind(answered.kind), route))
        if isinstance(pipeline, AnswerPipeline):
            return self._kept(told, pipeline.turn, leaned=pipeline.leans)
        turn = turn_of(pipeline)
        return self._kept(told, turn, leaned=False) if turn else self._stored(told, exchange_of(told, None))

    def summarize(
        self,
        document: DocumentRow,
        options: AskOptions | None = None,
        stop: StopEvent | None = None,
        *,
        length: Length | None = None,
    ) -> Iterator[Event]:
        """Yield what happens until a document's summary is there; nothing of it is kept in the conversation.

        The last event is `Answered`. Raises `Stopped` before the first paragraph is there, and the errors of library and model.
        """
        stop = stop or StopEvent()
        with self._turns.question(stop), self.answering():
            context = self._so_far.context(document.path, options or AskOptions())
            work = self._work(RequestKind.SUMMARY, context, stop)
            yield from SummaryPipeline(work, [document], length, asked="").events()

    def translate(self, document: DocumentRow, into: str, part: str = "", stop: StopEvent | None = None) -> Iterator[Event]:
        """Yield what happens until a document, or the part of it that a text names, is in another language; as `summarize`."""
        stop = stop or StopEvent()
        with self._turns.question(stop), self.answering():
            context = self._so_far.context(part, AskOptions())
            yield from TranslatePipeline(self._work(RequestKind.TRANSLATE, context, stop), document, into).events()

    def extract(
        self,
        documents: Sequence[DocumentRow],
        fields: Sequence[str],
        options: AskOptions | None = None,
        stop: StopEvent | None = None,
        results: KeptResults | None = None,
    ) -> Iterator[TableProgress]:
        """Yield what becomes of documents, a row of cells for each, whose fields are as `checked_fields` returns them.

        Cells that `results` holds of an earlier run aren't read again. Raises `Stopped`, and the errors of library and model;
        what was read by then is kept.
        """
        stop, options = stop or StopEvent(), options or AskOptions()
        with self._turns.question(stop), self.answering():
            language = options.language or language_for(" ".join(fields), None)
            how = TableOptions(language, options.context_tokens)
            maker = table_maker(self.library, self._sentences.of, self._load(stop), how, results=results, stop=stop)
            yield from maker.progress(documents, fields)

    def _pipeline(self, text: str, options: AskOptions, stop: StopEvent, loading: StopEvent) -> AnswerPipeline:
        """Return the work on a question, which `stop` ends; `loading` ends the loading of the model."""
        load = partial(self._load, loading)
        return AnswerPipeline(self.library, self._sentences, load, self._so_far.context(text, options), stop)

    def _load(self, stop: StopEvent) -> LoadedModel:
        loaded = self.load_model(stop)
        if self._loaded is not loaded and self.store and self.conversation:
            loaded.model.recall(self.store.state_of(self.conversation))
        self._loaded = loaded
        return loaded

    def _kept(self, answered: Answered, turn: Turn | None, *, leaned: bool) -> Answered:
        """Remember and store an exchange; if it can't be stored the answer is returned with a notice that says so."""
        exchange = exchange_of(answered, turn)
        self._so_far.add(exchange, leaned=leaned)
        return self._stored(answered, exchange)

    def _stored(self, answered: Answered, exchange: Exchange) -> Answered:
        if self.store is None:
            return answered
        try:
            self.conversation = self.conversation or self.store.new(self.library_name, answered.language)
            self.store.add(self.conversation, exchange)
        except AssistantError as problem:
            return replace(answered, notices=(*answered.notices, str(problem)))
        return answered

    def language_of(self, question: str, options: AskOptions | None = None) -> str:
        """Return the language that a question would be answered in at this point of the conversation."""
        return self._so_far.context(question, options or AskOptions()).language

    def prepare(self, text: str, options: AskOptions | None = None, stop: StopEvent | None = None) -> None:
        """Evaluate what a question's prompt will begin with, while it is still being typed: history and likely sources.

        For idle time: it returns when `stop` is set, by the caller or by a question, and what was evaluated until then isn't
        lost. It raises nothing: the question itself will report what is wrong.
        """
        stop = stop or StopEvent()
        with self._background(stop) as may_work:
            if may_work and any(map(str.isalnum, text)) and len(text) <= MOST_CHARACTERS:
                # The next key stops this, a question does too: both want the model, so that its loading goes on.
                pipeline = self._pipeline(checked_question(text), options or AskOptions(), stop, loading=StopEvent())
                pipeline.prepare(self._note_prepared)

    def _note_prepared(self, sources: tuple[Source, ...]) -> None:
        """Keep the order of sources before they are evaluated: some are even where a key stops the work."""
        self._so_far.prepared = sources

    def settle(self, stop: StopEvent | None = None) -> None:
        """Evaluate the last answer as a part of the history and keep the model's state on disk, in idle time as `prepare`.

        A refusal isn't part of the history, and leaves both as they are. The state of a conversation that is deleted meanwhile
        isn't kept.
        """
        stop = stop or StopEvent()
        with self._background(stop) as may_work:
            if may_work and self._loaded and self._so_far.is_answered:
                model, builder = self._loaded.model, self._loaded.builder()
                prompt = builder.beginning(self._so_far.history.shown(builder.length))
                model.prefill(prompt.ids, prompt.marks, stop)
                if self.store and self.conversation:
                    self.store.keep_state(self.conversation, model.keep)

    @contextmanager
    def _background(self, stop: StopEvent) -> Iterator[bool]:
        """Hold the session for work in idle time, False where it is busy; what ends the work early is no error."""
        try:
            with self._turns.background(stop) as may_work:
                yield may_work
        except Stopped:
            pass
        except AssistantError as problem:
            _log.info("work in idle time ended early: %s", problem)
