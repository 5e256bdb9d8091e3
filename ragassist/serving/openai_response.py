"""Writes an answer as OpenAI's chat API does: in one response, or as a stream of server-sent events."""

import json
import secrets
import time
from collections.abc import AsyncGenerator
from contextlib import aclosing
from pathlib import PurePath
from typing import Any

from ingest.errors import AssistantError
from ragassist.events import AnswerDelta, Answered, Event, ReasoningDelta
from ragassist.formats.json_contract import Json, ask_json
from ragassist.language.phrases import phrase
from ragassist.language.places import source_label
from ragassist.serving.openai_request import MODEL, SOURCES_LINE, ChatRequest
from ragassist.serving.problems import problem_json, problem_of
from ragassist.stopping import Stopped

_KEPT = ("language", "answer_language", "abstained", "citations", "nearest", "model", "timings", "notices")


class ChatResponse:
    """The response to one request; all of its parts carry one id."""

    def __init__(self, request: ChatRequest) -> None:
        self._request = request
        self._head = {"id": f"chatcmpl-{secrets.token_hex(12)}", "created": int(time.time()), "model": MODEL}

    def whole(self, answered: Answered) -> Json:
        """Return the body of a response that isn't streamed."""
        message = {"role": "assistant", "content": answered.answer + sources_of(answered), "refusal": None}
        if answered.reasoning:
            message["reasoning_content"] = answered.reasoning
        choice = {"index": 0, "message": message, "finish_reason": "stop", "logprobs": None}
        return {
            **self._head,
            "object": "chat.completion",
            "choices": [choice],
            "usage": _usage(answered),
            MODEL: self._extra(answered),
        }

    async def stream(self, events: AsyncGenerator[Event, None]) -> AsyncGenerator[str, None]:
        """Yield server-sent events; a failure is sent as an event too."""
        try:
            yield self._chunk({"role": "assistant", "content": ""})
            async with aclosing(events):
                async for event in events:
                    for chunk in self._chunks(event):
                        yield chunk
        except AssistantError as problem:
            yield _sent(problem_json(problem_of(problem)))
        except Stopped:
            yield _sent(
                {"error": {"message": "the answer was stopped", "type": "server_error", "param": None, "code": "stopped"}}
            )
        yield "data: [DONE]\n\n"

    def _chunks(self, event: Event) -> list[str]:
        match event:
            case ReasoningDelta():
                return [self._chunk({"reasoning_content": event.text})]
            case AnswerDelta():
                return [self._chunk({"content": event.text})]
            case Answered():
                sources = sources_of(event)
                last = [self._chunk({"content": sources})] if sources else []
                last.append(self._chunk({}, "stop", {MODEL: self._extra(event)}))
                if self._request.usage:
                    last.append(_sent({**self._head, "object": "chat.completion.chunk", "choices": [], "usage": _usage(event)}))
                return last
        return []

    def _chunk(self, delta: Json, reason: str | None = None, more: Json | None = None) -> str:
        choice = {"index": 0, "delta": delta, "finish_reason": reason, "logprobs": None}
        return _sent({**self._head, "object": "chat.completion.chunk", "choices": [choice], **(more or {})})

    def _extra(self, answered: Answered) -> Json:
        fields = ask_json(answered)
        return {name: fields[name] for name in _KEPT} | {"ignored": list(self._request.ignored)}


def sources_of(answered: Answered) -> str:
    """Return the list of sources to append to an answer, for clients that show nothing but text; "" without citations."""
    language = answered.language
    lines = list[str]()
    for citation in answered.citations:
        where = source_label(PurePath(citation.path).name, citation.place, language)
        doubt = "" if citation.supported else f" ({phrase('unsupported', language)})"
        lines.append(f"[{citation.n}] {where}{doubt}")
    return SOURCES_LINE + "\n".join(dict.fromkeys(lines)) if lines else ""


def _usage(answered: Answered) -> dict[str, Any]:
    timings = answered.timings
    written = timings.answer_tokens + timings.reasoning_tokens
    return {
        "prompt_tokens": timings.prompt_tokens,
        "completion_tokens": written,
        "total_tokens": timings.prompt_tokens + written,
        "prompt_tokens_details": {"cached_tokens": timings.reused_tokens},
        "completion_tokens_details": {"reasoning_tokens": timings.reasoning_tokens},
    }


def _sent(data: Json) -> str:
    return f"data: {json.dumps(data, ensure_ascii=False)}\n\n"
