"""Opens a document's file in an external viewer, which the UI does only when a key is pressed for it."""

import shlex
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from ingest.errors import AssistantError
from ingest.said import said

_DESKTOPS = {"darwin": "open {path}", "win32": "explorer {path}"}
"""The command that opens a file, by `sys.platform`."""


def open_with(command: str, path: str, page: int | None) -> None:
    """Start a viewer without waiting for it. Path and page replace `{path}` and `{page}` in its command; no shell is used.

    An empty command stands for the desktop's own viewer, which opens the first page. Raises `AssistantError` if the file or
    the viewer is missing, or if the command's quotation marks don't match.
    """
    if not Path(path).is_file():
        raise AssistantError(said("file_gone", "{path} is gone: index its folder again", path=path))
    words = command_line(command.strip() or _DESKTOPS.get(sys.platform, "xdg-open {path}"), path, page)
    if shutil.which(words[0]) is None:
        told = "{program} is not there to open the file: set viewer in settings.toml"
        raise AssistantError(said("viewer_missing", told, program=words[0]))
    quiet = subprocess.DEVNULL
    subprocess.Popen(words, stdin=quiet, stdout=quiet, stderr=quiet, start_new_session=True)


def command_line(command: str, path: str, page: int | None) -> Sequence[str]:
    """Return a viewer's command as arguments. The path is appended if the command doesn't contain `{path}`.

    Raises `AssistantError` if it can't be split, because a quotation mark or a backslash is alone.
    """
    if sys.platform == "win32":
        command = command.replace("\\", "\\\\")  # a backslash separates folders there
    try:
        words = shlex.split(command)
    except ValueError:
        told = "viewer in settings.toml has a single quotation mark or backslash: correct it"
        raise AssistantError(said("viewer_unsplit", told)) from None
    filled = [word.replace("{page}", str(page or 1)).replace("{path}", path) for word in words]
    return filled if any("{path}" in word for word in words) else [*filled, path]
