"""One reply of the model: reasoning under a budget, then an answer in the right language."""

import time
from collections.abc import Generator, Iterator, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass
from enum import StrEnum
from threading import Event as StopEvent

from indexes.conversations.records import Timings
from ingest.language.punctuation import CLOSERS, ends_sentence
from ragassist.engine.chat_model import ChatModel, Prefilled
from ragassist.generation.prompt import Prompt
from ragassist.generation.reasoning import CLOSE, OPEN, ReasoningSplitter, StreamPart, ThinkBudget
from ragassist.generation.sentence_gate import RefusedBehind, SentenceGate, WrongLanguage, enough_to_tell
from ragassist.language.drift import differs
from ragassist.language.phrases import phrase
from ragassist.language.refusals import is_refusal, may_become_refusal
from ragassist.models.entries import Sampling

_CHARACTER_TOKENS = 3
"""Tokens that reasoning may go on beyond its budget to end a character of several bytes."""
_LOOP_CHARACTERS = 40
_LOOP_TIMES = 3
_CLOSING = (*CLOSERS, "]", "…")


class Refused(Exception):
    """The whole answer is the refusal; nothing of it was yielded."""


@dataclass(frozen=True, slots=True)
class ReplyOptions:
    """Whether to reason, and limits in tokens; `think_seconds` ends reasoning too, None: tokens alone do.

    A model that never `reasons` isn't told whether to.
    """

    think: bool
    think_budget: int
    answer_tokens: int
    seed: int
    think_seconds: float | None = None
    reasons: bool = True


class Slip(StrEnum):
    """What is wrong with the language of an answer although the model was asked twice; the names are phrases."""

    OTHER_LANGUAGE = "other_language"
    LEFT_OUT = "left_out"


