"""A conversation with a library: each question becomes a stream of events that ends in a cited answer."""

import logging
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass, field, replace
from threading import Event as StopEvent
from threading import Lock

from indexes.conversations.records import Exchange
from indexes.conversations.store import Conversations
from indexes.library import Library
from ingest.errors import AssistantError
from ragassist.answering.options import AskOptions, QuestionContext
from ragassist.answering.pipeline import AnswerPipeline
from ragassist.errors import QuestionInvalid
from ragassist.events import Answered, Event, finished
from ragassist.generation.history import History
from ragassist.generation.loaded_model import LoadedModel
from ragassist.generation.prompt import Turn
from ragassist.grounding.sentence_vectors import SentenceVectors
from ragassist.language.detection import language_for
from ragassist.language.follow_up_signs import leans
from ragassist.retrieval.evidence import Source
from ragassist.retrieval.follow_ups import PreviousTurn
from ragassist.retrieval.question import MOST_CHARACTERS, checked_question
from ragassist.stopping import Stopped

__all__ = ["MOST_CHARACTERS", "AskOptions", "LoadedModel", "Session", "checked_question", "finished"]

_log = logging.getLogger(__name__)
_REMEMBERED = 200
"""Characters of a question that the next but one may lean on."""
_PATIENCE_S = 30.0
"""Seconds that a question waits for another to end, which was asked in the same conversation and stopped."""


