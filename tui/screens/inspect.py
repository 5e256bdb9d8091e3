"""The inspection screen: the hits of the search with their scores, and the exact prompt of an answer."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.widgets import Static

from ragassist.language.places import place_in_words
from ragassist.untrusted import one_line
from tui.backend.protocol import UiBackend
from tui.rendering.safe_text import Translate, heading, number, safe
from tui.rendering.text_lines import text_line
from tui.screens.page import PageScreen
from tui.widgets.row_table import Column, Row, Rows

if TYPE_CHECKING:
    from indexes.hits import Hit
    from ragassist.events import PromptPart


class InspectScreen(PageScreen):
    """Two tables, the hits above the parts of the prompt; beside them the text of the row at the cursor."""

    TITLE_PHRASE = "inspect"
    HELP_PHRASE = "help_inspect"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "read", "key_read", key_display="Enter", id="read")]

    def __init__(
        self, backend: UiBackend, say: Translate, question: str, parts: Sequence["PromptPart"], figures: Sequence[str]
    ) -> None:
        super().__init__(backend, say)
        self._question, self._parts, self._figures = question, parts, figures
        self._hits: Sequence[Hit] = ()

    def compose_body(self) -> ComposeResult:
        """Yield the question, the two tables and the text."""
        yield text_line(one_line(self._question), "question")
        yield text_line(one_line(" · ".join(self._figures)), "status")
        with Vertical(id="tables"):
            yield Rows(
                (
                    Column("#", 3, right=True),
                    Column(self.say("document")),
                    Column(self.say("score"), 8, right=True),
                    Column(self.say("by_meaning"), 10, right=True),
                    Column(self.say("by_words"), 10, right=True),
                ),
                id="hits",
                title=heading(self.say("passages")),
            )
            columns = (Column(""), Column(heading(self.say("tokens")), 10, right=True))
            yield Rows(columns, id="parts", title=self.say("seen_by_model"))
        with VerticalScroll(id="shown", can_focus=True):
            yield Static(id="text", markup=False)

    def on_mount(self) -> None:
        """Show the prompt, and search again, since an answer doesn't keep the scores of its hits."""
        total = Row("total", (self.say("together"), number(sum(part.tokens for part in self._parts))), "group")
        rows = [Row(str(at), (part.name, number(part.tokens))) for at, part in enumerate(self._parts)]
        self.query_one("#parts", Rows).show([*rows, total] if rows else [])
        self.query_one("#hits", Rows).focus()
        if not self._parts:
            self.tell(self.say("no_prompt"))
        self.run_and_show(self._search)

    def _search(self) -> Callable[[], None]:
        hits = self.backend.conversation.look_up(self._question)

        def show() -> None:
            self._hits = hits
            self.query_one("#hits", Rows).show([self._row(hit) for hit in hits])

        return show

    def _row(self, hit: "Hit") -> Row:
        place = f"{Path(hit.chunk.path).name}  {place_in_words(hit.chunk.place, self.say)}"
        figures = (self.say("thousandths", value=figure) for figure in (hit.score, hit.cosine, hit.coverage))
        return Row(str(hit.rank), (str(hit.rank), place, *figures))

    @on(Rows.Chosen)
    def _choose(self) -> None:
        self.action_read()

    def action_read(self) -> None:
        """Move the focus to the text of the row at the cursor."""
        self.query_one("#shown", VerticalScroll).focus()

    @on(Rows.Moved, "#hits")
    def _show_hit(self, message: Rows.Moved) -> None:
        hit = next((hit for hit in self._hits if message.row and str(hit.rank) == message.row.key), None)
        if hit:
            self._show(hit.chunk.text)

    @on(Rows.Moved, "#parts")
    def _show_part(self, message: Rows.Moved) -> None:
        if message.row and message.row.key.isdigit() and self.query_one("#parts", Rows).has_focus:
            self._show(self._parts[int(message.row.key)].text)

    def _show(self, text: str) -> None:
        self.query_one("#text", Static).update(safe(text))
        self.query_one("#shown", VerticalScroll).scroll_home(animate=False)
