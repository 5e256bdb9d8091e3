"""Reads the peak memory of a benchmark's processes."""

from pathlib import Path


def peak_mb(pid: int | None = None) -> float:
    """Return the peak memory of a process in MB (10^6 bytes), of this one without `pid`, 0 if it has ended; on Linux only.

    `getrusage` isn't used, because it counts the parent's memory at the fork, too.
    """
    lines = Path(f"/proc/{pid or 'self'}/status").read_text(encoding="utf-8", errors="replace").splitlines()
    return next((int(line.split()[1]) * 1024 / 1e6 for line in lines if line.startswith("VmHWM:")), 0.0)
