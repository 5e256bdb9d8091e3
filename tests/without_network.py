"""Runs pytest in a network namespace with loopback only: as root `unshare -n python tests/without_network.py [ARGUMENTS]`.

Other users run `unshare --map-current-user --keep-caps -n`, without `-r`, since PostgreSQL refuses to run as root.
"""

import fcntl
import os
import socket
import struct
import sys
from pathlib import Path

_GET_FLAGS, _SET_FLAGS, _UP = 0x8913, 0x8914, 1
"""SIOCGIFFLAGS, SIOCSIFFLAGS and IFF_UP of Linux."""


def interfaces() -> list[str]:
    """Return the names of the network's interfaces."""
    return [name for _, name in socket.if_nameindex()]


def raise_loopback() -> None:
    """Switch the loopback interface on, which is off in a new network namespace."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as control:
        asked = struct.pack("16sH14x", b"lo", 0)
        _, flags = struct.unpack("16sH14x", fcntl.ioctl(control, _GET_FLAGS, asked))
        fcntl.ioctl(control, _SET_FLAGS, struct.pack("16sH14x", b"lo", flags | _UP))


if __name__ == "__main__":
    if interfaces() != ["lo"]:
        sys.exit(f"there is a network here ({', '.join(interfaces())}): run this with 'unshare -n'")
    raise_loopback()
    os.chdir(Path(__file__).parent.parent)
    os.execv(sys.executable, [sys.executable, "-m", "pytest", *sys.argv[1:]])
