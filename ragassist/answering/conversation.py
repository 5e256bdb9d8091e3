"""The state of a conversation: its turns for the prompt, and the previous question for follow-up questions."""

import time
from collections.abc import Iterable
from dataclasses import dataclass, field

from indexes.conversations.records import Citation, Exchange
from ragassist.answering.options import AskOptions, QuestionContext
from ragassist.events import Answered
from ragassist.generation.history import History
from ragassist.generation.prompt import Turn
from ragassist.language.detection import language_for
from ragassist.language.follow_up_signs import leans
from ragassist.language.han_forms import writes_traditional
from ragassist.retrieval.evidence import Source
from ragassist.retrieval.follow_ups import PreviousTurn

_REMEMBERED = 200
"""Number of characters of a question that are kept as context for the question after the next."""


@dataclass
class Conversation:
    """The parts of the exchanges so far that the next answer needs."""

    history: History = field(default_factory=History)
    language: str | None = None
    """The language of the last question."""
    prepared: tuple[Source, ...] = ()
    """The sources that were evaluated while the question is being typed."""
    last: Exchange | None = None
    earlier: PreviousTurn | None = None

    @property
    def is_answered(self) -> bool:
        """Whether the last answer comes from a model and isn't a refusal."""
        return self.last is not None and _enters_history(self.last)

    def is_traditional(self, context: QuestionContext) -> bool:
        """Whether an answer in Chinese is to be in traditional characters: as its question is, else as the last answer was."""
        if context.language != "zh":
            return False
        own = writes_traditional(context.question)
        return bool(own or (own is None and self.last and writes_traditional(self.last.answer)))

    def context(self, question: str, options: AskOptions) -> QuestionContext:
        """Return a question with the context of the conversation."""
        asked_in = language_for(question, self.language or options.language)
        return QuestionContext(
            question=question,
            language=options.language or asked_in,
            asked_in=asked_in,
            options=options,
            history=self.history,
            prepared=self.prepared,
            earlier=self.earlier,
        )

    def add(self, exchange: Exchange, *, leaned: bool | None = None) -> None:
        """Append an exchange. `leaned` tells whether it was a follow-up question; None: its wording decides."""
        self.last, self.language, self.prepared = exchange, exchange.language, ()
        self.earlier = _previous_turn(
            self.earlier, exchange, leaned=leans(exchange.question, exchange.language) if leaned is None else leaned
        )
        if _enters_history(exchange):
            self.history.add(Turn(exchange.question, exchange.said, exchange.answer_ids, exchange.model or ""))


def _enters_history(exchange: Exchange) -> bool:
    """Whether the exchange becomes a part of later prompts. A refusal there makes small models refuse the next question."""
    return bool(exchange.said) and not exchange.abstained


def _previous_turn(earlier: PreviousTurn | None, exchange: Exchange, *, leaned: bool) -> PreviousTurn:
    """Return the context for a follow-up question. If the exchange was a follow-up itself, it includes the question before."""
    before = f"{earlier.question[-_REMEMBERED:]} " if earlier and leaned else ""
    return PreviousTurn(before + exchange.question, cited_in(exchange.citations, exchange.language))


def cited_in(citations: Iterable[Citation], language: str) -> tuple[Source, ...]:
    """Return the quotes of an answer that support it, as sources."""
    return tuple(
        Source(
            n=citation.n,
            path=citation.path,
            place=citation.place,
            heading="",
            language=language,
            start=citation.start,
            end=citation.end,
            text=citation.quote,
            score=0.0,
        )
        for citation in citations
        if citation.supported
    )


def exchange_of(answered: Answered, turn: Turn | None) -> Exchange:
    """Return an answer as an exchange of the present time; `turn` is the model's part of it, None without a model."""
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
