"""The table screen: one column per field, one row per document, and a source for each cell."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import PurePath
from threading import Event as Flag
from typing import ClassVar

from rich.text import Text
from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import DataTable, Input
from textual.worker import Worker, WorkerState

from ragassist.errors import FieldInvalid
from ragassist.extraction.fields import checked_fields
from ragassist.extraction.outcome import DOUBT, share_in_words
from ragassist.extraction.records import Cell, Row, Skipped, Table, TableProgress
from ragassist.stopping import Stopped
from ragassist.untrusted import one_line
from tui.backend.protocol import TableForm, UiBackend
from tui.rendering.passages import quoted_in
from tui.rendering.safe_text import Translate, counted, problem_line, share_of
from tui.screens.page import Done, PageScreen
from tui.screens.source import SourceScreen
from tui.widgets.line_input import LineInput

_COMMAS = str.maketrans({"،": ",", "，": ",", "、": ",", ";": ",", "；": ","})
"""Separators of fields in the eight languages, as commas."""
_WIDEST = 32
"""Width of a value in the grid at most, in cells; its source shows all of it."""


class Grid(DataTable[Text]):
    """A grid that names in the line of keys what Enter does, once there is a row."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "select_cursor", "key_open", key_display="Enter")]

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Return whether an action is offered now."""
        return bool(self.row_count) if action == "select_cursor" else super().check_action(action, parameters)


class TableScreen(PageScreen):
    """Reads the fields that are typed; each row appears when its document is read. Esc stops and keeps the rows so far."""

    TITLE_PHRASE = "table"
    HELP_PHRASE = "help_table"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "stop", "key_stop", key_display="Esc"),
        Binding("escape", "back", "key_back", key_display="Esc", id="back"),
        Binding("ctrl+c", "stop", "key_stop", show=False, priority=True),
        Binding("enter", "open", "key_open", key_display="Enter", id="open"),
        Binding("slash", "fields", "key_fields", key_display="/", id="fields"),
        Binding("x", "save('xlsx')", "key_save_workbook", key_display="X", id="save_workbook"),
        Binding("v", "save('csv')", "key_save_csv", key_display="V", id="save_csv"),
    ]

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer to stop while the table is being read, after that the way back, and from the first row on what is for rows."""
        running = self._stop is not None and not self._stop.is_set()
        offered = {"stop": running, "back": not running, "save": bool(self._rows), "open": bool(self._rows)}
        return offered.get(action, super().check_action(action, parameters))

    def compose_body(self) -> ComposeResult:
        """Yield the input of fields and the grid."""
        yield LineInput(placeholder=self.say("table_fields_hint"), id="fields")
        grid = Grid(zebra_stripes=True, fixed_columns=1)
        grid.border_title = Content(self.say("table"))
        yield grid

    def __init__(self, backend: UiBackend, say: Translate) -> None:
        super().__init__(backend, say)
        self._fields: tuple[str, ...] = ()
        self._rows: list[Row] = []
        self._skipped: list[Skipped] = []
        self._stop: Flag | None = None

    def on_mount(self) -> None:
        """Set the focus to the input of fields."""
        self.query_one("#fields", Input).focus()
        self.tell(self.say("table_begin"))

    @property
    def _grid(self) -> Grid:
        return self.query_one(Grid)

    @property
    def table(self) -> Table:
        """The table with the rows so far."""
        return Table(self._fields, tuple(self._rows), tuple(self._skipped))

    @on(Input.Submitted, "#fields")
    def _begin(self, message: Input.Submitted) -> None:
        try:
            fields = checked_fields([part for part in message.value.translate(_COMMAS).split(",") if part.strip()])
        except FieldInvalid as problem:
            self.tell(problem_line(problem, self.say), problem=True)
            return
        if self._stop:
            self._stop.set()
        self._fields, self._rows, self._skipped, self._stop = fields, [], [], Flag()
        self._grid.clear(columns=True)
        for title in (self.say("document"), *fields):
            self._grid.add_column(Text(one_line(title)))
        self._grid.focus()
        self.refresh_bindings()
        self.tell(self.say("loading"))
        self._read(fields, self._stop)

    @work(thread=True, group="table", exclusive=True, exit_on_error=False)
    def _read(self, fields: Sequence[str], stop: Flag) -> None:
        try:
            for progress in self.backend.conversation.extract(fields, stop):
                self._show_from_thread(partial(self._take, progress, stop))
        except Stopped:
            self._show_from_thread(partial(self._end, self.say("stopped"), stop))
        else:
            self._show_from_thread(partial(self._end, "", stop))

    def _show_from_thread(self, show: Callable[[], None]) -> None:
        self.post_message(Done(show))

    def _take(self, progress: TableProgress, stop: Flag) -> None:
        if stop is not self._stop:
            return  # it belongs to an earlier table
        if isinstance(progress.at, Skipped):
            self._skipped.append(progress.at)
        elif progress.at:
            self._rows.append(progress.at)
            self.refresh_bindings()
            self._grid.add_row(Text(one_line(PurePath(progress.at.path).name)), *map(self._shown, progress.at.cells))
        line = share_of("documents", progress.done, progress.total, self.say)
        self.tell_of_rest(line, progress.seconds_left, progress.total - progress.done)

    def _shown(self, cell: Cell | None) -> Text:
        """Return a cell as the grid shows it: in the colour of errors, and with `DOUBT`, if its source doesn't confirm it."""
        if cell is None:
            return Text("")
        doubt, look = ("", "") if cell.supported else (DOUBT, self.app.theme_variables["error"])
        text = Text(one_line(cell.value) + doubt, style=look)
        text.truncate(_WIDEST, overflow="ellipsis")
        return text

    def _end(self, how: str, stop: Flag) -> None:
        if stop is self._stop:
            self._stop = None
            self.refresh_bindings()
            skipped = counted("skipped", len(self._skipped), self.say) if self._skipped else ""
            told = [how, *share_in_words(self.table, self._language), skipped]
            self.tell(" · ".join(filter(None, told)))

    @property
    def _language(self) -> str:
        return self.backend.preferences.language

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """Note that a failed table is no longer being read; the base class shows the error."""
        if event.state is WorkerState.ERROR and event.worker.group == "table":
            self._stop = None
            self.refresh_bindings()

    def action_stop(self) -> None:
        """Stop the table; its rows so far stay."""
        if self._stop:
            self._stop.set()
            self.refresh_bindings()

    def action_fields(self) -> None:
        """Move the focus to the input of fields."""
        self.query_one("#fields", Input).focus()

    @on(DataTable.CellSelected)
    def action_open(self) -> None:
        """Show the source of the cell at the cursor."""
        at = self._grid.cursor_coordinate
        cell = self._rows[at.row].cells[at.column - 1] if at.row < len(self._rows) and at.column else None
        if cell:
            (passage,) = quoted_in([cell.citation])
            self.app.push_screen(SourceScreen([passage], passage.n, self.say))

    def action_save(self, form: TableForm) -> None:
        """Write the rows so far to a file in the current folder."""
        if self._rows:
            self.run_and_show(partial(self._saved, self.table, form))

    def _saved(self, table: Table, form: TableForm) -> Callable[[], None]:
        path = self.backend.conversation.save_table(table, form)
        return lambda: self.tell(self.say("written_to", path=one_line(str(path))))

    def on_unmount(self) -> None:
        """Stop the table, because the screen is closed."""
        if self._stop:
            self._stop.set()
