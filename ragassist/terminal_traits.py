"""Detects whether the terminal reorders right-to-left text."""

import os
from collections.abc import Mapping

_REORDERING = ("MLTERM", "KONSOLE_VERSION")
_VTE_WITH_BIDI = 5800
"""VTE (GNOME's terminal library) reorders right-to-left text since version 0.58."""


def terminal_reorders(environment: Mapping[str, str] = os.environ) -> bool:
    """Return whether the terminal reorders right-to-left text; False in a multiplexer, which doesn't do it."""
    if "TMUX" in environment or environment.get("TERM", "").startswith("screen"):
        return False
    vte = environment.get("VTE_VERSION", "")
    apple = environment.get("TERM_PROGRAM") == "Apple_Terminal"
    return apple or any(name in environment for name in _REORDERING) or (vte.isdigit() and int(vte) >= _VTE_WITH_BIDI)


def program_reorders(choice: str, environment: Mapping[str, str] = os.environ) -> bool:
    """Return whether the program has to reorder right-to-left text; `choice` is the setting `bidi`."""
    return not terminal_reorders(environment) if choice == "auto" else choice == "program"
