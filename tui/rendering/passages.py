"""Passages as the UI shows them: the file and place of a source, its text, and the sentences of it that were cited."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePath
from typing import TYPE_CHECKING

from textual.content import Content, Span

from ragassist.untrusted import CITATION_MARK, for_terminal, one_line

if TYPE_CHECKING:
    from indexes.conversations.records import Citation
    from indexes.records import Place
    from ragassist.retrieval.evidence import Source
    from tui.backend.records import Page

LIT, DOUBTED = "bold $text on $accent 35%", "bold $text on $error 30%"
"""The styles of a quote that supports the answer, and of one that doesn't."""
_SHOWN = 200
"""Number of characters that an excerpt shows from the start of the quote on."""
_WORD = 20
"""Characters that the edge of an excerpt moves at most to reach a space. Scripts without spaces are cut anywhere."""
_OPENING = 80
"""Number of characters at a passage's beginning by which it is told apart from others of its file."""
_BARS = re.compile(r"\s*\|[\s|:-]*|\s+")
"""The bars and rules of a Markdown table's rows, and runs of spaces."""


@dataclass(frozen=True, slots=True)
class Quote:
    """A cited span of a passage's text.

    `supported` is whether it says what the answer claims, `at` its offset in the document's text.
    """

    start: int
    end: int
    supported: bool
    at: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A numbered source, ready to be shown: `file`, `heading` and `text` are filtered for the terminal; `path` isn't."""

    n: int
    file: str
    place: "Place"
    heading: str
    text: str
    quotes: tuple[Quote, ...] = ()
    path: str = ""
    start: int = 0
    """The offset of `text` in the document's text."""
    offset: int = 0
    """The offset in `text` of the passage that was found, if `text` is its whole page."""

    @property
    def doubtful(self) -> bool:
        """Whether it is cited, and none of its quotes supports the answer."""
        return bool(self.quotes) and not any(quote.supported for quote in self.quotes)

    @property
    def at(self) -> int:
        """The offset in the document's text at which to open it: that of its first quote, else its beginning."""
        return self.quotes[0].at if self.quotes else self.start

    @property
    def quoted(self) -> str:
        """The cited sentences, one per line, or the whole text if none is cited."""
        return "\n".join(self.text[quote.start : quote.end] for quote in self.quotes) or self.text

    def lit(self) -> Content:
        """Return the text with its quotes highlighted."""
        content = Content(self.text)
        for quote in self.quotes:
            content = content.stylize(LIT if quote.supported else DOUBTED, quote.start, quote.end)
        return content

    def excerpt(self) -> Content:
        """Return the text from the first quote on as one line, cut between words, with the cells of tables separated by dots.

        It begins with the quote because a card in the list may have a single row for it.
        """
        start = min((quote.start for quote in self.quotes), default=0)
        end = _between_words(self.text, start + _SHOWN, -1)
        head, tail = "…" if start else "", "…" if end < len(self.text) else ""
        return Content.assemble(head, _flowing(self.lit()[start:end]), tail)

    @property
    def told_apart_by(self) -> str:
        """The heading, or else the beginning of the text, which tells it apart from other passages of the same page."""
        end = _between_words(self.text, _OPENING, -1)
        return self.heading or _BARS.sub(_joint, self.text[:end]).strip(" ·") + ("…" if end < len(self.text) else "")


def _between_words(text: str, at: int, step: int) -> int:
    """Return the nearest index between words from `at` on, forwards (`step` 1) or backwards (-1), else `at` itself."""
    if at <= 0 or at >= len(text):
        return max(0, min(at, len(text)))
    near = range(at, max(0, min(len(text), at + step * _WORD)), step)
    return next((place for place in near if text[place - 1].isspace() or text[place].isspace()), at)


def _flowing(content: Content) -> Content:
    pieces, at = [], 0
    for found in _BARS.finditer(content.plain):
        joint = _joint(found)
        styles = {span.style for span in content[found.start() : found.start() + 1].spans}
        pieces += [content[at : found.start()], Content(joint, spans=[Span(0, len(joint), style) for style in styles])]
        at = found.end()
    return Content.assemble(*pieces, content[at:])


