"""Counts the tokens of a reply's prompt, reasoning and answer, and the seconds that they take."""

import time
from dataclasses import dataclass, field

from indexes.conversations.records import Timings
from ragassist.engine.chat_model import Prefilled
from ragassist.generation.reasoning import StreamPart


@dataclass(slots=True, kw_only=True)
class Meter:
    """The sums over all attempts at one reply; `answer_tokens` counts the last attempt only."""

    prompt_tokens: int = 0
    answer_tokens: int = 0
    reasoning_tokens: int = 0
    reasoning_was_cut: bool = False
    """Whether reasoning was ended by its budget, not by the model."""
    _evaluated: int = 0
    _reused: int | None = None
    _prefill_s: float = 0.0
    _reasoning_s: float = 0.0
    _first_token_at: float | None = None
    _last: float = field(default_factory=time.monotonic)

    def count_prefill(self, done: Prefilled, seconds: float) -> None:
        """Count an evaluation of a prompt and its time. Only the first one counts reused tokens: later ones reuse its own."""
        self._prefill_s += seconds
        self._evaluated += done.evaluated_tokens
        if self._reused is None:
            self.prompt_tokens, self._reused = done.prompt_tokens, done.reused_tokens

    def begins(self, done: Prefilled, seconds: float) -> None:
        """Count the prompt of a new attempt and start counting its answer."""
        self.count_prefill(done, seconds)
        self.answer_tokens, self._last = 0, time.monotonic()

    def count(self, part: StreamPart, tokens: int) -> None:
        """Count tokens of a part, and for reasoning the seconds since the previous token."""
        now = time.monotonic()
        if tokens and self._first_token_at is None:
            self._first_token_at = now
        if part is StreamPart.REASONING:
            self.reasoning_tokens += tokens
            self._reasoning_s += now - self._last if tokens else 0.0
        else:
            self.answer_tokens += tokens
        self._last = now

    def timings(self, started: float) -> Timings:
        """Return the tokens so far, and the seconds since `started`, a value of the monotonic clock."""
        return Timings(
            time_to_first_token_s=self._first_token_at - started if self._first_token_at else None,
            total_s=time.monotonic() - started,
            prompt_tokens=self.prompt_tokens,
            evaluated_tokens=self._evaluated,
            reused_tokens=self._reused or 0,
            prefill_s=self._prefill_s,
            reasoning_tokens=self.reasoning_tokens,
            answer_tokens=self.answer_tokens,
            reasoning_s=self._reasoning_s,
            reasoning_cut=self.reasoning_was_cut,
        )
