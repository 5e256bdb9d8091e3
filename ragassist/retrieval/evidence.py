"""The passages that a question is answered from, and what the search tells of them."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import KW_ONLY, dataclass
from typing import Self

from indexes.records import ChunkRow, Place

MOST_SOURCES = 8
"""Passages that the model is shown at the most."""
_LEFT_OUT = "…"
_CELLS = " | "
"""What stands between the cells of a table's row in the text of every reader."""

SentenceSpan = tuple[int, int]
"""Offsets in a source's text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A numbered passage as the model sees it: `text` is `document.text[start:end]`.

    `header` is the header row of the table that the passage starts in the middle of, else "". `shown` are the parts of the text
    that the model is shown, in their order; none: all of it. `named` tells whether the model is shown the name of its file: it
    takes a name for content where the question doesn't mean the document by it.
    """

    n: int
    path: str
    place: Place
    heading: str
    language: str
    start: int
    end: int
    text: str
    score: float
    header: str = ""
    shown: tuple[SentenceSpan, ...] = ()
    named: bool = True

    @classmethod
    def of(cls, chunk: ChunkRow, score: float = 1.0) -> Self:
        """Return a chunk of the library as a source that has no number yet."""
        return cls(
            n=0,
            path=chunk.path,
            place=chunk.place,
            heading=chunk.heading,
            language=chunk.language,
            start=chunk.start,
            end=chunk.end,
            text=chunk.text,
            score=score,
            header=chunk.header,
        )

    @property
    def excerpt(self) -> str:
        """The text as the model is shown it: "…" stands where a part is left out."""
        return "".join(self._pieces()) if self.shown else self.text

    def _pieces(self) -> Iterator[str]:
        at = 0
        for start, end in self.shown:
            if self.text[at:start].strip():
                yield f"{' ' if at else ''}{_LEFT_OUT}{chr(10) if self._begins_line(start) else ' '}"
            else:
                yield self.text[at:start]
            yield self.text[start:end]
            at = end
        if self.text[at:].strip():
            yield f" {_LEFT_OUT}"

    def _begins_line(self, at: int) -> bool:
        return not self.text[self.text.rfind("\n", 0, at) + 1 : at].strip()

    def shows(self, other: "Source") -> bool:
        """Whether all that another excerpt of the same passage shows is shown here."""
        if not self.shown or not other.shown:
            return not self.shown
        return all(any(start <= begin and stop <= end for start, end in self.shown) for begin, stop in other.shown)

    def is_row(self, span: SentenceSpan) -> bool:
        """Whether a part of the text is a row of a table."""
        return _CELLS in self.text[slice(*span)]

    def sentence(self, span: SentenceSpan) -> str:
        """Return a sentence of the text as it is compared: the row of a table with its heading and the names of its columns."""
        text = self.text[slice(*span)]
        return "\n".join(filter(None, (self.heading, self.header, text))) if self.is_row(span) else text

    @property
    def page(self) -> int | None:
        """The page of the passage, None where its format has no pages."""
        return self.place.page

    @property
    def passage(self) -> tuple[str, int, int, str]:
        """What tells whether two sources are the same passage, whatever their number and score."""
        return self.path, self.start, self.end, self.text

    def overlaps(self, other: "Source") -> bool:
        """Whether the two share text of one document."""
        return self.path == other.path and self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class SourceSentence:
    """A sentence of a source, by its offsets in the source's text."""

    source: Source
    start: int
    end: int

    @property
    def text(self) -> str:
        """The sentence as it stands."""
        return self.source.text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Evidence:
    """The sources for a question, and `best_score`, the probability that the best of them answers it.

    `left_out` are passages that were found and had no room in the token budget. `compared` counts the passages that were found,
    among which the best must stand out. `sentence` is the sentence of the sources that most likely answers, `sentence_cosine`
    the cosine of the question and the nearest one; None where that isn't known.
    """

    sources: tuple[Source, ...]
    best_score: float
    left_out: tuple[Source, ...] = ()
    _: KW_ONLY
    compared: int = 0
    sentence_cosine: float | None = None
    sentence: SourceSentence | None = None

    @property
    def languages(self) -> set[str]:
        """The languages of the sources."""
        return {source.language for source in self.sources}

    @property
    def main_language(self) -> str:
        """The language of most of the sources' text."""
        amounts = self._amounts()
        return amounts.most_common(1)[0][0] if amounts else ""

    def share_in(self, language: str) -> float:
        """Return the share of the sources' text that is in a language or in none that is known, 0 to 1; 0 of no text."""
        amounts = self._amounts()
        return (amounts[language] + amounts[""]) / max(1, amounts.total())

    def _amounts(self) -> Counter[str]:
        amounts = Counter[str]()
        for source in self.sources:
            amounts[source.language] += len(source.excerpt)
        return amounts
