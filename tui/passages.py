"""What the UI shows of a source: its place, its text, and which sentences of it were cited."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import PurePath
from typing import TYPE_CHECKING

from textual.content import Content

from ragassist.untrusted import for_terminal, one_line

if TYPE_CHECKING:
    from indexes.records import Place
    from ragassist.events import Citation
    from ragassist.evidence import Source

LIT, DOUBTED = "bold $text on $accent 35%", "bold $text on $error 30%"
_BEFORE, _AFTER = 60, 200
"""Characters of a passage that its excerpt shows around the start of the quote."""


@dataclass(frozen=True, slots=True)
class Quote:
    """A cited span of a passage's text, and whether it says what the answer claims."""

    start: int
    end: int
    supported: bool


@dataclass(frozen=True, slots=True)
class Passage:
    """A numbered source, ready to be shown: all its text has gone through the filter."""

    n: int
    file: str
    place: "Place"
    heading: str
    text: str
    quotes: tuple[Quote, ...] = ()

    @property
    def doubtful(self) -> bool:
        """Whether it is cited, and says nothing of what it is cited for."""
        return bool(self.quotes) and not any(quote.supported for quote in self.quotes)

    @property
    def quoted(self) -> str:
        """The cited sentences, or the whole text where none is cited."""
        return "\n".join(self.text[quote.start : quote.end] for quote in self.quotes) or self.text

    def lit(self) -> Content:
        """Return the text with its quotes lit."""
        content = Content(self.text)
        for quote in self.quotes:
            content = content.stylize(LIT if quote.supported else DOUBTED, quote.start, quote.end)
        return content

    def excerpt(self) -> Content:
        """Return the part around the first quote as one run of text."""
        first = min((quote.start for quote in self.quotes), default=0)
        start, end = max(0, first - _BEFORE), first + _AFTER
        flowing = Content(self.text.replace("\n", " ").replace("\t", " "), spans=list(self.lit().spans))
        head, tail = "…" if start else "", "…" if end < len(self.text) else ""
        return Content.assemble(head, flowing[start:end], tail)


def passages_of(sources: Sequence["Source"], citations: Iterable["Citation"] = ()) -> tuple[Passage, ...]:
    """Return sources as passages. The filter maps character to character, so offsets stay what they were."""
    cited = tuple(citations)
    return tuple(_passage(source, [citation for citation in cited if citation.n == source.n]) for source in sources)


def _passage(source: "Source", citations: Sequence["Citation"]) -> Passage:
    spans = {(c.start - source.start, c.end - source.start): c.supported for c in citations}
    quotes = tuple(Quote(max(0, start), end, supported) for (start, end), supported in sorted(spans.items()))
    file, heading = one_line(PurePath(source.path).name), one_line(source.heading)
    return Passage(source.n, file, source.place, heading, for_terminal(source.text), quotes)
