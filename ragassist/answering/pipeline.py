"""One question on its way to an answer: evidence, prompt, reply, citations."""

import secrets
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from threading import Event as StopEvent

from indexes.conversations.records import Citation, Timings
from indexes.library import Library
from ragassist.answering.answer_stream import AnswerStream
from ragassist.answering.options import QuestionContext
from ragassist.answering.reasoning_policy import wanted
from ragassist.errors import ModelMissing
from ragassist.events import AnswerDelta, Answered, Event, PromptBuilt, ReasoningDelta, Retrieved, StageEntered
from ragassist.generation.answerability import judged, probability
from ragassist.generation.context_window import Fitted, Request, fit
from ragassist.generation.loaded_model import LoadedModel
from ragassist.generation.prompt import Turn
from ragassist.generation.reply import Reply, ReplyOptions
from ragassist.grounding.abstention import (
    ENOUGH,
    Answerability,
    abstains,
    answerability,
    answerability_of,
    is_to_be_judged,
    looks_again,
)
from ragassist.grounding.citation_marks import marks_of
from ragassist.grounding.citation_writer import CitationWriter
from ragassist.grounding.claims import ClaimChecker
from ragassist.grounding.sentence_vectors import SentenceVectors, nearest_cosine
from ragassist.language.drift import language_of_answer
from ragassist.language.phrases import phrase
from ragassist.retrieval.evidence import Evidence, Source
from ragassist.retrieval.follow_ups import with_earlier
from ragassist.retrieval.notices import ninth_language, notices
from ragassist.retrieval.retriever import gather, in_prepared_order, within
from ragassist.settings.choices import FollowUp, Thinking

_BYTES_A_TOKEN = 3
_PASSAGES_SHOWN = 3


