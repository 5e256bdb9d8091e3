"""The widget with one question and its answer."""

import time
from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.containers import VerticalGroup
from textual.content import Content
from textual.message import Message
from textual.widgets import Markdown, Static

from ragassist.grounding.citation_marks import with_doubts
from ragassist.language.places import place_in_words
from ragassist.untrusted import one_line
from tui.rendering.bidi import begins_right_to_left
from tui.rendering.figures import figures, outcome
from tui.rendering.passages import Passage, nearest_of, passages_of, quoted_in
from tui.rendering.safe_text import Translate, safe
from tui.widgets.answer import Answer
from tui.widgets.key_hints import key_in_words
from tui.widgets.nearest import Nearest
from tui.widgets.reasoning import Reasoning
from tui.widgets.stages import Stages

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from indexes.conversations.records import Exchange as Past
    from ragassist.events import Answered, Event, PromptPart
    from ragassist.retrieval.evidence import Source


class Exchange(VerticalGroup):
    """Shows a question and the events of its answer; `budget` is the number of tokens that the model may reason for."""

    class SourceOpened(Message):
        """The person wants to see a source of this exchange."""

        def __init__(self, exchange: "Exchange", n: int) -> None:
            super().__init__()
            self.exchange, self.n = exchange, n

    def __init__(self, question: str, say: Translate, budget: int = 0) -> None:
        super().__init__()
        self.question = question
        self.parts: Sequence[PromptPart] = ()
        """The parts of the prompt that the model was given."""
        self.passages: tuple[Passage, ...] = ()
        """The sources that were found; after the end with their quotes."""
        self.figures: Sequence[str] = ()
        """The figures of the answer, which the inspection screen shows."""
        self.seconds = 0.0
        """Seconds from the question to the end of the answer, 0 before the end."""
        self._begun = time.monotonic()
        self.ended = False
        """Whether the answer is complete, was stopped or failed."""
        self.otherwise = ""
        """Another kind of request that the question may be meant as, "" if there is none."""
        self.refused = False
        """Whether the answer is a refusal; `passages` are then only the nearest ones."""
        self._sources: tuple[Source, ...] = ()
        self._say = say
        self._reasoning, self._answer, self._stages = Reasoning(say, budget), Answer(), Stages(say)
        self._nearest = Nearest(say)
        self._status = Static(classes="status", markup=False)

    def compose(self) -> ComposeResult:
        """Yield question, reasoning, answer, nearest passages, stages and status."""
        question = Static(safe(self.question), classes="question", markup=False)
        question.set_class(begins_right_to_left(self.question), "-rtl")
        yield question
        yield self._reasoning
        yield self._answer
        yield self._nearest
        yield self._stages
        yield self._status

    @classmethod
    def of(cls, past: "Past", say: Translate) -> "Exchange":
        """Return an exchange of a stored conversation without its answer, which `recall` shows once it is mounted."""
        return cls(past.question, say)

    async def recall(self, past: "Past") -> None:
        """Show the stored answer."""
        self.passages = quoted_in(past.citations) or nearest_of(past.nearest)
        if past.reasoning:
            self._reasoning.write(past.reasoning)
        await self._show_end(past)

    @property
    def answer(self) -> str:
        """The text of the answer so far."""
        return self._answer.source.strip()

    @property
    def answer_with_sources(self) -> str:
        """The answer with its citations, followed by the list of the cited sources."""
        places = (place_in_words(passage.place, self._say) for passage in self.passages)
        cited = [
            f"[{passage.n}] {passage.file} {place}".rstrip()
            for passage, place in zip(self.passages, places, strict=True)
            if passage.quotes
        ]
        return "\n\n".join(filter(None, [self.answer, "\n".join(cited)]))

    async def take(self, event: "Event") -> None:
        """Show an event of the answer."""
        from ragassist import events  # imported here, because it imports FAISS, which the first paint must not wait for

        self._stages.take(event)
        match event:
            case events.Retrieved(evidence=evidence):
                self._sources = evidence.sources
                self.passages = passages_of(self._sources)
            case events.PromptBuilt(parts):
                self.parts = parts
            case events.ToolUsed(call, passages):
                self._stages.tell_call(call, passages)
            case events.ReasoningDelta(text):
                self._reasoning.write(text)
            case events.AnswerDelta(text):
                self._stages.leave()
                await self._answer.write(text)
            case events.Answered():
                await self._finish(event)

    async def _finish(self, answered: "Answered") -> None:
        cited = answered.citations
        self.passages = passages_of(self._sources, cited) if self._sources else quoted_in(cited)
        self.otherwise = answered.instead
        await self._show_end(answered)

    async def _show_end(self, answered: "Answered | Past") -> None:
        if answered.abstained:
            self.passages, self.refused = nearest_of(answered.nearest), True
            self._nearest.show(self.passages)
        self._stages.leave()
        self._reasoning.finish(answered.timings.reasoning_tokens)
        text = with_doubts(answered.answer, answered.citations, answered.marks)
        await self._answer.finish(text)
        self._end()
        self.figures = figures(answered, self._say)
        self._status.set_class(begins_right_to_left(self._say("details")), "-rtl")
        told = outcome(answered, text, self._details_key, self._say)
        self._status.update(Content("\n").join([told, *self._offered()]))

    def _offered(self) -> "Iterator[Content]":
        """Yield a line that offers to ask the question as another kind of request, if it may be meant so."""
        if self.otherwise:
            kind = self._say(f"kind_{self.otherwise}")
            yield Content.styled(f"Ctrl+K  {self._say('ask_otherwise', kind=kind)}", "$accent")

    def _end(self) -> None:
        self.ended, self.seconds = True, time.monotonic() - self._begun

    async def end(self, line: str, *, problem: bool = False) -> None:
        """End the answer early, and show the line that says why; with `problem` as an error."""
        self._end()
        self._stages.leave()
        await self._answer.finish()
        self._status.set_class(problem, "-problem")
        self._status.set_class(begins_right_to_left(line), "-rtl")
        self._status.update(one_line(line))

    def announce(self, line: str) -> None:
        """Show a line about the work that is being done."""
        self._stages.announce(one_line(line))

    @property
    def _details_key(self) -> str:
        """The key that opens the inspection screen, as the settings assign it; "" on screens other than the chat."""
        if not hasattr(self.screen, "inspected"):
            return ""
        bindings = [active.binding for active in self.screen.active_bindings.values()]
        return next((key_in_words(binding, "Ctrl+", self._say) for binding in bindings if binding.action == "inspect"), "F4")

    @on(Nearest.Opened)
    def _open_nearest(self, event: Nearest.Opened) -> None:
        event.stop()
        self.post_message(self.SourceOpened(self, event.n))

    @on(Markdown.LinkClicked)
    def _open_source(self, event: Markdown.LinkClicked) -> None:
        event.stop()
        self.post_message(self.SourceOpened(self, int(event.href)))
