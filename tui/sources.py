"""Actions on sources, for all screens that show them: reading their pages, copying quotes, opening files."""

from pathlib import PurePath

from textual import on, work
from textual.worker import Worker, WorkerState

from ragassist.language.places import place_in_words
from tui.backend.clipboard import TERMINAL, Clipboard
from tui.graphics.terminal import PictureTerminal
from tui.messages import CopyWanted, PageFound, PageWanted
from tui.pulling import PullingApp
from tui.rendering.passages import Passage, within_page
from tui.rendering.safe_text import problem_line
from tui.screens.picture import PictureScreen
from tui.screens.source import SourceScreen
from tui.widgets.sources_panel import SourcesPanel


class SourcesApp(PullingApp):
    """An app that reads pages, copies text and opens files."""

    clipboard_program: Clipboard
    picture_terminal: PictureTerminal

    @on(PageWanted)
    def _page_wanted(self, message: PageWanted) -> None:
        self._read_page(message)

    @work(thread=True, group="source_page", exit_on_error=False)
    def _read_page(self, wanted: PageWanted) -> None:
        passage = wanted.passage
        if page := self.backend.library.page_of(passage.path, passage.at):
            wanted.asker.post_message(PageFound(within_page(passage, page, wanted.others)))

    @on(SourcesPanel.Wanted)
    @on(SourceScreen.Wanted)
    def _do(self, message: SourcesPanel.Wanted | SourceScreen.Wanted) -> None:
        passage = message.passage
        if message.what == "copy_quote":
            self.copy(passage.quoted)
        elif message.what == "copy_citation":
            where = f"{passage.file} {place_in_words(passage.place, self.say)}".rstrip()
            self.copy(f"{self.say('quoted', text=passage.quoted)} ({where})")
        elif message.what == "picture":
            self._show_picture(passage)
        elif message.what == "open_file":
            self._open_file(passage)

    def _show_picture(self, passage: Passage) -> None:
        if PurePath(passage.path).suffix.lower() == ".pdf" and passage.place.page:
            self.push_screen(PictureScreen(self.backend, passage, self.say, self.picture_terminal))
        else:
            self.notify(self.say("no_picture"), timeout=4, markup=False)

    @work(thread=True, group="viewer", exit_on_error=False)
    def _open_file(self, passage: Passage) -> None:
        """Open the file at the source's page in an external viewer."""
        self.backend.library.open_file(passage.path, passage.place.page)

    @on(CopyWanted)
    def _copy_wanted(self, message: CopyWanted) -> None:
        self.copy(message.text)

    def copy(self, text: str) -> None:
        """Copy a text and say by which program; a terminal may refuse its escape sequence without an error."""
        self._clipboard = text  # what Ctrl+V pastes into Textual's inputs
        self._copy(text)

    @work(thread=True, group="copy", exit_on_error=False)
    def _copy(self, text: str) -> None:
        way = self.clipboard_program.copy(text)
        self.call_from_thread(self._copied, text, way)

    def _copied(self, text: str, way: str) -> None:
        if way == TERMINAL:
            self.copy_to_clipboard(text)
        line = self.say("copied_by_terminal") if way == TERMINAL else self.say("copied_by", name=way)
        self.notify(line, timeout=4, markup=False)

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """Say why a file can't be opened. Where a page can't be read, the passage stays on the screen instead."""
        if event.state is WorkerState.ERROR and event.worker.error and event.worker.group in ("viewer", "copy"):
            self.notify(problem_line(event.worker.error, self.say), severity="error", markup=False)
