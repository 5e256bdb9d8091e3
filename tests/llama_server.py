"""Starts llama.cpp's server on loopback if it is installed: `llama-server` on the path, or the program in LLAMA_SERVER."""

import os
import shutil
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

_START_SECONDS = 120


@contextmanager
def llama_server(model: Path, folder: Path) -> Iterator[str]:
    """Yield the URL of a server with a model; skip the test if the server isn't installed."""
    program = shutil.which(os.environ.get("LLAMA_SERVER", "llama-server"))
    if program is None:
        pytest.skip("llama-server isn't installed")
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    options = f"--host 127.0.0.1 --port {port} -c 2048 -b 64 -np 1 -t 1"
    command = [program, "-m", str(model), *options.split()]
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(command, stdout=log, stderr=log, stdin=subprocess.DEVNULL)
        try:
            _wait_for(f"http://127.0.0.1:{port}/health", process)
            yield f"http://127.0.0.1:{port}"
        finally:
            process.kill()
            process.wait()


def _wait_for(url: str, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + _START_SECONDS
    while time.monotonic() < until and process.poll() is None:
        try:
            with urllib.request.urlopen(url, timeout=5):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    pytest.fail("llama-server didn't start")
