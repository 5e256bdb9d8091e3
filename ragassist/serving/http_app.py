"""The routes of the HTTP server: `/v1/chat/completions`, `/v1/models`, `/v1/search` and `/health`."""

import asyncio
import time
from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Callable, Collection
from contextlib import aclosing, asynccontextmanager
from typing import TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from ingest.errors import AssistantError
from ragassist.app import App
from ragassist.events import Answered, Event
from ragassist.formats.json_contract import search_json
from ragassist.retrieval.filters import filter_of_row
from ragassist.serving.access import AccessGuard
from ragassist.serving.openai_request import MODEL, chat_request_of
from ragassist.serving.openai_response import ChatResponse
from ragassist.serving.problems import HttpProblem, problem_of, problem_response
from ragassist.serving.question_queue import QuestionQueue
from ragassist.stopping import Stopped

_BODY_SECONDS = 30
"""Seconds in which a request's body has to arrive."""
_T = TypeVar("_T")
Handler = Callable[[Request], Awaitable[Response]]


class SearchBody(BaseModel):
    """The body of a request to `/v1/search`: a query, the number of hits, and filters named as in `search --batch`."""

    model_config = ConfigDict(extra="forbid")
    query: str
    top: int = Field(10, ge=1, le=100)
    paths: list[str] | None = None
    languages: list[str] | None = None
    formats: list[str] | None = None
    since: str | None = None
    before: str | None = None


class Service:
    """The handlers of the routes; they share one queue of questions."""

    def __init__(self, program: App) -> None:
        self.program, self.queue, self._since = program, QuestionQueue(program), int(time.time())

    async def health(self, _: Request) -> Response:
        """Report that the server is running. The route needs no token and tells nothing about the library."""
        return JSONResponse({"status": "ok"})

    async def models(self, _: Request) -> Response:
        """List the only model of this server: the library together with the installed chat model."""
        one = {"id": MODEL, "object": "model", "created": self._since, "owned_by": self.program.settings.library}
        return JSONResponse({"object": "list", "data": [one]})

    async def search(self, request: Request) -> Response:
        """Return the passages that fit a query best, as `search_json` writes them."""
        started = time.monotonic()
        try:
            body = SearchBody.model_validate_json(await _data(request))
        except ValidationError as problem:
            first = problem.errors(include_url=False, include_input=False)[0]
            where = ".".join(map(str, first["loc"]))
            raise HttpProblem(400, f"{where or 'the body'}: {first['msg']}", "invalid_request", where or None) from None
        only = filter_of_row(body.model_dump(exclude={"query", "top"}))
        language, hits, notices = await self.queue.search(body.query, body.top, only)
        return JSONResponse(search_json(body.query, language, hits, time.monotonic() - started, notices))

    async def chat(self, request: Request) -> Response:
        """Answer a question, in one response or as a stream."""
        chat = chat_request_of(await _data(request), self.queue.default_options())
        events = self.queue.ask(chat.question, chat.options, chat.earlier)
        reply = ChatResponse(chat)
        if not chat.stream:
            async with aclosing(events):
                return JSONResponse(reply.whole(await _unless_gone(request, _last(events))))
        first = await anext(events)  # an invalid question fails here, while the status can still be set
        return _Stream(reply.stream(_after(first, events)))


class _Stream(StreamingResponse):
    """A stream of server-sent events. The answer is stopped as soon as the client disconnects."""

    def __init__(self, events: AsyncGenerator[str, None]) -> None:
        super().__init__(events, media_type="text/event-stream", headers={"Cache-Control": "no-store"})
        self._events = events

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async with aclosing(self._events):
            await super().__call__(scope, receive, send)


def http_app(program: App, token: str, hosts: Collection[str]) -> Starlette:
    """Return the application. It serves requests for one of `hosts` with the token; `state.stop()` stops all answers."""
    service = Service(program)

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        yield
        await service.queue.close()

    routes = [
        Route("/health", service.health),
        Route("/v1/models", _guarded(service.models)),
        Route("/v1/search", _guarded(service.search), methods=["POST"]),
        Route("/v1/chat/completions", _guarded(service.chat), methods=["POST"]),
    ]
    guard = Middleware(AccessGuard, token=token, hosts=hosts)
    app = Starlette(routes=routes, middleware=[guard], lifespan=lifespan, exception_handlers={HTTPException: _not_there})
    app.state.stop = service.queue.stop
    return app


def _guarded(handler: Handler) -> Handler:
    """Return the handler, with its exceptions turned into error responses."""

    async def guarded(request: Request) -> Response:
        try:
            return await handler(request)
        except HttpProblem as problem:
            return problem_response(problem)
        except AssistantError as problem:
            return problem_response(problem_of(problem))
        except Stopped:
            return problem_response(HttpProblem(503, "the server ends: ask again when it is back", "stopped"))
        except ClientDisconnect:
            return Response(status_code=499)  # the client has gone and doesn't receive it

    return guarded


async def _not_there(request: Request, problem: Exception) -> Response:
    status = problem.status_code if isinstance(problem, HTTPException) else 404
    what = "no such method" if status == 405 else "nothing is served"
    return problem_response(HttpProblem(status, f"{what} at {request.url.path[:80]}: see docs/serving.md", "not_found"))


async def _data(request: Request) -> bytes:
    try:
        async with asyncio.timeout(_BODY_SECONDS):
            return await request.body()
    except TimeoutError:
        raise HttpProblem(408, f"the request took more than {_BODY_SECONDS} s to arrive", "timeout") from None


async def _last(events: AsyncIterator[Event]) -> Answered:
    async for event in events:
        if isinstance(event, Answered):
            return event
    raise Stopped


async def _after(first: Event, events: AsyncGenerator[Event, None]) -> AsyncGenerator[Event, None]:
    """Yield `first`, then `events`; closing this generator closes `events`."""
    async with aclosing(events):
        yield first
        async for event in events:
            yield event


async def _unless_gone(request: Request, work: Awaitable[_T]) -> _T:
    """Return the result of `work`. If the client disconnects, cancel the work and raise `ClientDisconnect`."""
    working, gone = asyncio.ensure_future(work), asyncio.ensure_future(_gone(request))
    try:
        await asyncio.wait({working, gone}, return_when=asyncio.FIRST_COMPLETED)
        if not working.done():
            raise ClientDisconnect
        return working.result()
    finally:
        gone.cancel()
        working.cancel()


async def _gone(request: Request) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        pass
