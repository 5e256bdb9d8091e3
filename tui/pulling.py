"""The download of models. The app runs it, so that it goes on when another screen is opened."""

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
from tui.widgets.welcome import Welcome


class PullingApp(IndexingApp):
    """An app that downloads models once, after the person has confirmed it."""

    pulling: Flag | None = None
    """Stops the current download when it is set; None while nothing is downloaded."""
    _pulled: PullAdvanced | None = None
    _to_fetch: int | None = None
    """Bytes of the models that are missing; None until they were counted."""
    _can_embed = True
    _asks_when_counted = False

    @property
    def can_pull(self) -> bool:
        """Whether a download can start now."""
        return self.backend.can_pull and self.pulling is None

    @on(Surveyed)
    def _take_size(self, message: Surveyed) -> None:
        self._to_fetch = message.survey.to_fetch
        self._can_embed = message.survey.search_model.there
        if self._asks_when_counted:
            self._asks_when_counted = False
            self._ask_to_pull()

    def action_index(self) -> None:
        """Ask for a folder to index; without a search model, ask first whether the models shall be fetched."""
        if self._can_embed or not self.can_pull:
            super().action_index()
        else:
            self._ask_to_pull()

    @on(PullWanted)
    def _ask_to_pull(self) -> None:
        if self._to_fetch is None:  # the question names the size, which is known a moment after the start
            self._asks_when_counted = True
        elif self.can_pull:
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
        """Bring the status lines and top bars of all screens up to date."""
        super().catch_up()
        for bar in self.everywhere(TopBar):
            bar.online = self.pulling is not None
        for welcome in self.everywhere(Welcome):
            welcome.show_pulling(pulling=self.pulling is not None)
        for status in self.everywhere(PullStatus):
            if self.pulling is None:
                status.end()
                continue
            status.begin()
            if self._pulled is not None:
                status.show(self._pulled.progress)

    def action_stop_pull(self) -> None:
        """Stop the download; what has arrived is kept, and the next download continues from there."""
        if self.pulling is not None:
            self.pulling.set()

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """Report an error of the download; after success ask for a folder to index, which is the next step."""
        if event.worker.group != "pull" or event.state not in (WorkerState.SUCCESS, WorkerState.ERROR):
            return
        stopped = self.pulling is not None and self.pulling.is_set()
        self.pulling = self._pulled = None
        self.catch_up()
        self.refresh_bindings()
        if event.worker.error:
            self.report(self.say("pull_failed", problem=problem_line(event.worker.error, self.say)))
        elif not stopped:
            self.models_changed()
            super().action_index()

    def models_changed(self) -> None:
        """Read the state of the models and the library again."""
        raise NotImplementedError
