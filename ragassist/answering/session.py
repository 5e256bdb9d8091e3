"""A conversation with a library. Each question is answered by a stream of events that ends with a cited answer."""

import logging
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import KW_ONLY, dataclass, field, replace
from functools import partial
from threading import Event as StopEvent
from threading import Lock

from indexes.conversations.records import Exchange
from indexes.conversations.store import Conversations
from indexes.results.store import KeptResults
from indexes.searchable import SearchableLibrary
from ingest.errors import AssistantError
from ragassist.answering.chinese_form import events_in_traditional
from ragassist.answering.conversation import Conversation, exchange_of
from ragassist.answering.dispatch import Pipeline, pipeline_for, turn_of
from ragassist.answering.documents.requests import DocumentRequests
from ragassist.answering.options import AskOptions, QuestionContext
from ragassist.answering.pipeline import AnswerPipeline
from ragassist.answering.request_work import RequestWork
from ragassist.answering.turn_taking import TurnTaking
from ragassist.answering.understanding import Understanding
from ragassist.events import Answered, Event, finished
from ragassist.generation.loaded_model import LoadedModel
from ragassist.generation.prompt import Turn
from ragassist.grounding.sentence_vectors import SentenceVectors
from ragassist.language.phrases import said_in
from ragassist.requests.kinds import RequestKind
from ragassist.retrieval.evidence import Source
from ragassist.retrieval.question import MOST_CHARACTERS, checked_question
from ragassist.stopping import Stopped

_log = logging.getLogger(__name__)

_ABOUT_DOCUMENTS = (RequestKind.SUMMARY, RequestKind.TRANSLATE)


