"""Runs the chat model in its own process. If that process crashes, the program survives, and the next question starts another.

The process isn't forked or spawned by `multiprocessing`, because the program has threads and a terminal that it must not
inherit. Its messages are JSON, which is safe to parse even if a hostile model file has taken the process over.
"""

import sys
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from threading import Event
from typing import Any

from ingest.errors import AssistantError
from ingest.said import said, unpacked
from ragassist.engine.chat_model import Prefilled, Token
from ragassist.engine.json_pipe import JsonPipe, Message
from ragassist.engine.steps import returned
from ragassist.engine.tuning import Tuning, usual_tuning
from ragassist.errors import ModelDamaged, ModelDied, ModelFault, TextRefused
from ragassist.models.entries import Sampling
from ragassist.stopping import Stopped

_COMMAND = (sys.executable, "-I", "-m", "ragassist.engine.child")
_POLL_SECONDS = 0.05
"""Longest time before a stop event is noticed."""
_ERRORS: dict[str, type[AssistantError]] = {"ModelDamaged": ModelDamaged, "TextRefused": TextRefused}


class ModelProcess:
    """A GGUF model in a process; see `ChatModel`. One thread at a time may use it; any thread may set `stop` events."""

    def __init__(
        self,
        path: Path,
        name: str,
        context: int,
        progress: Callable[[float], None] = lambda _: None,
        *,
        tuning: Tuning | None = None,
        states: Path | None = None,
        stop: Event | None = None,
    ) -> None:
        """Load a model; see `LlamaChatModel`. Raises `ModelDamaged` or `ModelDied`, and `Stopped` once `stop` is set."""
        self.name, self.context = name, context
        self._tuning = tuning or usual_tuning()
        self._order = {
            "path": str(path.absolute()),
            "name": name,
            "context": context,
            "tuning": asdict(self._tuning),
            "states": str(states.absolute()) if states else None,
        }
        self._progress = progress
        self._number = 0
        self._decoding: int | None = None
        """The number of the answer that is being decoded."""
        self._line: JsonPipe | None = None
        self._started(stop)

    @property
    def pid(self) -> int | None:
        """The id of the process, None while there is none."""
        return self._line.process.pid if self._line else None

    def _started(self, stop: Event | None) -> JsonPipe:
        if self._line is None:
            line = JsonPipe(_COMMAND, {"GOMP_SPINCOUNT": str(self._tuning.rounds)})
            try:
                line.send(self._order)
                while "ready" not in (message := line.receive(_POLL_SECONDS if stop else None)):
                    raise_error(message)
                    if "load" in message:
                        self._progress(message["load"])
                    if stop and stop.is_set():
                        raise Stopped
            except BaseException:
                line.end()
                raise
            self._line = line
        return self._line

    def close(self) -> None:
        """End the process."""
        if self._line:
            self._line.end()
            self._line = None

    def special_id(self, text: str) -> int | None:
        """Return the id of a special token; see `ChatModel.special_id`."""
        found: int | None = self._asked("special", text=text)
        return found

    def begin_text(self) -> str:
        """Return the beginning of every sequence; see `ChatModel.begin_text`."""
        found: str = self._asked("begin")
        return found

    def tokenize(self, text: str, *, trusted: bool) -> list[int]:
        """Return the ids of a text; see `ChatModel.tokenize`."""
        found: list[list[int]] = self._asked("tokenize", texts=[text], trusted=trusted)
        return found[0]

    def plain(self, ids: Sequence[int]) -> list[int]:
        """Return the ids of plain text; see `ChatModel.plain`."""
        found: list[int] = self._asked("plain", ids=list(ids))
        return found

    def prefill(self, ids: Sequence[int], marks: Sequence[int], stop: Event) -> Prefilled:
        """Make `ids` the held sequence; see `ChatModel.prefill`."""
        return returned(self.prefill_steps(ids, marks, stop))

    def prefill_steps(self, ids: Sequence[int], marks: Sequence[int], stop: Event) -> Generator[int, None, Prefilled]:
        """Make `ids` the held sequence, batch by batch; see `ChatModel.prefill_steps`."""
        for message in self._messages("prefill", stop, ids=list(ids), marks=list(marks)):
            if "held" in message:
                yield message["held"]
            else:
                return Prefilled(len(ids), message["is"])
        raise AssertionError("the last message has the result")

    def scores(self, ids: Sequence[int]) -> list[float]:
        """Return the logits of some tokens; see `ChatModel.scores`."""
        found: list[float] = self._asked("scores", ids=list(ids))
        return found

    def keep(self, path: Path) -> None:
        """Write the held sequence and its state; see `ChatModel.keep`."""
        self._asked("keep", path=str(path.absolute()))

    def recall(self, path: Path) -> int:
        """Restore what `keep` has written; see `ChatModel.recall`."""
        found: int = self._asked("recall", path=str(path.absolute()))
        return found

    def decode(self, sampling: Sampling, seed: int, limit: int, stop: Event, *, grammar: str = "") -> Iterator[Token]:
        """Yield tokens after the held sequence; see `ChatModel.decode`. The process decodes one token ahead of the reader."""
        if stop.is_set():
            raise Stopped
        fields = {"sampling": asdict(sampling), "seed": seed, "limit": limit, "grammar": grammar}
        self._decoding = number = self._sent("decode", stop, **fields)
        try:
            for message in self._answers(number, stop):
                if "id" in message:
                    yield Token(message["id"], message["piece"].encode("latin-1"))
                    if self._decoding != number:
                        raise ModelFault(said("answer_overtaken", "another question has ended this answer: ask again"))
                    self._tell({"go": number})
                else:
                    self._decoding = None
                    raise_error(message)
        finally:
            if self._decoding == number:
                self._leave(number)

    def _leave(self, number: int) -> None:
        """End an answer that isn't read any further."""
        self._decoding = None
        with suppress(ModelDied):
            self._tell({"close": number})
            for _ in self._answers(number, None):
                pass

    def _asked(self, what: str, stop: Event | None = None, **fields: object) -> Any:
        *_, last = self._messages(what, stop, **fields)
        return last["is"]

    def _messages(self, what: str, stop: Event | None, **fields: object) -> Iterator[Message]:
        """Yield the messages that answer a request. Closing the iterator, or Ctrl-C, stops the request."""
        if stop and stop.is_set():
            raise Stopped
        number = self._sent(what, stop, **fields)
        last: Message = {}
        try:
            for last in self._answers(number, stop):
                raise_error(last)
                yield last
        except (KeyboardInterrupt, GeneratorExit):
            if "done" not in last:
                with suppress(ModelDied):
                    self._tell({"stop": number})
            raise

    def _sent(self, what: str, stop: Event | None, **fields: object) -> int:
        if self._decoding is not None:  # an unfinished iterator may still be alive, for example in a traceback
            self._leave(self._decoding)
        self._started(stop)
        self._number += 1
        self._tell({"n": self._number, "do": what, **fields})
        return self._number

    def _answers(self, number: int, stop: Event | None) -> Iterator[Message]:
        """Yield the messages that answer a request, up to the one with `"done"`. A stop is sent to the process once."""
        heard = False
        while True:
            if stop and stop.is_set() and not heard:
                self._tell({"stop": number})
                heard = True
            message = self._heard(_POLL_SECONDS if stop and not heard else None)
            if message.get("n") == number:
                yield message
                if "done" in message:
                    return

    def _tell(self, message: Message) -> None:
        line = self._living()
        try:
            line.send(message)
        except ModelDied:
            self._line = None
            raise

    def _heard(self, seconds: float | None) -> Message:
        line = self._living()
        try:
            return line.receive(seconds)
        except ModelDied:
            self._line = None
            raise

    def _living(self) -> JsonPipe:
        if self._line is None:
            raise ModelDied(said("model_gone", "the chat model's process was ended meanwhile: ask again"))
        return self._line


def raise_error(message: Message) -> None:
    """Raise the error or the stop that a message reports, if any."""
    if "stopped" in message:
        raise Stopped
    if "error" in message:
        raise _ERRORS.get(message["error"], ModelFault)(unpacked(message["text"]))
