"""A conversation with a library: each question becomes a stream of events that ends in a cited answer."""

import secrets
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from threading import Event as StopEvent

from indexes.library import Library
from ragassist import languages
from ragassist.chat_model import ChatModel
from ragassist.citations import CitationWriter
from ragassist.claims import ClaimChecker
from ragassist.errors import ModelMissing, QuestionInvalid
from ragassist.events import (
    AnswerDelta,
    Answered,
    Citation,
    Event,
    ReasoningDelta,
    Retrieved,
    StageEntered,
    Timings,
)
from ragassist.evidence import Evidence, Source, gather
from ragassist.models.registry import ModelEntry, Sampling
from ragassist.phrases import phrase
from ragassist.prompt import FORMATS, Prompt, PromptBuilder, Turn
from ragassist.reasoning import Part, Thinking, wanted
from ragassist.refusal import is_refusal
from ragassist.reply import Refused, Reply, ReplyOptions

MOST_CHARACTERS = 2_000
_LEAST_SCORE = 0.12
"""Below this no passage of the library has anything to do with the question; the model isn't asked."""
_CHARACTERS_A_TOKEN = 2
_QUOTED_WITHOUT_MODEL = 3
_TURNS_REMEMBERED = 3


@dataclass(frozen=True, slots=True)
class LoadedModel:
    """A chat model in memory with what the registry says of it."""

    model: ChatModel
    title: str
    prompt_format: str
    sampling: Sampling

    @classmethod
    def of(cls, model: ChatModel, entry: ModelEntry) -> "LoadedModel":
        """Return a model with its registry entry's format and sampling."""
        if entry.sampling is None:
            raise ModelMissing(f"{entry.title} is not a chat model: choose another")
        return cls(model, entry.title, entry.prompt_format, entry.sampling)


@dataclass(frozen=True, slots=True)
class AskOptions:
    """How a question is answered; token counts are the chat model's own."""

    language: str | None = None
    think: Thinking = Thinking.AUTO
    think_budget: int = 256
    context_tokens: int = 900
    answer_tokens: int = 320
    seed: int | None = None


@dataclass
class Session:
    """One conversation. `load_model` is called when the first answer needs the model; it raises `ModelMissing` without one."""

    library: Library
    load_model: Callable[[], LoadedModel]
    turns: list[Turn] = field(default_factory=list)
    language: str | None = None

    def ask(self, question: str, options: AskOptions | None = None, stop: StopEvent | None = None) -> Iterator[Event]:
        """Yield what happens until the answer is there; the last event is `Answered`.

        Raises `QuestionInvalid` before anything else, `Stopped` when `stop` is set, and the errors of library and model.
        """
        text = checked_question(question)
        return self._answer(text, options or AskOptions(), stop or StopEvent(), time.monotonic())

    def _answer(self, question: str, options: AskOptions, stop: StopEvent, started: float) -> Iterator[Event]:
        language = options.language or languages.detect(question) or self.language or languages.from_locale()
        self.language = language
        yield StageEntered("searching")
        evidence = gather(self.library, question, language, options.context_tokens, _rough_tokens)
        yield Retrieved(language, evidence)
        timings = Timings(retrieve_s=time.monotonic() - started)
        if not evidence.sources or evidence.best_score < _LEAST_SCORE:
            yield from _without_model(question, language, phrase("refusal", language), (), timings, started, abstained=True)
            return
        yield StageEntered("loading")
        try:
            loaded = self.load_model()
        except ModelMissing as problem:
            yield from self._quoted(question, language, evidence, timings, started, str(problem))
            return
        yield from self._generated(loaded, question, language, evidence, options, stop, timings, started)

    def _quoted(
        self, question: str, language: str, evidence: Evidence, timings: Timings, started: float, notice: str
    ) -> Iterator[Event]:
        sources = evidence.sources[:_QUOTED_WITHOUT_MODEL]
        quotes = "\n\n".join(f"[{source.n}] {source.text}" for source in sources)
        answer = f"{phrase('no_model', language)}\n\n{quotes}"
        yield from _without_model(question, language, answer, sources, timings, started, abstained=False, notice=notice)

    def _generated(
        self,
        loaded: LoadedModel,
        question: str,
        language: str,
        evidence: Evidence,
        options: AskOptions,
        stop: StopEvent,
        timings: Timings,
        started: float,
    ) -> Iterator[Event]:
        think = wanted(options.think, question, language, evidence)
        builder = PromptBuilder(loaded.model, FORMATS[loaded.prompt_format])
        reply = Reply(loaded.model, builder, loaded.sampling, _reply_options(options, think=think), stop)
        prompt, sources = reply.fit(question, language, evidence.sources, self.turns[-_TURNS_REMEMBERED:])
        checker = ClaimChecker(sources, question, self.library.passage_vectors)
        writer = CitationWriter(checker)
        yield StageEntered("reading_prompt")
        answer, reasoning = "", ""
        try:
            for part, text in reply.stream(prompt, language):
                if part is Part.REASONING:
                    reasoning += text
                    yield ReasoningDelta(text)
                elif shown := writer.feed(text):
                    answer += shown
                    yield AnswerDelta(shown)
            rest = writer.finish()
        except Refused:
            writer = CitationWriter(checker)
            rest = _second_look(reply, prompt, language, writer)
        if rest:
            answer += rest
            yield AnswerDelta(rest)
        self.turns.append(Turn(question, answer.strip()))
        supported = any(citation.supported for citation in writer.citations)
        dropped = len(evidence.sources) - len(sources) + evidence.dropped
        yield Answered(
            question=question,
            language=language,
            answer=answer.strip(),
            answer_language=languages.detect(answer) or language,
            abstained=is_refusal(answer) and not supported,
            citations=tuple(dict.fromkeys(writer.citations)),
            reasoning=reasoning.strip(),
            model=loaded.title,
            timings=reply.timings(timings.retrieve_s, started),
            notices=(f"{dropped} passages did not fit",) if dropped else (),
        )


