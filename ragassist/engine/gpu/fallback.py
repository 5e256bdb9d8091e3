"""A chat model on a GPU that continues on the processor if the GPU fails, without losing the answer."""

from collections.abc import Callable, Generator, Iterator, Sequence
from pathlib import Path
from threading import Event

from ragassist.engine.chat_model import ChatModel, Prefilled, Token
from ragassist.errors import ModelDamaged, ModelDied
from ragassist.models.entries import Sampling

_FAILURES = (ModelDamaged, ModelDied)


class GpuChatModel:
    """A chat model that runs on a GPU until that fails, and on the processor from then on; see `ChatModel`."""

    def __init__(self, start: Callable[[bool], ChatModel], gave_up: Callable[[str], None]) -> None:
        """Start the model by `start(True)`. After a failure start it by `start(False)` and call `gave_up` with the reason."""
        self._start, self._gave_up = start, gave_up
        self._on_gpu = True
        self._held: list[int] | None = None
        """The ids that the model holds; None if they aren't known."""
        try:
            self._model = start(True)
        except _FAILURES as problem:
            self._model = self._on_the_processor(problem)

    def _on_the_processor(self, problem: Exception) -> ChatModel:
        """Return the model, started again without the GPU. Raise `problem` if the GPU wasn't in use."""
        if not self._on_gpu:
            raise problem
        model = self._start(False)
        self._on_gpu = False
        self._gave_up(str(problem))
        return model

    def _fall_back(self, problem: Exception) -> None:
        if self._on_gpu:
            self._model.close()
        self._model = self._on_the_processor(problem)

    @property
    def name(self) -> str:
        """Return the name of the model."""
        return self._model.name

    @property
    def context(self) -> int:
        """Return the context size; see `ChatModel.context`."""
        return self._model.context

    def tokenize(self, text: str, *, trusted: bool) -> list[int]:
        """Return the ids of a text; see `ChatModel`."""
        return self._model.tokenize(text, trusted=trusted)

    def special_id(self, text: str) -> int | None:
        """Return the id of a special token; see `ChatModel`."""
        return self._model.special_id(text)

    def begin_text(self) -> str:
        """Return the beginning of every sequence; see `ChatModel`."""
        return self._model.begin_text()

    def plain(self, ids: Sequence[int]) -> list[int]:
        """Return the ids of plain text; see `ChatModel`."""
        return self._model.plain(ids)

    def prefill(self, ids: Sequence[int], marks: Sequence[int], stop: Event) -> Prefilled:
        """Make `ids` the held sequence; see `ChatModel`. If the GPU fails, the processor evaluates them."""
        self._held = list(ids)
        try:
            return self._model.prefill(ids, marks, stop)
        except _FAILURES as problem:
            self._fall_back(problem)
            return self._model.prefill(ids, marks, stop)

    def prefill_steps(self, ids: Sequence[int], marks: Sequence[int], stop: Event) -> Generator[int, None, Prefilled]:
        """Make `ids` the held sequence, in steps; see `ChatModel`."""
        self._held = list(ids)
        try:
            return (yield from self._model.prefill_steps(ids, marks, stop))
        except _FAILURES as problem:
            self._fall_back(problem)
            return (yield from self._model.prefill_steps(ids, marks, stop))

    def scores(self, ids: Sequence[int]) -> list[float]:
        """Return the logits of some tokens; see `ChatModel`."""
        return self._model.scores(ids)

    def decode(self, sampling: Sampling, seed: int, limit: int, stop: Event, *, grammar: str = "") -> Iterator[Token]:
        """Yield tokens after the held sequence; see `ChatModel`. If the GPU fails, the processor continues the answer.

        An answer with a grammar can't be continued, because the state of the grammar is lost. Its failure is raised, and the
        next answer runs on the processor.
        """
        said = 0
        while True:
            try:
                for token in self._model.decode(sampling, seed, limit - said, stop, grammar=grammar):
                    said += 1
                    if self._held is not None:
                        self._held.append(token.id)
                    yield token
            except _FAILURES as problem:
                if self._held is None:
                    raise
                self._fall_back(problem)
                if grammar and said:
                    raise
                self._model.prefill(self._held, (), stop)
            else:
                return

    def keep(self, path: Path) -> None:
        """Write the held sequence and its state; see `ChatModel`."""
        self._model.keep(path)

    def recall(self, path: Path) -> int:
        """Restore what `keep` has written; see `ChatModel`."""
        self._held = None
        return self._model.recall(path)

    def close(self) -> None:
        """Free the memory of the model."""
        self._model.close()
