"""The server's responses to clients without permission."""

import http.client
import socket
from contextlib import suppress

import pytest

from tests.cli.asking import raw
from tests.cli.served import Served


@pytest.mark.parametrize("token", ["", "wrong", "ünïcode", "x" * 10_000])
@pytest.mark.parametrize("path", ["/v1/chat/completions", "/v1/search", "/v1/models", "/", "/v1/nothing"])
def test_without_the_token_nothing_is_answered(served: Served, path: str, token: str) -> None:
    status, answer = raw(served, b"{}", token=token.encode().decode("latin-1"), path=path)
    assert (status, answer["error"]["code"]) == (401, "invalid_api_key")


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:80", "127.0.0.1:1", "192.168.0.2", "localhost.evil.example", ""]
)
@pytest.mark.parametrize("path", ["/v1/models", "/health"])
def test_a_request_by_dns_rebinding_is_not_answered(served: Served, host: str, path: str) -> None:
    assert raw(served, b"{}", path=path, Host=host)[0] in (400, 421)


def test_no_web_page_can_read_an_answer(served: Served) -> None:
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
    """Return the response until the server closes the connection."""
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
            with suppress(OSError):  # the server may close the connection while more is being sent
                for _ in range(20):
                    sent.sendall(b"10000\r\n" + block + b"\r\n" if "chunked" in length else block)
            answer = received(sent)
        assert answer.startswith("HTTP/1.1 413 "), answer
        assert "request_too_large" in answer
