"""Checks the host, the token and the size of every request before it is handled."""

import secrets
from collections.abc import Collection, Iterable

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ragassist.serving.problems import HttpProblem, problem_response

MOST_BYTES = 1_000_000
"""Most bytes of a request's body. A question has up to 2,000 characters, but editors send whole conversations."""
OPEN_PATHS = ("/health",)
"""Paths that need no token."""


class AccessGuard:
    """Refuses a request that names another host (as in DNS rebinding), lacks the token, or has too long a body.

    Responses carry no CORS headers, so that no web page in a browser can read them.
    """

    def __init__(self, app: ASGIApp, token: str, hosts: Collection[str]) -> None:
        self.app, self._token, self._hosts = app, token.encode(), hosts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or answer it with an error."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        problem = self._problem(str(scope["path"]), headers)
        if problem is not None:
            await problem_response(problem)(scope, receive, send)
            return
        await self.app(scope, _limited(receive), send)

    def _problem(self, path: str, headers: Headers) -> HttpProblem | None:
        if [host.lower() in self._hosts for host in headers.getlist("host")] != [True]:
            return HttpProblem(421, f"this server answers to {' or '.join(sorted(self._hosts))} only", "wrong_host")
        if path not in OPEN_PATHS and not self._knows(headers.getlist("authorization")):
            return HttpProblem(401, "the token is missing or wrong: send 'Authorization: Bearer TOKEN'", "invalid_api_key")
        if _length(headers) > MOST_BYTES:
            return _too_long()
        return None

    def _knows(self, given: Iterable[str]) -> bool:
        return [secrets.compare_digest(_bearer(one), self._token) for one in given] == [True]


def _bearer(header: str) -> bytes:
    kind, _, token = header.partition(" ")
    return token.strip().encode("utf-8", "replace") if kind.lower() == "bearer" else b""


def _length(headers: Headers) -> int:
    given = headers.get("content-length", "0")
    return int(given) if given.isdecimal() else 0


def _too_long() -> HttpProblem:
    return HttpProblem(
        413, f"the request is longer than {MOST_BYTES:,} bytes: send less of the conversation", "request_too_large"
    )


def _limited(receive: Receive) -> Receive:
    """Return a `receive` that counts the bytes of the body, because a request may leave out its length."""
    received = 0

    async def limited() -> Message:
        nonlocal received
        message = await receive()
        received += len(message.get("body", b"")) if message["type"] == "http.request" else 0
        if received > MOST_BYTES:
            raise _too_long()
        return message

    return limited
