"""One attempt at a reply: decodes tokens after a prompt, with a budget for reasoning and a limit for the answer."""

import time
from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass, field
from threading import Event as StopEvent

from ragassist.engine.chat_model import ChatModel
from ragassist.generation.meter import Meter
from ragassist.generation.prompt import Prompt
from ragassist.generation.reasoning import ReasoningSplitter, StreamPart, ThinkBudget
from ragassist.models.entries import Sampling, ThinkTags

_BEYOND = 32
"""Tokens that a reply may have beyond both limits, for tags and to complete a character of several bytes."""

_LOOP_CHARACTERS = 40
_LOOP_TIMES = 3
"""An answer repeats itself if its last 40 characters occur in it at least three times."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplyOptions:
    """Whether to reason, and limits in tokens. `think_seconds` limits the time of reasoning too, unless it is None.

    A model for which `reasons` is False isn't told whether to reason, but may do so between the `tags`. The reply ends at
    each of the special tokens `ends`, and at those that llama.cpp knows as ends.
    """

    think: bool
    think_budget: int
    answer_tokens: int
    seed: int
    think_seconds: float | None = None
    reasons: bool = False
    tags: ThinkTags = field(default_factory=ThinkTags)
    ends: tuple[str, ...] = ()

    @property
    def thinks(self) -> bool:
        """Whether the model is asked to reason."""
        return self.reasons and self._is_wanted

    @property
    def budget(self) -> int:
        """Most tokens of reasoning, which a model may do without being asked to."""
        return self.think_budget if self.reasons or self._is_wanted else 0

    @property
    def opening(self) -> str:
        """Trusted text at the beginning of the model's turn: the opening tag of reasoning, or an empty pair of tags."""
        if not self.reasons:
            return ""
        return f"{self.tags.open}\n" if self.thinks else f"{self.tags.open}\n{self.closing}"

    @property
    def closing(self) -> str:
        """Trusted text that ends reasoning."""
        return f"\n{self.tags.close}\n\n"

    @property
    def most_tokens(self) -> int:
        """Most tokens that the model generates."""
        return self.budget + self.answer_tokens + _BEYOND

    @property
    def _is_wanted(self) -> bool:
        return self.think and self.think_budget > 0 and self.think_seconds != 0


