"""Refuses every connection that leaves the machine, and counts what was refused.

The server of a team's library is let through, if the settings name one. Its client connects in C, out of this guard's sight,
and goes nowhere else: it is given that one address.
"""

import ipaddress
import os
import sys
from collections.abc import Iterable

from ragassist.errors import ConnectionRefusedByPolicy

_OFFLINE = ("HF_HUB_OFFLINE", "TRANSFORMERS_OFFLINE", "HF_HUB_DISABLE_TELEMETRY", "DO_NOT_TRACK")
_LOOKUPS = frozenset(("socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr", "socket.getnameinfo"))
_CONNECTS = frozenset(("socket.connect", "socket.sendto", "socket.sendmsg"))


class Airgap:
    """An audit hook, which stays until the process ends; `allowed` opens it for `models pull` alone."""

    def __init__(self) -> None:
        self.refused = 0
        self.allowed = False
        self._hooked = False
        self.admitted: frozenset[str] = frozenset()

    def admit(self, hosts: Iterable[str]) -> None:
        """Let some hosts through beside this machine: the server of the library, which the person's settings name."""
        self.admitted |= frozenset(hosts)

    def close(self) -> None:
        """Refuse connections from now on."""
        self.allowed = False
        os.environ.update(dict.fromkeys(_OFFLINE, "1"))
        if not self._hooked:
            sys.addaudithook(self._hook)
            self._hooked = True

    def open(self) -> None:
        """Allow connections: the person asked for a download."""
        self.allowed = True
        for name in _OFFLINE[:2]:
            os.environ.pop(name, None)

    def _hook(self, event: str, arguments: tuple[object, ...]) -> None:
        if self.allowed or not (event in _CONNECTS or event in _LOOKUPS):
            return
        target = arguments[1] if event in _CONNECTS else arguments[0]
        if _is_local(target) or _host(target) in self.admitted:
            return
        self.refused += 1
        raise ConnectionRefusedByPolicy(f"a connection to {target!r} was refused: only 'ragassist models pull' goes online")


def _host(target: object) -> object:
    host = target[0] if isinstance(target, tuple) and target else target
    return host.decode(errors="replace") if isinstance(host, bytes) else host


def _is_local(target: object) -> bool:
    host = _host(target)
    if host is None or not isinstance(host, str) or not isinstance(target, tuple | str | bytes | None):
        return host is None
    if isinstance(target, str) and "/" in target:
        return True  # a unix socket's path
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host in ("", "localhost")


GUARD = Airgap()
