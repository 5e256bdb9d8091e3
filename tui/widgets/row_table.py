"""A table that draws only the visible rows, so that its speed doesn't depend on their number."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from ragassist.untrusted import for_terminal
from tui.rendering.bidi import TURNED, begins_right_to_left

_GAP = 2
"""Blank cells between two columns."""
_BREAKS = str.maketrans("\n\t", "  ")


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its title and its width in cells, 0 for the one column that takes the remaining width.

    With `right` its cells are aligned to the right, for numbers. It is hidden if the table is narrower than `least` cells.
    """

    title: str
    width: int = 0
    right: bool = False
    least: int = 0


@dataclass(frozen=True, slots=True)
class Row:
    """A row: its key, one cell per column (the table filters their text), and its look: "", "group", "good" or "bad"."""

    key: str
    cells: tuple[str, ...]
    look: str = ""


class Rows(ScrollView, can_focus=True):
    """Shows rows below a fixed header, with a cursor on one of them.

    The screen binds Enter and names what it does; a double click posts `Chosen`.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "rows--header",
        "rows--cursor",
        "rows--group",
        "rows--good",
        "rows--bad",
        "rows--plain",
    }
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(-1)", show=False),
        Binding("down", "move(1)", show=False),
        Binding("pageup", "page(-1)", show=False),
        Binding("pagedown", "page(1)", show=False),
        Binding("home", "move(-1000000000)", show=False),
        Binding("end", "move(1000000000)", show=False),
    ]
    cursor = reactive(0)

    class Moved(Message):
        """The cursor is on another row; `row` is None if the table is empty."""

        def __init__(self, rows: "Rows", row: Row | None) -> None:
            super().__init__()
            self.rows, self.row = rows, row

        @property
        def control(self) -> "Rows":
            """The table."""
            return self.rows

    class Chosen(Message):
        """The person chose a row."""

        def __init__(self, rows: "Rows", row: Row) -> None:
            super().__init__()
            self.rows, self.row = rows, row

        @property
        def control(self) -> "Rows":
            """The table."""
            return self.rows

    def __init__(self, columns: Sequence[Column], id: str | None = None, title: str = "") -> None:
        super().__init__(id=id)
        self.border_title = Content(title)
        self._columns = columns
        self._rows: Sequence[Row] = ()
        self._empty = ""

    @property
    def row(self) -> Row | None:
        """The row at the cursor, None if the table is empty."""
        return self._rows[self.cursor] if 0 <= self.cursor < len(self._rows) else None

    def show(self, rows: Sequence[Row], *, empty: str = "") -> None:
        """Replace the rows; the cursor stays on the row with its key if there is one. `empty` is shown in place of no rows."""
        key = self.row.key if self.row else None
        self._rows, self._empty = rows, empty
        self.virtual_size = Size(0, len(rows) + 1)
        at = next((at for at, row in enumerate(rows) if row.key == key), min(self.cursor, max(0, len(rows) - 1)))
        self.set_reactive(Rows.cursor, at)
        self._tell()
        self.refresh()

    def go_to(self, key: str) -> None:
        """Put the cursor on the row with a key, if there is one."""
        self.cursor = next((at for at, row in enumerate(self._rows) if row.key == key), self.cursor)

    def render_line(self, y: int) -> Strip:
        """Return line `y` of the visible part: the header for 0, else a row."""
        width = self.size.width
        if y == 0:
            header = self._laid_out([column.title for column in self._columns], width)
            return Strip([Segment(header, self.get_component_rich_style("rows--header"))], width)
        at = self.scroll_offset.y + y - 1
        if not self._rows:
            return self._line_of_nothing(y, width)
        if at >= len(self._rows):
            return Strip.blank(width, self.rich_style)
        row = self._rows[at]
        look = "cursor" if at == self.cursor and self.has_focus else row.look or "plain"
        return Strip([Segment(self._laid_out(row.cells, width), self.get_component_rich_style(f"rows--{look}"))], width)

    def _line_of_nothing(self, y: int, width: int) -> Strip:
        """Return line `y` of a table without rows, below a blank line the text that says what to do."""
        lines = Content(self._empty).wrap(max(1, width - 2)) if self._empty else []
        text = lines[y - 2].plain if 2 <= y < len(lines) + 2 else ""
        if begins_right_to_left(self._empty) and self.app.has_class(TURNED):
            text = " " * (width - 2 - cell_len(text)) + text
        return Strip([Segment(set_cell_size(f" {text}", width), self.get_component_rich_style("rows--group"))], width)

    def _laid_out(self, cells: Sequence[str], width: int) -> str:
        shown = [(text, column) for text, column in zip(cells, self._columns, strict=True) if width >= column.least]
        fixed = sum(column.width for _, column in shown) + _GAP * (len(shown) - 1)
        rest = max(8, width - fixed - 2)
        parts = [_cell(text, column.width or rest, right=column.right) for text, column in shown]
        return set_cell_size(" " + (" " * _GAP).join(parts), width)

    def watch_cursor(self) -> None:
        """Scroll to the cursor and report its row."""
        self.scroll_to_region(Region(0, self.cursor, 1, 2), animate=False, force=True)
        self._tell()
        self.refresh()

    def _tell(self) -> None:
        self.post_message(self.Moved(self, self.row))

    def action_move(self, step: int) -> None:
        """Move the cursor by `step` rows, within the table."""
        self.cursor = max(0, min(len(self._rows) - 1, self.cursor + step))

    def action_page(self, direction: int) -> None:
        """Move the cursor by the visible height, down (1) or up (-1)."""
        self.action_move(direction * max(1, self.size.height - 2))

    def action_choose(self) -> None:
        """Report the row at the cursor as chosen."""
        if self.row:
            self.post_message(self.Chosen(self, self.row))

    def on_click(self, event: events.Click) -> None:
        """Move the cursor to the row that is clicked; a double click chooses it."""
        offset = event.get_content_offset(self)
        at = self.scroll_offset.y + offset.y - 1 if offset and offset.y else -1
        if 0 <= at < len(self._rows):
            self.cursor = at
            if event.chain > 1:
                self.action_choose()


def _cell(text: str, width: int, *, right: bool) -> str:
    line = for_terminal(text).translate(_BREAKS)
    if cell_len(line) > width:
        line = set_cell_size(line, width - 1).rstrip() + "…"
    return " " * (width - cell_len(line)) + line if right else set_cell_size(line, width)
