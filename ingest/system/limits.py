"""Limits of a process set by the system: memory, processor time, writing files, starting programs."""

import os
import sys
from enum import StrEnum


class Wall(StrEnum):
    """What a process that reads untrusted files must not do or have."""

    MEMORY = "unlimited memory"
    TIME = "unlimited processor time"
    WRITING = "writing files"
    PROGRAMS = "starting programs"
    NETWORK = "the network"


WATCHED = sys.platform == "darwin"
"""Whether this system can't limit memory, so that the parent must watch its process."""

if sys.platform == "win32":
    from functools import cache

    from ingest.system.jobs import Job

    def limit_itself(memory: int, descriptors: int) -> frozenset[Wall]:
        """Limit this process permanently, and return what is prevented."""
        return (
            frozenset((Wall.MEMORY, Wall.TIME, Wall.PROGRAMS)) if _own_job().limit(memory=memory, processes=1) else frozenset()
        )

    def refuse_programs() -> frozenset[Wall]:
        """Return nothing more, since the job of this process allows no other process anyway."""
        return frozenset()

    def allow_cpu(seconds: int) -> None:
        """Allow this process so many seconds of processor time from now on."""
        _own_job().limit(seconds=os.times().user + seconds)

    def limit_program(memory: int, seconds: int, file_bytes: int) -> None:
        """Do nothing: here no other program is given a stranger's file."""

    def limit_process(process: int, memory: int, seconds: int) -> None:
        """Limit another process, as far as the system can."""
        Job.of(process).limit(memory=memory, seconds=seconds)

    @cache
    def _own_job() -> Job:
        return Job.of(os.getpid())

else:
    import resource

    def limit_itself(memory: int, descriptors: int) -> frozenset[Wall]:
        """Limit this process permanently, and return what is prevented."""
        _limited(resource.RLIMIT_CORE, 0)
        _limited(resource.RLIMIT_NOFILE, descriptors)
        held = {Wall.TIME}
        held |= {Wall.MEMORY} if WATCHED or _limited(resource.RLIMIT_AS, memory) else set()
        held |= {Wall.WRITING} if _limited(resource.RLIMIT_FSIZE, 0) else set()
        return frozenset(held)

    def refuse_programs() -> frozenset[Wall]:
        """Forbid new processes by a limit, which doesn't affect root and on Linux counts threads too; return as above."""
        return frozenset((Wall.PROGRAMS,)) if _limited(resource.RLIMIT_NPROC, 0) and os.geteuid() else frozenset()

    def allow_cpu(seconds: int) -> None:
        """Allow this process so many seconds of processor time from now on."""
        used = resource.getrusage(resource.RUSAGE_SELF)
        spent = int(used.ru_utime + used.ru_stime) + 1
        resource.setrlimit(resource.RLIMIT_CPU, (spent + seconds, resource.RLIM_INFINITY))

    def limit_program(memory: int, seconds: int, file_bytes: int) -> None:
        """Limit this process, and the program that it becomes, for good: also the size of a file that it writes."""
        _limited(resource.RLIMIT_CORE, 0)
        _limited(resource.RLIMIT_AS, memory)
        _limited(resource.RLIMIT_FSIZE, file_bytes)
        _limited(resource.RLIMIT_CPU, seconds)

    def limit_process(process: int, memory: int, seconds: int) -> None:
        """Limit another process if the system can, which is only Linux."""
        if sys.platform == "linux":
            resource.prlimit(process, resource.RLIMIT_AS, (memory, memory))
            resource.prlimit(process, resource.RLIMIT_CPU, (seconds, seconds))

    def _limited(kind: int, most: int) -> bool:
        """Set a limit, unless a lower one is already set, and return whether the system has accepted it."""
        hard = resource.getrlimit(kind)[1]
        most = most if hard == resource.RLIM_INFINITY else min(most, hard)
        try:
            resource.setrlimit(kind, (most, most))
        except (OSError, ValueError):
            return False
        return True
