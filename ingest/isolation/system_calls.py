"""The numbers of Linux's system calls that the sandbox refuses or looks into, for each kind of machine."""

from collections.abc import Mapping
from dataclasses import dataclass

_EVERYWHERE = (425, 437, 452, 463, 466, 424, 434, 438, 440)
"""io_uring_setup, openat2, fchmodat2, setxattrat, removexattrat, pidfd_send_signal, pidfd_open, pidfd_getfd, process_madvise"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Machine:
    """A kind of machine: its audit number, and the numbers of its calls.

    `opens` are the calls that open a file, each with the place of its flags among the arguments. `programs` are those that
    start programs or reach others, `changes` those that change files without opening them, and `others` those that reach
    into other processes. `tgkill` and `prlimit` may be about the calling process alone.
    """

    audit: int
    socket: int
    connect: int
    seccomp: int
    clone: int
    tgkill: int
    prlimit: int
    opens: Mapping[int, int]
    programs: tuple[int, ...]
    changes: tuple[int, ...]
    others: tuple[int, ...]

    @property
    def refused(self) -> tuple[int, ...]:
        """The calls that a confined process may never make."""
        return (self.socket, self.connect, *self.programs, *self.changes, *self.others, *_EVERYWHERE)


MACHINES = {
    "x86_64": Machine(
        audit=0xC000003E,
        socket=41,
        connect=42,
        seccomp=317,
        clone=56,
        tgkill=234,
        prlimit=302,
        opens={2: 1, 257: 2},  # open, openat
        # socketpair, execve, execveat, fork, vfork, request_key, keyctl
        programs=(53, 59, 322, 57, 58, 249, 250),
        changes=(
            76, 85, 304,  # truncate, creat, open_by_handle_at
            82, 264, 316,  # rename, renameat, renameat2
            83, 258, 84, 87, 263,  # mkdir, mkdirat, rmdir, unlink, unlinkat
            86, 265, 88, 266, 133, 259,  # link, linkat, symlink, symlinkat, mknod, mknodat
            90, 91, 268, 92, 93, 94, 260,  # chmod, fchmod, fchmodat, chown, fchown, lchown, fchownat
            132, 235, 261, 280,  # utime, utimes, futimesat, utimensat
            188, 189, 190, 197, 198, 199,  # setxattr, removexattr and their forms for links and open files
            165,  # mount
        ),
        # kill, tkill, rt_sigqueueinfo, rt_tgsigqueueinfo, ptrace, process_vm_readv, process_vm_writev, shmat
        others=(62, 200, 129, 297, 101, 310, 311, 30),
    ),
    "aarch64": Machine(
        audit=0xC00000B7,
        socket=198,
        connect=203,
        seccomp=277,
        clone=220,
        tgkill=131,
        prlimit=261,
        opens={56: 2},  # openat
        programs=(199, 221, 281, 218, 219),  # as above; there is no fork
        changes=(
            45, 265,  # truncate, open_by_handle_at
            38, 276,  # renameat, renameat2
            34, 35, 36, 37, 33,  # mkdirat, unlinkat, symlinkat, linkat, mknodat
            52, 53, 54, 55,  # fchmod, fchmodat, fchownat, fchown
            88,  # utimensat
            5, 6, 7, 14, 15, 16,  # setxattr, removexattr and their forms
            40,  # mount
        ),
        others=(129, 130, 138, 240, 117, 270, 271, 196),  # as above
    ),
}  # fmt: skip
"""The machines whose calls are known, by the name that `platform.machine` returns. The numbers are those of unistd.h."""
