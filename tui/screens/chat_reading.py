"""The part of the chat screen that reads: the sources and their pages, the order of Tab, and scrolling."""

from rich.cells import cell_len
from textual import events, on, work
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Collapsible, Static

from ingest.errors import AssistantError
from ragassist.untrusted import one_line
from tui.messages import PageFound, PageWanted, SummaryWanted, TranslationWanted
from tui.rendering.passages import Passage
from tui.screens.chat_completing import CompletingScreen
from tui.screens.source import SourceScreen
from tui.widgets.exchange import Exchange
from tui.widgets.passage_view import PassageView, place_line
from tui.widgets.question_box import QuestionBox
from tui.widgets.sources_panel import SourcesPanel
from tui.widgets.transcript import Transcript

_BETWEEN_TABS = " │ "


class ReadingScreen(CompletingScreen):
    """A screen with a transcript, a list of sources and, if it is wide enough, the page of the source at the cursor."""

    # Sources

    @property
    def _beside(self) -> bool:
        """Whether the terminal is wide enough to show a source's page beside the answer."""
        return self.has_class("-triple")

    @property
    def document(self) -> str | None:
        """The path that summary and translation are for: the only one in the scope, else that of the source at the cursor."""
        passage = self.query_one(SourcesPanel).passage
        return self.scope[0] if len(self.scope) == 1 else passage.path if passage else None

    def action_summary(self) -> None:
        """Show a summary of `document`."""
        if path := self.document:
            self.app.post_message(SummaryWanted(path))

    def action_translate(self) -> None:
        """Ask for a language, and show `document` translated into it."""
        if path := self.document:
            self.app.post_message(TranslationWanted(path))

    @work(thread=True, group="export", exit_on_error=False)
    def action_export(self) -> None:
        """Write the conversation to a Markdown file in the current folder."""
        kept = self._backend.conversation
        if kept.conversation is None:
            raise AssistantError(self._say("nothing_kept"))
        path = kept.export(kept.conversation, "md")
        self.notify(self._say("written_to", path=one_line(str(path))), markup=False)

    @on(SourcesPanel.Opened)
    def _open_from_list(self, message: SourcesPanel.Opened) -> None:
        if self._beside:
            self.query_one(PassageView).focus()
        else:
            self._zoom(message.n)

    @on(SourcesPanel.Wanted)
    def _zoom_wanted(self, message: SourcesPanel.Wanted) -> None:
        if message.what == "zoom":
            self._zoom(message.passage.n)

    async def _show_sources(self, exchange: Exchange) -> None:
        await super()._show_sources(exchange)
        self._show_pane(evidence=self.has_class("-reading"))
        self.refresh_bindings()

    @on(SourcesPanel.Moved)
    def _preview(self, message: SourcesPanel.Moved) -> None:
        if not self._beside:
            return
        self._show_page(message.passage)
        others = self._shown.passages if self._shown else ()
        self.app.post_message(PageWanted(message.passage, others, self))

    @on(PageFound)
    def _show_found(self, message: PageFound) -> None:
        at = self.query_one(SourcesPanel).passage
        if at is not None and (at.n, at.path) == (message.passage.n, message.passage.path):
            self._show_page(message.passage)

    def _show_page(self, passage: Passage) -> None:
        view = self.query_one(PassageView)
        view.border_title = place_line(passage, self._say)
        view.show(passage)

    def on_descendant_focus(self) -> None:
        """Show the pane that has the focus, if there is room for one only."""
        self._show_pane(evidence=self.query_one("#evidence").has_focus_within)

    def on_resize(self) -> None:
        """Fill the page of the source, which a wider terminal may have brought into view."""
        self.call_after_refresh(self.query_one(SourcesPanel).action_move, 0)

    @on(Exchange.SourceOpened)
    async def _open_cited(self, message: Exchange.SourceOpened) -> None:
        await self._show_sources(message.exchange)
        self.query_one(SourcesPanel).go_to(message.n)
        if not self._beside:
            self._zoom(message.n)

    def _zoom(self, n: int) -> None:
        passages = self._shown.passages if self._shown else ()
        if any(passage.n == n for passage in passages):
            self.app.push_screen(SourceScreen(passages, n, self._say))

    async def action_earlier_sources(self) -> None:
        """Show the sources of the previous answer; the last answer follows the first."""
        exchanges = list(self.query(Exchange))
        earlier = exchanges[exchanges.index(self._shown) - 1] if self._shown in exchanges else exchanges[-1]
        await self._show_sources(earlier)
        self.query_one(Transcript).go_to(earlier)

    def action_sources(self, step: int = 1) -> None:
        """Move the focus from the box to the sources, to the folded blocks and back; pick a completion if some are shown."""
        box = self.query_one(QuestionBox)
        if box.offering:
            box.press_for_candidates("tab")
            return
        stops = self._stops
        at = next((at for at, stop in enumerate(stops) if stop.has_focus), 0)
        self._enter(stops[(at + step) % len(stops)])

    def _enter(self, stop: Widget) -> None:
        self._show_pane(evidence=stop in self.query_one("#evidence").children)  # a hidden pane can't take the focus
        stop.focus()

    def _show_pane(self, *, evidence: bool) -> None:
        """Choose the pane that is visible if there is room for one only, and name both, the visible one highlighted."""
        self.set_class(evidence, "-reading")
        looks = ("$secondary", "bold $primary") if evidence else ("bold $primary", "$secondary")
        names = (self._say("session"), str(self.query_one(SourcesPanel).border_title))
        tabs = [Content.styled(*tab) for tab in zip(names, looks, strict=True)]
        self.query_one("#tabs", Static).update(Content(_BETWEEN_TABS).join(tabs))

    @on(events.Click, "#tabs")
    def _choose_pane(self, event: events.Click) -> None:
        """Move the focus to the pane whose name is clicked; an action of the text would colour both names like links."""
        offset = event.get_content_offset(self.query_one("#tabs"))
        beyond = cell_len(self._say("session") + _BETWEEN_TABS)
        panel = self.query_one(SourcesPanel)
        self._enter(panel if offset and offset.x >= beyond and panel.can_focus else self.query_one(QuestionBox))

    @property
    def _stops(self) -> list[Widget]:
        """The widgets that Tab moves through: box, sources, page of the source, folded blocks from the newest to the oldest."""
        panel, view = self.query_one(SourcesPanel), self.query_one(PassageView)
        sources: list[Widget] = [panel, *([view] if self._beside else [])] if panel.can_focus else []
        titles = [title for fold in self.query(Collapsible) if fold.display for title in fold.query("CollapsibleTitle")]
        return [self.query_one(QuestionBox), *sources, *reversed(titles)]

    def on_key(self, event: events.Key) -> None:
        """Send letters to the question box wherever the focus is, except in the pane of sources, which has keys of its own."""
        box = self.query_one(QuestionBox)
        if not event.is_printable or event.character is None or box.has_focus or self.query_one("#evidence").has_focus_within:
            return
        event.stop()
        box.focus()
        box.insert(event.character)

    def on_paste(self, event: events.Paste) -> None:
        """Send pasted text to the question box wherever the focus is; no pane takes it as keys."""
        box = self.query_one(QuestionBox)
        if not box.has_focus:
            event.stop()
            box.focus()
            box.post_message(events.Paste(event.text))

    # Scrolling

    def action_newest(self) -> None:
        """Scroll to the end of the conversation and follow new text."""
        self.query_one(Transcript).anchor()
        self._at_the_end()

    @on(Transcript.EndReached)
    def _at_the_end(self) -> None:
        self.query_one(QuestionBox).border_title = ""
        self.refresh_bindings()

    def _tell_of_new_answer(self) -> None:
        if not self.query_one(Transcript).at_the_end:
            self.query_one(QuestionBox).border_title = Content(f"↓ {self._say('new_answer')}")
            self.refresh_bindings()

    @on(QuestionBox.PageTurned)
    def _turn_page(self, message: QuestionBox.PageTurned) -> None:
        self.query_one(Transcript).turn_page(message.direction)
