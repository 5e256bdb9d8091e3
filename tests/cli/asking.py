"""Sends requests to the served program with OpenAI's client, and raw requests.

The client is imported where it is first used: the import takes a second, and each process of pytest-xdist collects all tests.
"""

import http.client
import json
from typing import TYPE_CHECKING, Any

from tests.cli.served import Served

if TYPE_CHECKING:
    from openai import OpenAI

NO_THINKING = {"ragassist": {"think": "off"}}
QUESTION = {"role": "user", "content": "How heavy is the canal pump K240?"}


def client_of(served: Served, **more: Any) -> "OpenAI":
    from openai import OpenAI

    return OpenAI(base_url=f"{served.url}/v1", api_key=served.token, max_retries=0, timeout=200, **more)


def ask(client: "OpenAI", **more: Any) -> Any:
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
    """Send a raw request; return the status and the JSON of its response."""
    connection = http.client.HTTPConnection(served.url.removeprefix("http://"), timeout=100)
    own = {"Authorization": f"Bearer {served.token if token is None else token}", "Content-Type": "application/json"}
    connection.request("POST", path, body, own | {name.replace("_", "-"): value for name, value in headers.items()})
    answer = connection.getresponse()
    data = answer.read()
    connection.close()
    return answer.status, json.loads(data) if data.startswith(b"{") else data.decode()
