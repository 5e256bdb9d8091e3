"""Limits memory, files, other processes and network of a process, by seccomp where it exists."""

import ctypes
import errno
import os
import platform
import struct
import sys
from collections.abc import Callable

from ingest.isolation.system_calls import MACHINES, Machine
from ingest.system import limits
from ingest.system.limits import Wall

MEMORY_BYTES = 768_000_000
CPU_SECONDS = 30
DESCRIPTORS = 16
_ON_LINUX: bool = sys.platform == "linux"

_SET_DEATH_SIGNAL, _SET_NO_NEW_PRIVILEGES, _SET_FILTER, _FILTER = 1, 38, 22, 2
_NEW_USER, _NEW_NET = 0x10000000, 0x40000000
_THREAD = 0x00010000
_KILL = 9
"""Constants of linux/prctl.h and linux/sched.h, and the number of SIGKILL."""

_LOAD, _EQUAL, _AT_LEAST, _ANY_BIT, _AND, _RETURN = 0x20, 0x15, 0x35, 0x45, 0x54, 0x06
_ALLOW, _REFUSE = 0x7FFF0000, 0x00050000
_SET_MODE_FILTER, _ALL_THREADS = 1, 1
_NUMBER, _MACHINE, _FIRST_ARGUMENT, _ARGUMENT_BYTES = 0, 4, 16, 8
"""Constants of linux/filter.h and linux/seccomp.h: a filter's instructions and results, the offsets of a call's fields."""
_Row = tuple[int, int, int, int]
"""An instruction of a filter: its code, the rows to skip if a comparison is true and if it is false, and its value."""

_NOT_ALLOWED = (_RETURN, 0, 0, _REFUSE | errno.EPERM)
_NO_ACCESS = (_RETURN, 0, 0, _REFUSE | errno.EACCES)
_TO_WRITE = 0x3 | 0x40 | 0x200
"""The flags O_WRONLY, O_RDWR, O_CREAT and O_TRUNC of fcntl.h: the last one also truncates a file that is opened for reading."""
_CLONE3 = 435

_IO_URING_SETUP = 425
_UNIX, _NETLINK = 1, 16
_STREAM, _KIND_OF_SOCKET = 1, 0xF
"""Constants of linux/socket.h and linux/net.h: the socket families that stay on the machine, and a kind with its mask."""


def confine() -> frozenset[Wall]:
    """Limit this process permanently and return what is prevented, which depends on the system."""
    held = _linux_walls() if _ON_LINUX else frozenset()
    held |= limits.limit_itself(MEMORY_BYTES, DESCRIPTORS)
    return held if Wall.PROGRAMS in held else held | limits.refuse_programs()


def _linux_walls() -> frozenset[Wall]:
    libc = ctypes.CDLL(None, use_errno=True)
    libc.prctl(_SET_DEATH_SIGNAL, _KILL, 0, 0, 0)
    # This fails where user namespaces are switched off; then only the filter below closes the network.
    is_apart = libc.unshare(_NEW_USER | _NEW_NET) == 0
    libc.prctl(_SET_NO_NEW_PRIVILEGES, 1, 0, 0, 0)
    if _refuse_calls(libc):
        return frozenset((Wall.PROGRAMS, Wall.NETWORK, Wall.WRITING))
    return frozenset((Wall.NETWORK,)) if is_apart else frozenset()


def refuses_networks() -> bool:
    """Return whether this system can refuse sockets: Linux on a known machine."""
    return _ON_LINUX and platform.machine() in MACHINES


def refuse_networks() -> bool:
    """Permanently refuse new sockets except unix and netlink ones to this process, its threads and all that it starts.

    Since the kernel does it, code in C is refused as well. Return whether that worked; it doesn't on other systems than Linux
    or on unknown machines.
    """
    return _refused(_socket_program)


def refuse_connections(*, may_listen: bool) -> bool:
    """Permanently refuse all sockets, or if it `may_listen` all but Unix sockets that don't connect; return as above."""
    return _refused(_listener_program if may_listen else _no_socket_program)


def _refused(written: Callable[[Machine], bytes]) -> bool:
    machine = MACHINES.get(platform.machine())
    if not _ON_LINUX or machine is None:
        return False
    header, _kept = _filter(written(machine))
    libc = ctypes.CDLL(None, use_errno=True)
    libc.prctl(_SET_NO_NEW_PRIVILEGES, 1, 0, 0, 0)
    return bool(libc.syscall(machine.seccomp, _SET_MODE_FILTER, _ALL_THREADS, header) == 0)


def end_with_parent() -> None:
    """Have the kernel end this process, and a program that it becomes, when the thread that started it ends; on Linux alone."""
    if _ON_LINUX:
        ctypes.CDLL(None, use_errno=True).prctl(_SET_DEATH_SIGNAL, _KILL, 0, 0, 0)


