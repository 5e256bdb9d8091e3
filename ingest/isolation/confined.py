"""Runs another program under limits that it can't lift.

`python -m ingest.isolation.confined SECONDS FOLDER SOCKETS PROGRAM ARGUMENT…` limits memory, processor time and the size of
files. The kernel refuses sockets and, if it has Landlock, changes of files outside the folder; an empty name allows no
folder. SOCKETS is `none`, or `own` for Unix sockets at which the program listens.
"""

import os
import sys
from pathlib import Path

from ingest.isolation.landlock import write_only_in
from ingest.isolation.sandbox import end_with_parent, refuse_connections
from ingest.system.limits import limit_program

MEMORY_BYTES = 3_000_000_000
"""LibreOffice reserves two gigabytes of addresses before it reads anything."""
FILE_BYTES = 200_000_000
REFUSED = 125
"""The status of a program that wasn't run, since the kernel refuses no sockets here."""
NOT_STARTED = 127
"""The status of a program that can't be started, as in shells."""
_OWN, _NONE = "own", "none"
SOCKETS_IN = (Path("/tmp"), Path("/var/tmp"))
"""Folders in which LibreOffice makes its socket, regardless of TMPDIR."""


def guarded(
    program: str, *arguments: str, seconds: float, folder: Path | None = None, may_listen: bool = False
) -> tuple[str, ...]:
    """Return the command that runs a program under these limits; it may write in `folder` alone, if given."""
    module = (sys.executable, "-I", "-m", "ingest.isolation.confined")
    return (*module, str(max(1, int(seconds))), str(folder or ""), _OWN if may_listen else _NONE, program, *arguments)


def main() -> None:
    """Limit this process and become the program."""
    seconds, folder, sockets, *command = sys.argv[1:]
    may_listen = sockets == _OWN
    end_with_parent()
    limit_program(MEMORY_BYTES, int(seconds), FILE_BYTES)
    if not refuse_connections(may_listen=may_listen):
        sys.exit(REFUSED)
    write_only_in(Path(folder) if folder else None, [one for one in SOCKETS_IN if may_listen and one.is_dir()])
    try:
        os.execvp(command[0], command)
    except OSError:
        sys.exit(NOT_STARTED)


if __name__ == "__main__":
    main()