def _joint(found: re.Match[str]) -> str:
    return " · " if "|" in found[0] else " "


def passages_of(sources: Sequence["Source"], citations: Iterable["Citation"] = ()) -> tuple[Passage, ...]:
    """Return sources as passages with the quotes of their citations.

    The filter for the terminal replaces single characters, so offsets remain valid.
    """
    cited = tuple(citations)
    return tuple(_passage(source, [citation for citation in cited if citation.n == source.n]) for source in sources)


def _passage(source: "Source", citations: Sequence["Citation"]) -> Passage:
    spans: dict[tuple[int, int], bool] = {}
    for cited in citations:
        span = (max(cited.start, source.start), cited.end)
        spans[span] = cited.supported or spans.get(span, False)
    first = source.start
    quotes = tuple(Quote(start - first, end - first, supported, start) for (start, end), supported in sorted(spans.items()))
    file, heading = one_line(PurePath(source.path).name), one_line(source.heading)
    return Passage(
        n=source.n,
        file=file,
        place=source.place,
        heading=heading,
        text=for_terminal(source.text),
        quotes=quotes,
        path=source.path,
        start=source.start,
    )


def quoted_in(citations: "Iterable[Citation]") -> tuple[Passage, ...]:
    """Return the sources of a stored answer as passages made of their quotes; nothing else of them is stored."""
    by_number: dict[int, list[Citation]] = {}
    for citation in citations:
        by_number.setdefault(citation.n, []).append(citation)
    return tuple(_kept(n, by_number[n]) for n in sorted(by_number))


def nearest_of(citations: "Iterable[Citation]") -> tuple[Passage, ...]:
    """Return the nearest passages of a refusal, which aren't quoted."""
    return tuple(replace(passage, quotes=()) for passage in quoted_in(citations))


def _kept(n: int, citations: "Sequence[Citation]") -> Passage:
    text, quotes = "", []
    for citation in sorted(citations, key=lambda citation: citation.start):
        text += "\n" if text else ""
        quotes.append(Quote(len(text), len(text) + len(citation.quote), citation.supported, citation.start))
        text += citation.quote
    first = min(citations, key=lambda citation: citation.start)
    file = one_line(PurePath(first.path).name)
    return Passage(
        n=n,
        file=file,
        place=first.place,
        heading="",
        text=for_terminal(text),
        quotes=tuple(quotes),
        path=first.path,
        start=first.start,
    )


def pages_of(path: str, pages: "Sequence[Page]") -> tuple[Passage, ...]:
    """Return the pages of a document as passages without quotes, numbered from 1."""
    file = one_line(PurePath(path).name)
    return tuple(
        Passage(n=n, file=file, place=page.place, heading="", text=for_terminal(page.text), path=path, start=page.start)
        for n, page in enumerate(pages, 1)
        if page.place is not None
    )


def doubted_in(answer: str) -> list[int]:
    """Return the numbers of the sources with a doubtful citation `[n?]` in an answer, sorted, each once."""
    return sorted({int(mark["n"]) for mark in CITATION_MARK.finditer(answer) if mark["doubt"]})


def within_page(passage: Passage, page: "Page", others: Iterable[Passage] = ()) -> Passage:
    """Return a passage extended to its whole page, with its own quotes and those of `others`, the answer's other sources.

    It is returned unchanged if the page's text differs, because the document was indexed again since.
    """
    text = for_terminal(page.text)
    said = [(quote.at, passage.text[quote.start : quote.end]) for quote in passage.quotes] or [(passage.start, passage.text)]
    if not all(at >= page.start and text.startswith(words, at - page.start) for at, words in said):
        return passage
    end = page.start + len(text)
    beside = [quote for other in others if other.path == passage.path and other.n != passage.n for quote in other.quotes]
    here = [quote for quote in beside if page.start <= quote.at and quote.at + quote.end - quote.start <= end]
    quotes = tuple(
        replace(quote, start=quote.at - page.start, end=quote.at - page.start + quote.end - quote.start)
        for quote in (*passage.quotes, *here)
    )
    return replace(passage, text=text, quotes=quotes, start=page.start, offset=max(0, passage.at - page.start))
