"""Runs another program under limits that it can't lift: `python -m ingest.isolation.confined SECONDS PROGRAM ARGUMENT…`.

Memory, processor time and the size of files are limited, and the kernel refuses sockets that lead off this machine.
"""

import os
import sys

from ingest.isolation.sandbox import end_with_parent, refuse_networks
from ingest.system.limits import limit_program

MEMORY_BYTES = 3_000_000_000
"""LibreOffice reserves two gigabytes of addresses before it reads anything."""
FILE_BYTES = 200_000_000
REFUSED = 125
"""The status of a program that wasn't run, since the kernel refuses no sockets here."""


def main() -> None:
    """Limit this process and become the program."""
    seconds, *command = sys.argv[1:]
    end_with_parent()
    limit_program(MEMORY_BYTES, int(seconds), FILE_BYTES)
    if not refuse_networks():
        sys.exit(REFUSED)
    os.execvp(command[0], command)


if __name__ == "__main__":
    main()
