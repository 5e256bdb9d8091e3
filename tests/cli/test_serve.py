"""The server as OpenAI's own client sees it, and as one who shouldn't be there does."""

import http.client
import json
import socket
import stat
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import openai
import pytest
from openai import OpenAI

from tests.cli.program import run
from tests.cli.served import Served, serving, sockets_of

NO_THINKING = {"ragassist": {"think": "off"}}
QUESTION = {"role": "user", "content": "How heavy is the canal pump K240?"}


@pytest.fixture(scope="module")
def served(chat_home: Path) -> Iterator[Served]:
    """A server whose chat model isn't installed: it quotes, at once and always the same."""
    with serving(chat_home, chat_model="lfm2-2.6b-exp") as running:
        yield running


@pytest.fixture(scope="module")
def writing(chat_home: Path, tiny_gguf: Path) -> Iterator[Served]:
    """A server with a chat model, which knows no language."""
    with serving(chat_home, chat_model=tiny_gguf) as running:
        yield running


@pytest.fixture(scope="module")
def client(served: Served) -> Iterator[OpenAI]:
    with client_of(served) as made:
        yield made


@pytest.fixture(scope="module")
def writer(writing: Served) -> Iterator[OpenAI]:
    with client_of(writing) as made:
        yield made


def client_of(served: Served, **more: Any) -> OpenAI:
    return OpenAI(base_url=f"{served.url}/v1", api_key=served.token, max_retries=0, timeout=200, **more)


def ask(client: OpenAI, **more: Any) -> Any:
    chosen: dict[str, Any] = {
        "model": "ragassist",
        "messages": [QUESTION],
        "max_tokens": 24,
        "seed": 1,
        "extra_body": NO_THINKING,
        **more,
    }
    return client.chat.completions.create(**chosen)


def raw(
    served: Served, body: bytes, *, token: str | None = None, path: str = "/v1/chat/completions", **headers: str
) -> tuple[int, Any]:
    """Send a request as it is; return its status and JSON."""
    connection = http.client.HTTPConnection(served.url.removeprefix("http://"), timeout=100)
    own = {"Authorization": f"Bearer {served.token if token is None else token}", "Content-Type": "application/json"}
    connection.request("POST", path, body, own | {name.replace("_", "-"): value for name, value in headers.items()})
    answer = connection.getresponse()
    data = answer.read()
    connection.close()
    return answer.status, json.loads(data) if data.startswith(b"{") else data.decode()


def test_an_answer_has_its_sources_in_the_text_and_in_a_field_of_their_own(client: OpenAI) -> None:
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


def test_a_stream_says_the_same_as_the_whole_answer(client: OpenAI) -> None:
    whole = ask(client)
    chunks = list(ask(client, stream=True))
    assert "".join(chunk.choices[0].delta.content or "" for chunk in chunks) == whole.choices[0].message.content
    assert chunks[0].choices[0].delta.role == "assistant"
    assert [chunk.choices[0].finish_reason for chunk in chunks[-2:]] == [None, "stop"]
    assert chunks[-1].model_extra["ragassist"]["citations"] == whole.model_extra["ragassist"]["citations"]


def test_tokens_are_counted(writer: OpenAI) -> None:
    *_, last = ask(writer, stream=True, stream_options={"include_usage": True})
    assert last.choices == []
    assert 0 < last.usage.completion_tokens <= 24 + last.usage.completion_tokens_details.reasoning_tokens
    assert last.usage.total_tokens == last.usage.prompt_tokens + last.usage.completion_tokens


def test_what_was_said_before_is_heard(writer: OpenAI) -> None:
    earlier = [QUESTION, {"role": "assistant", "content": "It weighs 31.4 kg. [1]\n\n---\n[1] pump.md, lines 3"}]
    more = ask(writer, messages=[*earlier, QUESTION])
    assert more.usage.prompt_tokens > ask(writer).usage.prompt_tokens


