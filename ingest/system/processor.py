"""Detects instructions of the processor that multiply 8-bit integers faster than floating-point numbers."""

import ctypes
import platform
import re
import subprocess
import sys
from contextlib import suppress
from functools import cache
from pathlib import Path

_LINUX = Path("/proc/cpuinfo")
_DOT_PRODUCTS = ("amx_int8", "avx512_vnni", "avx_vnni", "i8mm", "asimddp")
"""Linux's names of Intel's and AMD's VNNI and AMX, and of Arm's dot products. Without them products of 8-bit numbers are hardly
faster than those of 32-bit numbers, and on AVX2 their 16-bit sums overflow."""
_APPLE = {
    "hw.optional.arm.FEAT_I8MM": "i8mm",
    "hw.optional.arm.FEAT_DotProd": "asimddp",
    "hw.optional.avx512vnni": "avx512_vnni",
}
_WINDOWS_ARM_DOT_PRODUCT = 43
"""PF_ARM_V82_DP_INSTRUCTIONS_AVAILABLE of IsProcessorFeaturePresent; Windows has no such feature number for x86."""


@cache
def int8_instructions() -> str:
    """Return the name of the best instructions for dot products of 8-bit integers, "" if there are none."""
    asked = {"linux": _on_linux, "darwin": _on_macos, "win32": _on_windows}.get(sys.platform)
    return asked() if asked else ""


def best_of(cpuinfo: str) -> str:
    """Return the first of the known instructions that all processors in /proc/cpuinfo have, "" if there is none."""
    lines = re.findall(r"^(?:flags|Features)\s*:(.*)$", cpuinfo, re.MULTILINE)
    shared = set.intersection(*(set(line.split()) for line in lines)) if lines else set()
    return next((name for name in _DOT_PRODUCTS if name in shared), "")


def _on_linux() -> str:
    with suppress(OSError):
        return best_of(_LINUX.read_text(encoding="utf-8", errors="replace"))
    return ""


def _on_macos() -> str:
    return next((name for key, name in _APPLE.items() if _sysctl(key) == "1"), "")


def _sysctl(key: str) -> str:
    with suppress(OSError, subprocess.SubprocessError):
        done = subprocess.run(["/usr/sbin/sysctl", "-n", key], capture_output=True, text=True, timeout=5, check=False)
        return done.stdout.strip()
    return ""


def _on_windows() -> str:
    system = getattr(ctypes, "windll", None)
    if system is None or platform.machine() != "ARM64":
        return ""
    return "asimddp" if system.kernel32.IsProcessorFeaturePresent(_WINDOWS_ARM_DOT_PRODUCT) else ""