@dataclass(slots=True, kw_only=True)
class Attempt:
    """What the model has generated since the last call of `parts`.

    `said` is its answer without reasoning, `ids` the tokens of that answer for the history. `was_cut` tells that the answer
    was ended by its limit or because it repeats itself.
    """

    model: ChatModel
    sampling: Sampling
    options: ReplyOptions
    stop: StopEvent
    meter: Meter = field(default_factory=Meter)
    said: str = ""
    ids: list[int] = field(default_factory=list)
    was_cut: bool = False
    _tag_ids: dict[int, StreamPart] = field(init=False)
    _end_ids: frozenset[int] = field(init=False)

    def __post_init__(self) -> None:
        """Look up the ids of tags and end tokens in the vocabulary."""
        self._end_ids = frozenset(
            identity for text in self.options.ends if (identity := self.model.special_id(text)) is not None
        )
        tags = self.options.tags
        marks = {self.model.special_id(tags.open): StreamPart.REASONING, self.model.special_id(tags.close): StreamPart.ANSWER}
        self._tag_ids = {identity: part for identity, part in marks.items() if identity is not None}

    def parts(
        self, prompt: Prompt, said: str = "", begun: Sequence[int] = (), *, inside: bool
    ) -> Iterator[tuple[StreamPart, str]]:
        """Yield the reply's text by part. Raises `Stopped`.

        `inside` tells that the prompt ends within reasoning. `said` is the beginning of the answer in the prompt, `begun` its
        tokens. Reasoning that exceeds its budget is closed by a tag, and the model goes on with its answer.
        """
        asked = time.monotonic()
        prefilled = self.model.prefill(prompt.ids, prompt.marks, self.stop)
        self.meter.begins(prefilled, time.monotonic() - asked)
        self.said, self.ids = said, list(begun)
        ids = list(prompt.ids)
        unfinished = yield from self._decoded(ids, self.options.budget, inside=inside)
        if unfinished:
            self.meter.reasoning_was_cut = True
            ids += self.model.tokenize(self.options.closing, trusted=True)
            self.model.prefill(ids, (), self.stop)
            yield from self._decoded(ids, 0, inside=False)  # a second opening tag ends the reply

    def _decoded(self, ids: list[int], think_budget: int, *, inside: bool) -> Generator[tuple[StreamPart, str], None, bool]:
        """Yield the text that the model generates, add its tokens to `ids`, and return whether it ended within reasoning."""
        splitter = ReasoningSplitter(self.options.tags, self._tag_ids, inside=inside)
        budget = ThinkBudget(think_budget, self.options.think_seconds)
        answer, self.was_cut, waiting, is_stale = "", False, 0, False
        limit = think_budget + self.options.answer_tokens + _BEYOND
        for token in self.model.decode(self.sampling, self.options.seed, limit, self.stop):
            if token.id in self._end_ids:
                break
            part, tags = splitter.part, splitter.tags
            ids.append(token.id)
            budget.count(part)
            waiting += 1
            pieces = list(splitter.feed(token))
            said = _answer_in(pieces)
            answer, self.said = answer + said, self.said + said
            if splitter.tags != tags:
                self.ids, is_stale = [], is_stale or bool(splitter.held or self.said.strip())
                part = StreamPart.REASONING  # tags are counted as reasoning
            elif part is StreamPart.ANSWER and not is_stale and (self.ids or token.piece.strip()):  # no blanks before it
                self.ids.append(token.id)
            if not splitter.held:
                self.meter.count(part, waiting)
                waiting = 0
            yield from pieces
            if splitter.part is StreamPart.REASONING and _is_spent(budget, splitter):
                break
            self.was_cut = _loops(answer) or self.meter.answer_tokens >= self.options.answer_tokens
            if self.was_cut:
                break
        self.meter.count(splitter.part, waiting)
        yield from self._rest(splitter, is_stale=is_stale)
        return splitter.part is StreamPart.REASONING

    def _rest(self, splitter: ReasoningSplitter, *, is_stale: bool) -> Iterator[tuple[StreamPart, str]]:
        """Yield the text that the splitter still holds back, and make `ids` the tokens of the answer that was yielded.

        The answer is tokenized again where it shares a token with a tag, where it goes on behind a tag, where a part of a tag
        was dropped, and where it quotes a tag, which must not act as a tag in the history. Until then `ids` is empty: the
        model can't be asked amid its reply.
        """
        held, tags = splitter.held, self.options.tags
        pieces = list(splitter.finish())
        rest = _answer_in(pieces)
        self.said += rest
        was_dropped = splitter.part is StreamPart.ANSWER and not rest.endswith(held)
        if is_stale or was_dropped or tags.open in self.said or tags.close in self.said:
            self.ids = self._ids_of_answer()
        yield from pieces

    def _ids_of_answer(self) -> list[int]:
        return self.model.tokenize(self.said, trusted=False) if self.said.strip() else []

    def keep(self, said: str) -> None:
        """Shorten the answer to `said`, so that the history doesn't hold the rest."""
        self.said = said.rstrip()
        self.ids, self.was_cut = self._ids_of_answer(), False


def _answer_in(pieces: Sequence[tuple[StreamPart, str]]) -> str:
    return "".join(text for part, text in pieces if part is StreamPart.ANSWER)


def _is_spent(budget: ThinkBudget, splitter: ReasoningSplitter) -> bool:
    return budget.is_spent(within_a_character=splitter.within_a_character, within_a_tag=splitter.within_a_tag)


def _loops(answer: str) -> bool:
    tail = answer[-_LOOP_CHARACTERS:]
    return len(tail) == _LOOP_CHARACTERS and answer.count(tail) >= _LOOP_TIMES
