"""The server's answers as OpenAI's own client sees them."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.cli.asking import QUESTION, ask, raw
from tests.cli.served import Served

if TYPE_CHECKING:
    from openai import OpenAI


def test_an_answer_has_its_sources_in_the_text_and_in_a_field_of_their_own(client: "OpenAI") -> None:
    answer = ask(client, temperature=0.9, messages=[{"role": "system", "content": "Answer in verse."}, QUESTION])
    (choice,) = answer.choices
    assert choice.finish_reason == "stop"
    told = answer.model_extra["ragassist"]
    assert told["ignored"] == ["system messages", "temperature"]
    assert (told["language"], told["model"]) == ("en", None)
    first = told["citations"][0]
    assert Path(first["path"]).name == "pump.md"
    assert "31.4 kg" in first["quote"]
    assert {"n", "path", "page", "start", "end", "quote", "supported"} <= first.keys()
    assert "[1]" in choice.message.content.split("\n\n---\n")[0]
    assert choice.message.content.split("\n\n---\n")[1].startswith("[1] pump.md")


def test_a_streamed_answer_equals_the_whole_answer(client: "OpenAI") -> None:
    whole = ask(client)
    chunks = list(ask(client, stream=True))
    assert "".join(chunk.choices[0].delta.content or "" for chunk in chunks) == whole.choices[0].message.content
    assert chunks[0].choices[0].delta.role == "assistant"
    assert [chunk.choices[0].finish_reason for chunk in chunks[-2:]] == [None, "stop"]
    assert chunks[-1].model_extra["ragassist"]["citations"] == whole.model_extra["ragassist"]["citations"]


def test_tokens_are_counted(writer: "OpenAI") -> None:
    *_, last = ask(writer, stream=True, stream_options={"include_usage": True})
    assert last.choices == []
    assert 0 < last.usage.completion_tokens <= 24 + last.usage.completion_tokens_details.reasoning_tokens
    assert last.usage.total_tokens == last.usage.prompt_tokens + last.usage.completion_tokens


def test_earlier_turns_are_taken_into_account(writer: "OpenAI") -> None:
    earlier = [QUESTION, {"role": "assistant", "content": "It weighs 31.4 kg. [1]\n\n---\n[1] pump.md, lines 3"}]
    more = ask(writer, messages=[*earlier, QUESTION])
    assert more.usage.prompt_tokens > ask(writer).usage.prompt_tokens


def test_content_parts_and_filters_are_accepted(client: "OpenAI", chat_home: Path) -> None:
    parts = [{"type": "text", "text": "How heavy is"}, {"type": "text", "text": "the canal pump K240?"}]
    only = {"ragassist": {"formats": ["txt"], "language": "de"}}
    told = ask(client, messages=[{"role": "user", "content": parts}], extra_body=only).model_extra["ragassist"]
    assert told["language"] == "de"
    assert all(citation["path"].endswith(".txt") for citation in told["citations"])


def test_the_one_model_is_listed_and_passages_can_be_searched(client: "OpenAI", served: Served) -> None:
    assert [model.id for model in client.models.list()] == ["ragassist"]
    status, found = raw(served, b'{"query": "Was kostet die Halle im Monat?", "top": 1}', path="/v1/search")
    assert (status, Path(found["hits"][0]["path"]).name, found["language"]) == (200, "lease.txt", "de")


def message(content: object, role: str = "user") -> dict[str, Any]:
    return {"model": "ragassist", "messages": [{"role": role, "content": content}]}


PICTURE = [{"type": "image_url", "image_url": {"url": "https://example.org/a.png"}}]
WRONG: dict[str, tuple[object, int, str]] = {
    "no JSON": (b'{"model": "ragassist", ', 400, "invalid_request"),
    "no object": (b"[]", 400, "invalid_request"),
    "bytes": (b"\xff\xfe\x00", 400, "invalid_request"),
    "deep": (b'{"model":' + b"[" * 100_000, 400, "invalid_request"),
    "no messages": ({"model": "ragassist", "messages": []}, 400, "invalid_request"),
    "unknown model": (message("x") | {"model": "gpt-4o"}, 404, "model_not_found"),
    "empty question": (message("   "), 400, "invalid_question"),
    "no question": (message(None), 400, "invalid_question"),
    "no words": (message("?!"), 400, "invalid_question"),
    "long question": (message("word " * 1_000), 400, "invalid_question"),
    "not the user": (message("x", "assistant"), 400, "invalid_messages"),
    "picture": (message(PICTURE), 400, "not_supported"),
    "tools": (message("x") | {"tools": [{"type": "function", "function": {"name": "f"}}]}, 400, "not_supported"),
    "several": (message("x") | {"n": 3}, 400, "not_supported"),
    "JSON wanted": (message("x") | {"response_format": {"type": "json_object"}}, 400, "not_supported"),
    "probabilities": (message("x") | {"logprobs": True}, 400, "not_supported"),
    "wrong filter": (message("x") | {"ragassist": {"formats": ["exe"]}}, 400, "invalid_filter"),
    "wrong field": (message("x") | {"ragassist": {"folder": "/"}}, 400, "invalid_request"),
}  # fmt: skip


@pytest.mark.parametrize("case", WRONG)
@pytest.mark.parametrize("stream", [False, True])
def test_an_invalid_request_gives_one_line(served: Served, case: str, stream: bool) -> None:
    body, expected, code = WRONG[case]
    data = body if isinstance(body, bytes) else json.dumps({**body, "stream": stream}).encode()  # type: ignore[dict-item]
    status, answer = raw(served, data)
    assert (status, answer["error"]["code"]) == (expected, code)
    assert answer["error"]["message"]
    assert "\n" not in answer["error"]["message"]


def test_openai_s_client_raises_its_own_errors(client: "OpenAI", served: Served) -> None:
    import openai

    with pytest.raises(openai.NotFoundError):
        ask(client, model="gpt-4o")
    with pytest.raises(openai.BadRequestError):
        ask(client, n=2)
    with (
        openai.OpenAI(base_url=f"{served.url}/v1", api_key="wrong", max_retries=0) as other,
        pytest.raises(openai.AuthenticationError),
    ):
        ask(other)
