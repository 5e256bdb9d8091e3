"""Turns errors into HTTP responses with the JSON that clients of OpenAI's API expect."""

from typing import Any

from starlette.responses import JSONResponse

from ingest.errors import AssistantError, PathProblem
from ragassist.errors import ConnectionRefusedByPolicy, FilterInvalid, ModelDamaged, ModelMissing, QuestionInvalid, QueueFull

_BAD_REQUEST, _BUSY, _FAILED, _NOT_READY = 400, 429, 500, 503
_STATUS: dict[type[AssistantError], tuple[int, str]] = {
    QuestionInvalid: (_BAD_REQUEST, "invalid_question"),
    FilterInvalid: (_BAD_REQUEST, "invalid_filter"),
    PathProblem: (_BAD_REQUEST, "invalid_filter"),
    QueueFull: (_BUSY, "queue_full"),
    ModelMissing: (_NOT_READY, "model_missing"),
    ModelDamaged: (_NOT_READY, "model_damaged"),
    ConnectionRefusedByPolicy: (_FAILED, "connection_refused"),
}


class HttpProblem(Exception):
    """Raised for a request that can't be answered: HTTP status, one line with the reason, a code, and the field at fault."""

    def __init__(self, status: int, message: str, code: str, param: str | None = None) -> None:
        super().__init__(message)
        self.status, self.message, self.code, self.param = status, message, code, param


def problem_of(error: AssistantError) -> HttpProblem:
    """Return the status, code and message that a client receives for an error of the program."""
    status, code = next((found for kind, found in _STATUS.items() if isinstance(error, kind)), (_FAILED, "failed"))
    return HttpProblem(status, " ".join(str(error).split()), code)


def problem_json(problem: HttpProblem) -> dict[str, Any]:
    """Return the body of the response to a problem."""
    kind = "invalid_request_error" if problem.status < _FAILED else "server_error"
    return {"error": {"message": problem.message, "type": kind, "param": problem.param, "code": problem.code}}


def problem_response(problem: HttpProblem) -> JSONResponse:
    """Return the response to a problem; if the queue is full, it says when to try again."""
    headers = {"Retry-After": "5"} if problem.status == _BUSY else {}
    if problem.status == 401:
        headers["WWW-Authenticate"] = "Bearer"
    return JSONResponse(problem_json(problem), problem.status, headers)
