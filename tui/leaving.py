"""The end of the app: threads get a short time to finish, the terminal is restored, and a crash is reported in one line."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from textual.widget import MountError

from ingest.errors import AssistantError
from tui.rendering.safe_text import problem_line
from tui.shutdown import end_by_force, leave_when_told
from tui.sources import SourcesApp

_CHECK_EVERY_S = 0.05
"""Seconds between two checks whether the threads have ended."""
_LEAVING_S = 2.0
"""Seconds that threads have to end in order. Stored data stays intact even if they don't."""
_LONG = frozenset(("index", "pull", "answer"))
"""Worker groups that may take a while to stop, so that leaving waits for them."""


class LeavingApp(SourcesApp):
    """An app that ends in order, even on a signal or when one of its threads doesn't end."""

    _leaving = _for_real = False
    _failure = ""

    def stop_threads(self) -> None:
        """Ask all threads to end."""
        raise NotImplementedError

    def on_mount(self) -> None:
        """Leave in order on signals, so that the terminal is restored."""
        if not self.is_headless:
            leave_when_told(self.exit)

    def on_unmount(self) -> None:
        """Stop the threads, and end the process by force if one of them doesn't end."""
        self.stop_threads()
        if self._for_real:
            end_by_force(lambda: self.return_code or 0)

    async def action_quit(self) -> None:
        """Say that the program is leaving, give the threads `_LEAVING_S` to end, then leave; a second call leaves at once."""
        if self._leaving or not self._working:
            self.exit()
            return
        self._leaving = True
        self.stop_threads()
        self.notify(self.say("leaving"), timeout=_LEAVING_S, markup=False)
        self.set_interval(_CHECK_EVERY_S, self._leave_when_done)
        self.set_timer(_LEAVING_S, self.exit)

    def _leave_when_done(self) -> None:
        if not self._working:
            self.exit()

    @property
    def _working(self) -> bool:
        return any(worker.is_running and worker.group in _LONG for worker in self.workers)

    def _handle_exception(self, error: Exception) -> None:
        # Textual mounts no widgets while the app ends, but a thread's last reports are still handled then.
        if not (self._exit and isinstance(error, MountError)):
            super()._handle_exception(error)

    def _fatal_error(self) -> None:
        """End and keep one line about the error, instead of Textual's traceback, which fills the screen."""
        if "debug" in self.features or self._exception is None:
            super()._fatal_error()
            return
        self._failure = self._failure or self.say("crashed", problem=problem_line(self._exception, self.say))
        self._close_messages_no_wait()

    def run_to_the_end(self) -> None:
        """Run until the person leaves, then close the backend.

        Raises `AssistantError` if the UI crashed; the terminal is restored in that case, too.
        """
        self._for_real = True
        with _painting_on_the_terminal():
            self.run()
        self.backend.close()
        if self._failure:
            raise AssistantError(self._failure)


@contextmanager
def _painting_on_the_terminal() -> Iterator[None]:
    """Let Textual's driver paint on the terminal: it uses standard error, which may be a file even if standard output isn't.

    Output of libraries to standard error still goes to that file.
    """
    before, out = sys.__stderr__, sys.__stdout__
    if out is not None and out.isatty() and not (before is not None and before.isatty()):
        sys.__stderr__ = out  # type: ignore[misc]  # a constant by its type; Textual reads it when the driver is made
    try:
        yield
    finally:
        sys.__stderr__ = before  # type: ignore[misc]