def finished(events: Iterator[Event]) -> Answered:
    """Return what a stream of events comes to."""
    for event in events:
        if isinstance(event, Answered):
            return event
    raise AssertionError("an answer ends with Answered")


def _second_look(reply: Reply, prompt: Prompt, language: str, writer: CitationWriter) -> str:
    """Ask a model that refused once more, and return what it says then if a source confirms it, else the refusal.

    Small models refuse too easily, above all when the sources are in another language; what a source confirms is no guess.
    """
    text = "".join(text for part, text in reply.opened(prompt, language) if part is Part.ANSWER)
    answer = writer.feed(text) + writer.finish()
    if not is_refusal(answer) and any(citation.supported for citation in writer.citations):
        return answer
    writer.citations.clear()
    return phrase("refusal", language)


def _reply_options(options: AskOptions, *, think: bool) -> ReplyOptions:
    seed = options.seed if options.seed is not None else secrets.randbits(31)
    return ReplyOptions(think, options.think_budget, options.answer_tokens, seed)


def checked_question(question: str) -> str:
    """Return the question without blank ends; raises `QuestionInvalid` if there is nothing to ask or far too much."""
    text = question.strip()
    if not text:
        raise QuestionInvalid("the question is empty: ask something")
    if len(text) > MOST_CHARACTERS:
        raise QuestionInvalid(f"the question has {len(text):,} characters and at most {MOST_CHARACTERS:,} are read: shorten it")
    if not any(char.isalnum() for char in text):
        raise QuestionInvalid("the question holds no words: ask in words")
    return text


def _rough_tokens(text: str) -> int:
    """Return an upper estimate of a text's tokens before the model is loaded; the prompt is counted exactly later."""
    return len(text) // _CHARACTERS_A_TOKEN if text.isascii() else len(text.encode()) // 3 + 1


def _without_model(
    question: str,
    language: str,
    answer: str,
    sources: tuple[Source, ...],
    timings: Timings,
    started: float,
    *,
    abstained: bool,
    notice: str = "",
) -> Iterator[Event]:
    yield AnswerDelta(answer)
    yield Answered(
        question=question,
        language=language,
        answer=answer,
        answer_language=language,
        abstained=abstained,
        citations=tuple(Citation(s.n, s.path, s.page, s.start, s.end, s.text, supported=True) for s in sources),
        reasoning="",
        model=None,
        timings=Timings(retrieve_s=timings.retrieve_s, total_s=time.monotonic() - started),
        notices=(notice,) if notice else (),
    )
