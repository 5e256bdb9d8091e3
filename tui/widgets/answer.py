"""An answer's text."""

from textual.widgets import Markdown
from textual.widgets.markdown import MarkdownStream

from ragassist.untrusted import for_terminal
from tui.rendering.bidi import begins_right_to_left
from tui.rendering.citation_markdown import citation_parser


class Answer(Markdown):
    """Markdown that comes piece by piece. Its only links are citations: `LinkClicked.href` is a source's number."""

    def __init__(self) -> None:
        super().__init__(open_links=False, parser_factory=citation_parser)
        self._stream: MarkdownStream | None = None

    async def write(self, text: str) -> None:
        """Add a piece."""
        if self._stream is None:
            self._turn(text)
            self._stream = self.get_stream(self)
        await self._stream.write(for_terminal(text))

    async def finish(self, text: str | None = None) -> None:
        """End the answer, and show `text` in place of what came if that is another one."""
        if self._stream is not None:
            await self._stream.stop()
            self._stream = None
        self._turn(text or "")
        if text is not None and (shown := for_terminal(text)) != self.source.strip():
            await self.update(shown)

    def _turn(self, text: str) -> None:
        """Stand at the right edge where the text is read from there."""
        if begins_right_to_left(text):
            self.add_class("-rtl")
