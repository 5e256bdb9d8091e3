"""Refuses every connection that leaves the machine, and counts what was refused.

There are two barriers. An audit hook sees what Python code does in this process, and counts it. A filter of the Linux kernel
refuses what the hook can't see, code in C and other programs that are started, and counts nothing. docs/offline.md says what
neither stops.

If the settings name the server of a team's library, connections to it are allowed. Its client connects in C code, so the
kernel's filter isn't installed then; the client is given that one address only. Nor is it where the settings name a server
that runs the chat model, of which one port is allowed: the filter knows no addresses.
"""

import ipaddress
import os
import socket
import sys
from collections.abc import Iterable

from ragassist.errors import ConnectionRefusedByPolicy

_OFFLINE = ("HF_HUB_OFFLINE", "TRANSFORMERS_OFFLINE", "HF_HUB_DISABLE_TELEMETRY", "DO_NOT_TRACK", "ORT_DISABLE_TELEMETRY")
_PROXIES = tuple(f"{kind}_proxy" for kind in ("http", "https", "ftp", "all", "ws", "wss"))
"""A proxy on this machine would carry what is sent to it elsewhere."""
_LOOKUPS = frozenset(("socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr", "socket.getnameinfo"))
_CONNECTS = frozenset(("socket.connect", "socket.sendto", "socket.sendmsg"))
_INSIDE = frozenset(getattr(socket, name) for name in ("AF_UNIX", "AF_NETLINK") if hasattr(socket, name))
"""Families of sockets that don't leave the machine."""


class Airgap:
    """An audit hook, which stays until the process ends; `allowed` opens it for `models pull` alone."""

    def __init__(self) -> None:
        self.refused = 0
        self.allowed = False
        self.sealed = False
        self._hooked = self._serving = False
        self._proxies: dict[str, str] = {}
        self.admitted: frozenset[str] = frozenset()
        self.ports: frozenset[tuple[str, int]] = frozenset()

    def admit(self, hosts: Iterable[str]) -> None:
        """Allow connections to some hosts besides this machine: the server of the library that the settings name."""
        self.admitted |= frozenset(hosts)

    def admit_port(self, host: str, port: int) -> None:
        """Allow connections to one port of a host besides this machine: the server that runs the chat model."""
        self.ports |= {(host, port)}

    def close(self) -> None:
        """Refuse connections from now on."""
        self.allowed = False
        os.environ.update(dict.fromkeys(_OFFLINE, "1"))
        for name in (spelling for proxy in _PROXIES for spelling in (proxy, proxy.upper()) if spelling in os.environ):
            self._proxies[name] = os.environ.pop(name)
        if not self._hooked:
            sys.addaudithook(self._hook)
            self._hooked = True

    def open(self) -> None:
        """Allow connections: the person asked for a download."""
        self.allowed = True
        os.environ.update(self._proxies)
        for name in _OFFLINE[:2]:
            os.environ.pop(name, None)

    def seal(self, *, serving: bool = False) -> bool:
        """Let the kernel refuse all sockets but unix ones, for good, in this process and in all that it starts.

        With `serving` a socket that listens already goes on taking connections. Return whether the kernel does it.
        """
        if not self.sealed:
            from ingest.isolation.sandbox import refuse_networks

            self._serving, self.sealed = serving, refuse_networks()
        return self.sealed

    @property
    def kept_by(self) -> str:
        """What refuses connections: `kernel` (and the hook), or `guard`, the hook alone."""
        return "kernel" if self.sealed else "guard"

    def report(self) -> dict[str, object]:
        """Return what was refused, by what, and which hosts are let through, for JSON."""
        ports = [f"{host}:{port}" for host, port in self.ports]
        return {"refused": self.refused, "kept_by": self.kept_by, "admitted": sorted([*self.admitted, *ports])}

    def _hook(self, event: str, arguments: tuple[object, ...]) -> None:
        if not event.startswith("socket.") or self.allowed:
            return
        if event in _CONNECTS:
            if event == "socket.connect" and self._is_admitted_port(arguments[1]):
                return
            family = getattr(arguments[0], "family", None)
            self._judge(arguments[1], f"a connection to {arguments[1]!r}", inside=family in _INSIDE or arguments[1] is None)
        elif event in _LOOKUPS:
            inside = arguments[0] is None or any(host == _host(arguments[0]) for host, _ in self.ports)
            self._judge(arguments[0], f"a look-up of {arguments[0]!r}", inside=inside)
        elif event == "socket.bind":
            inside = getattr(arguments[0], "family", None) in _INSIDE
            self._judge(arguments[1], f"listening at {arguments[1]!r}", inside=inside, everywhere=False)
        elif event == "socket.__new__" and self.sealed and not self._serving and arguments[1] not in _INSIDE:
            self._refuse(f"a socket of family {arguments[1]!r}")

    def _is_admitted_port(self, target: object) -> bool:
        """Return whether an address is that of an admitted host, which is looked up for it, and its port an admitted one."""
        if not isinstance(target, tuple) or len(target) < 2:
            return False
        return any(_host(target) in _addresses(host) for host, port in self.ports if port == target[1])

    def _judge(self, target: object, what: str, *, inside: bool, everywhere: bool = True) -> None:
        """Refuse a target outside; `everywhere`: the address of no host, "", stands for this machine."""
        host = _host(target)
        if inside or (host == "" and everywhere) or _is_loopback(host) or host in self.admitted:
            return
        self._refuse(what)

    def _refuse(self, what: str) -> None:
        self.refused += 1
        raise ConnectionRefusedByPolicy(f"{what} was refused: only 'ragassist models pull' goes online")


def _host(target: object) -> object:
    host = target[0] if isinstance(target, tuple) and target else target
    return host.decode(errors="replace") if isinstance(host, bytes | bytearray) else host


def _addresses(name: str) -> set[object]:
    """Return a host's name and its addresses, as far as they can be looked up."""
    try:
        return {name, *(row[4][0] for row in socket.getaddrinfo(name, None))}
    except OSError:
        return {name}


def _is_loopback(host: object) -> bool:
    """Whether a host is this machine, by its spelling: names that need a look-up and unusual spellings of numbers aren't."""
    if not isinstance(host, str):
        return False
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


GUARD = Airgap()
