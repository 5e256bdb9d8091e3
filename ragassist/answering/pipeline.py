"""Answers one question in stages: evidence, judgement, prompt, reply, outcome. Each stage is a module of this folder."""

from collections.abc import Callable, Generator, Iterator
from dataclasses import replace
from functools import cached_property
from threading import Event as StopEvent

from indexes.searchable import SearchableLibrary
from ragassist.answering.answer_stream import AnswerStream
from ragassist.answering.evidence_search import EvidenceSearch
from ragassist.answering.judgement import Judge
from ragassist.answering.options import QuestionContext
from ragassist.answering.outcome import Outcome, at_once
from ragassist.answering.prompting import prompted_reply
from ragassist.deep.search import DeepSearch
from ragassist.deep.toolbox import Toolbox
from ragassist.errors import ModelMissing
from ragassist.events import Event, PromptBuilt, ReasoningBegun, Retrieved, SentenceFound, StageEntered
from ragassist.generation.loaded_model import LoadedModel
from ragassist.generation.prompt import Piece, Turn
from ragassist.generation.question_translator import ChatQuestionTranslator
from ragassist.grounding.abstention import Answerability, looks_again
from ragassist.grounding.citation_writer import CitationWriter
from ragassist.grounding.claims import ClaimChecker
from ragassist.grounding.sentence_vectors import SentenceVectors
from ragassist.grounding.text_judge import TextJudge
from ragassist.language.phrases import phrase, said_in
from ragassist.models.families import ToolForm
from ragassist.retrieval.evidence import Evidence, Source
from ragassist.retrieval.retriever import Retriever, numbered
from ragassist.retrieval.wordings import NO_TRANSLATOR
from ragassist.settings.choices import Thinking


