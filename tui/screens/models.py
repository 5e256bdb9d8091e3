"""The models: what is installed, how large it is, under which licence, and whether it is still what was fetched."""

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Static

from ragassist.untrusted import one_line
from tui.backend.protocol import Model, UiBackend
from tui.messages import PullAdvanced
from tui.rendering.safe_text import Translate, size_in_words
from tui.screens.dialogs import ConfirmScreen
from tui.screens.page import PageScreen
from tui.widgets.row_table import Column, Row, Rows


class ModelsScreen(PageScreen):
    """One row a model. Only where no model was there at the start may it fetch some, after a yes."""

    TITLE_PHRASE = "models"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("v", "verify", "key_verify", key_display="V", id="verify"),
        Binding("g", "pull", "key_pull", key_display="G", id="pull"),
    ]

    def __init__(self, backend: UiBackend, say: Translate) -> None:
        super().__init__(backend, say)
        self._all: Sequence[Model] = ()

    def compose_body(self) -> ComposeResult:
        """Yield the table, and what is to be known of the model at the cursor."""
        yield Rows(
            (
                Column(self.say("model")),
                Column(self.say("state"), 12),
                Column(self.say("role"), 10),
                Column(self.say("size"), 10, right=True),
                Column(self.say("licence"), 22),
            )
        )
        yield Static(id="reason", markup=False)

    def on_mount(self) -> None:
        """Look what there is."""
        self.query_one(Rows).focus()
        self.run_and_show(self._read)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer to go online only where that is possible."""
        del parameters
        return self.backend.can_pull if action == "pull" else True

    def _read(self) -> Callable[[], None]:
        models = self.backend.models()

        def show() -> None:
            self._all = models
            self.query_one(Rows).show([self._row(model) for model in models])

        return show

    def _row(self, model: Model) -> Row:
        state = self.say("installed" if model.installed else "available")
        role = self.say("role_chat" if model.role == "chat" else "role_search")
        return Row(
            model.name,
            (model.title, state, role, size_in_words(model.size, self.say), model.licence),
            "good" if model.installed else "",
        )

    @on(Rows.Moved)
    def _explain(self, message: Rows.Moved) -> None:
        model = next((model for model in self._all if message.row and model.name == message.row.key), None)
        if model is None:
            return
        command = "" if model.installed else f"ragassist models pull {model.name}"
        self.query_one("#reason", Static).update(one_line("  ·  ".join(filter(None, (model.note, command)))))

    def action_verify(self) -> None:
        """Hash the model at the cursor."""
        if row := self.query_one(Rows).row:
            self.tell(self.say("verifying", name=row.key))
            self.run_and_show(lambda: self._verified(row.key))

    def _verified(self, name: str) -> Callable[[], None]:
        self.backend.verify(name, lambda _: None)
        return lambda: self.tell(self.say("whole", name=name))

    def action_pull(self) -> None:
        """Fetch the usual models, after a yes that names network and licences."""
        self.app.push_screen(pull_question(self.say), self._begin_pull)

    def _begin_pull(self, yes: bool | None) -> None:
        if yes:
            self.run_and_show(self._pulled)

    def _pulled(self) -> Callable[[], None]:
        self.backend.pull(lambda label, done, total: self.post_message(PullAdvanced(label, done, total)))
        return self._read()

    @on(PullAdvanced)
    def _show_pull(self, message: PullAdvanced) -> None:
        self.tell(message.line)


def pull_question(say: Translate) -> ConfirmScreen:
    """Return the question that is asked before anything goes online."""
    return ConfirmScreen(say("key_pull"), say("pull_question"), say)
