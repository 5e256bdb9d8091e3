"""Opens a document's file outside; only ever after a key press."""

import shlex
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from ingest.errors import AssistantError

_DESKTOPS = {"darwin": "open {path}", "win32": "explorer {path}"}


def open_with(command: str, path: str, page: int | None) -> None:
    """Start a viewer and don't wait for it; `{path}` and `{page}` of its command are filled, no shell reads them.

    Without a command the desktop's own is taken, which opens the first page. Raises an `AssistantError` where the file or the
    viewer is missing.
    """
    if not Path(path).is_file():
        raise AssistantError(f"{path} is gone: index its folder again")
    words = command_line(command or _DESKTOPS.get(sys.platform, "xdg-open {path}"), path, page)
    if shutil.which(words[0]) is None:
        raise AssistantError(f"{words[0]} is not there to open the file: set viewer in settings.toml")
    quiet = subprocess.DEVNULL
    subprocess.Popen(words, stdin=quiet, stdout=quiet, stderr=quiet, start_new_session=True)


def command_line(command: str, path: str, page: int | None) -> Sequence[str]:
    """Return the words of a viewer's command; a path without its place is put at the end."""
    words = shlex.split(command)
    filled = [word.replace("{page}", str(page or 1)).replace("{path}", path) for word in words]
    return filled if any("{path}" in word for word in words) else [*filled, path]
