"""The documents of the library, by folder: what became of each, and what can be done with them."""

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Input, Static

from ragassist.untrusted import for_terminal, one_line
from tui.messages import IndexingWanted, WatchToggled
from tui.rendering.passages import pages_of
from tui.rendering.safe_text import counted, number, size_in_words
from tui.screens.dialogs import ConfirmScreen
from tui.screens.page import PageScreen
from tui.screens.source import SourceScreen
from tui.widgets.line_input import LineInput
from tui.widgets.row_table import Column, Row, Rows

if TYPE_CHECKING:
    from indexes.records import DocumentRow

_LOOKS = {"indexed": "", "partial": "bad", "skipped": "bad", "waiting": "group"}


class LibraryScreen(PageScreen):
    """One row a document under one a folder; a line below says why the document at the cursor is as it is."""

    TITLE_PHRASE = "library"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "read", "key_read", key_display="Enter", id="read"),
        Binding("d,delete", "remove", "key_remove", key_display="D", id="remove"),
        Binding("r", "reindex", "key_reindex", key_display="R", id="reindex"),
        Binding("w", "watch", "key_watch", key_display="W", id="watch"),
        Binding("slash", "find", "key_find", key_display="/", id="find"),
    ]

    def compose_body(self) -> ComposeResult:
        """Yield search line, progress, table and the reason."""
        yield LineInput(placeholder=self.say("find_documents"), id="find")
        yield Rows(
            (
                Column(self.say("document")),
                Column(self.say("state"), 12),
                Column(self.say("spoken"), 4, least=80),
                Column(self.say("passages"), 10, right=True, least=70),
                Column(self.say("size"), 10, right=True, least=100),
            )
        )
        yield Static(id="reason", markup=False)

    def on_mount(self) -> None:
        """Read the library."""
        self._all: Sequence[DocumentRow] = ()
        self.query_one(Rows).focus()
        self.reload()

    def reload(self) -> None:
        """Read the library again, in a thread."""
        self.run_and_show(self._read)

    def _read(self) -> Callable[[], None]:
        documents = self.backend.library.documents()

        def show() -> None:
            self._all = documents
            self._show()

        return show

    @on(Input.Changed, "#find")
    def _show(self) -> None:
        wanted = self.query_one("#find", Input).value.casefold()
        found = [row for row in self._all if wanted in row.path.casefold()]
        self.query_one(Rows).show(list(self._rows(found)))
        self.tell(self._totals(found) if self._all else self.say("empty_library"))

    def _totals(self, found: Sequence["DocumentRow"]) -> str:
        """Count as the bar at the top does: what is still to be read is no document yet."""
        waiting = sum(row.state == "waiting" for row in found)
        skipped = sum(row.state == "skipped" for row in found)
        told = [counted("documents", len(found) - waiting - skipped, self.say)]
        told += [counted("waiting", waiting, self.say)] if waiting else []
        told += [f"{number(skipped)} {self.say('skipped')}"] if skipped else []
        told.append(counted("passages", sum(row.chunks for row in found), self.say))
        return " · ".join([*told, *([self.say("watching")] if getattr(self.app, "watching", None) else [])])

    def _rows(self, documents: Sequence["DocumentRow"]) -> Iterator[Row]:
        by_folder = sorted(documents, key=lambda row: (_folder(row.path), row.path))
        for folder, group in groupby(by_folder, key=lambda row: _folder(row.path)):
            inside = list(group)
            size, chunks = size_in_words(sum(row.size for row in inside), self.say), number(sum(row.chunks for row in inside))
            yield Row(folder, (folder, number(len(inside)), "", chunks, size), "group")
            for row in inside:
                cells = (
                    f"  {Path(row.path).name}",
                    self.say(row.state),
                    row.language,
                    number(row.chunks),
                    size_in_words(row.size, self.say),
                )
                yield Row(row.path, cells, _LOOKS[row.state])

    @on(Rows.Moved)
    def _explain(self, message: Rows.Moved) -> None:
        at = next((row for row in self._all if message.row and row.path == message.row.key), None)
        line = f"{for_terminal(at.path)}\n{self.say(at.state)}: {one_line(at.reason)}" if at and at.reason else ""
        self.query_one("#reason", Static).update(line or (for_terminal(at.path) if at else ""))

    def action_find(self) -> None:
        """Go to the search line."""
        self.query_one("#find", Input).focus()

    @on(Input.Submitted, "#find")
    def _to_rows(self) -> None:
        self.query_one(Rows).focus()

    @on(Rows.Chosen)
    def _choose(self) -> None:
        self.action_read()

    def action_read(self) -> None:
        """Show the text of the document at the cursor, as it is stored."""
        row = self.query_one(Rows).row
        document = next((each for each in self._all if row and each.path == row.key), None)
        if document is not None and document.state in ("indexed", "partial"):
            self.run_and_show(lambda: self._text_of(document.path))

    def _text_of(self, path: str) -> Callable[[], None]:
        pages = pages_of(path, self.backend.library.pages(path))

        def show() -> None:
            if pages:
                self.app.push_screen(SourceScreen(pages, 1, self.say, title="document"))

        return show

    def action_remove(self) -> None:
        """Take the document or folder at the cursor out, after a yes; its files stay."""
        row = self.query_one(Rows).row
        if row is None:
            return
        question = f"{row.key}\n\n{self.say('remove_question')}"
        self.app.push_screen(ConfirmScreen(self.say("key_remove"), question, self.say), lambda yes: self._remove(row.key, yes))

    def _remove(self, path: str, yes: bool | None) -> None:
        if yes:
            self.run_and_show(lambda: self._removed(path))

    def _removed(self, path: str) -> Callable[[], None]:
        self.backend.library.remove([path])
        return self._read()

    def action_reindex(self) -> None:
        """Bring all folders of the library up to date."""
        self.post_message(IndexingWanted(folders_of(row.path for row in self._all)))

    def action_watch(self) -> None:
        """Begin or cease to follow changes in the library's folders."""
        self.post_message(WatchToggled(folders_of(row.path for row in self._all)))


def _folder(path: str) -> str:
    return str(Path(path).parent)


def folders_of(paths: "Iterator[str]") -> list[Path]:
    """Return the folders that hold some files, without those that lie in another of them."""
    folders = sorted({Path(path).parent for path in paths})
    outer: list[Path] = []
    for folder in folders:
        if not any(folder.is_relative_to(other) for other in outer):
            outer.append(folder)
    return outer
