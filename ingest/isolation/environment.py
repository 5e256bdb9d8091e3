"""The environment variables of the processes that this program starts."""

import os
from collections.abc import Mapping

_KEPT = ("PATH", "LD_LIBRARY_PATH", "SYSTEMROOT", "SYSTEMDRIVE", "TMPDIR", "TEMP", "TMP", "LANG", "LC_ALL")


def kept_environment(own: Mapping[str, str]) -> dict[str, str]:
    """Return the variables needed to find libraries and to read text, and the process's `own` ones; secrets are left out."""
    return {name: os.environ[name] for name in _KEPT if name in os.environ} | dict(own)
