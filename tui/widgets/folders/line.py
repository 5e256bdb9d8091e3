"""The input for the path of a folder."""

import asyncio
import os
import re
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.suggester import Suggester

from ingest.files.names import from_home
from ragassist.untrusted import one_line
from tui.widgets.line_input import LineInput

_FROM_HOME = re.compile(r"^~/(?=[/~])")


class FolderSuggester(Suggester):
    """Completes the path of a folder from the folders on disk."""

    def __init__(self) -> None:
        super().__init__(use_cache=False, case_sensitive=True)

    async def get_suggestion(self, value: str) -> str | None:
        """Return the path with its last part completed; None if that has no letter yet, or if no folder fits.

        A thread reads the disk, which may be slow.
        """
        return await asyncio.to_thread(_completed, value)


class FolderInput(LineInput):
    """An input that completes the path of a folder with Tab."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "submit", "key_start", key_display="Enter"),
        Binding("tab", "cursor_right", "key_complete", key_display="Tab"),
        Binding("down", "screen.to_tree", "key_to_tree", key_display="↓"),
    ]

    def __init__(self, value: str) -> None:
        super().__init__(value, suggester=FolderSuggester(), select_on_focus=False)

    def validate_value(self, value: str) -> str:
        """Return the path without the text before an absolute path or one from the home folder.

        The line begins with the home folder, and a path that is typed or pasted after it replaces it.
        """
        return _FROM_HOME.sub("", value)


def _completed(value: str) -> str | None:
    head, tail = os.path.split(value)
    if not tail:
        return None
    folder = from_home(head or ".")
    try:
        names = sorted(entry.name for entry in os.scandir(folder) if _offered(entry, tail))
    except OSError:
        return None  # the path is incomplete or the folder can't be opened
    if not names:
        return None
    return f"{value.removesuffix(tail)}{names[0]}{os.sep}"


def _offered(entry: os.DirEntry[str], start: str) -> bool:
    visible = not entry.name.startswith(".") and one_line(entry.name) == entry.name
    return visible and entry.name.startswith(start) and entry.is_dir()
