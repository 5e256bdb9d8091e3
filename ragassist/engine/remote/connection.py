"""The connection to a chat server: requests that can be stopped at once, and JSON answers, whole or as a stream.

Requests run on an event loop that only runs during a call. A stop closes the connection even while it waits, and the server
ends its work when it notices that.
"""

import asyncio
import json
from collections.abc import AsyncIterator, Coroutine, Iterator
from threading import Event
from typing import Any, TypeVar

import httpx2

from ingest.said import said
from ragassist.errors import ModelFault
from ragassist.stopping import Stopped
from ragassist.untrusted import one_line

Message = dict[str, Any]
_Result = TypeVar("_Result")
_POLL_SECONDS = 0.05
"""Longest time before a stop event is noticed."""
_CONNECT_SECONDS = 10.0
_LONGEST_LINE = 1 << 22
_LONGEST_REASON = 200


class ServerConnection:
    """A connection to one server. One thread at a time may use it; any thread may set `stop` events."""

    def __init__(self, url: str, key: str | None = None, *, patience: float = 120) -> None:
        """Set the server's address and key. A request fails if the server sends nothing for `patience` seconds."""
        self.url = url
        self._loop = asyncio.new_event_loop()
        self._patience = patience
        self._client = httpx2.AsyncClient(
            base_url=url,
            headers={"Authorization": f"Bearer {key}"} if key else {},
            timeout=httpx2.Timeout(patience, connect=min(_CONNECT_SECONDS, patience)),
            trust_env=False,  # use neither the proxies nor the .netrc file of the environment
        )

    def close(self) -> None:
        """Close the connection."""
        if not self._loop.is_closed():
            self._loop.run_until_complete(self._client.aclose())
            self._loop.close()

    def asked(self, method: str, path: str, body: Message | None, stop: Event) -> Message | None:
        """Return an answer that isn't streamed, None if the server doesn't know the path. Raises `ModelFault` and `Stopped`."""
        lines = self._lines(method, path, body)
        try:
            told = b"".join(self._each(lines, stop))
        except _PathUnknown:
            return None
        return self._parsed(told)

    def streamed(self, path: str, body: Message, stop: Event) -> Iterator[Message]:
        """Yield the events of a streamed answer. Raises `ModelFault`, also for an incomplete answer, and `Stopped`."""
        try:
            for line in self._each(self._lines("POST", path, body), stop):
                data = line.removeprefix(b"data:").strip()
                if data == b"[DONE]":
                    return
                if line.startswith(b"data:"):
                    yield self._parsed(data)
        except _PathUnknown:
            raise ModelFault(
                said("server_path", "the chat server {url} has no {path}: correct chat_url", url=self.url, path=path)
            ) from None
        raise ModelFault(said("server_cut", "the chat server {url} cut its answer short: ask again", url=self.url))

    def _parsed(self, data: bytes) -> Message:
        try:
            message = json.loads(data)
        except (ValueError, RecursionError):
            message = None
        if not isinstance(message, dict):
            told = "the chat server {url} answered with something that isn't JSON: correct chat_url"
            raise ModelFault(said("server_not_json", told, url=self.url))
        if "error" in message:
            told = "the chat server {url} failed ({why}): ask again, or look at its log"
            raise ModelFault(said("server_failed", told, url=self.url, why=_reason(data)))
        return message

    def _each(self, lines: AsyncIterator[bytes], stop: Event) -> Iterator[bytes]:
        """Yield the lines of an answer. Closing the iterator closes the connection."""

        async def following() -> bytes | None:
            return await anext(lines, None)

        async def ended() -> None:
            await lines.aclose()  # type: ignore[attr-defined]  # an asynchronous generator

        try:
            while (line := self._awaited(following(), stop)) is not None:
                yield line
        finally:
            if not self._loop.is_closed():
                self._loop.run_until_complete(ended())

    def _awaited(self, work: Coroutine[Any, Any, _Result], stop: Event) -> _Result:
        task = self._loop.create_task(work)
        try:
            while not task.done():
                if stop.is_set():
                    raise Stopped
                self._loop.run_until_complete(asyncio.wait({task}, timeout=_POLL_SECONDS))
            return task.result()
        except httpx2.HTTPError as problem:
            raise self._fault(problem) from None
        finally:
            if not task.done():
                task.cancel()
                self._loop.run_until_complete(asyncio.wait({task}))

    async def _lines(self, method: str, path: str, body: Message | None) -> AsyncIterator[bytes]:
        """Yield the lines of an answer. Raises `ModelFault` with the server's reason for an error status."""
        async with self._client.stream(method, path, json=body) as response:
            held = b""
            async for part in response.aiter_bytes():
                held += part
                if response.status_code == httpx2.codes.OK:
                    *whole, held = held.split(b"\n")
                    for line in whole:
                        yield line
                if len(held) > _LONGEST_LINE:
                    raise ModelFault(f"the chat server {self.url} answered without end: correct chat_url")
            if response.status_code in (404, 405, 501):
                raise _PathUnknown
            if response.status_code != httpx2.codes.OK:
                raise self._refusal(response.status_code, held)
            yield held

    def _refusal(self, status: int, body: bytes) -> ModelFault:
        if status in (401, 403):
            told = "the chat server {url} wants another key ({status}): set RAGASSIST_CHAT_KEY"
            return ModelFault(said("server_key", told, url=self.url, status=str(status)))
        values = {"url": self.url, "status": str(status), "why": _reason(body)}
        if status in (429, 503):
            return ModelFault(
                said("server_busy", "the chat server {url} refused ({status}: {why}): ask again in a while", **values)
            )
        told = "the chat server {url} refused ({status}: {why}): ask again, or look at its log"
        return ModelFault(said("server_refused", told, **values))

    def _fault(self, problem: httpx2.HTTPError) -> ModelFault:
        if isinstance(problem, httpx2.ConnectError | httpx2.ConnectTimeout):
            why = one_line(str(problem))[:_LONGEST_REASON] or "no answer"
            told = "the chat server {url} can't be reached ({why}): check that it runs, and chat_url"
            return ModelFault(said("server_gone", told, url=self.url, why=why))
        if isinstance(problem, httpx2.TimeoutException):
            told = "the chat server {url} said nothing for {count} seconds: ask again"
            return ModelFault(said("server_silent", told, url=self.url, count=round(self._patience)))
        return ModelFault(said("server_broke_off", "the chat server {url} broke the connection off: ask again", url=self.url))


class _PathUnknown(Exception):
    """The server doesn't know the requested path."""


def _reason(body: bytes) -> str:
    """Return the server's reason for a failure in one line."""
    try:
        told = json.loads(body)
    except (ValueError, RecursionError):
        told = None
    if isinstance(told, dict):
        told = told.get("error", told)
        told = told.get("message", told) if isinstance(told, dict) else told
    return one_line(str(told) if told else body.decode(errors="replace"))[:_LONGEST_REASON] or "no reason given"