@dataclass
class Session:
    """One conversation. `load_model` is called when an answer first needs the model; it raises `ModelMissing` without one.

    Any thread may call its methods. A question goes first: it sets the `stop` of `prepare` or `settle` and waits for them,
    while they do nothing as long as a question is being answered.
    """

    library: Library
    load_model: Callable[[], LoadedModel]
    answering: Callable[[], AbstractContextManager[None]] = nullcontext
    """Held from the question to the end of its answer, so that background work can give way."""
    store: Conversations | None = None
    """Where exchanges are kept; None for a private conversation."""
    conversation: str | None = None
    """The id in the store, None before the first answer."""
    library_name: str = "default"
    """What the library is called in the store."""
    language: str | None = None
    _history: History = field(default_factory=History, init=False)
    _last: Exchange | None = field(default=None, init=False)
    _earlier: PreviousTurn | None = field(default=None, init=False)
    _prepared: tuple[Source, ...] = field(default=(), init=False)
    _loaded: LoadedModel | None = field(default=None, init=False)
    _sentences: SentenceVectors = field(init=False)
    _busy: Lock = field(default_factory=Lock, init=False)
    _background: StopEvent | None = field(default=None, init=False)
    _wanted: StopEvent = field(default_factory=StopEvent, init=False)

    def __post_init__(self) -> None:
        """Make room for the vectors of sentences."""
        self._sentences = SentenceVectors(self.library.passage_vectors)

    def close(self) -> None:
        """Close the file of conversations."""
        if self.store is not None:
            self.store.close()

    def resume(self, exchanges: Sequence[Exchange]) -> None:
        """Go on after what was asked and answered before."""
        for exchange in exchanges:
            self._remember(exchange)

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
        with self._turn(), self.answering():
            answering = AnswerPipeline(self.library, self._sentences, self._load, self._asked(text, options), stop)
            for event in answering.events():
                yield self._kept(event, answering.turn) if isinstance(event, Answered) else event

    @contextmanager
    def _turn(self) -> Iterator[None]:
        """Wait until the session is free, and let work in idle time end at once."""
        self._wanted.set()
        if background := self._background:
            background.set()
        if not self._busy.acquire(timeout=_PATIENCE_S):
            raise QuestionInvalid("the last question is still being answered: stop it or wait")
        self._wanted.clear()
        try:
            yield
        finally:
            self._busy.release()

    def _asked(self, text: str, options: AskOptions) -> QuestionContext:
        language = options.language or language_for(text, self.language)
        return QuestionContext(text, language, options, self._history, self._prepared, self._earlier)

    def _load(self) -> LoadedModel:
        loaded = self.load_model()
        if self._loaded is not loaded and self.store and self.conversation:
            loaded.model.recall(self.store.state_of(self.conversation))
        self._loaded = loaded
        return loaded

    def _kept(self, answered: Answered, turn: Turn | None) -> Answered:
        """Remember and store an exchange; where it can't be stored the answer says so and is there all the same."""
        exchange = _exchange(answered, turn)
        self._remember(exchange)
        if self.store is None:
            return answered
        try:
            self.conversation = self.conversation or self.store.new(self.library_name, answered.language)
            self.store.add(self.conversation, exchange)
        except AssistantError as problem:
            return replace(answered, notices=(*answered.notices, str(problem)))
        return answered

    def _remember(self, exchange: Exchange) -> None:
        self._last, self.language, self._prepared = exchange, exchange.language, ()
        self._earlier = _followed(self._earlier, exchange)
        if exchange.said and not exchange.abstained:  # a refusal in sight makes small models refuse again
            self._history.add(Turn(exchange.question, exchange.said, exchange.answer_ids, exchange.model or ""))

    def prepare(self, text: str, options: AskOptions | None = None, stop: StopEvent | None = None) -> None:
        """Evaluate what a question's prompt will begin with, while it is still being typed: history and likely sources.

        For idle time: it returns when `stop` is set, by the caller or by a question, and what was evaluated until then isn't
        lost. It raises nothing: what is wrong the question will say.
        """
        with self._idle(stop or StopEvent()) as own:
            if own and any(map(str.isalnum, text)) and len(text) <= MOST_CHARACTERS:
                asked = self._asked(checked_question(text), options or AskOptions())
                AnswerPipeline(self.library, self._sentences, self._load, asked, own).prepare(self._found_likely)

    def _found_likely(self, sources: tuple[Source, ...]) -> None:
        """Keep the order of sources that are being evaluated: a key that stops it leaves those that were."""
        self._prepared = sources

    def settle(self, stop: StopEvent | None = None) -> None:
        """Evaluate the last answer as a part of the history and keep the model's state on disk, in idle time as `prepare`.

        A refusal is none, and leaves both as they are.
        """
        with self._idle(stop or StopEvent()) as own:
            if own and self._loaded and self._last and self._last.said and not self._last.abstained:
                builder = self._loaded.builder()
                prompt = builder.beginning(self._history.shown(builder.length))
                self._loaded.model.prefill(prompt.ids, prompt.marks, own)
                if self.store and self.conversation:
                    self._loaded.model.keep(self.store.state_of(self.conversation))

    @contextmanager
    def _idle(self, stop: StopEvent) -> Iterator[StopEvent | None]:
        """Give the stop of work in idle time, None where the session is busy."""
        if not self._busy.acquire(blocking=False):
            yield None
            return
        self._background = stop
        try:
            yield None if self._wanted.is_set() else stop
        except Stopped:
            pass
        except AssistantError as problem:
            _log.info("work in idle time ended early: %s", problem)
        finally:
            self._background = None
            self._busy.release()


def _followed(earlier: PreviousTurn | None, exchange: Exchange) -> PreviousTurn:
    """Return what the next question may lean on: one that leans itself needs the question before it, too."""
    cited = tuple(
        Source(each.n, each.path, each.place, "", exchange.language, each.start, each.end, each.quote, 0.0)
        for each in exchange.citations
        if each.supported
    )
    before = f"{earlier.question[-_REMEMBERED:]} " if earlier and leans(exchange.question, exchange.language) else ""
    return PreviousTurn(before + exchange.question, cited)


def _exchange(answered: Answered, turn: Turn | None) -> Exchange:
    return Exchange(
        question=answered.question,
        answer=answered.answer,
        language=answered.language,
        answer_language=answered.answer_language,
        abstained=answered.abstained,
        citations=answered.citations,
        reasoning=answered.reasoning,
        model=answered.model,
        timings=answered.timings,
        notices=answered.notices,
        nearest=answered.nearest,
        marks=answered.marks,
        said=turn.answer if turn else "",
        answer_ids=turn.ids if turn else (),
        at=time.time(),
    )
