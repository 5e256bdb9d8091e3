"""What a benchmark's process took of memory."""

from pathlib import Path


def peak_mb() -> float:
    """Return the most memory that this process held, in MB, on Linux; `getrusage` would count its parent before `exec`."""
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    (peak,) = (line.split()[1] for line in lines if line.startswith("VmHWM:"))
    return int(peak) * 1024 / 1e6
