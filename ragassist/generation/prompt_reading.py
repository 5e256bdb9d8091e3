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


@dataclass(slots=True)
class ReadingPace:
    """How fast a model evaluates prompts on this machine, measured by the batches so far."""

    tokens: float = 0.0
    seconds: float = 0.0

    def learn(self, tokens: int, seconds: float) -> None:
        """Add the measurement of a batch."""
        self.tokens = self.tokens * _REMEMBERED + tokens
        self.seconds = self.seconds * _REMEMBERED + seconds

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
