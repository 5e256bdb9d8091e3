"""The tree to choose a folder from."""

from collections.abc import Iterable
from pathlib import Path
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.message import Message
from textual.widgets import DirectoryTree, Tree
from textual.widgets.directory_tree import DirEntry

from ragassist.untrusted import one_line


class FolderTree(DirectoryTree):
    """The folders below one, without hidden folders and those with control characters in their names."""

    ICON_NODE, ICON_NODE_EXPANDED = "▸ ", "▾ "
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "choose", "key_start", key_display="Enter"),
        Binding("right", "unfold(True)", "key_unfold", key_display="→"),
        Binding("left", "unfold(False)", "key_fold", key_display="←"),
        Binding("up", "cursor_up", show=False),
    ]

    class Moved(Message):
        """The cursor is on another folder."""

        def __init__(self, folder: Path) -> None:
            super().__init__()
            self.folder = folder

    class Chosen(Message):
        """The person chose the folder at the cursor."""

    class LeftAtTheTop(Message):
        """The person moved up from the first row."""

    def filter_paths(self, paths: Iterable[Path]) -> Iterable[Path]:
        """Return the folders that are shown."""
        return [path for path in paths if self._safe_is_dir(path) and _shown(path.name)]

    def on_tree_node_highlighted(self, event: Tree.NodeHighlighted[DirEntry]) -> None:
        """Report the folder at the cursor, if the tree has the focus."""
        event.stop()
        if self.has_focus and event.node.data is not None:
            self.post_message(self.Moved(event.node.data.path))

    def action_choose(self) -> None:
        """Choose the folder at the cursor."""
        self.post_message(self.Chosen())

    def action_unfold(self, unfold: bool) -> None:
        """Unfold the folder at the cursor, or fold it."""
        node = self.cursor_node
        if node is not None and unfold:
            node.expand()
        elif node is not None:
            node.collapse()

    def action_cursor_up(self) -> None:
        """Move up; from the first row report `LeftAtTheTop`."""
        if self.cursor_line <= 0:
            self.post_message(self.LeftAtTheTop())
        else:
            super().action_cursor_up()


def _shown(name: str) -> bool:
    return not name.startswith(".") and one_line(name) == name