def allow_cpu() -> None:
    """Grant `CPU_SECONDS` from now on."""
    limits.allow_cpu(CPU_SECONDS)


def _refuse_calls(libc: ctypes.CDLL) -> bool:
    machine = MACHINES.get(platform.machine())
    if machine is None:
        return False
    header, _kept = _filter(_program(machine))
    return bool(libc.prctl(_SET_FILTER, _FILTER, header, 0, 0) == 0)


def _filter(program: bytes) -> tuple[ctypes.Array[ctypes.c_char], ctypes.Array[ctypes.c_char]]:
    """Return the header of a filter program, and the instructions that it points to."""
    instructions = ctypes.create_string_buffer(program)
    return ctypes.create_string_buffer(struct.pack("@HP", len(program) // 8, ctypes.addressof(instructions))), instructions


def _socket_program(machine: Machine) -> bytes:
    """Return the filter that refuses sockets of other families than unix and netlink, and io_uring, which could create them."""
    return _packed(
        *_own_numbering(machine),
        *_without_uring(),
        (_EQUAL, 0, 4, machine.socket),
        (_LOAD, 0, 0, _FIRST_ARGUMENT),
        (_EQUAL, 2, 0, _UNIX),
        (_EQUAL, 1, 0, _NETLINK),
        _NO_ACCESS,
        (_RETURN, 0, 0, _ALLOW),
    )


def _no_socket_program(machine: Machine) -> bytes:
    """Return the filter that refuses sockets, and io_uring, which could create them."""
    return _packed(
        *_own_numbering(machine),
        *_without_uring(),
        (_EQUAL, 1, 0, machine.socket),
        (_EQUAL, 0, 1, machine.connect),
        _NO_ACCESS,
        (_RETURN, 0, 0, _ALLOW),
    )


def _listener_program(machine: Machine) -> bytes:
    """Return the filter that refuses sockets other than unix streams, and connections, which those could make."""
    return _packed(
        *_own_numbering(machine),
        *_without_uring(),
        (_EQUAL, 0, 1, machine.connect),
        _NO_ACCESS,
        (_EQUAL, 0, 6, machine.socket),
        (_LOAD, 0, 0, _FIRST_ARGUMENT),
        (_EQUAL, 0, 3, _UNIX),
        (_LOAD, 0, 0, _FIRST_ARGUMENT + _ARGUMENT_BYTES),
        (_AND, 0, 0, _KIND_OF_SOCKET),
        (_EQUAL, 1, 0, _STREAM),
        _NO_ACCESS,
        (_RETURN, 0, 0, _ALLOW),
    )


def _without_uring() -> list[_Row]:
    return [(_EQUAL, 0, 1, _IO_URING_SETUP), (_RETURN, 0, 0, _REFUSE | errno.ENOSYS)]


def _own_numbering(machine: Machine) -> list[_Row]:
    """Return rows that refuse calls with the numbering of another machine, and then load the call's number."""
    return [
        (_LOAD, 0, 0, _MACHINE),
        (_EQUAL, 1, 0, machine.audit),
        _NOT_ALLOWED,
        (_LOAD, 0, 0, _NUMBER),
        (_AT_LEAST, 0, 1, 0x40000000),
        _NOT_ALLOWED,  # x32's numbering
    ]


def _program(machine: Machine) -> bytes:
    """Return the filter that refuses new processes, programs and sockets, changes of files, and access to other processes.

    Threads are allowed, and signals and limits that a process gives itself.
    """
    rows = _own_numbering(machine)
    for call in machine.refused:
        rows += [(_EQUAL, 0, 1, call), _NOT_ALLOWED]
    for call, argument in machine.opens.items():
        rows += _looked_into(call, argument, (_ANY_BIT, 0, 1, _TO_WRITE))
    rows += [
        *_looked_into(machine.tgkill, 0, (_EQUAL, 1, 0, os.getpid())),  # `abort` sends a signal to its own process
        *_looked_into(machine.prlimit, 0, (_EQUAL, 1, 0, 0)),
        *_looked_into(machine.clone, 0, (_ANY_BIT, 1, 0, _THREAD)),
        (_EQUAL, 0, 1, _CLONE3),
        (_RETURN, 0, 0, _REFUSE | errno.ENOSYS),  # its flags can't be seen here; the C library then uses clone
        (_RETURN, 0, 0, _ALLOW),
    ]
    return _packed(*rows)


def _looked_into(call: int, argument: int, test: _Row) -> list[_Row]:
    """Return rows that decide on a call by one of its arguments: the `test` skips a row if the call is allowed."""
    return [
        (_EQUAL, 0, 4, call),
        (_LOAD, 0, 0, _FIRST_ARGUMENT + argument * _ARGUMENT_BYTES),
        test,
        _NOT_ALLOWED,
        (_RETURN, 0, 0, _ALLOW),
    ]


def _packed(*rows: _Row) -> bytes:
    return b"".join(struct.pack("@HBBI", *row) for row in rows)
