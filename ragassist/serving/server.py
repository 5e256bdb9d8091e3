"""The HTTP server: its socket, its token, and an orderly shutdown."""

import ipaddress
import os
import secrets
import signal
import socket
import stat
from collections.abc import Callable
from pathlib import Path

import uvicorn
from starlette.applications import Starlette

from ingest.system.files import CREATE
from ingest.system.signals import hold_sigterm
from ragassist.errors import ServingRefused

_TOKEN_BYTES = 32
_MOST_AT_ONCE = 32
"""Most connections at a time; a client needs one or two."""
_LAST_SECONDS = 5
"""Seconds in which running responses have to finish once the server is told to end."""
_OTHERS = stat.S_IRWXG | stat.S_IRWXO


def token_of(place: Path) -> tuple[str, bool]:
    """Return the token in a file and whether it is new; a missing file is made, readable by its owner alone.

    Raises `ServingRefused` for a file that isn't a safe token file.
    """
    try:
        place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        descriptor = os.open(place, CREATE, 0o600)
    except FileExistsError:
        return _read_token(place), False
    token = secrets.token_urlsafe(_TOKEN_BYTES)
    with os.fdopen(descriptor, "w", encoding="ascii") as stream:
        stream.write(token + "\n")
    return token, True


def _read_token(place: Path) -> str:
    if not place.is_file():
        raise ServingRefused(f"{place} is no file: give another --token-file")
    if os.name == "posix" and place.stat().st_mode & _OTHERS:
        raise ServingRefused(f"{place} can be read by others: run 'chmod 600' on it, or delete it for a new token")
    token = place.read_text(encoding="utf-8", errors="replace").strip()
    if len(token) < _TOKEN_BYTES // 2 or not token.isascii() or not token.isprintable() or " " in token:
        raise ServingRefused(f"{place} holds no token of at least {_TOKEN_BYTES // 2} characters: delete it for a new one")
    return token


def socket_at(host: str, port: int) -> socket.socket:
    """Return a socket that listens at a loopback address. Raises `ServingRefused` for any other address."""
    try:
        address = ipaddress.ip_address("127.0.0.1" if host == "localhost" else host)
    except ValueError:
        raise ServingRefused(f"'{host[:60]}' is no address: give 127.0.0.1 or ::1") from None
    if not address.is_loopback:
        raise ServingRefused(f"{address} can be reached from other machines, which is never served: give 127.0.0.1 or ::1")
    family = socket.AF_INET6 if address.version == 6 else socket.AF_INET
    try:
        return socket.create_server((str(address), port), family=family, backlog=_MOST_AT_ONCE)
    except OSError as problem:
        raise ServingRefused(f"port {port} can't be had ({problem.strerror}): give another --port") from None


def url_of(server: socket.socket) -> str:
    """Return the URL, without a path, at which a socket listens."""
    host, port = server.getsockname()[:2]
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def hosts_of(server: socket.socket) -> frozenset[str]:
    """Return the values that the header Host of a request to a socket may have."""
    host, port = server.getsockname()[:2]
    own = f"[{host}]" if ":" in host else host
    return frozenset((f"{own}:{port}", f"localhost:{port}", *((own, "localhost") if port == 80 else ())))


def end_well_on_sigterm() -> None:
    """Let SIGTERM end the process with exit code 0.

    While the server runs, it handles the signal itself and raises it again after its shutdown. During the start the signal
    is blocked, because it would leave the server half started.
    """

    def end(*_: object) -> None:
        raise SystemExit(0)

    signal.signal(signal.SIGTERM, end)
    hold_sigterm(held=True)


def serve(app: Starlette, server: socket.socket) -> None:
    """Serve until SIGTERM or Ctrl-C; then stop running answers and close their connections."""
    config = uvicorn.Config(
        app,
        log_level="error",
        access_log=False,
        server_header=False,
        proxy_headers=False,
        limit_concurrency=_MOST_AT_ONCE,
        timeout_graceful_shutdown=_LAST_SECONDS,
        ws="none",
        http="h11",
        loop="asyncio",
        lifespan="on",
    )
    _Server(config, app.state.stop).run(sockets=[server])


class _Server(uvicorn.Server):
    """Stops answers before it closes their connections, so that each client receives the end of its response."""

    def __init__(self, config: uvicorn.Config, stop: Callable[[], None]) -> None:
        super().__init__(config)
        self._stop_answers = stop

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start the server, which handles the signals from now on."""
        hold_sigterm(held=False)
        await super().startup(sockets)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Stop all answers, then shut the server down."""
        self._stop_answers()
        await super().shutdown(sockets)
