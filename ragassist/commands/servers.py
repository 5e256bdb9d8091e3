"""The commands `mcp` and `serve`, which serve the library to other programs on this machine."""

from importlib.metadata import version
from pathlib import Path
from typing import Annotated

import typer

from ragassist.airgap import GUARD
from ragassist.commands.opening import app_of
from ragassist.commands.options import AsJson, Home, LibraryName
from ragassist.commands.output import say, show_json
from ragassist.errors import ServingRefused

DEFAULT_PORT = 8377


def mcp(home: Home = None, library: LibraryName = None) -> None:
    """Serve the library to an MCP client, over standard input and output."""
    app = app_of(home, library)
    try:
        from ragassist.serving.mcp_server import mcp_server  # needs the extra 'mcp'
    except ModuleNotFoundError as missing:
        raise ServingRefused(f"{missing.name} is not installed: pip install 'ragassist[mcp]'") from None
    mcp_server(app, version("ragassist")).run("stdio")


def serve(
    *,
    host: Annotated[str, typer.Option(help="An address of this machine's own: 127.0.0.1 or ::1.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="The port; 0: one that is free.")] = DEFAULT_PORT,
    token_file: Annotated[Path | None, typer.Option(help="Where the token is kept; made if it isn't there.")] = None,
    home: Home = None,
    library: LibraryName = None,
    as_json: AsJson = False,
) -> None:
    """Serve the library on this machine to programs that hold the token, by OpenAI's protocol."""
    app = app_of(home, library, seal=False)
    try:
        from ragassist.serving import server  # needs the extra 'serve'
        from ragassist.serving.http_app import http_app  # needs the extra 'serve'
    except ModuleNotFoundError as missing:
        raise ServingRefused(f"{missing.name} is not installed: pip install 'ragassist[serve]'") from None
    place = token_file or app.settings.home / "serve.token"
    listener = server.socket_at(host, port)
    token, is_new = server.token_of(place)
    if app.settings.is_offline:
        GUARD.seal(serving=True)  # after the one socket that the server needs is open
    server.end_well_on_sigterm()
    url = server.url_of(listener)
    say(f"serving library {app.settings.library} at {url}/v1; end it with Ctrl-C")
    say(f"the token, shown this once, is kept in {place}: {token}" if is_new else f"the token is in {place}")
    if as_json:
        show_json({"url": url, "token_file": str(place), "library": app.settings.library})
    server.serve(http_app(app, token, server.hosts_of(listener)), listener)
