"""The records of the passages that a question is answered from, and of what the search knows about them."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import KW_ONLY, dataclass
from typing import Self

from indexes.records import ChunkRow, Place

MOST_SOURCES = 8
"""Most passages that are shown to the model."""
_LEFT_OUT = "…"
CELLS = " | "
"""The separator of cells in a row of a table, which all readers write."""

SentenceSpan = tuple[int, int]
"""Start and end offset in the text of a source."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A numbered passage for the model: `text` is `document.text[start:end]`.

    If the passage starts inside a table, `header` is the header row of that table, else "". `shown` are the parts of the text
    that the model sees, in their order; () stands for all of it. `named` tells whether the model sees the name of the file.
    The name is hidden unless the question may mean it, because the model takes names for content.
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
    cut: bool = False
    """Whether it holds a part of a table only: the rest is too long, or on another page."""
    note: str = ""
    """Facts that the program has computed from the text; the model is shown them before it."""

    @classmethod
    def of(cls, chunk: ChunkRow, score: float = 1.0) -> Self:
        """Return a chunk of the library as a source without a number."""
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
        """The text for the model, with "…" in place of each part that is left out."""
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
        """Whether this excerpt shows everything that another excerpt of the same passage shows."""
        if not self.shown or not other.shown:
            return not self.shown
        return all(any(start <= begin and stop <= end for start, end in self.shown) for begin, stop in other.shown)

    def is_row(self, span: SentenceSpan) -> bool:
        """Whether a part of the text is a row of a table."""
        return CELLS in self.text[slice(*span)]

    def sentence(self, span: SentenceSpan) -> str:
        """Return a sentence for comparisons; a row of a table comes with its heading and the header of its table."""
        text = self.text[slice(*span)]
        return "\n".join(filter(None, (self.heading, self.header, text))) if self.is_row(span) else text

    @property
    def page(self) -> int | None:
        """The page of the passage, None where its format has no pages."""
        return self.place.page

    @property
    def passage(self) -> tuple[str, int, int, str]:
        """The identity of the passage, which is independent of number and score."""
        return self.path, self.start, self.end, self.text

    def overlaps(self, other: "Source") -> bool:
        """Whether both sources share text of the same document."""
        return self.path == other.path and self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class SourceSentence:
    """A sentence of a source, by its offsets in the text of the source."""

    source: Source
    start: int
    end: int

    @property
    def text(self) -> str:
        """The text of the sentence."""
        return self.source.text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Evidence:
    """The sources for a question, and `best_score`, the probability that the best source answers it.

    `left_out` are passages that were found but exceeded the token budget. `compared` is the number of passages that were found,
    on which the reliability of the score depends. `sentence` is the sentence that most likely answers; `sentence_cosine` is the
    cosine of the question and the nearest sentence. Both are None if they aren't known.
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
        """The language of most of the text of the sources."""
        amounts = self._amounts()
        return amounts.most_common(1)[0][0] if amounts else ""

    def share_in(self, language: str) -> float:
        """Return the share, from 0 to 1, of the sources' text in a language or in an unknown one; 0 without text."""
        amounts = self._amounts()
        return (amounts[language] + amounts[""]) / max(1, amounts.total())

    def _amounts(self) -> Counter[str]:
        amounts = Counter[str]()
        for source in self.sources:
            amounts[source.language] += len(source.excerpt)
        return amounts


def distinct(sources: Iterable[Source], besides: Iterable[Source] = ()) -> list[Source]:
    """Return the sources that overlap neither an earlier source nor one of `besides`."""
    others, kept = list(besides), list[Source]()
    for source in sources:
        if not any(source.overlaps(other) for other in (*others, *kept)):
            kept.append(source)
    return kept
