"""The sessions screen: finds, continues, renames, exports and deletes stored conversations."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Input

from ragassist.untrusted import one_line
from tui.backend.protocol import ConversationForm
from tui.messages import ResumeWanted
from tui.rendering.safe_text import counted, number
from tui.screens.dialogs import ConfirmScreen, LineScreen
from tui.screens.page import PageScreen
from tui.widgets.line_input import LineInput
from tui.widgets.row_table import Column, Row, Rows

if TYPE_CHECKING:
    from indexes.conversations.records import Summary


class SessionsScreen(PageScreen):
    """One row per conversation, the most recently changed first."""

    TITLE_PHRASE = "key_sessions"
    HELP_PHRASE = "help_sessions"
    NEEDS_ROW = frozenset(("resume", "rename", "delete", "export"))
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "resume", "key_resume", key_display="Enter", id="resume"),
        Binding("n", "new", "key_new", key_display="N"),
        Binding("r", "rename", "key_rename", key_display="R", id="rename"),
        Binding("d,delete", "delete", "key_delete", key_display="D", id="delete"),
        Binding("m", "export('md')", "key_markdown", key_display="M"),
        Binding("j", "export('json')", "key_json", key_display="J"),
        Binding("slash", "find", "key_find", key_display="/"),
    ]

    def compose_body(self) -> ComposeResult:
        """Yield search input and table."""
        yield LineInput(placeholder=self.say("find_sessions"), id="find")
        yield Rows(
            (
                Column(self.say("session")),
                Column(self.say("questions"), 9, right=True, least=90),
                Column(self.say("spoken"), 4, least=80),
                Column(self.say("library"), 12),
                Column(self.say("when"), 16, least=70),
            ),
            title=self.say("key_sessions"),
        )

    def on_mount(self) -> None:
        """Read the most recent conversations."""
        self._all: Sequence[Summary] = ()
        self.query_one(Rows).focus()
        self._read_for("")

    @on(Input.Changed, "#find")
    def _find(self, event: Input.Changed) -> None:
        self._read_for(event.value)

    def _read_for(self, text: str) -> None:
        self.run_and_show(lambda: self._read(text))

    def _read(self, text: str) -> Callable[[], None]:
        found = self.backend.conversation.sessions(text)

        def show() -> None:
            if text == self.query_one("#find", Input).value:  # otherwise another search was typed meanwhile
                self._all = found
                empty = self.say("no_match" if text else "no_sessions")
                self.query_one(Rows).show([_row(summary) for summary in found], empty=empty)
                self.tell(counted("conversations", len(found), self.say) if found else "")

        return show

    @property
    def _at(self) -> "Summary | None":
        row = self.query_one(Rows).row
        return next((summary for summary in self._all if row and summary.id == row.key), None)

    @on(Input.Submitted, "#find")
    def _to_rows(self) -> None:
        self.query_one(Rows).focus()

    def action_find(self) -> None:
        """Move the focus to the search input."""
        self.query_one("#find", Input).focus()

    @on(Rows.Chosen)
    def _choose(self) -> None:
        self.action_resume()

    def action_resume(self) -> None:
        """Continue the conversation at the cursor in its library, and close the screen."""
        if summary := self._at:
            self.app.post_message(ResumeWanted(summary.id))
            self.dismiss()

    def action_new(self) -> None:
        """Begin a new conversation, and close the screen."""
        self.app.post_message(ResumeWanted(None))
        self.dismiss()

    def action_rename(self) -> None:
        """Ask for a title for the conversation at the cursor."""
        if summary := self._at:
            dialog = LineScreen(self.say("key_rename"), one_line(summary.title), self.say)
            self.app.push_screen(dialog, lambda title: self._rename(summary.id, title))

    def _rename(self, conversation: str, title: str | None) -> None:
        if title:
            self._change(lambda: self.backend.conversation.rename(conversation, title))

    def action_delete(self) -> None:
        """Delete the conversation at the cursor, after a confirmation."""
        if summary := self._at:
            question = f"{summary.title}\n\n{self.say('delete_question')}"
            dialog = ConfirmScreen(self.say("key_delete"), question, self.say)
            self.app.push_screen(dialog, lambda yes: self._delete(summary.id, yes))

    def _delete(self, conversation: str, yes: bool | None) -> None:
        if yes:
            self._change(lambda: self.backend.conversation.forget(conversation))

    def _change(self, change: Callable[[], None]) -> None:
        text = self.query_one("#find", Input).value

        def work() -> Callable[[], None]:
            change()
            return self._read(text)

        self.run_and_show(work)

    def action_export(self, form: ConversationForm) -> None:
        """Write the conversation at the cursor to a file in the current folder."""
        if summary := self._at:
            self.run_and_show(lambda: self._exported(summary.id, form))

    def _exported(self, conversation: str, form: ConversationForm) -> Callable[[], None]:
        path = self.backend.conversation.export(conversation, form)
        return lambda: self.tell(self.say("written_to", path=one_line(str(path))))


def _row(summary: "Summary") -> Row:
    when = datetime.fromtimestamp(summary.changed).astimezone().strftime("%Y-%m-%d %H:%M")
    return Row(summary.id, (summary.title, number(summary.exchanges), summary.language, summary.library, when))