def test_parts_of_text_and_filters_are_taken(client: OpenAI, chat_home: Path) -> None:
    parts = [{"type": "text", "text": "How heavy is"}, {"type": "text", "text": "the canal pump K240?"}]
    only = {"ragassist": {"formats": ["txt"], "language": "de"}}
    told = ask(client, messages=[{"role": "user", "content": parts}], extra_body=only).model_extra["ragassist"]
    assert told["language"] == "de"
    assert all(citation["path"].endswith(".txt") for citation in told["citations"])


def test_the_one_model_is_listed_and_passages_can_be_searched(client: OpenAI, served: Served) -> None:
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
def test_a_request_that_can_t_be_answered_says_why_in_one_line(served: Served, case: str, stream: bool) -> None:
    body, expected, code = WRONG[case]
    data = body if isinstance(body, bytes) else json.dumps({**body, "stream": stream}).encode()  # type: ignore[dict-item]
    status, answer = raw(served, data)
    assert (status, answer["error"]["code"]) == (expected, code)
    assert answer["error"]["message"]
    assert "\n" not in answer["error"]["message"]


def test_openai_s_client_raises_its_own_errors(client: OpenAI, served: Served) -> None:
    with pytest.raises(openai.NotFoundError):
        ask(client, model="gpt-4o")
    with pytest.raises(openai.BadRequestError):
        ask(client, n=2)
    with (
        OpenAI(base_url=f"{served.url}/v1", api_key="wrong", max_retries=0) as other,
        pytest.raises(openai.AuthenticationError),
    ):
        ask(other)


@pytest.mark.parametrize("token", ["", "wrong", "ünïcode", "x" * 10_000])
@pytest.mark.parametrize("path", ["/v1/chat/completions", "/v1/search", "/v1/models", "/", "/v1/nothing"])
def test_nothing_is_told_without_the_token(served: Served, path: str, token: str) -> None:
    status, answer = raw(served, b"{}", token=token.encode().decode("latin-1"), path=path)
    assert (status, answer["error"]["code"]) == (401, "invalid_api_key")


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:80", "127.0.0.1:1", "192.168.0.2", "localhost.evil.example", ""]
)
@pytest.mark.parametrize("path", ["/v1/models", "/health"])
def test_a_name_that_was_made_to_point_here_is_not_answered(served: Served, host: str, path: str) -> None:
    assert raw(served, b"{}", path=path, Host=host)[0] in (400, 421)


def test_no_page_of_a_browser_may_read_an_answer(served: Served) -> None:
    connection = http.client.HTTPConnection(served.url.removeprefix("http://"))
    headers = {
        "Origin": "https://evil.example",
        "Access-Control-Request-Method": "POST",
        "Access-Control-Request-Headers": "authorization",
    }
    for method in ("OPTIONS", "POST"):
        connection.request(method, "/v1/chat/completions", b"{}" if method == "POST" else None, headers)
        answer = connection.getresponse()
        answer.read()
        assert answer.status == 401
        assert not [name for name, _ in answer.getheaders() if name.lower().startswith("access-control")]
    connection.close()


def received(sent: socket.socket) -> str:
    """Return what comes until the server hangs up."""
    parts = list[bytes]()
    with suppress(OSError):
        while part := sent.recv(4096):
            parts.append(part)
            if b"}}" in part:
                break
    return b"".join(parts).decode()


def test_a_hundred_megabytes_are_not_read(served: Served) -> None:
    host, port = served.url.removeprefix("http://").split(":")
    head = f"POST /v1/chat/completions HTTP/1.1\r\nHost: {host}:{port}\r\nAuthorization: Bearer {served.token}\r\n"
    for length in ("Content-Length: 104857600", "Transfer-Encoding: chunked"):
        with socket.create_connection((host, int(port)), timeout=60) as sent:
            sent.sendall(f"{head}{length}\r\n\r\n".encode())
            block = b"x" * 65_536
            with suppress(OSError):  # it may hang up while more is being sent
                for _ in range(20):
                    sent.sendall(b"10000\r\n" + block + b"\r\n" if "chunked" in length else block)
            answer = received(sent)
        assert answer.startswith("HTTP/1.1 413 "), answer
        assert "request_too_large" in answer


