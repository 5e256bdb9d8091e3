"""What a process that this program starts may know of the environment."""

import os
from collections.abc import Mapping

_KEPT = ("PATH", "LD_LIBRARY_PATH", "SYSTEMROOT", "SYSTEMDRIVE", "TMPDIR", "TEMP", "TMP", "LANG", "LC_ALL")


def kept_environment(own: Mapping[str, str]) -> dict[str, str]:
    """Return what finding libraries and reading text need, and the process's `own` variables; no secret is passed on."""
    return {name: os.environ[name] for name in _KEPT if name in os.environ} | dict(own)
