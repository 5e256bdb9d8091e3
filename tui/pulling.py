"""Models are fetched whatever screen is shown: the app does it, and tells every screen."""

from threading import Event as Flag

from textual import on, work
from textual.worker import Worker, WorkerState

from ragassist.stopping import Stopped
from tui.indexing import IndexingApp
from tui.messages import PullAdvanced, PullWanted, Surveyed
from tui.rendering.safe_text import problem_line
from tui.screens.dialogs import pull_question
from tui.widgets.job_status import PullStatus
from tui.widgets.top_bar import TopBar


class PullingApp(IndexingApp):
    """An app that fetches models, once and after a yes."""

    pulling: Flag | None = None
    """Stops the download that goes on."""
    _pulled: PullAdvanced | None = None
    _to_fetch = 0

    @property
    def can_pull(self) -> bool:
        """Whether a download can be begun now."""
        return self.backend.can_pull and self.pulling is None

    @on(Surveyed)
    def _take_size(self, message: Surveyed) -> None:
        self._to_fetch = message.survey.to_fetch

    @on(PullWanted)
    def _ask_to_pull(self) -> None:
        if self.can_pull:
            self.push_screen(pull_question(self._to_fetch, self.say), self._begin_pull)

    def _begin_pull(self, yes: bool | None) -> None:
        if not yes or self.pulling is not None:
            return
        self.pulling = Flag()
        self.catch_up()
        self.refresh_bindings()
        self._pull(self.pulling)

    @work(thread=True, group="pull", exit_on_error=False)
    def _pull(self, stop: Flag) -> None:
        try:
            self.backend.models.pull(lambda progress: self.post_message(PullAdvanced(progress)), stop)
        except Stopped:
            self.call_from_thread(self.report, f"{self.say('getting_models')}: {self.say('stopped')}")

    @on(PullAdvanced)
    def _show_pull(self, message: PullAdvanced) -> None:
        if self.pulling is not None:
            self._pulled = message
            for status in self.everywhere(PullStatus):
                status.show(message.progress)

    def catch_up(self) -> None:
        """Let the lines and bars of all screens show what goes on."""
        super().catch_up()
        for bar in self.everywhere(TopBar):
            bar.online = self.pulling is not None
        for status in self.everywhere(PullStatus):
            if self.pulling is None:
                status.end()
                continue
            status.begin()
            if self._pulled is not None:
                status.show(self._pulled.progress)

    def action_stop_pull(self) -> None:
        """Stop the download; what has arrived stays, and the next one goes on from there."""
        if self.pulling is not None:
            self.pulling.set()

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """Say how the download ended; after a good end the next step is a folder."""
        if event.worker.group != "pull" or event.state not in (WorkerState.SUCCESS, WorkerState.ERROR):
            return
        stopped = self.pulling is not None and self.pulling.is_set()
        self.pulling = self._pulled = None
        self.catch_up()
        self.refresh_bindings()
        if event.worker.error:
            self.report(problem_line(event.worker.error))
        elif not stopped:
            self.models_changed()
            self.action_index()

    def models_changed(self) -> None:
        """Survey the models and the library, since models were fetched."""
        raise NotImplementedError