class AnswerPipeline:
    """The work on one question; `events` may be read once. Then `turn` is what the history keeps, None where no model spoke."""

    def __init__(
        self,
        library: Library,
        sentences: SentenceVectors,
        load_model: Callable[[], LoadedModel],
        asked: QuestionContext,
        stop: StopEvent,
    ) -> None:
        self.library, self.sentences, self.load_model, self.stop, self.asked = library, sentences, load_model, stop, asked
        self.question, self.language, self.options = asked.question, asked.language, asked.options
        self.turn: Turn | None = None
        self._started = time.monotonic()
        self._retrieve_s = 0.0
        self._notices: tuple[str, ...] = ()

    def events(self) -> Iterator[Event]:
        """Yield what happens; the last event is `Answered`."""
        yield StageEntered("searching")
        evidence = self._evidence()
        evidence = replace(evidence, sentence_cosine=self._sentence_cosine(evidence))
        self._notices = notices(self.library, self.language, self.options.only)
        if self.options.language is None:
            self._notices += ninth_language(self.question, self.language)
        self._retrieve_s = time.monotonic() - self._started
        yield Retrieved(self.language, evidence)
        if self._answerability(evidence) is Answerability.NONE:
            yield from self._said(phrase("refusal", self.language), nearest=_nearest(evidence))
            return
        if not self.library.has_embedder:  # no claim can be checked
            yield from self._quoted(evidence, phrase("nearest", self.language))
            return
        yield StageEntered("loading")
        try:
            loaded = self.load_model()
        except ModelMissing as problem:
            yield from self._quoted(evidence, phrase("no_model", self.language), str(problem))
            return
        yield from self._generated(loaded, evidence)

    def prepare(self, found: Callable[[tuple[Source, ...]], None]) -> None:
        """Evaluate the beginning of the prompt, if the model would be asked; `found` hears the sources in it before.

        Raises `Stopped`, and the errors of library and model.
        """
        evidence = self._evidence()
        if self._answerability(evidence) is Answerability.NONE or not self.library.has_embedder:
            return
        loaded = self.load_model()
        builder = loaded.builder()
        prompt = builder.beginning(self.asked.history.shown(builder.length), evidence.sources)
        if len(prompt.ids) + self.options.answer_tokens + self.options.think_budget <= loaded.model.context:
            found(evidence.sources)
            loaded.model.prefill(prompt.ids, prompt.marks, self.stop)
            self._sentence_cosine(evidence)  # of what is typed so far it says little, but the sentences' vectors are made

    def _evidence(self) -> Evidence:
        question = self.question
        alone = self._gathered(question)
        earlier = self.asked.earlier if self.options.follow_up is not FollowUp.OFF else None
        found = with_earlier(question, self.language, earlier, alone, self._gathered)
        kept = within(found.sources, self.options.context_tokens, _rough_tokens)
        return replace(found, sources=in_prepared_order(kept, self.asked.prepared))

    def _sentence_cosine(self, evidence: Evidence) -> float | None:
        """Return the cosine of the question and the sentence nearest to it; None where it tells nothing or can't be known."""
        known = self.library.vector_model and self.library.has_embedder
        if evidence.compared < ENOUGH or not known or not self.library.language_map.centres:
            return None
        texts = (source.text for source in evidence.sources)
        return nearest_cosine(self.library.query_vector(self.question), texts, self.sentences)

    def _gathered(self, text: str) -> Evidence:
        options = self.options
        return gather(self.library, text, self.language, options.context_tokens, _rough_tokens, options.only)

    def _answerability(self, evidence: Evidence) -> Answerability:
        return answerability(evidence, self.language, by_vectors=bool(self.library.vector_model))

    def _quoted(self, evidence: Evidence, opening: str, *notices: str) -> Iterator[Event]:
        """Answer with the best passages themselves, where there is no model to put them into words or to check them."""
        sources = evidence.sources[:_PASSAGES_SHOWN]
        quotes = "\n\n".join(f"[{source.n}] {source.text}" for source in sources)
        citations = tuple(Citation(s.n, s.path, s.place, s.start, s.end, s.text, supported=True) for s in sources)
        yield from self._said(f"{opening}\n\n{quotes}", citations=citations, notices=notices)

    def _said(
        self,
        answer: str,
        *,
        citations: tuple[Citation, ...] = (),
        notices: tuple[str, ...] = (),
        nearest: tuple[Citation, ...] | None = None,
        reply: Reply | None = None,
    ) -> Iterator[Event]:
        """Answer without the model's words; with the `nearest` passages, which may be none, that is to abstain.

        A `reply` counts what its model read all the same.
        """
        timings = reply.timings(self._started) if reply else Timings(total_s=time.monotonic() - self._started)
        timings = replace(timings, retrieve_s=self._retrieve_s)
        language = self.language
        yield AnswerDelta(answer)
        yield Answered(
            self.question,
            language,
            answer,
            language,
            nearest is not None,
            citations,
            "",
            None,
            timings,
            self._notices + notices,
            nearest or (),
        )

    def _generated(self, loaded: LoadedModel, evidence: Evidence) -> Iterator[Event]:
        reply, builder = self._reply(loaded, evidence), loaded.builder()
        if self.options.think is Thinking.ON and not reply.can_think:
            self._notices += (phrase("does_not_reason", self.language, model=loaded.title),)
        history = self.asked.history.shown(builder.length)
        request = Request(self.question, self.language, evidence.sources, history, reply.opening, reply.reserve(self.language))
        fitted = fit(builder, request)
        checker = ClaimChecker(fitted.sources, self.question, self.sentences.of, self.language)
        writer = CitationWriter(checker, self.language)
        yield PromptBuilt(fitted.prompt.parts)
        yield StageEntered("reading_prompt")
        found = self._judged(loaded, fitted, evidence, reply) or self._answerability(evidence)
        if found is Answerability.NONE:
            yield from self._said(phrase("refusal", self.language), nearest=_nearest(evidence), reply=reply)
            return
        answer, reasoning = "", ""
        again = looks_again(found, evidence, self.language)
        for event in AnswerStream(reply, writer, self.language, found, again).events(fitted.prompt):
            match event:
                case ReasoningDelta():
                    reasoning += event.text
                case AnswerDelta():
                    answer += event.text
            yield event
        abstained = abstains(answer, writer.citations, found)
        citations, marks = marks_of(() if abstained else writer.citations)
        self.turn = Turn(self.question, reply.said.strip(), tuple(reply.answer_ids), loaded.title)
        yield Answered(
            question=self.question,
            language=self.language,
            answer=answer.strip(),
            answer_language=language_of_answer(answer, self.language),
            abstained=abstained,
            citations=citations,
            reasoning=reasoning.strip(),
            model=loaded.title,
            timings=replace(reply.timings(self._started), retrieve_s=self._retrieve_s),
            notices=(*self._notices, *self._left_out(fitted, evidence), *_slipped(reply, self.language)),
            nearest=_nearest(evidence) if abstained else (),
            marks=marks,
        )

    def _judged(self, loaded: LoadedModel, fitted: Fitted, evidence: Evidence, reply: Reply) -> Answerability | None:
        """Return what the sources are worth by the model's own judgement and the search's, None where it isn't asked."""
        if not (loaded.judging and self.library.vector_model and is_to_be_judged(evidence, self.language)):
            return None
        preference, done = judged(loaded.builder(), fitted.before, self.question, self.stop)
        reply.took_in(done)
        return answerability_of(probability(loaded.judging, preference, evidence))

    def _left_out(self, fitted: Fitted, evidence: Evidence) -> Iterator[str]:
        """Yield a line for each kind of thing that had no room in the prompt."""
        if dropped := len(evidence.sources) - len(fitted.sources) + evidence.dropped:
            yield phrase("dropped", self.language, count=dropped)
        if fitted.turns_dropped:
            yield phrase("forgotten", self.language)
        if fitted.shortened:
            yield phrase("shortened", self.language)

    def _reply(self, loaded: LoadedModel, evidence: Evidence) -> Reply:
        options = self.options
        think = wanted(options.think, self.question, self.language, evidence)
        seed = options.seed if options.seed is not None else secrets.randbits(31)
        budget, seconds = options.think_budget, options.think_seconds
        limits = ReplyOptions(think, budget, options.answer_tokens, seed, seconds, loaded.reasons)
        return Reply(loaded.model, loaded.sampling, limits, self.stop)


def _slipped(reply: Reply, language: str) -> tuple[str, ...]:
    """Return a line if the answer's language isn't what it should be although the model was asked twice."""
    return (phrase(reply.slip, language),) if reply.slip else ()


def _nearest(evidence: Evidence) -> tuple[Citation, ...]:
    return tuple(
        Citation(s.n, s.path, s.place, s.start, s.end, s.text, supported=False) for s in evidence.sources[:_PASSAGES_SHOWN]
    )


def _rough_tokens(text: str) -> int:
    """Return an upper estimate of a text's tokens before the model is loaded; the prompt is counted exactly later."""
    return len(text.encode()) // _BYTES_A_TOKEN + 1
