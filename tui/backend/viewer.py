"""Opens a document's file in an external viewer, which the UI does only when a key is pressed for it."""

import shlex
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from ingest.errors import AssistantError

_DESKTOPS = {"darwin": "open {path}", "win32": "explorer {path}"}
"""The command that opens a file, by `sys.platform`."""


def open_with(command: str, path: str, page: int | None) -> None:
    """Start a viewer without waiting for it. Path and page replace `{path}` and `{page}` in its command; no shell is used.

    An empty command stands for the desktop's own viewer, which opens the first page. Raises `AssistantError` if the file or
    the viewer is missing.
    """
    if not Path(path).is_file():
        raise AssistantError(f"{path} is gone: index its folder again")
    words = command_line(command or _DESKTOPS.get(sys.platform, "xdg-open {path}"), path, page)
    if shutil.which(words[0]) is None:
        raise AssistantError(f"{words[0]} is not there to open the file: set viewer in settings.toml")
    quiet = subprocess.DEVNULL
    subprocess.Popen(words, stdin=quiet, stdout=quiet, stderr=quiet, start_new_session=True)


def command_line(command: str, path: str, page: int | None) -> Sequence[str]:
    """Return a viewer's command as arguments. The path is appended if the command doesn't contain `{path}`."""
    words = shlex.split(command)
    filled = [word.replace("{page}", str(page or 1)).replace("{path}", path) for word in words]
    return filled if any("{path}" in word for word in words) else [*filled, path]