class AnswerPipeline:
    """Answers one question. After `events`, `turn` is the exchange for the history, None if no model was asked."""

    def __init__(
        self,
        library: SearchableLibrary,
        sentences: SentenceVectors,
        load_model: Callable[[], LoadedModel],
        context: QuestionContext,
        stop: StopEvent,
        *,
        notices: tuple[str, ...] = (),
    ) -> None:
        """Prepare the answer; `notices` are added to those of the answer."""
        self.library, self.sentences, self.load_model, self.context, self.stop = library, sentences, load_model, context, stop
        self.turn: Turn | None = None
        self._outcome = Outcome(context)
        self._outcome.notices += notices

    @cached_property
    def _texts(self) -> TextJudge:
        return TextJudge.of(self.library, self.sentences)

    @cached_property
    def leans(self) -> bool:
        """Whether the question is a follow-up, which needs the question before it to be understood."""
        context = self.context
        return context.earlier is not None and self._texts.leans(context.question, context.asked_in, context.earlier.question)

    @cached_property
    def _search(self) -> EvidenceSearch:
        translator = ChatQuestionTranslator(self.load_model, self._beginning, self.stop)
        broad = self._texts.needs_reasoning(self.context.question)
        return EvidenceSearch(self.library, self.sentences, self.context, leans=self.leans, broad=broad, translator=translator)

    def _beginning(self, loaded: LoadedModel) -> list[Piece]:
        builder = loaded.builder()
        return [builder.system(), *builder.history(self.context.history.shown(builder.length))]

    def events(self) -> Iterator[Event]:
        """Yield the events of the answer, once; the last is `Answered`. Raises `Stopped`, and errors of library and model."""
        language = self.context.language
        yield StageEntered("searching")
        evidence = self._search.evidence()
        self._outcome.retrieved(self._search.notices())
        yield Retrieved(language, evidence)
        by_search = self._judge.by_search(evidence)
        if by_search is Answerability.NONE and not self._is_deep:
            yield from at_once(self._outcome.refused(evidence))
            return
        if not self.library.has_embedder:  # without it no claim can be checked
            yield from at_once(self._outcome.quoted(evidence, phrase("nearest", language)))
            return
        if evidence.sentence and by_search is Answerability.FIRM:
            yield SentenceFound(evidence.sentence)
        yield StageEntered("loading")
        try:
            loaded = self.load_model()
        except ModelMissing as problem:
            yield from at_once(self._outcome.quoted(evidence, phrase("no_model", language), said_in(problem.line, language)))
            return
        if self._is_deep and loaded.family.tool_form:
            evidence = yield from self._found_deep(loaded, loaded.family.tool_form, evidence)
            yield Retrieved(language, evidence)
        elif self._is_deep:
            self._outcome.notices += (phrase("no_tools", language, model=loaded.title),)
        yield from self._generated(loaded, evidence)

    @property
    def _is_deep(self) -> bool:
        return self.context.options.deep_seconds is not None

    def _found_deep(self, loaded: LoadedModel, form: ToolForm, first: Evidence) -> Generator[Event, None, Evidence]:
        """Yield the model's calls of tools, and return their passages and the first ones within the token budget."""
        context, options = self.context, self.context.options
        yield StageEntered("searching")
        toolbox = Toolbox(self.library, context.language, options.only)
        seconds = options.deep_seconds or 0.0
        deep = DeepSearch(loaded=loaded, form=form, toolbox=toolbox, first=first, stop=self.stop, seconds=seconds)
        evidence = yield from deep.evidence(context.question)
        kept, left_out = Retriever(self.library, options.context_tokens).within_budget(evidence.sources)
        return replace(evidence, sources=numbered(kept), left_out=(*left_out, *evidence.left_out))

    @property
    def _judge(self) -> Judge:
        by_vectors = bool(self.library.vector_model)
        return Judge(self.context.question, self.context.language, by_vectors=by_vectors, leans=self.leans)

    def _generated(self, loaded: LoadedModel, evidence: Evidence) -> Iterator[Event]:
        prompted = prompted_reply(self.context, loaded, evidence, self.stop, self._texts)
        reply, fitted, language = prompted.reply, prompted.fitted, self.context.language
        if self.context.options.think is Thinking.ON and not loaded.reasons:
            self._outcome.notices += (phrase("does_not_reason", language, model=loaded.title),)
        yield PromptBuilt(fitted.prompt.parts)
        yield StageEntered("reading_prompt")
        found = yield from self._judge.by_model(loaded, evidence, prompted)
        if found is Answerability.NONE and self._is_deep and evidence.sources:
            found = Answerability.WEAK  # passages from several steps needn't resemble the question
        if found is Answerability.NONE:
            yield from at_once(self._outcome.refused(evidence, reply))
            return
        checker = ClaimChecker(fitted.sources, self.context.question, self.sentences.of, language)
        writer = CitationWriter(checker, language, self._texts)
        yield from prompted.reader.read(fitted.prompt)
        yield ReasoningBegun(reply.options.think_seconds) if reply.options.thinks else StageEntered("answering")
        stream = AnswerStream(
            reply=reply,
            writer=writer,
            language=language,
            found=found if loaded.may_refuse else Answerability.WEAK,
            again=looks_again(found, evidence, language),
            judge=self._texts,
        )
        yield from stream.events(fitted.prompt)
        self.turn = Turn(self.context.question, reply.said.strip(), tuple(reply.answer_ids), loaded.title)
        yield self._outcome.generated(stream, prompted, evidence, loaded.title)

    def prepare(self, found: Callable[[tuple[Source, ...]], None]) -> None:
        """Evaluate the beginning of the prompt, if the model would be asked. `found` receives its sources first.

        Raises `Stopped`, and errors of library and model.
        """
        evidence = replace(self._search, translator=NO_TRANSLATOR).evidence()
        if self._judge.by_search(evidence) is Answerability.NONE or not self.library.has_embedder:
            return
        loaded, options = self.load_model(), self.context.options
        builder = loaded.builder()
        prompt = builder.beginning(self.context.history.shown(builder.length), evidence.sources)
        if len(prompt.ids) + options.answer_tokens + options.think_budget <= loaded.model.context:
            found(evidence.sources)
            loaded.model.prefill(prompt.ids, prompt.marks, self.stop)
