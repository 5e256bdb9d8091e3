"""Refuses every connection that leaves the machine, and counts the refused ones.

There are two barriers. An audit hook refuses and counts connections of Python code in this process. A filter of the Linux
kernel also refuses connections of C code and of other programs that are started, but doesn't count them. docs/offline.md says
what neither of them stops.

If the settings name the server of a team's library, connections to it are allowed. Its client connects in C code, and a kernel
filter can't allow a single address, so the filter isn't installed then. The same is true for a server that runs the chat model,
of which one port is allowed.
"""

import ipaddress
import os
import socket
import sys
from collections.abc import Iterable

from ragassist.errors import ConnectionRefusedByPolicy

_OFFLINE = ("HF_HUB_OFFLINE", "TRANSFORMERS_OFFLINE", "HF_HUB_DISABLE_TELEMETRY", "DO_NOT_TRACK", "ORT_DISABLE_TELEMETRY")
_PROXIES = tuple(f"{kind}_proxy" for kind in ("http", "https", "ftp", "all", "ws", "wss"))
"""Proxy variables are removed, because a proxy on this machine would forward connections to other machines."""
_LOOKUPS = frozenset(("socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr", "socket.getnameinfo"))
_CONNECTS = frozenset(("socket.connect", "socket.sendto", "socket.sendmsg"))
_INSIDE = frozenset(getattr(socket, name) for name in ("AF_UNIX", "AF_NETLINK") if hasattr(socket, name))
"""Families of sockets whose data doesn't leave the machine."""


class Airgap:
    """The guard of the process. Its audit hook stays until the process ends; only `models pull` sets `allowed`."""

    def __init__(self) -> None:
        self.refused = 0
        self.allowed = False
        self.sealed = False
        self._hooked = self._serving = False
        self._proxies: dict[str, str] = {}
        self.admitted: frozenset[str] = frozenset()
        self.ports: frozenset[tuple[str, int]] = frozenset()

    def admit(self, hosts: Iterable[str]) -> None:
        """Allow connections to some hosts: the server of the library in the settings."""
        self.admitted |= frozenset(hosts)

    def admit_port(self, host: str, port: int) -> None:
        """Allow connections to one port of a host: the server that runs the chat model."""
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
        """Allow connections, because the person has asked for a download."""
        self.allowed = True
        os.environ.update(self._proxies)
        for name in _OFFLINE[:2]:
            os.environ.pop(name, None)

    def seal(self, *, serving: bool = False) -> bool:
        """Make the kernel refuse all sockets except unix sockets, in this process and all that it starts, until they end.

        With `serving` a socket that already listens can still accept connections. Return whether the filter is installed.
        """
        if not self.sealed:
            # Imported here, because it loads the system's library of C, which few commands need.
            from ingest.isolation.sandbox import refuse_networks

            self._serving, self.sealed = serving, refuse_networks()
        return self.sealed

    @property
    def kept_by(self) -> str:
        """The barrier in use: `kernel` (filter and hook), or `guard` (the hook alone)."""
        return "kernel" if self.sealed else "guard"

    def report(self) -> dict[str, object]:
        """Return for JSON the number of refused connections, the barrier, and the allowed hosts."""
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
        """Return whether an address and port belong to an allowed server, whose name is looked up for it."""
        if not isinstance(target, tuple) or len(target) < 2:
            return False
        return any(_host(target) in _addresses(host) for host, port in self.ports if port == target[1])

    def _judge(self, target: object, what: str, *, inside: bool, everywhere: bool = True) -> None:
        """Refuse a target outside the machine. With `everywhere` the empty host name stands for this machine."""
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
    """Return the name of a host and the addresses that a look-up finds."""
    try:
        return {name, *(row[4][0] for row in socket.getaddrinfo(name, None))}
    except OSError:
        return {name}


def _is_loopback(host: object) -> bool:
    """Whether a host is a loopback address or "localhost"; other names and unusual spellings of addresses aren't."""
    if not isinstance(host, str):
        return False
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


GUARD = Airgap()
