"""The guard refuses connections that Python opens, and the kernel refuses those that the guard doesn't see."""

import json
import socket
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from ragassist.airgap import GUARD
from ragassist.errors import ConnectionRefusedByPolicy
from tests.paths import ROOT

OUTSIDE = (
    "192.0.2.1", "2130706433", "0x7f.1", "127.1", "0.0.0.0", "::", "2001:db8::1", "::ffff:192.0.2.1", "fe80::1%lo",
    "example.org", "<broadcast>", "224.0.0.1", "localhost.example.org", "127.0.0.1.nip.io", "localhost/../a.example.org",
    b"example.org", 2130706433,
)  # fmt: skip
INSIDE = ("127.0.0.1", "127.8.8.8", "::1", "localhost", b"127.0.0.1")
linux = pytest.mark.skipif(sys.platform != "linux", reason="only Linux seals a process")


@pytest.mark.parametrize("host", OUTSIDE)
@pytest.mark.parametrize("event", ["socket.connect", "socket.sendto", "socket.getaddrinfo", "socket.bind"])
def test_a_host_outside_the_machine_is_refused_in_every_spelling(event: str, host: object) -> None:
    before = GUARD.refused
    with socket.socket() as tcp, pytest.raises(ConnectionRefusedByPolicy):
        sys.audit(event, *((host, 80) if event == "socket.getaddrinfo" else (tcp, (host, 80))))
    assert GUARD.refused == before + 1


@pytest.mark.parametrize("host", INSIDE)
@pytest.mark.parametrize("event", ["socket.connect", "socket.sendto", "socket.getaddrinfo", "socket.bind"])
def test_loopback_addresses_are_allowed(event: str, host: object) -> None:
    with socket.socket() as tcp:
        sys.audit(event, *((host, 80) if event == "socket.getaddrinfo" else (tcp, (host, 80))))


def test_a_host_name_with_a_slash_is_not_taken_for_the_path_of_a_socket() -> None:
    with pytest.raises(ConnectionRefusedByPolicy):
        socket.getaddrinfo("what/the-document/says.example.org", 443)


def test_listening_on_an_address_that_other_machines_can_reach_is_refused() -> None:
    for host in ("", "0.0.0.0"):
        with socket.socket() as tcp, pytest.raises(ConnectionRefusedByPolicy):
            tcp.bind((host, 0))


def test_unix_sockets_are_allowed_with_every_type_of_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("plain", b"bytes", "\0ragassist-test"):
        with socket.socket(socket.AF_UNIX) as server, socket.socket(socket.AF_UNIX) as client:
            server.bind(name)
            server.listen()
            client.connect(name)


def test_proxy_variables_are_hidden_from_the_environment_until_a_download(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "HTTPS_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:3128")
    code = """
import os
from ragassist.airgap import GUARD
GUARD.close()
shut = {*os.environ}
GUARD.open()
print(*sorted({*os.environ} - shut))
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stdout.split() == ["HTTPS_PROXY", "all_proxy", "http_proxy"]


TRIES = """
import asyncio, ctypes, json, socket, subprocess, sys, threading
from ragassist.airgap import GUARD
from ragassist.errors import ConnectionRefusedByPolicy

GUARD.close()
early, go = [], threading.Event()
def native(family, into):
    libc = ctypes.CDLL(None, use_errno=True)
    into.append(libc.socket(family, socket.SOCK_STREAM, 0))
def waiting():
    go.wait()
    native(socket.AF_INET, early)
thread = threading.Thread(target=waiting)
thread.start()
left, right = socket.socketpair()
sealed = GUARD.seal()
go.set()
thread.join()
now = []
for family in (socket.AF_INET, socket.AF_INET6, socket.AF_PACKET):
    native(family, now)
try:
    socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
except ConnectionRefusedByPolicy:
    pass
child = "import socket; socket.socket(socket.AF_INET)"
code = subprocess.run([sys.executable, "-I", "-c", child], capture_output=True, text=True)
asyncio.run(asyncio.sleep(0))
left.sendall(b"x")
child = code.stderr.splitlines()[-1]
seen = {"sealed": sealed, "early": early, "now": now, "child": child, "unix": right.recv(1).decode(), "report": GUARD.report()}
print(json.dumps(seen))
"""


@linux
def test_the_kernel_refuses_sockets_of_c_code_earlier_threads_and_child_programs() -> None:
    done = subprocess.run([sys.executable, "-c", TRIES], capture_output=True, text=True, check=True, cwd=ROOT)
    seen: dict[str, Any] = json.loads(done.stdout)
    assert seen["sealed"]
    assert seen["early"] + seen["now"] == [-1, -1, -1, -1]
    assert "Permission denied" in seen["child"]
    assert seen["unix"] == "x"
    assert seen["report"] == {"refused": 1, "kept_by": "kernel", "admitted": []}


@linux
def test_a_server_that_listens_before_the_seal_still_accepts_connections() -> None:
    code = """
import socket
from ragassist.airgap import GUARD
GUARD.close()
server = socket.create_server(("127.0.0.1", 0))
client = socket.socket()
GUARD.seal(serving=True)
client.connect(server.getsockname())
taken, _ = server.accept()
client.sendall(b"x")
print(taken.recv(1), GUARD.refused)
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stdout == "b'x' 0\n"


def test_one_port_of_an_admitted_host_is_allowed_and_nothing_else() -> None:
    GUARD.admit_port("192.0.2.1", 8000)
    with socket.socket() as tcp:
        sys.audit("socket.connect", tcp, ("192.0.2.1", 8000))
        sys.audit("socket.getaddrinfo", "192.0.2.1", 8000)
        for event, target in (
            ("socket.connect", ("192.0.2.1", 443)),
            ("socket.connect", ("192.0.2.2", 8000)),
            ("socket.sendto", ("192.0.2.1", 8000)),
            ("socket.bind", ("192.0.2.1", 8000)),
        ):
            with pytest.raises(ConnectionRefusedByPolicy):
                sys.audit(event, tcp, target)
    assert GUARD.report()["admitted"] == ["192.0.2.1:8000"]


def test_admitting_a_host_name_admits_its_addresses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_: [(socket.AF_INET, 1, 6, "", ("192.0.2.7", 0))])
    GUARD.admit_port("gpu-box", 8000)
    with socket.socket() as tcp:
        sys.audit("socket.connect", tcp, ("192.0.2.7", 8000))
        with pytest.raises(ConnectionRefusedByPolicy):
            sys.audit("socket.connect", tcp, ("192.0.2.8", 8000))
