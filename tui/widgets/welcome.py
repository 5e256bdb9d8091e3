"""What a person sees first: three steps to the first answer, which are done, and the key of the next one."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from textual.app import ComposeResult
from textual.containers import HorizontalGroup, VerticalGroup
from textual.content import Content
from textual.style import Style
from textual.widget import Widget
from textual.widgets import Static

from ragassist.untrusted import one_line
from tui.backend.records import Survey
from tui.rendering.bidi import begins_right_to_left
from tui.rendering.safe_text import Translate, counted, size_in_words

_DONE, _NEXT, _LATER = ("✓", "bold $success"), ("›", "bold $accent"), ("·", "$secondary")

_NAMED = 3
"""Other libraries that are named."""


@dataclass(frozen=True, slots=True)
class Step:
    """A step by the name of its phrase: whether it is done, and what is told of it, the first line beside the name."""

    name: str
    done: bool
    told: tuple[Content, ...]


class Welcome(VerticalGroup):
    """Models, folder, question: the first step that isn't done says its key."""

    def __init__(self, say: Translate) -> None:
        super().__init__()
        self._say = say
        self.ready = True
        """Whether all parts that an answer needs are there; True until the survey is done."""
        self._survey: Survey | None = None
        self._can_pull = False
        self._suggested: Sequence[str] = ()

    def compose(self) -> ComposeResult:
        """Yield the head and the steps, each line with a hanging indent; before the survey, that it is being made."""
        yield self._line(Content.assemble(*self._head()))
        if self._survey is None:
            yield self._line(_quiet(f"{self._say('starting')} …"))
            return
        steps = [self._models(self._survey), self._folder(self._survey), self._question(self._survey)]
        following = next((at for at, step in enumerate(steps) if not step.done), len(steps))
        for at, step in enumerate(steps):
            yield from self._rows(at, step, following)

    def show(self, survey: Survey, *, can_pull: bool = False) -> None:
        """Say what there is, and which key leads on from there."""
        self.ready = survey.search_model.there and survey.library.there
        self._survey, self._can_pull = survey, can_pull
        self.refresh(recompose=True)

    def suggest(self, questions: Sequence[str]) -> None:
        """Show questions that can be asked; a click takes one."""
        self._suggested = questions
        self.refresh(recompose=True)

    def _head(self) -> tuple[str | tuple[str, str], ...]:
        return (("ragassist", "bold $primary"), "\n", self._say("motto"), "\n")

    def _line(self, content: Content, classes: str = "") -> Static:
        line = Static(content, classes=classes, markup=False)
        line.set_class(self._is_turned, "-rtl")
        return line

    @property
    def _is_turned(self) -> bool:
        """Whether the program's words are read from right to left."""
        return begins_right_to_left(self._say("motto"))

    def _rows(self, at: int, step: Step, following: int) -> Iterator[Widget]:
        """Yield the lines of a step: its sign, number and name, and what is told of it unless it comes later."""
        sign = _DONE if step.done else _NEXT if at == following else _LATER
        first, *others = step.told if at <= following else (Content(""),)
        name = (self._say(step.name), "bold" if at <= following else "$secondary")
        lead, told = Content.assemble(sign, f" {at + 1} "), Content.assemble(name, "  ", first)
        if self._is_turned:
            yield self._line(Content.assemble(lead, told))
        else:
            yield HorizontalGroup(self._line(lead, "sign"), self._line(told, "told"), classes="step")
        yield from (self._line(other, "told") for other in others)

    def _models(self, survey: Survey) -> Step:
        search, chat = survey.search_model, survey.chat_model
        if not search.there:
            step = "step_models" if self._can_pull else "step_command"
            size = size_in_words(survey.to_fetch, self._say)
            reason = () if self._can_pull else (_quiet(search.detail),)
            return Step("models", False, (Content(self._say(step, size=size) if self._can_pull else self._say(step)), *reason))
        titles = [_quiet(part.detail) for part in (search, chat) if part.there]
        missing = () if chat.there else (_quiet(chat.detail or self._say("no_chat_model")),)
        return Step("models", True, (Content(" · ").join(titles), *missing))

    def _folder(self, survey: Survey) -> Step:
        if survey.library.detail:
            return Step("folder", False, (_quiet(survey.library.detail), Content(self._say("step_repair"))))
        if survey.library.there:
            return Step("folder", True, (_quiet(counted("documents", survey.documents, self._say)),))
        told = [self._say("step_folder"), self._say("step_sample")]
        if survey.others:
            told.append(self._say("step_libraries", names=one_line(", ".join(survey.others[:_NAMED]))))
        return Step("folder", False, tuple(map(Content, told)))

    def _question(self, survey: Survey) -> Step:
        offer = [Content(self._say("step_suggested"))] if self._suggested else []
        told = Content(self._say("step_ask")), *offer, *map(self._suggestion, range(len(self._suggested)))
        return Step("question", False, told)

    def _suggestion(self, at: int) -> Content:
        taking = Style.from_meta({"@click": f"screen.take_suggestion({at})"})
        return Content.assemble(("↓ ", "bold $primary"), one_line(self._suggested[at])).stylize(taking)


def _quiet(text: str) -> Content:
    return Content.styled(one_line(text), "$secondary")
