"""The process in which the chat model runs. It reads requests on standard input and answers on standard output, as JSON lines.

A request is `{"n", "do", …}`. All lines of its answer have its number, and the last one has `"done"`. `{"stop": n}` stops
request n. While decoding, `{"go": n}` acknowledges a token and `{"close": n}` ends the answer; the process decodes one token
before it waits for them, so that model and reader work at the same time. The process opens no connection and ends with the
process that started it.
"""

import json
import logging
import os
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from queue import SimpleQueue
from typing import Any

from ingest.errors import AssistantError
from ingest.isolation.sandbox import refuse_networks
from ingest.said import packed
from ragassist.airgap import GUARD
from ragassist.engine.llama import LlamaChatModel
from ragassist.engine.steps import Steps
from ragassist.engine.tuning import Tuning
from ragassist.errors import ModelFault
from ragassist.models.entries import Sampling
from ragassist.stopping import Stopped

Message = dict[str, Any]
_LOAD_STEP = 0.01


def main() -> None:
    """Load the model that the first line describes, then answer requests until standard input is closed."""
    send = private_stdout()
    GUARD.close()
    refuse_networks()
    logging.basicConfig(level=logging.INFO, handlers=[_Forwarding(send)])
    order = json.loads(sys.stdin.buffer.readline())
    model = load_order(order, send)
    if model is None:
        return
    send({"ready": True})
    service = GenerationService(model, send)
    threading.Thread(target=service.listen, daemon=True).start()
    service.work()


class GenerationService:
    """Answers requests in their order; each has an event that stops it."""

    def __init__(self, model: LlamaChatModel, send: Callable[[Message], None]) -> None:
        self.model, self.send = model, send
        self._requests: SimpleQueue[Message] = SimpleQueue()
        self._permits: SimpleQueue[tuple[int, bool]] = SimpleQueue()
        self._stops: dict[int, threading.Event] = {}

    def listen(self) -> None:
        """Put incoming requests into the queue. When standard input is closed, end the process at once."""
        for line in sys.stdin.buffer:
            message = json.loads(line)
            if "do" in message:
                self._stops[message["n"]] = threading.Event()
                self._requests.put(message)
            elif "stop" in message:
                self._stops.get(message["stop"], threading.Event()).set()
            elif "go" in message:
                self._permits.put((message["go"], True))
            else:
                self._permits.put((message["close"], False))
        os._exit(0)

    def work(self) -> None:
        """Answer the requests of the queue one after another; never returns."""
        while True:
            request = self._requests.get()
            answer: Message = {}
            try:
                answer = {"is": self._answer(request, self._stops[request["n"]])}
            except Stopped:
                answer = {"stopped": True}
            except AssistantError as problem:
                answer = {"error": type(problem).__name__, "text": packed(problem.line)}
            del self._stops[request["n"]]
            self.send({"n": request["n"], "done": True, **answer})

    def _answer(self, request: Message, stop: threading.Event) -> object:
        match request["do"]:
            case "prefill":
                return self._prefill(request, stop)
            case "decode":
                self._decode(request, stop)
            case "keep":
                self.model.keep(Path(request["path"]))
            case "recall":
                return self.model.recall(Path(request["path"]))
            case _:
                return self._looked_up(request)
        return None

    def _looked_up(self, request: Message) -> object:
        """Return the answer to a request that doesn't change the state of the model."""
        match request["do"]:
            case "tokenize":
                return [self.model.tokenize(text, trusted=request["trusted"]) for text in request["texts"]]
            case "special":
                return self.model.special_id(request["text"])
            case "begin":
                return self.model.begin_text()
            case "plain":
                return self.model.plain(request["ids"])
            case "scores":
                return self.model.scores(request["ids"])
            case what:
                raise ModelFault(f"the chat model's process knows no request {what!r}: ask again")

    def _prefill(self, request: Message, stop: threading.Event) -> int:
        """Return the number of evaluated tokens; send the number of held tokens after each batch."""
        steps = Steps(self.model.prefill_steps(request["ids"], request["marks"], stop))
        for held in steps:
            self.send({"n": request["n"], "held": held})
        return steps.result.evaluated_tokens

    def _decode(self, request: Message, stop: threading.Event) -> None:
        tokens = self.model.decode(
            Sampling(**request["sampling"]), request["seed"], request["limit"], stop, grammar=request["grammar"]
        )
        for at, token in enumerate(tokens):
            if at and not self._may_go_on(request["n"]):
                tokens.close()
                return
            self.send({"n": request["n"], "id": token.id, "piece": token.piece.decode("latin-1")})

    def _may_go_on(self, number: int) -> bool:
        """Wait until the reader acknowledges the previous token. Acknowledgements of earlier answers are ignored."""
        while True:
            of, going = self._permits.get()
            if of == number:
                return going


class _Forwarding(logging.Handler):
    """Sends log lines to the process that started this one."""

    def __init__(self, send: Callable[[Message], None]) -> None:
        super().__init__()
        self._send = send

    def emit(self, record: logging.LogRecord) -> None:
        self._send({"log": record.levelno, "text": record.getMessage()})


def load_order(order: Message, send: Callable[[Message], None]) -> LlamaChatModel | None:
    """Return the model that the first line describes. If it can't be loaded, send the reason and return None."""
    said = 0.0

    def progress(share: float) -> None:
        nonlocal said
        if share >= said + _LOAD_STEP:
            said = share
            send({"load": share})

    try:
        states = Path(order["states"]) if order["states"] else None
        tuning = Tuning(**order["tuning"])
        return LlamaChatModel(Path(order["path"]), order["name"], order["context"], progress, tuning=tuning, states=states)
    except AssistantError as problem:
        send({"error": type(problem).__name__, "text": packed(problem.line)})
        return None


def private_stdout() -> Callable[[Message], None]:
    """Return a function that sends a message. Other output to file descriptor 1, as of a library, is discarded."""
    answers = os.fdopen(os.dup(1), "wb", buffering=0)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    lock = threading.Lock()

    def send(message: Message) -> None:
        data = memoryview(json.dumps(message).encode() + b"\n")
        with lock:
            while data:
                data = data[answers.write(data) :]

    return send


if __name__ == "__main__":
    with suppress(BrokenPipeError):  # the process that started this one has ended
        main()
