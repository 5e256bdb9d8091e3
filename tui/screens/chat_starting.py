"""The way to the first answer: what there is, models, the sample library, suggested questions."""

from textual import on, work

from tui.backend.records import Survey
from tui.messages import IndexingWanted, LibrarySwitched, PullWanted, Suggested, Surveyed
from tui.screens.chat_reading import ReadingScreen
from tui.widgets.question_box import QuestionBox
from tui.widgets.top_bar import TopBar
from tui.widgets.welcome import Welcome

SAMPLE = "sample"
"""The name of the library that the sample papers are indexed into."""

_ENOUGH = 3
"""Suggested questions; while a library grows they are made anew until there are so many."""

_MOST_TRIES = 4
"""How often that is tried: some libraries have no headings, and each time reads a growing one beside the keys."""


class StartingScreen(ReadingScreen):
    """A screen whose first entry leads from nothing to a question."""

    _suggested: tuple[str, ...] = ()
    _sample_wanted = _can_open_sample = False
    _tries = 0

    @work(thread=True, group="survey", exit_on_error=False)
    def _survey(self) -> None:
        survey = self._backend.library.survey()
        self.post_message(Surveyed(survey))
        if survey.library.there and len(self._suggested) < _ENOUGH and self._tries < _MOST_TRIES:
            self._tries += 1
            self.post_message(Suggested(self._backend.library.suggestions()))

    @on(Surveyed)
    def _show_survey(self, message: Surveyed) -> None:
        self._documents = None
        self.query_one(TopBar).show(message.survey)
        welcome = self.query_one(Welcome)
        welcome.show(message.survey, can_pull=self._backend.can_pull)
        if not welcome.ready:  # it stays until there is all that answers need
            welcome.display = True
        self._read_sample_where_wanted(message.survey)
        can_open = message.survey.search_model.there and not message.survey.library.there
        if can_open != self._can_open_sample:
            self._can_open_sample = can_open
            self.refresh_bindings()

    @on(Suggested)
    def _show_suggestions(self, message: Suggested) -> None:
        self._suggest(tuple(message.questions))

    def _suggest(self, questions: tuple[str, ...]) -> None:
        self._suggested = questions
        self.query_one(Welcome).suggest(questions)
        self.query_one(QuestionBox).suggested = questions

    def survey(self) -> None:
        """Look again what there is."""
        self._survey()

    def action_take_suggestion(self, at: int) -> None:
        """Put a suggested question into the box."""
        box = self.query_one(QuestionBox)
        box.take_suggestion(at)
        box.focus()

    def action_pull(self) -> None:
        """Ask whether the usual models shall be fetched."""
        self.app.post_message(PullWanted())

    def action_sample(self) -> None:
        """Go to a library of sample papers, which is made first."""
        self._sample_wanted = True
        if self._is_sample:
            self.survey()
        else:
            self.app.post_message(LibrarySwitched(SAMPLE))

    @property
    def _is_sample(self) -> bool:
        return self._backend.preferences.settings.library == SAMPLE

    def _read_sample_where_wanted(self, survey: Survey) -> None:
        """Index the sample papers once that their library is open and holds nothing."""
        if self._sample_wanted and self._is_sample:
            self._sample_wanted = False
            if not survey.library.there:
                self.app.post_message(IndexingWanted([self._backend.preferences.sample]))

    def _library_opened(self) -> None:
        """Forget the questions of the library before, and the wish for the sample papers where another library is opened."""
        self._suggest(())
        self._tries = 0
        self._sample_wanted = self._sample_wanted and self._is_sample
