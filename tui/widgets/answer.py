"""The widget with the text of an answer."""

from textual.widgets import Markdown
from textual.widgets.markdown import MarkdownStream

from ragassist.untrusted import for_terminal
from tui.rendering.bidi import begins_right_to_left
from tui.rendering.citation_markdown import citation_parser


class Answer(Markdown):
    """Markdown that is written piece by piece. Its only links are citations: `LinkClicked.href` is a source's number."""

    def __init__(self) -> None:
        super().__init__(open_links=False, parser_factory=citation_parser)
        self._stream: MarkdownStream | None = None

    async def write(self, text: str) -> None:
        """Append a piece of text."""
        if self._stream is None:
            self._align(text)
            self._stream = self.get_stream(self)
        await self._stream.write(for_terminal(text))

    async def finish(self, text: str | None = None) -> None:
        """End the answer, and replace what was written by `text` if it differs."""
        if self._stream is not None:
            await self._stream.stop()
            self._stream = None
        self._align(text or "")
        if text is not None and (shown := for_terminal(text)) != self.source.strip():
            await self.update(shown)

    def _align(self, text: str) -> None:
        """Align to the right edge if the text is read from right to left."""
        if begins_right_to_left(text):
            self.add_class("-rtl")
