"""A translation of one document beside its outline."""

from collections.abc import Callable
from pathlib import PurePath
from typing import ClassVar

from textual import work
from textual.binding import Binding, BindingType

from ragassist.untrusted import one_line
from tui import workers
from tui.backend.protocol import UiBackend
from tui.rendering.passages import without_marks
from tui.rendering.safe_text import Translate
from tui.screens.summary import SummaryScreen


class TranslationScreen(SummaryScreen):
    """The translation as it is written; it can be saved, also what there is of it after a stop."""

    TITLE_PHRASE = "translation_of"
    HELP_PHRASE = "help_translation"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("s", "save", "key_save_text", key_display="S", id="save_text")]

    def __init__(self, backend: UiBackend, say: Translate, path: str, into: str) -> None:
        super().__init__(backend, say, path)
        self._into = into

    @work(thread=True, group="answer", exit_on_error=False)
    def _write(self) -> None:
        workers.translate(self.backend, self._path, self._into, self._stop, self.post_message)

    def action_save(self) -> None:
        """Write what is translated so far to a file, without the marks of its citations."""
        if text := without_marks(self._exchange.answer):
            title = f"{PurePath(self._path).stem} {self._into}"
            self.run_and_show(lambda: self._saved(title, text))

    def _saved(self, title: str, text: str) -> Callable[[], None]:
        path = self.backend.conversation.save_text(title, text)
        return lambda: self.tell(self.say("written_to", path=one_line(str(path))))
