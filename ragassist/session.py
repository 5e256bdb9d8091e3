"""A conversation with a library: each question becomes a stream of events that ends in a cited answer."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from threading import Event as StopEvent

from indexes.library import Library
from ragassist import languages
from ragassist.answering import Answering, AskOptions, LoadedModel
from ragassist.errors import QuestionInvalid
from ragassist.events import Answered, Event
from ragassist.prompt import Turn

__all__ = ["MOST_CHARACTERS", "AskOptions", "LoadedModel", "Session", "checked_question", "finished"]

MOST_CHARACTERS = 2_000
_TURNS_REMEMBERED = 3


@dataclass
class Session:
    """One conversation. `load_model` is called when an answer first needs the model; it raises `ModelMissing` without one."""

    library: Library
    load_model: Callable[[], LoadedModel]
    turns: list[Turn] = field(default_factory=list)
    language: str | None = None
    answering: Callable[[], AbstractContextManager[None]] = nullcontext
    """Held from the question to the end of its answer, so that background work can give way."""

    def ask(self, question: str, options: AskOptions | None = None, stop: StopEvent | None = None) -> Iterator[Event]:
        """Yield what happens until the answer is there; the last event is `Answered`.

        Raises `QuestionInvalid` at once, later `Stopped` when `stop` is set, and the errors of library and model. A question
        that didn't come to its answer leaves no trace in the conversation.
        """
        text = checked_question(question)
        chosen = options or AskOptions()
        language = chosen.language or languages.detect(text) or self.language or languages.from_locale()
        history = tuple(self.turns[-_TURNS_REMEMBERED:])
        answering = Answering(self.library, self.load_model, text, language, history, chosen, stop or StopEvent())
        return self._remembered(answering.events())

    def _remembered(self, events: Iterator[Event]) -> Iterator[Event]:
        with self.answering():
            for event in events:
                if isinstance(event, Answered):
                    self.language = event.language
                    self.turns.append(Turn(event.question, event.answer))
                yield event


def checked_question(question: str) -> str:
    """Return the question without blank ends; raises `QuestionInvalid` if there is nothing to ask or far too much."""
    text = question.encode("utf-8", "replace").decode().replace("\0", " ").strip()  # bytes of a terminal that aren't UTF-8
    if not text:
        raise QuestionInvalid("the question is empty: ask something")
    if len(text) > MOST_CHARACTERS:
        raise QuestionInvalid(f"the question has {len(text):,} characters and at most {MOST_CHARACTERS:,} are read: shorten it")
    if not any(char.isalnum() for char in text):
        raise QuestionInvalid("the question holds no words: ask in words")
    return text


def finished(events: Iterator[Event]) -> Answered:
    """Return what a stream of events comes to."""
    for event in events:
        if isinstance(event, Answered):
            return event
    raise AssertionError("an answer ends with Answered")
