"""What a person sees first: what is there, and what to do next."""

from collections.abc import Iterator

from textual.content import Content
from textual.widgets import Static

from ragassist.untrusted import one_line
from tui.backend.protocol import Part, Survey
from tui.rendering.safe_text import Translate, counted

_THERE, _MISSING = ("●", "$success"), ("○", "$warning")


class Welcome(Static):
    """Three lines, one for each part that answers need."""

    def __init__(self, say: Translate) -> None:
        super().__init__(markup=False)
        self._say = say
        self.ready = True
        """Whether all parts that an answer needs are there; True until the survey is done."""

    def on_mount(self) -> None:
        """Say that the models and the library are being surveyed."""
        self.update(Content.assemble(*self._head(), (f"{self._say('starting')} …", "$secondary")))

    def show(self, survey: Survey, *, can_pull: bool = False) -> None:
        """Say what there is, and which key leads on from there."""
        self.ready = survey.search_model.there and survey.library.there
        rows = [self._row(label, part, text) for label, part, text in self._parts(survey)]
        if step := self._next_step(survey, can_pull=can_pull):
            rows += [Content(""), Content.styled(f"→ {self._say(step)}", "bold $accent")]
        self.update(Content.assemble(*self._head(), Content("\n").join(rows)))

    @staticmethod
    def _next_step(survey: Survey, *, can_pull: bool) -> str:
        if survey.library.detail:
            return "step_repair"
        if not survey.search_model.there:
            return "step_models" if can_pull else "step_command"
        return "step_ask" if survey.library.there else "step_folder"

    def _head(self) -> tuple[str | tuple[str, str], ...]:
        return (("ragassist", "bold $primary"), "\n", self._say("motto"), "\n\n")

    def _parts(self, survey: Survey) -> Iterator[tuple[str, Part, str]]:
        counts = counted("documents", survey.documents, self._say)
        empty = self._say("empty_library") if survey.search_model.there else "–"
        yield "search", survey.search_model, survey.search_model.detail
        yield "library", survey.library, counts if survey.library.there else survey.library.detail or empty
        yield "chat", survey.chat_model, survey.chat_model.detail or self._say("no_chat_model")

    def _row(self, name: str, part: Part, text: str) -> Content:
        label = self._say({"search": "embedding_model", "library": "library", "chat": "chat_model"}[name])
        return Content.assemble(_THERE if part.there else _MISSING, f" {label}: ", (one_line(text), "$secondary"))