@dataclass
class Session(DocumentRequests):
    """One conversation. `load_model` is called when an answer needs the model. It raises `ModelMissing` without one, and
    `Stopped` once its event is set.

    Any thread may call the methods. A question has priority: it sets the `stop` event of `prepare` or `settle` and waits until
    they end, and they do nothing while a question is being answered.
    """

    library: SearchableLibrary
    load_model: Callable[[StopEvent], LoadedModel]
    _: KW_ONLY
    answering: Callable[[], AbstractContextManager[None]] = nullcontext
    """Held from the question to the end of its answer, so that indexing can pause."""
    store: Conversations | None = None
    """The store of the exchanges; None for a private conversation."""
    conversation: str | None = None
    """The id in the store, None before the first answer."""
    library_name: str = "default"
    """The name of the library in the store."""
    results: Callable[[], KeptResults] | None = None
    """Opens the stored cells of tables over documents; None if no cells are stored."""
    _so_far: Conversation = field(default_factory=Conversation, init=False)
    _turns: TurnTaking = field(default_factory=TurnTaking, init=False)
    _storing: Lock = field(default_factory=Lock, init=False)
    """Held while an answer is stored, so that the store isn't closed meanwhile."""
    _loaded: LoadedModel | None = field(default=None, init=False)
    _sentences: SentenceVectors = field(init=False)
    _understanding: Understanding = field(init=False)

    def __post_init__(self) -> None:
        """Create the parts that need the library's embedding model."""
        self._sentences = SentenceVectors(self.library.passage_vectors)
        self._understanding = Understanding(self.library, self._so_far)

    def close(self) -> None:
        """End background work and close the store; nothing is written to it afterwards."""
        self._turns.close()
        with self._storing:
            store, self.store = self.store, None
            if store is not None:
                store.close()

    def resume(self, exchanges: Iterable[Exchange]) -> None:
        """Continue after earlier exchanges."""
        self._understanding.resume(exchanges)

    def ask(self, question: str, options: AskOptions | None = None, stop: StopEvent | None = None) -> Iterator[Event]:
        """Yield the events of an answer; the last event is `Answered`.

        Raises `QuestionInvalid` at once; while iterating `Stopped` once `stop` is set, and errors of library and model. A
        question without an answer isn't added to the conversation.
        """
        text = checked_question(question)
        return self._answered(text, options or AskOptions(), stop or StopEvent())

    def answer(self, question: str, options: AskOptions | None = None, stop: StopEvent | None = None) -> Answered:
        """Return the answer to a question. Raises the errors of `ask`."""
        return finished(self.ask(question, options, stop))

    def _answered(self, text: str, options: AskOptions, stop: StopEvent) -> Iterator[Event]:
        with self._turns.question(stop), self.answering():
            asked = self._understanding.of(text, options)
            work = replace(self._work(asked.kind, asked.context, stop), given=asked.documents, change=asked.change)
            pipeline = pipeline_for(work)
            for event in events_in_traditional(pipeline, work) if asked.traditional else pipeline.events():
                if isinstance(event, Answered):
                    event = self._finished(self._understanding.note(asked, work, pipeline, event), pipeline, work)
                yield event

    def _work(self, kind: RequestKind, context: QuestionContext, stop: StopEvent) -> RequestWork:
        return RequestWork(
            library=self.library,
            sentences=self._sentences,
            load_model=partial(self._load, stop),
            context=context,
            stop=stop,
            kind=kind,
            results=self.results,
        )

    def _finished(self, answered: Answered, pipeline: Pipeline, work: RequestWork) -> Answered:
        """Add an answer to the conversation, and return it with a notice if it can't be stored."""
        if isinstance(pipeline, AnswerPipeline):
            return self._kept(answered, pipeline.turn, leaned=pipeline.leans)
        turn = turn_of(pipeline)
        if turn or work.kind in _ABOUT_DOCUMENTS:  # what they cite is what a follow-up question is about
            return self._kept(answered, turn, leaned=False)
        return self._stored(answered, exchange_of(answered, None))

    @contextmanager
    def working(
        self, kind: RequestKind, text: str, options: AskOptions | None, stop: StopEvent | None
    ) -> Iterator[RequestWork]:
        """Hold the conversation for the work on a request about documents."""
        stop = stop or StopEvent()
        with self._turns.question(stop), self.answering():
            yield self._work(kind, self._so_far.context(text, options or AskOptions()), stop)

    def _pipeline(self, text: str, options: AskOptions, stop: StopEvent, loading: StopEvent) -> AnswerPipeline:
        """Return the pipeline of a question, which `stop` ends; `loading` ends the loading of the model."""
        load = partial(self._load, loading)
        return AnswerPipeline(self.library, self._sentences, load, self._so_far.context(text, options), stop)

    def _load(self, stop: StopEvent) -> LoadedModel:
        loaded = self.load_model(stop)
        store = self.store  # `close` may set it to None meanwhile
        if self._loaded is not loaded and store and self.conversation:
            loaded.model.recall(store.state_of(self.conversation))
        self._loaded = loaded
        return loaded

    def _kept(self, answered: Answered, turn: Turn | None, *, leaned: bool) -> Answered:
        """Add an exchange to the conversation and store it. If that fails, the returned answer has a notice."""
        exchange = exchange_of(answered, turn)
        self._so_far.add(exchange, leaned=leaned)
        return self._stored(answered, exchange)

    def _stored(self, answered: Answered, exchange: Exchange) -> Answered:
        with self._storing:
            if self.store is None:
                return answered
            try:
                self.conversation = self.conversation or self.store.new(self.library_name, answered.language)
                self.store.add(self.conversation, exchange)
            except AssistantError as problem:
                return replace(answered, notices=(*answered.notices, said_in(problem.line, answered.language)))
        return answered

    def language_of(self, question: str, options: AskOptions | None = None) -> str:
        """Return the language in which a question would be answered now."""
        return self._so_far.context(question, options or AskOptions()).language

    def prepare(self, text: str, options: AskOptions | None = None, stop: StopEvent | None = None) -> None:
        """Evaluate the beginning of a prompt, history and likely sources, while the question is still being typed.

        This is for idle time. It returns once `stop` is set, by the caller or by a question, and the tokens that were
        evaluated stay held. It raises nothing, because the question itself will report what is wrong.
        """
        stop = stop or StopEvent()
        with self._background(stop) as may_work:
            if may_work and any(map(str.isalnum, text)) and len(text) <= MOST_CHARACTERS:
                # The next key or a question stops this, but not the loading of the model, which both of them need.
                pipeline = self._pipeline(checked_question(text), options or AskOptions(), stop, loading=StopEvent())
                pipeline.prepare(self._note_prepared)

    def _note_prepared(self, sources: tuple[Source, ...]) -> None:
        """Remember the order of the sources before they are evaluated, since a key may stop the work after some of them."""
        self._so_far.prepared = sources

    def settle(self, stop: StopEvent | None = None) -> None:
        """Evaluate the last answer as a part of the history and store the model's state, in idle time like `prepare`.

        A refusal isn't a part of the history and changes nothing. If the conversation was deleted meanwhile, nothing is stored.
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
        """Hold the session for work in idle time; yield False if it is busy. Errors and stops only end the work."""
        try:
            with self._turns.background(stop) as may_work:
                yield may_work
        except Stopped:
            pass
        except AssistantError as problem:
            _log.info("work in idle time ended early: %s", problem)
