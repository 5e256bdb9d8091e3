"""What the terminal in use does by itself: whether it reorders right-to-left text."""

import os
from collections.abc import Mapping

_REORDERING = ("MLTERM", "KONSOLE_VERSION")
_VTE_WITH_BIDI = 5800
"""VTE 0.58 (GNOME's terminal library) is the first that reorders right-to-left text."""


def terminal_reorders(environment: Mapping[str, str] = os.environ) -> bool:
    """Return whether the terminal reorders right-to-left text; a multiplexer hides the terminal and doesn't reorder itself."""
    if "TMUX" in environment or environment.get("TERM", "").startswith("screen"):
        return False
    vte = environment.get("VTE_VERSION", "")
    apple = environment.get("TERM_PROGRAM") == "Apple_Terminal"
    return apple or any(name in environment for name in _REORDERING) or (vte.isdigit() and int(vte) >= _VTE_WITH_BIDI)


def program_reorders(choice: str, environment: Mapping[str, str] = os.environ) -> bool:
    """Return whether the program reorders right-to-left text itself; `choice` is the setting `bidi`."""
    return not terminal_reorders(environment) if choice == "auto" else choice == "program"
