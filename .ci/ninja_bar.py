"""Shows the progress of a ninja build from its log: ninja_bar.py LOG PID. Ends when the process does."""

import os
import re
import sys
import time
from pathlib import Path

_STEP = re.compile(rb"\[(\d+)/(\d+)\]")
_WIDTH = 40
_GLANCE_S = 0.5


def bar(done: int, total: int) -> str:
    """Return a line such as `[####----] 12/345`."""
    filled = _WIDTH * done // max(1, total)
    return f"[{'#' * filled}{'-' * (_WIDTH - filled)}] {done}/{total}"


def runs(pid: int) -> bool:
    """Whether the process is there and not a zombie that waits for its parent."""
    try:
        return Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return not Path("/proc/self").exists() and _answers(pid)


def _answers(pid: int) -> bool:
    """Ask by a signal that does nothing, where there is no /proc."""
    try:
        os.kill(pid, 0)
    except OSError:
        return False
    return True


def latest(log: Path) -> tuple[int, int]:
    """Return the last step that a log names and how many there are; (0, 0) before the first."""
    steps = _STEP.findall(log.read_bytes()) if log.exists() else []
    return (int(steps[-1][0]), int(steps[-1][1])) if steps else (0, 0)


def main() -> None:
    """Follow the log until the process ends: one line that changes on a terminal, a line every tenth elsewhere."""
    log, pid = Path(sys.argv[1]), int(sys.argv[2])
    live, shown = sys.stdout.isatty(), -1
    while runs(pid):
        done, total = latest(log)
        mark = done if live else 10 * done // max(1, total)
        if mark != shown:
            print(bar(done, total), end="\r" if live else "\n", flush=True)
            shown = mark
        time.sleep(_GLANCE_S)
    print()


if __name__ == "__main__":
    main()
