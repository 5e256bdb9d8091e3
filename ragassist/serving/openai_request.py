"""Reads a request of OpenAI's chat API as a question with the turns before it."""

from dataclasses import dataclass, replace
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from ragassist.answering.options import AskOptions
from ragassist.retrieval.filters import filter_of_row
from ragassist.serving.problems import HttpProblem
from ragassist.settings.choices import Thinking
from ragassist.settings.known_language import KnownLanguage

MODEL = "ragassist"
SOURCES_LINE = "\n\n---\n"
"""Separates an answer from the list of its sources. The list is removed when a client sends the answer back as history."""
_MOST_ANSWER_TOKENS = 1_024
_LONGEST_EARLIER = 2_000
"""Most characters of an earlier question or answer that are used."""


class Message(BaseModel):
    """One message. Its content is a text, or a list of parts that all have to be texts."""

    role: Literal["system", "developer", "user", "assistant", "tool", "function"]
    content: str | list[dict[str, Any]] | None = None


class StreamOptions(BaseModel):
    """Options of a streamed response."""

    include_usage: bool = False


class Extras(BaseModel):
    """Fields of this program: language, reasoning, and filters named as in `ask --batch`."""

    model_config = ConfigDict(extra="forbid")
    language: KnownLanguage | None = None
    think: Literal["auto", "on", "off"] | None = None
    paths: list[str] | None = None
    languages: list[str] | None = None
    formats: list[str] | None = None
    since: str | None = None
    before: str | None = None


class Body(BaseModel):
    """The body of a request. Other fields are accepted, and the answer lists them as ignored."""

    model_config = ConfigDict(extra="allow")
    model: str
    messages: list[Message] = Field(min_length=1, max_length=1_000)
    stream: bool = False
    stream_options: StreamOptions | None = None
    n: int | None = 1
    seed: int | None = None
    max_tokens: int | None = Field(None, ge=1)
    max_completion_tokens: int | None = Field(None, ge=1)
    tools: list[Any] | None = None
    functions: list[Any] | None = None
    tool_choice: Any = None
    response_format: dict[str, Any] | None = None
    modalities: list[str] | None = None
    logprobs: bool | None = None
    ragassist: Extras = Extras()


@dataclass(frozen=True, slots=True, kw_only=True)
class ChatRequest:
    """A question, the questions and answers before it, its options, and the names of the fields that were ignored."""

    question: str
    earlier: tuple[tuple[str, str], ...]
    options: AskOptions
    stream: bool
    usage: bool
    ignored: tuple[str, ...]


def chat_request_of(data: bytes, defaults: AskOptions) -> ChatRequest:
    """Return the question of a request's body; options that the body doesn't set are taken from `defaults`.

    Raises `HttpProblem`, and `FilterInvalid` or `PathProblem` for its filter.
    """
    body = _body(data)
    _refuse_what_is_not_offered(body)
    *before, last = body.messages
    if last.role != "user":
        raise HttpProblem(
            400, f"the last message is of the {last.role}: it has to be the user's question", "invalid_messages", "messages"
        )
    system = any(message.role in ("system", "developer") for message in body.messages)
    unknown = sorted(body.model_extra or {})
    return ChatRequest(
        question=_text(last),
        earlier=_turns(before),
        options=_options(body, defaults),
        stream=body.stream,
        usage=bool(body.stream_options and body.stream_options.include_usage),
        ignored=(*(("system messages",) if system else ()), *(name[:40] for name in unknown[:20])),
    )


def _body(data: bytes) -> Body:
    try:
        return Body.model_validate_json(data)
    except ValidationError as problem:
        first = problem.errors(include_url=False, include_input=False)[0]
        where = ".".join(map(str, first["loc"]))
        raise HttpProblem(400, f"{where or 'the body'}: {first['msg']}", "invalid_request", where or None) from None


def _refuse_what_is_not_offered(body: Body) -> None:
    if body.model != MODEL:
        raise HttpProblem(404, f"the model '{body.model[:60]}' does not exist: ask for '{MODEL}'", "model_not_found", "model")
    kind = (body.response_format or {}).get("type", "text")
    reasons = {
        "n": "one answer is given at a time: leave n at 1" if body.n not in (None, 1) else "",
        "tools": "no tools are called: leave them out" if (body.tools or body.functions) and body.tool_choice != "none" else "",
        "response_format": "answers are plain text: leave response_format out" if kind != "text" else "",
        "modalities": "answers are text" if set(body.modalities or ["text"]) != {"text"} else "",
        "logprobs": "probabilities of tokens aren't told: leave logprobs out" if body.logprobs else "",
    }
    for name, reason in reasons.items():
        if reason:
            raise HttpProblem(400, reason, "not_supported", name)


def _text(message: Message) -> str:
    if message.content is None or isinstance(message.content, str):
        return message.content or ""
    for part in message.content:
        if part.get("type") != "text" or not isinstance(part.get("text"), str):
            raise HttpProblem(
                400, f"a part of type '{str(part.get('type'))[:30]}' can't be read: send text", "not_supported", "messages"
            )
    return "\n".join(part["text"] for part in message.content)


def _turns(messages: list[Message]) -> tuple[tuple[str, str], ...]:
    """Return each question that is followed by an answer, with that answer without its list of sources."""
    turns, question = list[tuple[str, str]](), ""
    for message in messages:
        text = _text(message) if message.role in ("user", "assistant") else ""
        if message.role == "user":
            question = text[:_LONGEST_EARLIER]
        elif message.role == "assistant" and question and text:
            turns.append((question, text.rpartition(SOURCES_LINE + "[")[0] or text))
            question = ""
    return tuple((asked, answer[:_LONGEST_EARLIER]) for asked, answer in turns)


def _options(body: Body, defaults: AskOptions) -> AskOptions:
    extras, most = body.ragassist, body.max_completion_tokens or body.max_tokens
    return replace(
        defaults,
        language=extras.language or defaults.language,
        think=Thinking(extras.think) if extras.think else defaults.think,
        answer_tokens=min(most, _MOST_ANSWER_TOKENS) if most else defaults.answer_tokens,
        seed=body.seed,
        only=filter_of_row(extras.model_dump(exclude={"language", "think"})),
    )