class Reply:
    """Asks the model once, and once more with an opening in the right language where it drifts into another."""

    def __init__(
        self,
        model: ChatModel,
        sampling: Sampling,
        options: ReplyOptions,
        stop: StopEvent,
    ) -> None:
        self.model, self.sampling, self.options, self.stop = model, sampling, options, stop
        self._open, self._close = model.special_id(OPEN), model.special_id(CLOSE)
        self._prompt_tokens = self._evaluated = 0
        self._reused: int | None = None
        self._reasoning_tokens = self._answer_tokens = 0
        self._first_token_at: float | None = None
        self._cut = False
        self.slip: Slip | None = None
        self.refused_behind = False
        self.said = ""
        self.answer_ids: list[int] = []
        """The answer of the last attempt as the model wrote it, without reasoning, and its tokens."""

    @property
    def can_think(self) -> bool:
        """Whether the model has tokens for reasoning and is one that does."""
        return self.options.reasons and self._open is not None and self._close is not None

    @property
    def opening(self) -> str:
        """What the answer's turn begins with, in our own words: the beginning of reasoning, or that there is none."""
        if not self.can_think:
            return ""
        return f"{OPEN}\n" if self._thinks else f"{OPEN}\n\n{CLOSE}\n\n"

    @property
    def _thinks(self) -> bool:
        return self.options.think and self.options.think_budget > 0 and self.options.think_seconds != 0

    def reserve(self, language: str) -> int:
        """Return the most tokens that the reply adds to its prompt; a model may reason where it wasn't asked to."""
        own = len(self._tokens(CLOSE + "\n\n")) + len(self._tokens(phrase("opening", language)))
        return self._think_budget + _CHARACTER_TOKENS + own + self.options.answer_tokens

    @property
    def _think_budget(self) -> int:
        return self.options.think_budget if self.can_think or self._thinks else 0

    def _tokens(self, text: str) -> list[int]:
        return self.model.tokenize(text, trusted=True)

    def stream(self, prompt: Prompt, language: str) -> Iterator[tuple[StreamPart, str]]:
        """Yield the reply's text by part, each sentence once it is known to be in the language. Raises `Refused` and `Stopped`.

        A sentence in another one is taken back before it is shown, and the answer goes on after the last good one with an
        opening in the right language. `slip` says what became of a second one. An answer that is broken off ends in "…"; one
        behind which a refusal stands ends before it, and `refused_behind` says so.
        """
        gate, shown = SentenceGate(language), ""
        self._prompt_tokens = len(prompt.ids)
        try:
            for part, text in self._gated(prompt, gate):
                shown += text if part is StreamPart.ANSWER else ""
                yield part, text
        except RefusedBehind:
            self._ended_at(gate.passed)
        except WrongLanguage:
            for part, text in self._steered(prompt, language, gate.passed):
                shown += text if part is StreamPart.ANSWER else ""
                yield part, text
            if not shown.strip():
                raise Refused from None
        if self._cut and shown.strip() and not _is_closed(shown.rstrip()):
            yield StreamPart.ANSWER, "…"
        if differs(shown, language):
            self.slip = Slip.OTHER_LANGUAGE

    def _gated(self, prompt: Prompt, gate: SentenceGate) -> Iterator[tuple[StreamPart, str]]:
        """Yield the answer through the gate, and its beginning only once it is known to be no refusal."""
        beginning, begun = "", False
        for part, text in self._parts(prompt, inside=self.can_think and self._thinks):
            if part is StreamPart.REASONING:
                yield part, text
                continue
            beginning = beginning if begun else (beginning + text).lstrip()
            if begun or (enough_to_tell(beginning) and not may_become_refusal(beginning)):
                yield part, gate.feed(text if begun else beginning)
                begun = True
        if not begun:
            if not beginning and self._reasoning_tokens:
                raise WrongLanguage  # it reasoned on where its answer should begin: an opening begins it
            if not beginning or is_refusal(beginning):
                raise Refused
            yield StreamPart.ANSWER, gate.feed(beginning)
        yield StreamPart.ANSWER, gate.finish()

    def _steered(self, prompt: Prompt, language: str, kept: str) -> Iterator[tuple[StreamPart, str]]:
        """Yield what follows the kept sentences; what drifts again is left out, or shown where there is nothing else."""
        gate, written = SentenceGate(language, behind=kept), ""
        parts = self.opened(prompt, language, kept)
        _, opening = next(parts)
        try:
            for part, text in parts:
                if part is StreamPart.REASONING:
                    yield part, text
                    continue
                written += text
                yield from _with(opening, gate.passed, gate.feed(text))
            yield from _with(opening, gate.passed, gate.finish())
        except RefusedBehind:
            self._ended_at(kept + (opening + gate.passed if gate.passed else ""))
        except WrongLanguage:
            if kept or gate.passed:
                self.slip = Slip.LEFT_OUT
                self.keep(kept + (opening + gate.passed if gate.passed else ""))
                return
            self.slip = Slip.OTHER_LANGUAGE
            yield StreamPart.ANSWER, opening + written
            yield from parts

    def opened_answer(self, prompt: Prompt, language: str) -> str:
        """Return the answer that begins with an opening in the language, up to a sentence in another one or our refusal.

        Raises `Stopped`.
        """
        gate = SentenceGate(language)
        with suppress(WrongLanguage, RefusedBehind), closing(self.opened(prompt, language)) as parts:
            for part, text in parts:
                if part is StreamPart.ANSWER:
                    gate.feed(text)
            gate.finish()
        return gate.passed

    def opened(self, prompt: Prompt, language: str, kept: str = "") -> Generator[tuple[StreamPart, str]]:
        """Yield a reply that begins with an opening in the language, without reasoning. Raises `Stopped`.

        What was `kept` of an earlier attempt stands before the opening, and isn't yielded again.
        """
        opening = phrase("opening", language).rstrip()
        if kept and not kept[-1].isspace() and kept[-1].isascii():
            opening = f" {opening}"
        closing = self._tokens(CLOSE + "\n\n") if self.can_think and self._thinks else []
        begun = [*self.model.tokenize(kept, trusted=False), *self._tokens(opening)]
        yield StreamPart.ANSWER, opening
        whole = Prompt((*prompt.ids, *closing, *begun), prompt.marks)
        yield from self._parts(whole, kept + opening, begun, inside=False)

    def _parts(
        self, prompt: Prompt, said: str = "", begun: Sequence[int] = (), *, inside: bool
    ) -> Iterator[tuple[StreamPart, str]]:
        self._prefill(prompt)
        self.said, self.answer_ids = said, list(begun)
        ids = list(prompt.ids)
        unfinished = yield from self._decoded(ids, self._think_budget, inside=inside)
        if unfinished:
            ids += self._tokens(CLOSE + "\n\n")
            self.model.prefill(ids, (), self.stop)
            yield from self._decoded(ids, 0, inside=False)  # reasoning that is opened again now ends the reply

    def _decoded(self, ids: list[int], think_budget: int, *, inside: bool) -> Generator[tuple[StreamPart, str], None, bool]:
        """Yield what the model says, add its tokens to `ids`, and return whether it was still reasoning at the end."""
        splitter = ReasoningSplitter(self._open, self._close, inside=inside)
        budget = ThinkBudget(think_budget, self.options.think_seconds)
        answer, self._cut = "", False
        limit = think_budget + _CHARACTER_TOKENS + self.options.answer_tokens
        for token in self.model.decode(self.sampling, self.options.seed, limit, self.stop):
            self._count(splitter.part)
            ids.append(token.id)
            budget.count(splitter.part)
            is_text = splitter.part is StreamPart.ANSWER and token.id not in (self._open, self._close)
            if is_text and (self.answer_ids or token.piece.strip()):  # what is blank behind reasoning is no answer yet
                self.answer_ids.append(token.id)
            for part, text in splitter.feed(token):
                answer += text if part is StreamPart.ANSWER else ""
                self.said += text if part is StreamPart.ANSWER else ""
                yield part, text
            if splitter.part is StreamPart.REASONING and budget.is_spent(within_a_character=splitter.within_a_character):
                break
            self._cut = _loops(answer) or self._answer_tokens >= self.options.answer_tokens
            if self._cut:
                break
        for part, text in splitter.finish():
            self.said += text if part is StreamPart.ANSWER else ""
            yield part, text
        if splitter.has_text_tags:  # such a tag and the answer may share a token
            self.answer_ids = self.model.tokenize(self.said, trusted=False)
        return splitter.part is StreamPart.REASONING

    def keep(self, said: str) -> None:
        """Take the last attempt to have said so much and no more: the history doesn't hold the rest."""
        self.said = said.rstrip()
        self.answer_ids, self._cut = self.model.tokenize(self.said, trusted=False), False

    def _ended_at(self, said: str) -> None:
        self.keep(said)
        self.refused_behind = True

    def _prefill(self, prompt: Prompt) -> None:
        self.took_in(self.model.prefill(prompt.ids, prompt.marks, self.stop))
        self._answer_tokens = 0

    def took_in(self, done: Prefilled) -> None:
        """Count what was evaluated for this answer; what a later prefill reuses of it was not there before."""
        self._evaluated += done.evaluated_tokens
        if self._reused is None:
            self._prompt_tokens, self._reused = done.prompt_tokens, done.reused_tokens

    def _count(self, part: StreamPart) -> None:
        if self._first_token_at is None:
            self._first_token_at = time.monotonic()
        if part is StreamPart.REASONING:
            self._reasoning_tokens += 1
        else:
            self._answer_tokens += 1

    def timings(self, started: float) -> Timings:
        """Return the tokens so far, and the seconds since `started`, a value of the monotonic clock."""
        return Timings(
            time_to_first_token_s=self._first_token_at - started if self._first_token_at else None,
            total_s=time.monotonic() - started,
            prompt_tokens=self._prompt_tokens,
            evaluated_tokens=self._evaluated,
            reused_tokens=self._reused or 0,
            reasoning_tokens=self._reasoning_tokens,
            answer_tokens=self._answer_tokens,
        )


def _with(opening: str, before: str, shown: str) -> Iterator[tuple[StreamPart, str]]:
    """Yield a piece of an answer, the first one behind its opening."""
    if shown:
        yield StreamPart.ANSWER, shown if before else opening + shown


def _is_closed(answer: str) -> bool:
    """Whether an answer ends as a whole one does."""
    return ends_sentence(answer[-1]) or answer.endswith(_CLOSING)


def _loops(answer: str) -> bool:
    tail = answer[-_LOOP_CHARACTERS:]
    return len(tail) == _LOOP_CHARACTERS and answer.count(tail) >= _LOOP_TIMES
