"""A loopback server with OpenAI's completion protocol in vLLM's variant, over a tiny model, with selectable faults."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from math import exp, log
from pathlib import Path
from typing import Any

from ragassist.engine.llama import LlamaChatModel
from ragassist.models.entries import Sampling

CONTEXT = 2048


class Fault(StrEnum):
    """A fault that the server has on purpose."""

    NONE = ""
    FULL = "out of memory"
    BUSY = "too many requests"
    CUT = "the stream ends in the middle"
    BROKEN = "an error in the stream"
    SILENT = "no answer"
    HTML = "a web page"
    NESTED = "JSON that is nested too deeply"
    INFINITE = "an infinite id"
    NO_IDS = "text without ids"
    BIASED = "log-probabilities behind the bias"
    UNKNOWN_TOKEN = "a token that the vocabulary hasn't"


class CompletionServer:
    """The server; `fault` affects completions, `vocabulary_shift` changes the vocabulary, `key` is the required API key."""

    def __init__(self, model: Path) -> None:
        self.model = LlamaChatModel(model, "served", CONTEXT)
        self.fault, self.vocabulary_shift, self.key = Fault.NONE, 0, ""
        self.requests: list[dict[str, Any]] = []
        self.released, self.left = threading.Event(), threading.Event()
        self._lock, self._last = threading.Lock(), list[int]()
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                outer.answer(self, {})

            def do_POST(self) -> None:
                outer.answer(self, json.loads(self.rfile.read(int(self.headers["Content-Length"]))))

            def log_message(self, format: str, *args: object) -> None:
                """No-op: the log would mix with the output of the tests."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self._server.server_port}"
        threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True).start()

    def close(self) -> None:
        self.released.set()
        self._server.shutdown()
        self._server.server_close()

    def answer(self, handler: BaseHTTPRequestHandler, body: dict[str, Any]) -> None:
        if self.key and handler.headers["Authorization"] != f"Bearer {self.key}":
            _whole(handler, 401, {"error": {"message": "invalid key"}})
        elif handler.path == "/v1/models":
            _whole(handler, 200, {"data": [{"id": "served", "max_model_len": CONTEXT}]})
        elif handler.path == "/tokenize":
            ids = self.model.tokenize(body["prompt"], trusted=True)
            _whole(handler, 200, {"tokens": [identity + self.vocabulary_shift for identity in ids]})
        elif handler.path == "/v1/completions":
            self.requests.append(body)
            self._complete(handler, body)
        else:
            _whole(handler, 404, {})

    def _complete(self, handler: BaseHTTPRequestHandler, body: dict[str, Any]) -> None:
        match self.fault:
            case Fault.FULL:
                return _whole(handler, 500, {"error": {"message": "CUDA out of memory\x1b[2J"}})
            case Fault.BUSY:
                return _whole(handler, 503, {"message": "try later"})
            case Fault.SILENT:
                self.released.wait(60)
                return None
        try:
            with self._lock:
                self._stream(handler, body)
        except OSError:
            self.left.set()

    def _stream(self, handler: BaseHTTPRequestHandler, body: dict[str, Any]) -> None:
        handler.send_response(200)
        handler.end_headers()
        if self.fault is Fault.HTML:
            handler.wfile.write(b"data: <html>\n\n")
            return None
        if self.fault is Fault.NESTED:
            handler.wfile.write(b"data: " + b"[" * 20_000 + b"\n\n")
            return None
        for at, (identity, logprob) in enumerate(self._tokens(body)):
            if self.fault is Fault.CUT and at == 2:
                return None
            if self.fault is Fault.BROKEN and at == 2:
                return _event(handler, {"error": {"message": "the engine died"}})
            _event(handler, {"choices": [self._choice(identity, logprob)]})
        usage = {"prompt_tokens_details": {"cached_tokens": _common(self._last, body["prompt"])}}
        self._last = body["prompt"]
        _event(handler, {"choices": [], "usage": usage})
        handler.wfile.write(b"data: [DONE]\n\n")
        return None

    def _logprob(self, identity: int) -> float:
        logits = self.model.logits()
        highest = max(logits)
        return logits[identity] - highest - log(sum(exp(logit - highest) for logit in logits))

    def _choice(self, identity: int, logprob: float) -> dict[str, Any]:
        if self.fault is Fault.NO_IDS:
            return {"text": "a word", "logprobs": None}
        if self.fault is Fault.INFINITE:
            return {"text": "", "logprobs": {"content": [{"id": float("inf"), "logprob": logprob}]}}
        told = 10**6 if self.fault is Fault.UNKNOWN_TOKEN else identity
        return {"text": "", "logprobs": {"tokens": [f"token_id:{told}"], "token_logprobs": [logprob]}}

    def _tokens(self, body: dict[str, Any]) -> Iterator[tuple[int, float]]:
        never = threading.Event()
        self.model.prefill(body["prompt"], (), never)
        if forced := [int(identity) for identity in body.get("logit_bias", {})]:
            yield forced[0], 0.0 if self.fault is Fault.BIASED else self._logprob(forced[0])
            return
        top_k = max(0, body["top_k"])
        sampling = Sampling(body["temperature"], body["min_p"], body["repetition_penalty"], top_k, body["top_p"])
        grammar = body.get("structured_outputs", {}).get("grammar", "")
        for token in self.model.decode(sampling, body["seed"], body["max_tokens"], never, grammar=grammar):
            yield token.id, -1.0


@contextmanager
def completion_server(model: Path) -> Iterator[CompletionServer]:
    server = CompletionServer(model)
    try:
        yield server
    finally:
        server.close()


def _whole(handler: BaseHTTPRequestHandler, status: int, body: dict[str, Any]) -> None:
    handler.send_response(status)
    handler.end_headers()
    handler.wfile.write(json.dumps(body).encode())


def _event(handler: BaseHTTPRequestHandler, event: dict[str, Any]) -> None:
    handler.wfile.write(b"data: " + json.dumps(event).encode() + b"\n\n")
    handler.wfile.flush()


def _common(one: list[int], other: list[int]) -> int:
    return next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
