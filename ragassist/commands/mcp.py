"""`mcp`: the library as tools of an assistant or editor."""

from ragassist.commands.common import Home, LibraryName, assembly_of


def mcp(home: Home = None, library: LibraryName = None) -> None:
    """Serve the library to an MCP client, over standard input and output."""
    from importlib.metadata import version

    from ragassist.errors import ServingRefused

    assembly = assembly_of(home, library)
    try:
        from ragassist.serving.mcp_server import mcp_server
    except ModuleNotFoundError as missing:
        raise ServingRefused(f"{missing.name} is not installed: pip install 'ragassist[mcp]'") from None
    mcp_server(assembly, version("ragassist")).run("stdio")
