"""The welcome text: three steps to the first answer, which of them are done, and the key of the next one."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from textual.app import ComposeResult
from textual.containers import HorizontalGroup, VerticalGroup
from textual.content import Content
from textual.style import Style
from textual.widget import Widget
from textual.widgets import Static

from ragassist.language.phrases import translated
from ragassist.untrusted import one_line
from tui.backend.records import Survey
from tui.rendering.bidi import begins_right_to_left
from tui.rendering.safe_text import Translate, counted, size_in_words

_DONE, _NEXT, _LATER = ("✓", "bold $success"), ("›", "bold $accent"), ("·", "$secondary")
"""The signs of steps with their styles."""

DEFAULT_LIBRARY = "default"
"""The library that commands use if none is named."""

_NAMED = 3
"""Number of other libraries that are named at most."""


@dataclass(frozen=True, slots=True)
class Step:
    """A step: the name of its phrase, whether it is done, and its lines of text, the first of which stands beside the name."""

    name: str
    done: bool
    told: tuple[Content, ...]


class Welcome(VerticalGroup):
    """The steps models, folder and question; the first one that isn't done shows its key."""

    def __init__(self, say: Translate) -> None:
        super().__init__()
        self._say = say
        self.ready = True
        """Whether the embedding model and a library with documents are there; True until the survey is done."""
        self._survey: Survey | None = None
        self._library, self._can_pull, self._pulling = DEFAULT_LIBRARY, False, False
        self._suggested: Sequence[str] = ()

    def compose(self) -> ComposeResult:
        """Yield the heading and the steps, or, before the survey is done, a line that says so."""
        yield self._line(Content.assemble(*self._head()))
        if self._survey is None:
            yield self._line(_quiet(f"{self._say('starting')} …"))
            return
        steps = [self._models(self._survey), self._folder(self._survey), self._question(self._survey)]
        following = next((at for at, step in enumerate(steps) if not step.done), len(steps))
        for at, step in enumerate(steps):
            yield from self._rows(at, step, following)

    def show(self, survey: Survey, *, library: str = DEFAULT_LIBRARY, can_pull: bool = False) -> None:
        """Show the steps for a state of models and of the library with the name `library`."""
        self.ready = survey.search_model.there and survey.library.there
        self._survey, self._library, self._can_pull = survey, library, can_pull
        self.refresh(recompose=True)

    def show_pulling(self, *, pulling: bool) -> None:
        """Show whether models are being downloaded."""
        if pulling != self._pulling:
            self._pulling = pulling
            self.refresh(recompose=True)

    def suggest(self, questions: Sequence[str]) -> None:
        """Show suggested questions; a click puts one into the question box."""
        self._suggested = questions
        self.refresh(recompose=True)

    def _head(self) -> tuple[str | tuple[str, str], ...]:
        return (("ragassist", "bold $primary"), "\n", self._say("motto"), "\n")

    def _line(self, content: Content, classes: str = "") -> Static:
        line = Static(content, classes=classes, markup=False)
        line.set_class(self._is_right_to_left, "-rtl")
        return line

    @property
    def _is_right_to_left(self) -> bool:
        """Whether the UI's language is written from right to left."""
        return begins_right_to_left(self._say("motto"))

    def _rows(self, at: int, step: Step, following: int) -> Iterator[Widget]:
        """Yield the lines of a step: its sign, number and name, and its text unless the step comes after the next one."""
        sign = _DONE if step.done else _NEXT if at == following else _LATER
        first, *others = step.told if at <= following else (Content(""),)
        name = (self._say(step.name), "bold" if at <= following else "$secondary")
        lead = Content.assemble(sign, f" {at + 1} ")
        if self._is_right_to_left:  # dots, because what two spaces separate stays in the order from left to right
            yield self._line(Content(" · ").join(filter(None, [Content.assemble(lead, name), first])))
        else:
            told = Content.assemble(name, "  ", first)
            yield HorizontalGroup(self._line(lead, "sign"), self._line(told, "told"), classes="step")
        yield from (self._line(other, "told") for other in others)

    def _models(self, survey: Survey) -> Step:
        search, chat = survey.search_model, survey.chat_model
        if self._pulling:
            return Step("models", False, (Content(f"{self._say('getting_models')} … Ctrl+X: {self._say('key_stop_pull')}"),))
        if not search.there:
            step = "step_models" if self._can_pull else "step_command"
            size = size_in_words(survey.to_fetch, self._say)
            reason = () if self._can_pull else (self._told(search.detail),)
            return Step("models", False, (Content(self._say(step, size=size)), *reason))
        titles = [_quiet(part.detail) for part in (search, chat) if part.there]
        missing = () if chat.there else (self._told(chat.detail or self._say("no_chat_model")),)
        return Step("models", True, (Content(" · ").join(titles), *missing))

    def _told(self, why: str) -> Content:
        return _quiet(translated(why, self._say))

    def _folder(self, survey: Survey) -> Step:
        if survey.library.detail:
            return Step(
                "folder", False, (self._told(survey.library.detail), Content(f"{self._say('step_repair')}{self._named}"))
            )
        if survey.library.there:
            return Step("folder", True, (_quiet(counted("documents", survey.documents, self._say)),))
        if survey.waiting:
            waiting = counted("waiting", survey.waiting, self._say)
            return Step("folder", False, (Content(f"{self._say('indexing')} … {waiting}"),))
        told = [self._say("step_folder"), self._say("step_sample")]
        if survey.others:
            told.append(self._say("step_libraries", names=one_line(", ".join(survey.others[:_NAMED]))))
        return Step("folder", False, tuple(map(Content, told)))

    @property
    def _named(self) -> str:
        """The option of the command line that names the library, "" for the default one."""
        return "" if self._library == DEFAULT_LIBRARY else f" --library {one_line(self._library)}"

    def _question(self, survey: Survey) -> Step:
        offer = [Content(self._say("step_suggested"))] if self._suggested else []
        told = Content(self._say("step_ask")), *offer, *map(self._suggestion, range(len(self._suggested)))
        return Step("question", False, told)

    def _suggestion(self, at: int) -> Content:
        taking = Style.from_meta({"@click": f"screen.take_suggestion({at})"})
        return Content.assemble(("↓ ", "bold $primary"), one_line(self._suggested[at])).stylize(taking)


def _quiet(text: str) -> Content:
    return Content.styled(one_line(text), "$secondary")
