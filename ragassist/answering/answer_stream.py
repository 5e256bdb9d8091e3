"""Decides when the text of a model is shown: at once, after its first confirmed sentence, or after a second attempt."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from ragassist.events import AnswerDelta, Event, ReasoningDelta
from ragassist.generation.prompt import Prompt
from ragassist.generation.reasoning import StreamPart
from ragassist.generation.reply import Refused, Reply
from ragassist.grounding.abstention import Answerability
from ragassist.grounding.citation_writer import CitationWriter
from ragassist.grounding.text_judge import PATTERNS, TextJudge
from ragassist.language.phrases import phrase
from ragassist.language.sentences import sentence_spans

_COMMAS = ",،、，"


@dataclass(slots=True, kw_only=True)
class AnswerStream:
    """A reply in a language, with the answerability `found`. With `again` a model that refuses is asked once more.

    `answer` and `reasoning` are the texts that were yielded so far.
    """

    reply: Reply
    writer: CitationWriter
    language: str
    found: Answerability
    again: bool
    judge: TextJudge = PATTERNS
    answer: str = field(default="", init=False)
    reasoning: str = field(default="", init=False)

    def events(self, prompt: Prompt) -> Iterator[Event]:
        """Yield reasoning and answer. An answer that no source confirms gets a remark, or is replaced by the refusal.

        Raises `Stopped`.
        """
        for event in self._events(prompt):
            if isinstance(event, ReasoningDelta):
                self.reasoning += event.text
            else:
                self.answer += event.text
            yield event

    def _events(self, prompt: Prompt) -> Iterator[AnswerDelta | ReasoningDelta]:
        held = ""
        try:
            for part, text in self.reply.stream(prompt, self.language):
                if part is StreamPart.REASONING:
                    yield ReasoningDelta(text)
                    continue
                held += self.writer.feed(text)
                if held and self._stands:
                    yield AnswerDelta(held)
                    held = ""
            rest = held + self.writer.finish()
        except Refused:
            yield AnswerDelta(self._second_look(prompt) if self.again else self._refusal)
            return
        if self.found is Answerability.FIRM:
            rest += "" if self._is_confirmed else f"\n\n{self._remark}"
        elif not self._is_confirmed:
            rest = self._second_look(prompt) if self.again and self.judge.is_refusal(self.reply.said) else self._refusal
        if rest:
            yield AnswerDelta(rest)

    @property
    def _stands(self) -> bool:
        """Whether the answer may be shown while it is generated: one confirmed sentence is enough for the whole answer."""
        return self.found is Answerability.FIRM or self._is_confirmed

    @property
    def _is_confirmed(self) -> bool:
        return any(citation.supported for citation in self.writer.citations)

    @property
    def told(self) -> str:
        """The answer without the program's remark that no source confirms it, which resembles a refusal."""
        return self.answer.removesuffix(self._unconfirmed)

    @property
    def _unconfirmed(self) -> str:
        return f"({phrase('unconfirmed', self.language)})"

    @property
    def _refusal(self) -> str:
        return phrase("refusal", self.language)

    @property
    def _remark(self) -> str:
        """The text that is appended to an answer that no source confirms."""
        return self._refusal if self.reply.refused_behind else self._unconfirmed

    def _second_look(self, prompt: Prompt) -> str:
        """Ask a model that has refused once more, and return its answer if a source confirms it, else the refusal.

        Small models refuse too often, mostly when the sources are in another language, and sometimes after an answer. A second
        answer is safe to show if a source confirms it.
        """
        self.writer.citations.clear()
        said = self._before_refusal(self.reply.opened_answer(prompt, self.language))
        if said != self.reply.said:
            self.reply.keep(said)
        answer = self._without_opening(self.writer.feed(said) + self.writer.finish())
        if self._is_confirmed:
            return answer
        self.writer.citations.clear()
        return self._refusal

    def _without_opening(self, answer: str) -> str:
        """Return an answer without the opening phrase that the program put before it, if a comma separates the phrase."""
        opening = phrase("opening", self.language).rstrip()
        if not answer.startswith(opening) or opening[-1] not in _COMMAS:
            return answer
        rest = answer.removeprefix(opening).lstrip()
        return rest[:1].upper() + rest[1:]

    def _before_refusal(self, text: str) -> str:
        """Return a text up to its first sentence that is a refusal; all of it if there is none."""
        refusing = (start for start, end in sentence_spans(text) if self.judge.is_refusal(text[start:end]))
        return text[: next(refusing, len(text))].rstrip()
