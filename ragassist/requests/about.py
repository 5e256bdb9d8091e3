"""Describes a document in its own words: by its title and its next headings, or its first sentence."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePath

from indexes.records import ChunkRow, DocumentRow
from indexes.searchable import SearchableLibrary
from ingest.documents import SEPARATOR
from ingest.language.punctuation import COLONS, ends_sentence
from ragassist.language.sentences import sentence_spans
from ragassist.untrusted import one_line, without_forged_marks

_FIRST = 24
"""Number of chunks that are read."""
_HEADINGS = 4
_LONGEST_TITLE, _LONGEST_SENTENCE = 80, 160
_SHORTEST_SENTENCE = 30


@dataclass(frozen=True, slots=True)
class About:
    """The title of a document, and its next headings or first sentence; "" if it has none."""

    title: str
    contents: str

    def __str__(self) -> str:
        """Return both on one line."""
        return ": ".join(filter(None, (self.title, self.contents)))


def about(library: SearchableLibrary, row: DocumentRow) -> About:
    """Return the description of a document."""
    chunks = list(library.chunks(library.chunk_ids(row.id)[:_FIRST]).values())
    headings = _headings(chunks)
    title = headings[0] if headings else _first_line(chunks)
    contents = "; ".join(headings[1 : _HEADINGS + 1]) or _opening(chunks, title)
    return About(without_forged_marks(_cut(title, _LONGEST_TITLE)), without_forged_marks(contents))


def stated_title(library: SearchableLibrary, row: DocumentRow) -> str:
    """Return the title above the headings of a document, "" if it states none; one passage is read for it."""
    first = library.chunks(library.chunk_ids(row.id)[:1])
    return next((chunk.heading.split(SEPARATOR)[0] for chunk in first.values()), "")


def names_of(library: SearchableLibrary, row: DocumentRow) -> list[str]:
    """Return the name of a document's file and the title above its headings; what is only a number or a date is no name."""
    names = (PurePath(row.path).stem.replace("_", " "), stated_title(library, row))
    return [text for text in names if any(map(str.isalpha, text))]


def names_something(heading: str) -> bool:
    """Whether a heading names what its section is about; one that ends with a colon only announces it: "Debug info:"."""
    return bool(heading.strip()) and not heading.rstrip().endswith(COLONS)


def _headings(chunks: Sequence[ChunkRow]) -> list[str]:
    """Return the headings in their order; the first is the title of the document."""
    parts = dict.fromkeys(part for chunk in chunks for part in chunk.heading.split(SEPARATOR))
    return [_cut(one_line(part), _LONGEST_TITLE) for part in filter(names_something, parts)]


def _first_line(chunks: Sequence[ChunkRow]) -> str:
    lines = (one_line(line) for chunk in chunks[:1] for line in chunk.text.splitlines())
    return next((line for line in lines if line), "")


def _opening(chunks: Sequence[ChunkRow], title: str) -> str:
    """Return the first complete sentence that isn't the title."""
    for chunk in chunks:
        for start, end in sentence_spans(chunk.text):
            sentence = one_line(chunk.text[start:end])
            if len(sentence) >= _SHORTEST_SENTENCE and sentence != title and ends_sentence(sentence[-1]):
                return _cut(sentence, _LONGEST_SENTENCE)
    return ""


def _cut(text: str, length: int) -> str:
    return text if len(text) <= length else f"{text[: length - 1].rstrip()}…"
