"""One reply of the model: reasoning under a budget, then an answer in the right language."""

import time
from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass
from threading import Event as StopEvent

from ragassist import languages
from ragassist.chat_model import ChatModel
from ragassist.events import Timings
from ragassist.models.registry import Sampling
from ragassist.phrases import phrase
from ragassist.prompt import Prompt
from ragassist.reasoning import CLOSE, OPEN, Part, Splitter
from ragassist.refusal import is_refusal, may_become_refusal

_LETTERS_TO_TELL = 30
"""Letters of an answer after which its language is looked at; nothing is shown before, so that it can still be taken back."""
_DENSE_LETTERS_TO_TELL = 10
_LOOP_CHARACTERS = 40
_LOOP_TIMES = 3


class _WrongLanguage(Exception):
    """The answer begins in another language than it should."""


class Refused(Exception):
    """The whole answer is the refusal; nothing of it was yielded."""


@dataclass(frozen=True, slots=True)
class ReplyOptions:
    """Whether to reason, and limits in tokens."""

    think: bool
    think_budget: int
    answer_tokens: int
    seed: int


class Reply:
    """Asks the model once, and once more with an opening in the right language if it begins in a wrong one."""

    def __init__(
        self,
        model: ChatModel,
        sampling: Sampling,
        options: ReplyOptions,
        stop: StopEvent,
    ) -> None:
        self.model, self.sampling, self.options, self.stop = model, sampling, options, stop
        self._open, self._close = model.special_id(OPEN), model.special_id(CLOSE)
        self._prompt_tokens = self._evaluated = self._reused = 0
        self._reasoning_tokens = self._answer_tokens = 0
        self._first_token_at: float | None = None
        self.read = (0, 0.0)
        """Tokens and seconds of the longest evaluation of the prompt."""
        self.said = ""
        self.answer_ids: list[int] = []
        """The answer of the last attempt as the model wrote it, without reasoning, and its tokens."""

    @property
    def _can_think(self) -> bool:
        return self._open is not None and self._close is not None

    @property
    def opening(self) -> str:
        """What the answer's turn begins with, in our own words: the beginning of reasoning, or that there is none."""
        if not self._can_think:
            return ""
        return f"{OPEN}\n" if self.options.think else f"{OPEN}\n\n{CLOSE}\n\n"

    def reserve(self, language: str) -> int:
        """Return the most tokens that the reply adds to its prompt; a model may reason where it wasn't asked to."""
        own = len(self._tokens(CLOSE + "\n\n")) + len(self._tokens(phrase("opening", language)))
        return self._think_budget + own + self.options.answer_tokens

    @property
    def _think_budget(self) -> int:
        return self.options.think_budget if self._can_think or self.options.think else 0

    def _tokens(self, text: str) -> list[int]:
        return self.model.tokenize(text, trusted=True)

    def stream(self, prompt: Prompt, language: str) -> Iterator[tuple[Part, str]]:
        """Yield the reply's text by part. Raises `Refused` and `Stopped`."""
        try:
            yield from self._gated(prompt, language)
        except _WrongLanguage:
            yield from self.opened(prompt, language)

    def _gated(self, prompt: Prompt, language: str) -> Iterator[tuple[Part, str]]:
        """Yield the answer only once its beginning is known to be in the right language and no refusal."""
        held, open_gate = "", False
        for part, text in self._parts(prompt, inside=self._can_think and self.options.think):
            if part is Part.REASONING or open_gate:
                yield part, text
                continue
            held = (held + text).lstrip()
            if _enough_to_tell(held) and not may_become_refusal(held):
                _require(held, language)
                open_gate = True
                yield part, held
        if not open_gate:
            if not held or is_refusal(held):
                raise Refused
            _require(held, language)
            yield Part.ANSWER, held

    def opened(self, prompt: Prompt, language: str) -> Iterator[tuple[Part, str]]:
        """Yield a reply that begins with an opening in the language, without reasoning. Raises `Stopped`."""
        opening = phrase("opening", language).rstrip()
        closing = self._tokens(CLOSE + "\n\n") if self._can_think and self.options.think else []
        begun = self._tokens(opening)
        yield Part.ANSWER, opening
        yield from self._parts(Prompt((*prompt.ids, *closing, *begun), prompt.marks), opening, begun, inside=False)

    def _parts(self, prompt: Prompt, said: str = "", begun: Sequence[int] = (), *, inside: bool) -> Iterator[tuple[Part, str]]:
        self._prefill(prompt)
        self.said, self.answer_ids = said, list(begun)
        ids = list(prompt.ids)
        exhausted = yield from self._decoded(ids, self._think_budget, inside=inside)
        if exhausted:
            ids += self._tokens(CLOSE + "\n\n")
            self.model.prefill(ids, (), self.stop)
            yield from self._decoded(ids, 0, inside=False)  # reasoning that is opened again now ends the reply

    def _decoded(self, ids: list[int], think_budget: int, *, inside: bool) -> Generator[tuple[Part, str], None, bool]:
        """Yield what the model says, add its tokens to `ids`, and return whether its reasoning used up the budget."""
        splitter = Splitter(self._open, self._close, inside=inside)
        answer, reasoned = "", 0
        limit = think_budget + self.options.answer_tokens
        for token in self.model.decode(self.sampling, self.options.seed, limit, self.stop):
            self._count(splitter.part)
            ids.append(token.id)
            reasoned += splitter.part is Part.REASONING
            if splitter.part is Part.ANSWER:
                self.answer_ids.append(token.id)
            for part, text in splitter.feed(token):
                answer += text if part is Part.ANSWER else ""
                self.said += text if part is Part.ANSWER else ""
                yield part, text
            if splitter.part is Part.REASONING and reasoned >= think_budget:
                yield from splitter.finish()
                return True
            if _loops(answer) or self._answer_tokens >= self.options.answer_tokens:
                break
        yield from splitter.finish()
        return False

    def _prefill(self, prompt: Prompt) -> None:
        began = time.monotonic()
        done = self.model.prefill(prompt.ids, prompt.marks, self.stop)
        self.read = max(self.read, (done.evaluated_tokens, time.monotonic() - began))
        if not self._prompt_tokens:  # a second look goes on from the first: what it reuses was evaluated for this answer
            self._prompt_tokens, self._reused = done.prompt_tokens, done.reused_tokens
        self._evaluated += done.evaluated_tokens
        self._answer_tokens = 0

    def _count(self, part: Part) -> None:
        if self._first_token_at is None:
            self._first_token_at = time.monotonic()
        if part is Part.REASONING:
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
            reused_tokens=self._reused,
            reasoning_tokens=self._reasoning_tokens,
            answer_tokens=self._answer_tokens,
        )


def _enough_to_tell(text: str) -> bool:
    letters = sum(char.isalpha() for char in text)
    dense = sum(char.isalpha() and ord(char) >= 0x3000 for char in text)
    return letters >= _LETTERS_TO_TELL or dense >= _DENSE_LETTERS_TO_TELL


def _require(text: str, language: str) -> None:
    found = languages.detect(text)
    if found is not None and found != language:
        raise _WrongLanguage


def _loops(answer: str) -> bool:
    tail = answer[-_LOOP_CHARACTERS:]
    return len(tail) == _LOOP_CHARACTERS and answer.count(tail) >= _LOOP_TIMES
