"""Shows the progress of a ninja build from its log: ninja_bar.py LOG PID. Ends when the process does."""

import re
import sys
import time
from pathlib import Path

_STEP = re.compile(rb"\[(\d+)/(\d+)\]")
_WIDTH = 40


def bar(done: int, total: int) -> str:
    """Return a line such as `[####----] 12/345`."""
    filled = _WIDTH * done // max(1, total)
    return f"[{'#' * filled}{'-' * (_WIDTH - filled)}] {done}/{total}"


def runs(pid: int) -> bool:
    """Whether the process is there and not a zombie that waits for its parent."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return _answers(pid)


def _answers(pid: int) -> bool:
    """Ask by a signal that does nothing, where there is no /proc."""
    import os

    if Path("/proc/self").exists():
        return False
    try:
        os.kill(pid, 0)
    except OSError:
        return False
    return True


def main() -> None:
    """Follow the log until the process ends; on a terminal the bar stays on its line."""
    log, pid = Path(sys.argv[1]), int(sys.argv[2])
    shown = ""
    while runs(pid):
        steps = _STEP.findall(log.read_bytes()) if log.exists() else []
        line = bar(*map(int, steps[-1])) if steps else "preparing"
        every = "" if sys.stdout.isatty() else line.split("/")[0][:-1]
        if line != shown and (sys.stdout.isatty() or every != shown.split("/")[0][:-1]):
            print(
                f"\r{line}" if sys.stdout.isatty() else line,
                end="" if sys.stdout.isatty() else "\n",
                flush=True,
            )
            shown = line
        time.sleep(0.5)
    print()


if __name__ == "__main__":
    main()
