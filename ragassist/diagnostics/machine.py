"""Findings about the machine, the terminal and the installed packages, each with a hint."""

import os
import platform
import shutil
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from ragassist.models.memory import free_bytes
from ragassist.terminal_traits import program_reorders

_LEAST_DISK = 2_000_000_000
_LEAST_MEMORY = 1_500_000_000
_LEAST_WIDTH = 60
_X86 = ("AVX2", "FMA", "F16C")
"""Instruction sets that llama.cpp should use on x86-64; without AVX2 it evaluates prompts several times slower."""
_TROUBLE = {
    "pypdf": ("<7.1", "has known holes through which a PDF takes all time or memory"),
    "jinja2": ("<3.1.6", "lets templates out of their sandbox (CVE-2025-27516)"),
    "llama-cpp-python": ("<0.2.72", "runs code out of model files (CVE-2024-34359)"),
    "faiss-cpu": ("<1.15", "is older than what the index was tested with"),
    "textual": ("<8.2", "is older than what the screens were tested with"),
    "transformers": ("<4.48", "loads pickled weights without a check"),
}
"""Packages with known problems: the affected versions, and the problem."""


@dataclass(frozen=True, slots=True)
class Finding:
    """The result of one check, and a hint for the case of a problem."""

    name: str
    ok: bool
    detail: str
    hint: str = ""


def examine_machine(home: Path, bidi: str, environment: Mapping[str, str] = os.environ) -> list[Finding]:
    """Return the findings about Python, processor, memory, disk, terminal and packages; `bidi` is the setting."""
    return [
        Finding("python", sys.version_info >= (3, 11), platform.python_version(), "install Python 3.11 or newer"),
        processor(),
        memory(free_bytes()),
        disk(home),
        terminal(bidi, environment),
        packages(),
    ]


def processor() -> Finding:
    """Return the instruction sets of the processor that llama.cpp uses."""
    from llama_cpp import llama_print_system_info

    info = llama_print_system_info().decode(errors="replace")
    used = [part.split("=")[0].split(":")[-1].strip() for part in info.split("|") if part.strip().endswith("= 1")]
    lacking = [feature for feature in _X86 if feature not in used] if platform.machine().lower() in ("x86_64", "amd64") else []
    detail = f"{platform.machine()}, {os.cpu_count()} cores; llama.cpp uses {', '.join(used) or 'nothing special'}"
    hint = f"answers are slow without {', '.join(lacking)}: build llama-cpp-python on this machine (docs/install.md)"
    return Finding("processor", not lacking, detail, hint)


def memory(free: int) -> Finding:
    """Return whether a small chat model fits into `free` bytes."""
    return Finding(
        "memory", free > _LEAST_MEMORY, f"{free / 1e9:.1f} GB free", "close other programs, or answers quote passages"
    )


def disk(home: Path) -> Finding:
    """Return whether the disk of the home folder has space for models."""
    while not home.exists():
        home = home.parent
    free = shutil.disk_usage(home).free
    return Finding("disk", free > _LEAST_DISK, f"{free / 1e9:.1f} GB free at {home}", "models need about 2 GB: make room")


def terminal(bidi: str, environment: Mapping[str, str]) -> Finding:
    """Return colours, width and encoding of the terminal, and whether it or the program reorders right-to-left text."""
    width, encoding = shutil.get_terminal_size().columns, (sys.stdout.encoding or "").lower()
    problems = ["widen it to 60 columns or more"] if sys.stdout.isatty() and width < _LEAST_WIDTH else []
    if encoding.replace("-", "") != "utf8":
        problems.append("set LANG to a UTF-8 locale, for example C.UTF-8")
    where = environment.get("TERM", "unknown") if sys.stdout.isatty() else "none (a pipe or a file)"
    orders = "the program (setting bidi)" if program_reorders(bidi, environment) else "the terminal"
    shown = f"{where}, {_colours(environment)}, {width} columns, {encoding or 'no encoding'}"
    detail = f"{shown}; right-to-left text is ordered by {orders}"
    return Finding("terminal", not problems, detail, "; ".join(problems))


def _colours(environment: Mapping[str, str]) -> str:
    if environment.get("NO_COLOR") or environment.get("TERM") in (None, "", "dumb"):
        return "no colours"
    if environment.get("COLORTERM") in ("truecolor", "24bit"):
        return "16 million colours"
    return "256 colours" if "256" in environment.get("TERM", "") else "16 colours"


def packages(trouble: Mapping[str, tuple[str, str]] = _TROUBLE) -> Finding:
    """Return the installed packages with known problems."""
    from importlib.metadata import PackageNotFoundError, version

    from packaging.specifiers import SpecifierSet

    found, checked = [], 0
    for name, (bad, why) in trouble.items():
        try:
            installed = version(name)
        except PackageNotFoundError:
            continue
        checked += 1
        if SpecifierSet(bad).contains(installed, prereleases=True):
            found.append(f"{name} {installed} {why}")
    detail = "; ".join(found) or f"{checked} looked at, none with known trouble"
    names = " ".join(line.split()[0] for line in found)
    return Finding("packages", not found, detail, f"run 'pip install --upgrade {names}'")
