"""Limits that a system sets on a process: memory, processor time, files that it writes, programs that it starts."""

import os
import sys
from enum import StrEnum


class Wall(StrEnum):
    """What a process that reads untrusted files is kept from."""

    MEMORY = "unlimited memory"
    TIME = "unlimited processor time"
    WRITING = "writing files"
    PROGRAMS = "starting programs"
    NETWORK = "the network"


WATCHED = sys.platform == "darwin"
"""Whether this system limits no memory, so that who starts a process has to watch it."""

if sys.platform == "win32":
    from functools import cache

    from ingest.system.jobs import Job

    def limit_itself(memory: int, descriptors: int) -> frozenset[Wall]:
        """Limit this process for good; return what it is kept from."""
        return (
            frozenset((Wall.MEMORY, Wall.TIME, Wall.PROGRAMS)) if _own_job().limit(memory=memory, processes=1) else frozenset()
        )

    def refuse_programs() -> frozenset[Wall]:
        """Return nothing more: the job that limits this process holds no other one."""
        return frozenset()

    def allow_cpu(seconds: int) -> None:
        """Grant this process so many seconds of the processor from now on."""
        _own_job().limit(seconds=os.times().user + seconds)

    def limit_process(process: int, memory: int, seconds: int) -> None:
        """Limit another process, as far as the system can."""
        Job.of(process).limit(memory=memory, seconds=seconds)

    @cache
    def _own_job() -> Job:
        return Job.of(os.getpid())

else:
    import resource

    def limit_itself(memory: int, descriptors: int) -> frozenset[Wall]:
        """Limit this process for good; return what it is kept from."""
        _limited(resource.RLIMIT_CORE, 0)
        _limited(resource.RLIMIT_NOFILE, descriptors)
        held = {Wall.TIME}
        held |= {Wall.MEMORY} if WATCHED or _limited(resource.RLIMIT_AS, memory) else set()
        held |= {Wall.WRITING} if _limited(resource.RLIMIT_FSIZE, 0) else set()
        return frozenset(held)

    def refuse_programs() -> frozenset[Wall]:
        """Refuse this process other processes by a limit, which doesn't hold for root and on Linux counts threads as well."""
        return frozenset((Wall.PROGRAMS,)) if _limited(resource.RLIMIT_NPROC, 0) and os.geteuid() else frozenset()

    def allow_cpu(seconds: int) -> None:
        """Grant this process so many seconds of the processor from now on."""
        used = resource.getrusage(resource.RUSAGE_SELF)
        spent = int(used.ru_utime + used.ru_stime) + 1
        resource.setrlimit(resource.RLIMIT_CPU, (spent + seconds, resource.RLIM_INFINITY))

    def limit_process(process: int, memory: int, seconds: int) -> None:
        """Limit another process, as far as the system can: only Linux does."""
        if sys.platform == "linux":
            resource.prlimit(process, resource.RLIMIT_AS, (memory, memory))
            resource.prlimit(process, resource.RLIMIT_CPU, (seconds, seconds))

    def _limited(kind: int, most: int) -> bool:
        """Set a limit, a lower one that stands already is kept; return whether the system took it."""
        hard = resource.getrlimit(kind)[1]
        most = most if hard == resource.RLIM_INFINITY else min(most, hard)
        try:
            resource.setrlimit(kind, (most, most))
        except (OSError, ValueError):
            return False
        return True
