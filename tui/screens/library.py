"""The library screen: the documents as a tree with their states, the text of one beside it, and actions on them."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container
from textual.content import Content
from textual.timer import Timer
from textual.widgets import Input, Static

from ragassist.language.phrases import translated
from ragassist.untrusted import for_terminal, one_line
from tui.messages import IndexingWanted, ScopeWanted, SummaryWanted, WatchToggled
from tui.rendering.document_tree import STATES, DocumentTree, folders_of, totals
from tui.rendering.passages import Passage, pages_of
from tui.rendering.safe_text import heading
from tui.screens.dialogs import ConfirmScreen
from tui.screens.page import Done, PageScreen
from tui.screens.source import SourceScreen
from tui.widgets.line_input import LineInput
from tui.widgets.passage_view import PassageView
from tui.widgets.row_table import Column, Row, Rows

if TYPE_CHECKING:
    from indexes.records import DocumentRow

_PAUSE_S = 0.15
"""Seconds that the cursor rests on a document before its text is read."""


class LibraryScreen(PageScreen):
    """One row for each folder and document, the text of the one at the cursor, and the reason for its state."""

    TITLE_PHRASE = "library"
    HELP_PHRASE = "help_library"
    NEEDS_ROW = frozenset(("read", "ask_only", "remove", "read_again"))
    _all: "Sequence[DocumentRow]" = ()
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "read", "key_read", key_display="Enter", id="read"),
        Binding("a", "ask_only", "key_ask_only", key_display="A", id="ask_only"),
        Binding("f", "filter", "key_filter", key_display="F", id="filter"),
        Binding("s", "summary", "key_summary", key_display="S", id="summary"),
        Binding("slash", "find", "key_find", key_display="/", id="find"),
        Binding("d,delete", "remove", "key_remove", key_display="D", id="remove"),
        Binding("r", "reindex", "key_reindex", key_display="R", id="reindex"),
        Binding("e", "read_again", "key_read_again", key_display="E", id="read_again"),
        Binding("w", "watch", "key_watch", key_display="W", id="watch"),
        Binding("left", "fold(True)", "key_fold", key_display="←", show=False),
        Binding("right", "fold(False)", "key_unfold", key_display="→", show=False),
    ]

    def compose_body(self) -> ComposeResult:
        """Yield search input, tree, text and reason."""
        yield LineInput(placeholder=self.say("find_documents"), id="find")
        with Container(id="documents"):
            yield Rows(
                (
                    Column(self.say("document")),
                    Column(self.say("state"), 12),
                    Column(self.say("spoken"), 4, least=60),
                    Column(heading(self.say("passages")), 10, right=True, least=70),
                    Column(self.say("size"), 10, right=True, least=80),
                ),
                title=self.say("library"),
            )
            yield PassageView(self.say)
        yield Static(id="reason", markup=False)

    def on_mount(self) -> None:
        """Read the library."""
        self._tree = DocumentTree((), self.say)
        self._folded: set[str] = set()
        self._state: str | None = None
        self._pause: Timer | None = None
        self.query_one(Rows).focus()
        self.reload()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Return whether an action is offered now, for the documents of the library and the one at the cursor."""
        if action in ("find", "filter", "reindex", "watch"):
            return bool(self._all)
        if action == "summary":
            return self._readable is not None
        return super().check_action(action, parameters)

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
        found = [row for row in self._all if wanted in row.path.casefold() and self._state in (None, row.state)]
        self._tree = DocumentTree(found, self.say)
        self._lay_out()
        watching = [self.say("watching")] if getattr(self.app, "watching", None) else []
        self.tell(" · ".join([*totals(found, self._state, self.say), *watching]) if self._all else "")

    def _lay_out(self) -> None:
        rows = list(self._tree.rows(self._folded))
        self.query_one(Rows).show(rows, empty=self.say("no_match" if self._all else "empty_library"))

    # The row at the cursor

    @property
    def _row(self) -> Row | None:
        return self.query_one(Rows).row

    @property
    def _document(self) -> "DocumentRow | None":
        row = self._row
        return next((each for each in self._all if row and each.path == row.key), None)

    @property
    def _readable(self) -> "DocumentRow | None":
        document = self._document
        return document if document is not None and document.state in ("indexed", "partial") else None

    @on(Rows.Moved)
    def _explain(self) -> None:
        document = self._document
        reason = for_terminal(translated(document.reason, self.say)) if document else ""
        path = one_line(self._row.key) if self._row else ""
        self.query_one("#reason", Static).update(Content("\n").join(map(Content, (path, reason) if reason else (path,))))
        if self._pause is not None:
            self._pause.stop()
        self._pause = self.set_timer(_PAUSE_S, self._preview)

    def _preview(self) -> None:
        if (document := self._readable) is None:
            self.query_one(PassageView).clear()
        elif not self.has_class("-single"):
            self._read_first_page(document.path)

    @work(thread=True, group="preview", exclusive=True, exit_on_error=False)
    def _read_first_page(self, path: str) -> None:
        page = self.backend.library.page_of(path, 0)
        passages = pages_of(path, [page] if page else [])
        self.post_message(Done(lambda: self._show_text(path, passages)))

    def _show_text(self, path: str, passages: Sequence[Passage]) -> None:
        if passages and self._row and self._row.key == path:
            view = self.query_one(PassageView)
            view.border_title = Content(passages[0].file)
            view.show(passages[0])

    # Keys

    def action_find(self) -> None:
        """Move the focus to the search input."""
        self.query_one("#find", Input).focus()

    @on(Input.Submitted, "#find")
    def _to_rows(self) -> None:
        self.query_one(Rows).focus()

    @on(Rows.Chosen)
    def _choose(self) -> None:
        self.action_read()

    def action_filter(self) -> None:
        """Show only the documents of the next state that occurs; after the last state show all again."""
        there = [None, *(state for state in STATES if any(row.state == state for row in self._all))]
        self._state = there[(there.index(self._state) + 1) % len(there)] if self._state in there else None
        self._show()

    def action_fold(self, fold: bool) -> None:
        """Fold or unfold the folder at the cursor; at a document, `fold` moves the cursor to its folder."""
        row = self._row
        if row is None:
            return
        if self._tree.is_folder(row.key):
            (self._folded.add if fold else self._folded.discard)(row.key)
            self._lay_out()
        elif fold:
            self.query_one(Rows).go_to(str(Path(row.key).parent))

    def action_read(self) -> None:
        """Show the stored text of the document at the cursor, or fold or unfold the folder."""
        row, document = self._row, self._readable
        if row and self._tree.is_folder(row.key):
            self.action_fold(row.key not in self._folded)
        elif document is not None:
            self.run_and_show(lambda: self._text_of(document.path))

    def _text_of(self, path: str) -> Callable[[], None]:
        pages = pages_of(path, self.backend.library.pages(path))

        def show() -> None:
            if pages:
                self.app.push_screen(SourceScreen(pages, 1, self.say, title="document"))

        return show

    def action_ask_only(self) -> None:
        """Limit the next questions to the document or folder at the cursor, and close the screen."""
        if row := self._row:
            self.app.post_message(ScopeWanted((row.key,)))
            self.dismiss()

    def action_summary(self) -> None:
        """Show a summary of the document at the cursor."""
        if document := self._readable:
            self.app.post_message(SummaryWanted(document.path))

    def action_remove(self) -> None:
        """Remove the document or folder at the cursor from the library, after a confirmation; its files stay on disk."""
        row = self._row
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

    @property
    def _folders(self) -> list[Path]:
        return [Path(folder) for folder in folders_of(row.path for row in self._all)]

    def action_reindex(self) -> None:
        """Bring all folders of the library up to date."""
        self.post_message(IndexingWanted(self._folders))

    def action_read_again(self) -> None:
        """Bring the document or folder at the cursor up to date, and read its skipped and partial files again."""
        if row := self._row:
            self.post_message(IndexingWanted([Path(row.key)], full=True))

    def action_watch(self) -> None:
        """Begin or end watching the library's folders for changes."""
        self.post_message(WatchToggled(self._folders))
