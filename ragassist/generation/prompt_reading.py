"""Evaluates a prompt before its reply, and reports the progress and the time left."""

import time
from collections.abc import Iterator
from dataclasses import dataclass
from threading import Event as StopEvent

from ragassist.engine.chat_model import ChatModel
from ragassist.engine.steps import Steps
from ragassist.events import PromptAdvanced
from ragassist.generation.meter import Meter
from ragassist.generation.prompt import Prompt

_REMEMBERED = 0.8
"""Weight of all earlier batches when a new one is added: the speed adapts to a busy machine within a few batches."""

_USUAL_PROMPT_TOKENS, _USUAL_ANSWER_TOKENS = 45.0, 10.0
"""Tokens that two cores read and write in a second: a model of 1.5 billion parameters, medians of docs/benchmarks.md."""


@dataclass(slots=True)
class WorkPace:
    """Estimates the time of work: by a guess before its first part is done, then by the time of the finished parts."""

    guessed_s: float
    """Guessed seconds of a unit of work, used before any is done."""
    _units: float = 0.0
    _seconds: float = 0.0

    def add(self, units: float, seconds: float) -> None:
        """Add finished units and their seconds."""
        self._units += units
        self._seconds += seconds

    def seconds_for(self, units: float) -> float:
        """Return the estimated seconds for a number of units."""
        return units * (self._seconds / self._units if self._units else self.guessed_s)


@dataclass(slots=True)
class ReadingPace:
    """How fast a model evaluates prompts on this machine, measured by the batches so far."""

    tokens: float = 0.0
    seconds: float = 0.0

    def learn(self, tokens: int, seconds: float) -> None:
        """Add the measurement of a batch."""
        self.tokens = self.tokens * _REMEMBERED + tokens
        self.seconds = self.seconds * _REMEMBERED + seconds

    def expected_s(self, prompt_tokens: int, answer_tokens: int) -> float:
        """Return the estimated seconds to read and write so many tokens; at first those of a usual machine."""
        reading = self.seconds_for(prompt_tokens)
        if reading is None:
            reading = prompt_tokens / _USUAL_PROMPT_TOKENS
        return reading + answer_tokens / _USUAL_ANSWER_TOKENS

    def seconds_for(self, tokens: int) -> float | None:
        """Return an estimate of the seconds for some tokens; None before the first measurement."""
        return tokens * self.seconds / self.tokens if self.tokens else None


@dataclass(frozen=True, slots=True)
class PromptReader:
    """Evaluates the prompts of one reply, and counts tokens and time in the reply's meter."""

    model: ChatModel
    pace: ReadingPace
    meter: Meter
    stop: StopEvent

    def read(self, prompt: Prompt) -> Iterator[PromptAdvanced]:
        """Evaluate a prompt, so that its reply can begin at once; yield the progress. Raises `Stopped`."""
        began, held, last = time.monotonic(), 0, 0.0
        steps = Steps(self.model.prefill_steps(prompt.ids, prompt.marks, self.stop))
        for done in steps:
            now = time.monotonic()
            if last:
                self.pace.learn(done - held, now - last)
            held, last = done, now
            yield PromptAdvanced(done, len(prompt.ids), self.pace.seconds_for(len(prompt.ids) - done))
        self.meter.count_prefill(steps.result, time.monotonic() - began)
