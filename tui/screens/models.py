"""The models screen: which models are installed, their sizes and licences, and the check of their files."""

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Static

from ragassist.untrusted import one_line
from tui.backend.protocol import UiBackend
from tui.backend.records import Model
from tui.messages import ModelsChanged, PullWanted
from tui.rendering.safe_text import Translate, size_in_words
from tui.screens.dialogs import ConfirmScreen
from tui.screens.page import PageScreen
from tui.widgets.row_table import Column, Row, Rows


class ModelsScreen(PageScreen):
    """One row per model. Models can be downloaded here only if none was installed at the start."""

    TITLE_PHRASE = "models"
    HELP_PHRASE = "help_models"
    NEEDS_ROW = frozenset(("use", "verify"))
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "use", "key_use", key_display="Enter", id="use"),
        Binding("v", "verify", "key_verify", key_display="V", id="verify"),
        Binding("g", "pull", "key_pull", key_display="G", id="pull"),
    ]

    def __init__(self, backend: UiBackend, say: Translate) -> None:
        super().__init__(backend, say)
        self._all: Sequence[Model] = ()

    def compose_body(self) -> ComposeResult:
        """Yield the table and the details of the model at the cursor."""
        yield Rows(
            (
                Column(self.say("model")),
                Column(self.say("state"), 12),
                Column(self.say("role"), 10),
                Column(self.say("size"), 10, right=True),
                Column(self.say("licence"), 22, least=100),
            ),
            title=self.say("models"),
        )
        yield Static(id="reason", markup=False)

    def on_mount(self) -> None:
        """Read the list of models."""
        self.query_one(Rows).focus()
        self.run_and_show(self._read)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Return whether an action is offered now; a download is, if it is possible and none is running."""
        if action == "pull":
            return self.backend.can_pull and not self.online
        return super().check_action(action, parameters)

    def reload(self) -> None:
        """Read the list of models again."""
        self.run_and_show(self._read)

    def _read(self) -> Callable[[], None]:
        models = self.backend.models.models()

        def show() -> None:
            self._all = models
            self.query_one(Rows).show([self._row(model) for model in models])

        return show

    def _row(self, model: Model) -> Row:
        state = "in_use" if model.used else "installed" if model.installed else "available"
        role = self.say("role_chat" if model.role == "chat" else "role_search")
        title = f"{'●' if model.used else ' '} {model.title}"
        return Row(
            model.name,
            (title, self.say(state), role, size_in_words(model.size, self.say), model.licence),
            "good" if model.used else "" if model.installed else "group",
        )

    @on(Rows.Moved)
    def _explain(self, message: Rows.Moved) -> None:
        model = self._at
        if model is None:
            return
        command = "" if model.installed else f"ragassist models pull {model.name}"
        told = (model.title, model.licence, model.note, command)
        self.query_one("#reason", Static).update(one_line("  ·  ".join(filter(None, told))))

    @property
    def _at(self) -> Model | None:
        row = self.query_one(Rows).row
        return next((model for model in self._all if row and model.name == row.key), None)

    @on(Rows.Chosen)
    def _choose(self) -> None:
        self.action_use()

    def action_use(self) -> None:
        """Use the model at the cursor from now on. An embedding model needs a confirmation: all passages are embedded again."""
        model = self._at
        if model is None or model.used:
            return
        if not model.installed:
            self.tell(f"{self.say('available')}: ragassist models pull {model.name}", problem=True)
            return
        if model.role == "chat":
            self._use(model, yes=True)
        else:
            dialog = ConfirmScreen(self.say("key_use"), f"{model.title}\n\n{self.say('embed_anew_question')}", self.say)
            self.app.push_screen(dialog, lambda yes: self._use(model, yes=bool(yes)))

    def _use(self, model: Model, *, yes: bool) -> None:
        if yes:
            self.run_and_show(lambda: self._used(model.name))

    def _used(self, name: str) -> Callable[[], None]:
        self.backend.models.choose(name)
        show = self._read()

        def told() -> None:
            show()
            self.tell(self.say("used_from_now_on", name=name))
            self.app.post_message(ModelsChanged())

        return told

    def action_verify(self) -> None:
        """Check the files of the model at the cursor by their hashes."""
        if row := self.query_one(Rows).row:
            self.tell(self.say("verifying", name=row.key))
            self.run_and_show(lambda: self._verified(row.key))

    def _verified(self, name: str) -> Callable[[], None]:
        self.backend.models.verify(name, lambda _: None)
        return lambda: self.tell(self.say("whole", name=name))

    def action_pull(self) -> None:
        """Ask whether the default models shall be downloaded."""
        self.app.post_message(PullWanted())
