"""Starts llama.cpp's server on loopback: `llama-server`, or the one that the wheel xllamacpp carries.

Run as a program, `python tests/llama_server.py MODEL PORT`, it is the server of the wheel.
"""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

import pytest

_START_SECONDS = 120
_CONTEXT, _BATCH = 2048, 64


@contextmanager
def llama_server(model: Path, folder: Path) -> Iterator[str]:
    """Yield the URL of a server with a model: the program in LLAMA_SERVER, `llama-server` on the path, or the wheel's.

    Skips the test if there is none.
    """
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(_command(model, port), stdout=log, stderr=log, stdin=subprocess.DEVNULL)
        try:
            _wait_for(f"http://127.0.0.1:{port}/health", process)
            yield f"http://127.0.0.1:{port}"
        finally:
            process.kill()
            process.wait()


def _command(model: Path, port: int) -> list[str]:
    if program := shutil.which(os.environ.get("LLAMA_SERVER", "llama-server")):
        options = f"--host 127.0.0.1 --port {port} -c {_CONTEXT} -b {_BATCH} -np 1 -t 1"
        return [program, "-m", str(model), *options.split()]
    if find_spec("xllamacpp") is None:
        pytest.skip("neither llama-server nor xllamacpp is installed")
    return [sys.executable, __file__, str(model), str(port)]


def _wait_for(url: str, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + _START_SECONDS
    while time.monotonic() < until and process.poll() is None:
        try:
            with urllib.request.urlopen(url, timeout=5):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    pytest.fail("the server of llama.cpp didn't start")


def _serve(model: str, port: int) -> None:
    """Serve a model until the process is killed."""
    import xllamacpp  # the server's process alone loads this second llama.cpp

    asked = xllamacpp.CommonParams()
    asked.model.path, asked.port = model, port
    asked.n_ctx, asked.n_batch, asked.n_parallel, asked.cpuparams.n_threads = _CONTEXT, _BATCH, 1, 1
    _server = xllamacpp.Server(asked)  # listens on loopback as long as it is referenced
    signal.pause()


if __name__ == "__main__":
    _serve(sys.argv[1], int(sys.argv[2]))
