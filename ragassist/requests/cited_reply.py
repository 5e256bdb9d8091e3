"""Lets the chat model write a text from passages by a given instruction; each sentence is checked and cited."""

from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass, field, replace
from threading import Event as StopEvent

from indexes.conversations.records import Citation, Timings
from ragassist.events import PromptAdvanced
from ragassist.generation.context_window import Request, fit
from ragassist.generation.loaded_model import LoadedModel
from ragassist.generation.prompt_reading import PromptReader
from ragassist.generation.reasoning import StreamPart
from ragassist.generation.reply import Refused, Reply, ReplyOptions
from ragassist.grounding.citation_writer import CitationWriter
from ragassist.grounding.claims import ClaimChecker
from ragassist.grounding.sentence_vectors import SentenceVectors
from ragassist.retrieval.evidence import Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """The text to write: the question as the model sees it, the instruction, the language, and the most tokens.

    Its claims are read as answers to the question, or as sentences `about` a title if there is one.
    """

    question: str
    instruction: str
    language: str
    answer_tokens: int
    seed: int
    about: str = ""


@dataclass(slots=True, kw_only=True)
class CitedReply:
    """One reply about some sources. After `pieces` it has its citations and timings. A given `checker` checks its claims."""

    loaded: LoadedModel
    sources: Sequence[Source]
    sentences: SentenceVectors
    task: Task
    stop: StopEvent
    checker: ClaimChecker | None = None
    text: str = field(default="", init=False)
    citations: tuple[Citation, ...] = field(default=(), init=False)
    read_whole: int = field(default=0, init=False)
    """Number of sources that fit into the prompt uncut."""
    timings: Timings = field(default=Timings(), init=False)

    def pieces(self) -> Iterator[str | PromptAdvanced]:
        """Yield the progress of the prompt, then the reply in pieces with its citation marks.

        If the model refuses, there is no reply. Raises `Stopped`.
        """
        task, reply = self.task, self._reply()
        request = Request(
            question=task.question,
            language=task.language,
            sources=tuple(self.sources),
            opening=reply.options.opening,
            reserve=reply.reserve(task.language),
            instruction=task.instruction,
        )
        fitted = fit(self.loaded.builder(), request)
        yield from PromptReader(self.loaded.model, self.loaded.pace, reply.meter, self.stop).read(fitted.prompt)
        checker = self.checker or ClaimChecker(fitted.sources, task.about or task.question, self.sentences.of, task.language)
        writer = CitationWriter(checker, task.language)
        try:
            for part, piece in reply.stream(fitted.prompt, task.language):
                if part is StreamPart.ANSWER and (shown := writer.feed(piece)):
                    self.text += shown
                    yield shown
            if rest := writer.finish():
                self.text += rest
                yield rest
        except Refused:
            pass
        finally:
            self.citations, self.timings = tuple(writer.citations), reply.timings(0.0)
        self.read_whole = len(fitted.sources) - fitted.shortened

    def whole(self) -> Generator[PromptAdvanced, None, str]:
        """Return the whole reply, "" if the model refuses; yield the progress of its prompt. Raises `Stopped`."""
        for piece in self.pieces():
            if isinstance(piece, PromptAdvanced):
                yield piece
        return self.text.strip()

    def _reply(self) -> Reply:
        loaded, task = self.loaded, self.task
        options = ReplyOptions(
            think=False,
            think_budget=0,
            answer_tokens=task.answer_tokens,
            seed=task.seed,
            reasons=loaded.reasons,
            tags=loaded.family.think,
            ends=loaded.family.last_tokens,
        )
        return Reply(loaded.model, loaded.sampling, options, self.stop)


def added(one: Timings, other: Timings) -> Timings:
    """Return the sums of the token counts of two replies."""
    return replace(
        one,
        prompt_tokens=one.prompt_tokens + other.prompt_tokens,
        evaluated_tokens=one.evaluated_tokens + other.evaluated_tokens,
        reused_tokens=one.reused_tokens + other.reused_tokens,
        answer_tokens=one.answer_tokens + other.answer_tokens,
    )
