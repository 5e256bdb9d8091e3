"""The end of the app: its threads are given a moment, the terminal is as it was, and a fault is one line."""

from ingest.errors import AssistantError
from tui.rendering.safe_text import problem_line
from tui.shutdown import end_by_force, leave_when_told
from tui.sources import SourcesApp

_GLANCE_S = 0.05
_LEAVING_S = 2.0
"""Seconds that threads have for ending in order; what is stored is safe without that."""
_LONG = frozenset(("index", "pull", "answer"))
"""What the person may have to wait for when they leave."""


class LeavingApp(SourcesApp):
    """An app that ends in order, also when it is ended from outside or one of its threads doesn't end."""

    _leaving = _for_real = False
    _failure = ""

    def stop_threads(self) -> None:
        """Tell what runs in threads to end."""
        raise NotImplementedError

    def on_mount(self) -> None:
        """Leave the terminal as it was also when the program is ended from outside."""
        if not self.is_headless:
            leave_when_told(self.exit)

    def on_unmount(self) -> None:
        """Stop the threads: the program ends, also where one of them doesn't."""
        self.stop_threads()
        if self._for_real:
            end_by_force(lambda: self.return_code or 0)

    async def action_quit(self) -> None:
        """Let the threads end in order while it is on the screen that they do, for a moment at most; then leave."""
        if self._leaving or not self._working:
            self.exit()
            return
        self._leaving = True
        self.stop_threads()
        self.notify(self.say("leaving"), timeout=_LEAVING_S, markup=False)
        self.set_interval(_GLANCE_S, self._leave_when_done)
        self.set_timer(_LEAVING_S, self.exit)

    def _leave_when_done(self) -> None:
        if not self._working:
            self.exit()

    @property
    def _working(self) -> bool:
        return any(worker.is_running and worker.group in _LONG for worker in self.workers)

    def _fatal_error(self) -> None:
        """End, and leave what is to be said of it in one line; Textual would write a traceback that fills the screen."""
        if "debug" in self.features or self._exception is None:
            super()._fatal_error()
            return
        self._failure = self._failure or self.say("crashed", problem=problem_line(self._exception))
        self._close_messages_no_wait()

    def run_to_the_end(self) -> None:
        """Run until the person leaves and close what was open.

        Raises `AssistantError` where the UI ended by a fault of its own; the terminal is as it was then, too.
        """
        self._for_real = True
        self.run()
        self.backend.close()
        if self._failure:
            raise AssistantError(self._failure)
