"""Job objects: how Windows limits a process."""

import ctypes
import sys
from typing import Self

_PROCESS_TIME, _ACTIVE_PROCESSES, _PROCESS_MEMORY, _END_ON_FAULT = 0x2, 0x8, 0x100, 0x400
_EXTENDED_LIMITS = 9
_SET_QUOTA, _TERMINATE = 0x100, 0x1
"""Constants of winnt.h: the limits that are set, their class of information, and the rights needed."""
_TICKS = 10_000_000
"""Units of 100 nanoseconds in a second."""


class _Basic(ctypes.Structure):
    """JOBOBJECT_BASIC_LIMIT_INFORMATION of winnt.h."""

    _fields_ = (
        ("process_time", ctypes.c_int64),
        ("job_time", ctypes.c_int64),
        ("flags", ctypes.c_uint32),
        ("least_working_set", ctypes.c_size_t),
        ("most_working_set", ctypes.c_size_t),
        ("processes", ctypes.c_uint32),
        ("affinity", ctypes.c_size_t),
        ("priority", ctypes.c_uint32),
        ("scheduling", ctypes.c_uint32),
    )


class Limits(ctypes.Structure):
    """JOBOBJECT_EXTENDED_LIMIT_INFORMATION of winnt.h."""

    _fields_ = (
        ("basic", _Basic),
        ("transfers", ctypes.c_uint64 * 6),
        ("process_memory", ctypes.c_size_t),
        ("job_memory", ctypes.c_size_t),
        ("peak_process_memory", ctypes.c_size_t),
        ("peak_job_memory", ctypes.c_size_t),
    )


def limits(memory: int, seconds: float, processes: int) -> Limits:
    """Return the structure of limits; 0 sets none."""
    found = Limits()
    found.basic.flags = (
        _END_ON_FAULT
        | (_PROCESS_MEMORY if memory else 0)
        | (_PROCESS_TIME if seconds else 0)
        | (_ACTIVE_PROCESSES if processes else 0)
    )
    found.basic.process_time, found.basic.processes = int(seconds * _TICKS), processes
    found.process_memory = memory
    return found


if sys.platform == "win32":
    _kernel = ctypes.WinDLL("kernel32", use_last_error=True)
    _kernel.CreateJobObjectW.restype = _kernel.OpenProcess.restype = ctypes.c_void_p
    _kernel.SetInformationJobObject.argtypes = (ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p, ctypes.c_uint32)
    _kernel.AssignProcessToJobObject.argtypes = (ctypes.c_void_p, ctypes.c_void_p)
    _kernel.CloseHandle.argtypes = (ctypes.c_void_p,)

    class Job:
        """A job with one process; the job exists as long as the process."""

        def __init__(self, handle: int | None, *, holds: bool) -> None:
            self._handle, self._holds = handle, holds
            self._memory = self._processes = 0

        @classmethod
        def of(cls, process: int) -> Self:
            """Return a new job for the process with this id."""
            job = _kernel.CreateJobObjectW(None, None)
            handle = _kernel.OpenProcess(_SET_QUOTA | _TERMINATE, False, process)
            holds = bool(job and handle and _kernel.AssignProcessToJobObject(job, handle))
            _kernel.CloseHandle(handle)
            return cls(job, holds=holds)

        def limit(self, *, memory: int = 0, seconds: float = 0.0, processes: int = 0) -> bool:
            """Set limits in addition to those already set, and return whether the system has accepted them."""
            self._memory, self._processes = memory or self._memory, processes or self._processes
            asked = limits(self._memory, seconds, self._processes)
            return self._holds and bool(
                _kernel.SetInformationJobObject(self._handle, _EXTENDED_LIMITS, ctypes.byref(asked), ctypes.sizeof(asked))
            )

        def __del__(self) -> None:
            _kernel.CloseHandle(self._handle)