def test_a_client_that_goes_away_leaves_room_for_the_next(writer: OpenAI, writing: Served) -> None:
    for _ in range(8):  # more than may wait: each has to be stopped for the last to be answered
        stream = ask(writer, stream=True, max_tokens=1_024)
        next(iter(stream))
        stream.close()
    body = json.dumps({"model": "ragassist", "messages": [QUESTION], "max_tokens": 1_024}).encode()
    host, port = writing.url.removeprefix("http://").split(":")
    head = f"POST /v1/chat/completions HTTP/1.1\r\nHost: {host}:{port}\r\nAuthorization: Bearer {writing.token}\r\n"
    for _ in range(8):
        with socket.create_connection((host, int(port))) as gone:
            gone.sendall(f"{head}Content-Length: {len(body)}\r\n\r\n".encode() + body)
            time.sleep(0.2)  # it is being answered, or waits
    assert raw(writing, b'{"query": "pump"}', path="/v1/search")[0] == 200


def test_two_clients_at_once_are_answered_one_after_the_other_and_too_many_are_told_so(writer: OpenAI) -> None:
    seen: list[str] = []

    def one() -> None:
        try:
            seen.append(ask(writer).object)
        except openai.RateLimitError as refused:
            seen.append(str(refused.response.headers["retry-after"]))

    threads = [threading.Thread(target=one) for _ in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert set(seen) == {"5", "chat.completion"}
    assert seen.count("chat.completion") >= 5


@pytest.mark.skipif(sys.platform != "linux", reason="/proc tells it")
def test_no_socket_but_its_own_is_open_while_it_answers(writer: OpenAI, writing: Served) -> None:
    remote = {address for _ in ask(writer, stream=True) for address in sockets_of(writing.process.pid)}
    loopback, nowhere = "0100007F:", "00000000:0000"
    assert {address for address in remote if not address.startswith(loopback)} == {nowhere}  # the listening one's


def test_it_says_where_it_is_and_shows_the_token_once(chat_home: Path) -> None:
    place = chat_home / "other.token"
    with serving(chat_home, "--token-file", str(place)) as first:
        assert first.end() == 0
    with serving(chat_home, "--token-file", str(place)) as second:
        assert second.token == first.token
        assert second.end() == 0
    assert stat.S_IMODE(place.stat().st_mode) == 0o600
    assert first.token in "".join(first.said)
    assert second.token not in "".join(second.said)


def test_sigterm_ends_it_well_in_the_middle_of_an_answer(chat_home: Path, tiny_gguf: Path) -> None:
    with serving(chat_home, chat_model=tiny_gguf) as running, client_of(running) as own:
        stream = ask(own, stream=True, max_tokens=1_024)
        next(iter(stream))
        assert running.end() == 0
        stream.close()
    assert "Traceback" not in "".join(running.said)


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.5", "example.org", "", "8.8.8.8"])
def test_no_other_address_is_served(bare: Path, host: str) -> None:
    ran = run(bare, "serve", "--host", host, "--port", "0")
    assert ran.code == 1
    assert "127.0.0.1" in ran.line
    assert not (bare / "serve.token").exists()


def test_a_token_that_others_can_read_is_not_used(bare: Path) -> None:
    place = bare / "serve.token"
    place.write_text("t" * 40, encoding="ascii")
    place.chmod(0o644)
    assert "chmod 600" in run(bare, "serve", "--port", "0").line
    place.chmod(0o600)
    place.write_text("short", encoding="ascii")
    assert "holds no token" in run(bare, "serve", "--port", "0").line


def test_a_port_that_is_taken_is_said(bare: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        assert f"port {port} can't be had" in run(bare, "serve", "--port", port).line
