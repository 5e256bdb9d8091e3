"""Finds the fastest tuning of a chat model on this machine: tries one change at a time and keeps each that is faster."""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import median
from threading import Event
from typing import Any

from ingest.system.processes import usable_cores
from ragassist.engine.chat_model import ChatModel
from ragassist.engine.process import ModelProcess
from ragassist.engine.prompt_lookup import MOST, PAYS
from ragassist.engine.tuning import Tuning, usual_tuning
from ragassist.errors import ModelDamaged, ModelDied
from ragassist.models.entries import GREEDY

_PROMPT, _ANSWER = 256, 16
_USUAL_PROMPT, _USUAL_ANSWER = 700, 120
"""Tokens of the prompt and of the answer in a usual request; they weight the two speeds."""
BETTER = 0.97
"""A change is kept if a usual request takes at most this share of the time before; a smaller gain may be noise."""
_GUESSED, _BATCHES = MOST + 1, 8
_OUTPUT = 1.2
"""Factor between the time of a batch of draft tokens, which needs the logits of all tokens, and a batch of a prompt, which
needs those of the last. It is 1.17 with Qwen2.5-1.5B and 1.1 with SmolLM2."""
_TEXT = "The cabin by the lake costs 240 euros a week and has to be paid at the town office before the first of May. "


@dataclass(frozen=True, slots=True)
class BenchmarkResult:
    """A tuning with its speeds in tokens per second, for prompts and for answers."""

    tuning: Tuning
    prompt_rate: float
    answer_rate: float

    @property
    def seconds(self) -> float:
        """Seconds of a usual request."""
        return _USUAL_PROMPT / self.prompt_rate + _USUAL_ANSWER / self.answer_rate


def measure(
    path: Path, context: int, say: Callable[[str], None] = lambda _: None, gpu_layers: int | None = None
) -> BenchmarkResult:
    """Return the best tuning of a model file. It takes half a minute for a small model and some minutes for a large one.

    `gpu_layers` is the number of layers that fit on a GPU, None where there is no GPU.
    """
    best = rate(path, context, replace(usual_tuning(), gpu_layers=None if gpu_layers is None else 0))
    say(_words(best))
    for change in _choices(gpu_layers or 0):
        tuning = replace(best.tuning, **change)
        if tuning == best.tuning:
            continue
        try:
            found = rate(path, context, tuning)
        except (ModelDamaged, ModelDied) as problem:
            say(f"left out: {problem}")  # for example, an 8-bit cache needs attention heads of at least 32 dimensions
            continue
        say(_words(found))
        if found.seconds < best.seconds * BETTER:
            best = found
    model = ModelProcess(path, path.name, context, tuning=best.tuning)
    try:
        cost = guess_cost(model, best.answer_rate)
    finally:
        model.close()
    tuning = replace(best.tuning, drafts=cost <= PAYS)
    say(f"a batch of guesses takes as long as {cost:.1f} tokens: guesses are {'made' if tuning.drafts else 'not made'}")
    return replace(best, tuning=tuning)


def _choices(gpu_layers: int) -> Iterator[dict[str, Any]]:
    if gpu_layers:
        yield {"gpu_layers": gpu_layers}
    cores = len(usable_cores())
    for threads in sorted({1, cores // 2, cores - 1, cores} - {0}):
        yield {"threads": threads, "batch_threads": threads}
        yield {"threads": threads}
    yield from ({"batch": batch} for batch in (64, 256))
    yield {"repack": not usual_tuning().repack}
    yield {"small_cache": True}


def rate(path: Path, context: int, tuning: Tuning, stop: Event | None = None) -> BenchmarkResult:
    """Return the speeds of a tuning. Raises the errors of `ModelProcess`, and `Stopped` once `stop` is set."""
    stop = stop or Event()
    model = ModelProcess(path, path.name, context, tuning=replace(tuning, drafts=False), stop=stop)
    try:
        ids = model.tokenize(_TEXT * 20, trusted=False)[:_PROMPT]
        model.prefill(ids[:16], (), stop)  # the first evaluation also allocates the buffers
        began = time.perf_counter()
        done = model.prefill(ids, (), stop)
        read = time.perf_counter()
        said = sum(1 for _ in model.decode(GREEDY, 1, _ANSWER, stop))
        ended = time.perf_counter()
    finally:
        model.close()
    return BenchmarkResult(tuning, done.evaluated_tokens / (read - began), max(said, 1) / (ended - read))


def guess_cost(model: ChatModel, answer_rate: float, clock: Callable[[], float] = time.perf_counter) -> float:
    """Return how many tokens are decoded singly, at `answer_rate` per second, in the time of one batch of draft tokens."""
    ids = model.tokenize(_TEXT * 20, trusted=False)
    seconds = []
    for end in range(_PROMPT, _PROMPT + _BATCHES * _GUESSED, _GUESSED):
        began = clock()
        model.prefill(ids[:end], (), Event())
        seconds.append(clock() - began)
    return median(seconds[1:]) * _OUTPUT * answer_rate


def _words(found: BenchmarkResult) -> str:
    tuning = found.tuning
    how = f"{tuning.threads} threads ({tuning.batch_threads} for prompts), batches of {tuning.batch}"
    how += "" if tuning.repack else ", weights as in the file"
    how += ", 8-bit cache" if tuning.small_cache else ""
    how += f", {tuning.gpu_layers} layers on the GPU" if tuning.gpu_layers else ""
    return f"{how}: {found.prompt_rate:.0f} tokens/s of a prompt, {found.answer_rate:.1f} of an answer"
