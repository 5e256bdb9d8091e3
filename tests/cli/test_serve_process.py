"""The serving process: where it listens, how requests wait, and how it ends."""

import json
import socket
import stat
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.cli.asking import QUESTION, ask, client_of, raw
from tests.cli.program import run
from tests.cli.served import Served, serving, sockets_of
from tests.paths import ROOT

if TYPE_CHECKING:
    from openai import OpenAI


def test_a_client_that_disconnects_makes_room_for_the_next(writer: "OpenAI", writing: Served) -> None:
    for _ in range(8):  # more than may wait, so each has to be stopped before the last is answered
        stream = ask(writer, stream=True, max_tokens=1_024)
        next(iter(stream))
        stream.close()
    body = json.dumps({"model": "ragassist", "messages": [QUESTION], "max_tokens": 1_024}).encode()
    host, port = writing.url.removeprefix("http://").split(":")
    head = f"POST /v1/chat/completions HTTP/1.1\r\nHost: {host}:{port}\r\nAuthorization: Bearer {writing.token}\r\n"
    for _ in range(8):
        with socket.create_connection((host, int(port))) as gone:
            gone.sendall(f"{head}Content-Length: {len(body)}\r\n\r\n".encode() + body)
            time.sleep(0.2)  # the request is being answered, or it waits
    assert raw(writing, b'{"query": "pump"}', path="/v1/search")[0] == 200


def test_two_clients_are_answered_one_after_the_other_and_too_many_are_refused(writer: "OpenAI") -> None:
    import openai

    seen: list[str] = []

    def one() -> None:
        try:
            seen.append(ask(writer).object)
        except openai.RateLimitError as refused:
            seen.append(str(refused.response.headers["retry-after"]))

    threads = [threading.Thread(target=one) for _ in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert set(seen) == {"5", "chat.completion"}
    assert seen.count("chat.completion") >= 5


@pytest.mark.skipif(sys.platform != "linux", reason="/proc tells it")
def test_no_socket_but_its_own_is_open_while_it_answers(writer: "OpenAI", writing: Served) -> None:
    remote = {address for _ in ask(writer, stream=True) for address in sockets_of(writing.process.pid)}
    loopback, nowhere = "0100007F:", "00000000:0000"
    assert {address for address in remote if not address.startswith(loopback)} == {
        nowhere
    }  # the remote address of the listening socket


def test_it_prints_its_address_and_the_token_once(chat_home: Path) -> None:
    place = chat_home / "other.token"
    with serving(chat_home, "--token-file", str(place)) as first:
        assert first.end() == 0
    with serving(chat_home, "--token-file", str(place)) as second:
        assert second.token == first.token
        assert second.end() == 0
    assert stat.S_IMODE(place.stat().st_mode) == 0o600
    assert first.token in "".join(first.said)
    assert second.token not in "".join(second.said)


_EARLY = """
import os, signal
from starlette.applications import Starlette
from ragassist.serving import server

server.end_well_on_sigterm()
os.kill(os.getpid(), signal.SIGTERM)
print("at work", flush=True)
app = Starlette()
app.state.stop = lambda: print("ended in order", flush=True)
server.serve(app, server.socket_at("127.0.0.1", 0))
"""


def test_sigterm_before_it_serves_waits_until_it_does() -> None:
    done = subprocess.run([sys.executable, "-c", _EARLY], capture_output=True, text=True, check=False, cwd=ROOT, timeout=60)
    assert (done.returncode, done.stdout, done.stderr) == (0, "at work\nended in order\n", "")


def test_sigterm_ends_it_well_in_the_middle_of_an_answer(chat_home: Path, tiny_gguf: Path) -> None:
    with serving(chat_home, chat_model=tiny_gguf) as running, client_of(running) as own:
        stream = ask(own, stream=True, max_tokens=1_024)
        next(iter(stream))
        assert running.end() == 0
        stream.close()
    assert "Traceback" not in "".join(running.said)


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.5", "example.org", "", "8.8.8.8"])
def test_no_other_address_is_served(bare: Path, host: str) -> None:
    ran = run(bare, "serve", "--host", host, "--port", "0")
    assert ran.code == 1
    assert "127.0.0.1" in ran.line
    assert not (bare / "serve.token").exists()


def test_a_token_that_others_can_read_is_not_used(bare: Path) -> None:
    place = bare / "serve.token"
    place.write_text("t" * 40, encoding="ascii")
    place.chmod(0o644)
    assert "chmod 600" in run(bare, "serve", "--port", "0").line
    place.chmod(0o600)
    place.write_text("short", encoding="ascii")
    assert "holds no token" in run(bare, "serve", "--port", "0").line


def test_a_port_in_use_is_reported(bare: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        assert f"port {port} can't be had" in run(bare, "serve", "--port", port).line
