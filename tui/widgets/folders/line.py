"""Where a folder is named."""

import asyncio
import os
from pathlib import Path
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.suggester import Suggester

from ragassist.untrusted import one_line
from tui.widgets.line_input import LineInput


class FolderSuggester(Suggester):
    """Completes the name of a folder from the disk."""

    def __init__(self) -> None:
        super().__init__(use_cache=False, case_sensitive=True)

    async def get_suggestion(self, value: str) -> str | None:
        """Return the value with its last part completed, looked up in a thread: a folder may lie on a slow disk."""
        return await asyncio.to_thread(_completed, value)


class FolderInput(LineInput):
    """An input that completes folders with Tab."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "submit", "key_start", key_display="Enter"),
        Binding("tab", "cursor_right", "key_complete", key_display="Tab"),
        Binding("down", "screen.to_tree", "key_to_tree", key_display="↓"),
    ]

    def __init__(self, value: str) -> None:
        super().__init__(value, suggester=FolderSuggester(), select_on_focus=False)


def _completed(value: str) -> str | None:
    head, tail = os.path.split(value)
    folder = Path(head or ".").expanduser()
    try:
        names = sorted(entry.name for entry in os.scandir(folder) if _offered(entry, tail))
    except OSError:
        return None  # being written still, or not to be opened: then there is nothing to offer
    if not names:
        return None
    return f"{value.removesuffix(tail)}{names[0]}{os.sep}"


def _offered(entry: os.DirEntry[str], start: str) -> bool:
    visible = not entry.name.startswith(".") and one_line(entry.name) == entry.name
    return visible and entry.name.startswith(start) and entry.is_dir()
