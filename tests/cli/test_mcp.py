"""The MCP server as the SDK's own client sees it, over standard input and output.

The client is imported where it is used: the import takes a second, and each process of pytest-xdist collects all tests.
"""

import json
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import anyio

from tests.cli.program import COMMAND, environment
from tests.paths import ROOT

if TYPE_CHECKING:
    from mcp import Client

QUESTION = "How heavy is the canal pump K240?"


@asynccontextmanager
async def connected(home: Path, **more: str) -> "AsyncIterator[Client]":
    """Yield a client of `ragassist mcp`, which is ended afterwards."""
    from mcp import Client, StdioServerParameters

    command, *arguments = COMMAND
    server = StdioServerParameters(command=command, args=[*arguments, "mcp"], env=environment(home, **more), cwd=str(ROOT))
    async with Client(server) as client:
        yield client


async def test_both_tools_describe_their_input_and_output(chat_home: Path) -> None:
    async with connected(chat_home) as client:
        tools = {tool.name: tool for tool in (await client.list_tools()).tools}
    assert set(tools) == {"search", "ask"}
    assert set(tools["search"].input_schema["properties"]) == {"query", "top", "paths"}
    assert set(tools["ask"].input_schema["properties"]) == {"question", "language", "paths"}
    assert {"answer", "abstained", "citations"} <= set((tools["ask"].output_schema or {})["properties"])
    assert all(tool.annotations and tool.annotations.read_only_hint for tool in tools.values())


async def test_passages_and_answers_come_with_their_places(chat_home: Path, tiny_gguf: Path) -> None:
    told: list[tuple[float, str | None]] = []

    async def hear(progress: float, total: float | None, message: str | None) -> None:
        del total
        told.append((progress, message))

    async with connected(chat_home, RAGASSIST_CHAT_MODEL=str(tiny_gguf)) as client:
        found = await client.call_tool("search", {"query": "Was kostet die Halle im Monat?", "top": 2})
        answered = await client.call_tool("ask", {"question": QUESTION, "language": "en"}, progress_callback=hear)
    assert not found.is_error
    hits: list[dict[str, Any]] = (found.structured_content or {})["hits"]
    assert Path(hits[0]["path"]).name == "lease.txt"
    answer = answered.structured_content or {}
    assert not answered.is_error
    assert answer["answer"]
    assert answer["model"] == tiny_gguf.name
    assert all({"n", "path", "page", "quote", "supported"} <= citation.keys() for citation in answer["citations"])
    assert [message for _, message in told][:3] == ["searching", "loading", "reading prompt"]
    assert [at for at, _ in told] == sorted({at for at, _ in told})


WRONG: tuple[tuple[str, dict[str, Any], str], ...] = (
    ("ask", {}, "question"),
    ("ask", {"question": " "}, "the question is empty: ask something"),
    ("ask", {"question": "word " * 1_000}, "shorten it"),
    ("ask", {"question": QUESTION, "language": "xx"}, "language"),
    ("ask", {"question": QUESTION, "paths": [""]}, "the path to search is empty"),
    ("search", {"query": "pump", "top": 0}, "top"),
    ("search", {"query": ["pump"]}, "query"),
)


async def test_each_error_is_one_line_and_the_server_goes_on(bare: Path) -> None:
    async with connected(bare) as client:
        results = [await client.call_tool(tool, arguments) for tool, arguments, _ in WRONG]
    assert all(result.is_error for result in results)
    told = ["".join(part.text if part.type == "text" else "\n" for part in result.content) for result in results]
    assert [line for line, (_, _, reason) in zip(told, WRONG, strict=True) if reason not in line or "\n" in line] == []


async def test_an_empty_library_is_not_an_error(bare: Path) -> None:
    async with connected(bare) as client:
        found = (await client.call_tool("search", {"query": QUESTION})).structured_content or {}
        answer = (await client.call_tool("ask", {"question": QUESTION})).structured_content or {}
    assert found["hits"] == []
    assert answer["abstained"]


async def test_a_cancelled_answer_makes_room_for_the_next_question(chat_home: Path) -> None:
    async with connected(chat_home) as client:
        await client.call_tool("search", {"query": "pump"})
        with anyio.move_on_after(2) as scope:
            for _ in range(50):
                await client.call_tool("ask", {"question": QUESTION})
        assert scope.cancelled_caught
        with anyio.fail_after(60):
            assert not (await client.call_tool("search", {"query": "pump"})).is_error


def test_standard_output_has_only_the_protocol(chat_home: Path) -> None:
    client = {"protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": {"name": "test", "version": "1"}}
    asked = {"name": "search", "arguments": {"query": "pump"}}
    lines: list[dict[str, Any]] = [
        {"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": client},
        {"jsonrpc": "2.0", "method": "notifications/initialized"},
        {"jsonrpc": "2.0", "id": 2, "method": "tools/call", "params": asked},
    ]
    process = subprocess.Popen(
        [*COMMAND, "mcp"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=ROOT,
        env=environment(chat_home),
    )  # fmt: skip
    assert process.stdin
    assert process.stdout
    for line in (*map(json.dumps, lines[:2]), "no JSON", json.dumps(lines[2])):
        process.stdin.write(line + "\n")
    process.stdin.flush()
    seen = [json.loads(process.stdout.readline())]
    while seen[-1].get("id") != 2:
        seen.append(json.loads(process.stdout.readline()))
    rest, _ = process.communicate(timeout=60)
    assert rest == ""
    assert process.returncode == 0
    assert all(message["jsonrpc"] == "2.0" for message in seen)


def test_without_the_extra_the_package_to_install_is_named(bare: Path) -> None:
    hidden = "import sys; sys.modules['mcp'] = None; sys.argv = ['ragassist', 'mcp']; from ragassist.cli import main; main()"
    done = subprocess.run(
        [sys.executable, "-c", hidden], capture_output=True, text=True, check=False, cwd=ROOT, env=environment(bare)
    )
    assert done.returncode == 1
    assert "pip install 'ragassist[mcp]'" in done.stderr
    assert "Traceback" not in done.stderr
