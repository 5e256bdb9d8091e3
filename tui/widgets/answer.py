"""An answer's text."""

from textual.widgets import Markdown
from textual.widgets.markdown import MarkdownStream

from ragassist.untrusted import for_terminal
from tui.citation_parser import parser_for


class Answer(Markdown):
    """Markdown that comes piece by piece. Its only links are citations: `LinkClicked.href` is a source's number."""

    def __init__(self) -> None:
        super().__init__(open_links=False, parser_factory=parser_for(lambda: self._doubtful))
        self._doubtful: frozenset[int] = frozenset()
        self._stream: MarkdownStream | None = None

    async def write(self, text: str) -> None:
        """Add a piece."""
        if self._stream is None:
            self._stream = self.get_stream(self)
        await self._stream.write(for_terminal(text))

    async def finish(self, doubtful: frozenset[int] = frozenset()) -> None:
        """End the answer; citations of `doubtful` sources are marked."""
        if self._stream is not None:
            await self._stream.stop()
            self._stream = None
        if doubtful:
            self._doubtful = doubtful
            await self.update(self.source)
