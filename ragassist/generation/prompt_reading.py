"""Evaluates a prompt ahead of its reply, and tells how far that is and how long it will still take."""

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
"""What earlier batches count against the newest one: the speed follows a machine that becomes busy within a few batches."""


@dataclass(slots=True)
class ReadingPace:
    """How fast a model evaluates prompts on this machine, learnt from the batches so far."""

    tokens: float = 0.0
    seconds: float = 0.0

    def learn(self, tokens: int, seconds: float) -> None:
        """Take in that a batch of so many tokens was evaluated."""
        self.tokens = self.tokens * _REMEMBERED + tokens
        self.seconds = self.seconds * _REMEMBERED + seconds

    def seconds_for(self, tokens: int) -> float | None:
        """Return about how long so many tokens take; None where nothing was evaluated yet."""
        return tokens * self.seconds / self.tokens if self.tokens else None


@dataclass(frozen=True, slots=True)
class PromptReader:
    """Evaluates the prompts of one reply; what that costs is counted by the reply's meter."""

    model: ChatModel
    pace: ReadingPace
    meter: Meter
    stop: StopEvent

    def read(self, prompt: Prompt) -> Iterator[PromptAdvanced]:
        """Make the model hold a prompt, so that the reply to it begins at once. Raises `Stopped`."""
        began, held, last = time.monotonic(), 0, 0.0
        steps = Steps(self.model.prefill_steps(prompt.ids, prompt.marks, self.stop))
        for done in steps:
            now = time.monotonic()
            if last:
                self.pace.learn(done - held, now - last)
            held, last = done, now
            yield PromptAdvanced(done, len(prompt.ids), self.pace.seconds_for(len(prompt.ids) - done))
        self.meter.took_in(steps.result, time.monotonic() - began)
