"""The last stage of an answer: builds `Answered` from a generated answer, a refusal, or quoted passages."""

import time
from collections.abc import Iterator, Sequence
from dataclasses import replace

from indexes.conversations.records import Citation, Timings
from ragassist.answering.answer_stream import AnswerStream
from ragassist.answering.options import QuestionContext
from ragassist.answering.prompting import PromptedReply
from ragassist.events import AnswerDelta, Answered, Event
from ragassist.generation.context_window import Fitted
from ragassist.generation.reply import Reply
from ragassist.grounding.abstention import abstains
from ragassist.grounding.citation_marks import marks_of
from ragassist.language.drift import language_of_answer
from ragassist.language.phrases import phrase
from ragassist.requests.kinds import RequestKind
from ragassist.retrieval.evidence import Evidence, Source
from ragassist.untrusted import without_forged_marks

_PASSAGES_SHOWN = 3
"""Number of passages that are quoted without a model, or shown with a refusal."""


class Outcome:
    """Builds the answer to one question; `notices` collects lines for the person. Times count from its creation."""

    def __init__(self, context: QuestionContext) -> None:
        self.notices: tuple[str, ...] = ()
        self._context = context
        self._started = time.monotonic()
        self._retrieve_s = 0.0

    def retrieved(self, notices: tuple[str, ...]) -> None:
        """Record the time at which the evidence was found, and add notices about it."""
        self._retrieve_s = time.monotonic() - self._started
        self.notices += notices

    def refused(self, evidence: Evidence, reply: Reply | None = None) -> Answered:
        """Return the refusal with the nearest passages. The timings include a `reply` in which the model only judged them."""
        nearest = _citations(evidence, supported=False)
        return self._without_model(phrase("refusal", self._context.language), reply=reply, abstained=True, nearest=nearest)

    def quoted(self, evidence: Evidence, opening: str, *notices: str) -> Answered:
        """Return an opening text with the best passages, for when there is no model or claims can't be checked."""
        self.notices += notices
        quotes = "\n\n".join(
            f"[{source.n}] {without_forged_marks(source.text)}" for source in evidence.sources[:_PASSAGES_SHOWN]
        )
        return self._without_model(f"{opening}\n\n{quotes}", citations=_citations(evidence, supported=True))

    def of_kind(
        self,
        answer: str,
        kind: RequestKind,
        *,
        citations: Sequence[Citation] = (),
        model: str | None = None,
        timings: Timings | None = None,
        choices: tuple[str, ...] = (),
        answer_language: str = "",
    ) -> Answered:
        """Return the answer to a request that isn't a look-up, with its citations in the order of their marks.

        `timings` holds the tokens of the model's replies.
        """
        once, marks = marks_of(citations)
        told = replace(self._without_model(answer, citations=once), kind=kind, marks=marks, model=model, choices=choices)
        told = replace(told, answer_language=answer_language or told.answer_language)
        if timings is None:
            return told
        own = told.timings
        spent = replace(timings, total_s=own.total_s, retrieve_s=own.retrieve_s, time_to_first_token_s=None)
        return replace(told, timings=spent)

    def _without_model(
        self,
        answer: str,
        *,
        reply: Reply | None = None,
        abstained: bool = False,
        citations: tuple[Citation, ...] = (),
        nearest: tuple[Citation, ...] = (),
    ) -> Answered:
        return Answered(
            question=self._context.question,
            language=self._context.language,
            answer=answer,
            answer_language=self._context.language,
            abstained=abstained,
            citations=citations,
            reasoning="",
            model=None,
            timings=self._timings(reply),
            notices=self.notices,
            nearest=nearest,
        )

    def generated(self, stream: AnswerStream, prompted: PromptedReply, evidence: Evidence, model: str) -> Answered:
        """Return a generated answer with its citations, or the nearest passages, and notices about what its prompt left out."""
        language, reply = self._context.language, prompted.reply
        abstained = abstains(stream.told, stream.writer.citations, stream.found, stream.judge)
        citations, marks = marks_of(() if abstained else stream.writer.citations)
        slipped = (phrase(reply.slip, language),) if reply.slip else ()
        return Answered(
            question=self._context.question,
            language=language,
            answer=stream.answer.strip(),
            answer_language=language_of_answer(stream.answer, language),
            abstained=abstained,
            citations=citations,
            reasoning=stream.reasoning.strip(),
            model=model,
            timings=self._timings(reply),
            notices=(*self.notices, *_left_out(prompted.fitted, evidence, language), *slipped),
            nearest=() if citations else _citations(evidence, supported=False),
            marks=marks,
        )

    def _timings(self, reply: Reply | None) -> Timings:
        timings = reply.timings(self._started) if reply else Timings(total_s=time.monotonic() - self._started)
        return replace(timings, retrieve_s=self._retrieve_s)


def _citations(evidence: Evidence, *, supported: bool) -> tuple[Citation, ...]:
    return tuple(_whole(source, supported=supported) for source in evidence.sources[:_PASSAGES_SHOWN])


def _whole(source: Source, *, supported: bool) -> Citation:
    return Citation(
        n=source.n,
        path=source.path,
        place=source.place,
        start=source.start,
        end=source.end,
        quote=source.text,
        supported=supported,
    )


def _left_out(fitted: Fitted, evidence: Evidence, language: str) -> Iterator[str]:
    """Yield a notice for each kind of content that was left out of the prompt."""
    if dropped := len(evidence.sources) - len(fitted.sources) + len(evidence.left_out):
        yield phrase("dropped", language, count=dropped)
    if fitted.turns_dropped:
        yield phrase("forgotten", language)
    if fitted.shortened:
        yield phrase("shortened", language)


def at_once(answered: Answered) -> Iterator[Event]:
    """Yield the events of an answer that isn't generated."""
    yield AnswerDelta(answered.answer)
    yield answered
