"""The part of the chat screen that leads to the first answer: models, the sample library, suggested questions."""

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
"""Number of suggested questions. While a library grows, they are generated again until there are so many."""

_MOST_TRIES = 4
"""Number of times that suggestions are generated at most: a library may have no headings, and each attempt reads from it."""


class StartingScreen(ReadingScreen):
    """A screen whose welcome text leads to the first question."""

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
        welcome.show(message.survey, library=self._backend.preferences.settings.library, can_pull=self._backend.can_pull)
        if not welcome.ready:  # it stays until everything is there that an answer needs
            welcome.display = True
        self._read_sample_where_wanted(message.survey)
        survey = message.survey
        can_open = survey.search_model.there and not (survey.library.there or survey.waiting)
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
        """Read the state of the models and the library again, in a thread."""
        self._survey()

    def action_take_suggestion(self, at: int) -> None:
        """Put the suggested question number `at` into the box."""
        box = self.query_one(QuestionBox)
        box.take_suggestion(at)
        box.focus()

    def action_pull(self) -> None:
        """Ask whether the default models shall be downloaded."""
        self.app.post_message(PullWanted())

    def action_sample(self) -> None:
        """Open the library of sample papers, and index them if it is empty."""
        self._sample_wanted = True
        if self._is_sample:
            self.survey()
        else:
            self.app.post_message(LibrarySwitched(SAMPLE))

    @property
    def _is_sample(self) -> bool:
        return self._backend.preferences.settings.library == SAMPLE

    def _read_sample_where_wanted(self, survey: Survey) -> None:
        """Index the sample papers if they were asked for, their library is open and it is empty."""
        if self._sample_wanted and self._is_sample:
            self._sample_wanted = False
            if not survey.library.there:
                self.app.post_message(IndexingWanted([self._backend.preferences.sample]))

    def _library_opened(self) -> None:
        """Drop the suggestions of the previous library, and the request for the sample unless its library was opened."""
        self._suggest(())
        self._tries = 0
        self._sample_wanted = self._sample_wanted and self._is_sample
