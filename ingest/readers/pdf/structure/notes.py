"""Reads the comments on a page: sticky notes, and what is written about highlighted words, drawings and stamps."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from html import unescape
from itertools import islice

import pypdf
from pypdf.generic import DictionaryObject

from ingest.readers.pdf.layout.box import Box
from ingest.readers.pdf.structure.annotations import annotations_on, box_of, is_shown, written
from ingest.readers.pdf.structure.damage import undamaged
from ingest.readers.pdf.structure.references import entry

_MARKED = frozenset(("/Highlight", "/Underline", "/Squiggly", "/StrikeOut"))
_COMMENTED = _MARKED | frozenset(
    ("/Text", "/Caret", "/Ink", "/Line", "/Square", "/Circle", "/Polygon", "/PolyLine", "/Stamp", "/FileAttachment", "/Sound")
)
_MOST_NOTES, _LONGEST, _LONGEST_NAME = 500, 5_000, 100
"""Notes of a page, and characters of a note and of a name."""
_MOST_BOXES, _MOST_ON_PAGE = 200, 5_000
"""Rectangles of a note and of all notes of a page."""
_TAGS = re.compile(r"<[^<>]{0,2000}>")


@dataclass(frozen=True, slots=True)
class Note:
    """A comment with its author, "" if there is none; `boxes` are the rectangles of the words that it marks."""

    text: str
    author: str = ""
    boxes: tuple[Box, ...] = ()

    def written(self, words: str) -> str:
        """Return the note in one line, with the words that it is about: “the words” [author: text]."""
        said = f"[{self.author}: {self.text}]" if self.author else f"[{self.text}]"
        return f"“{words}” {said}" if words else said


def notes_on(page: pypdf.PageObject) -> Iterator[Note]:
    """Yield the comments of a page that a viewer shows, at most 500, each with at most 5,000 characters."""
    left = _MOST_ON_PAGE
    for note in islice(undamaged(annotations_on(page), _note), _MOST_NOTES):
        yield replace(note, boxes=note.boxes[:left])
        left = max(0, left - len(note.boxes))


def _note(annotation: DictionaryObject) -> Note | None:
    kind = annotation.get("/Subtype")
    if kind not in _COMMENTED or not is_shown(annotation) or "/StateModel" in annotation:
        return None  # states, such as "accepted", are set in notes of their own
    text = " ".join(_said(annotation)[:_LONGEST].split())
    author = " ".join(written(entry(annotation, "/T"))[:_LONGEST_NAME].split())
    return Note(text, author, _boxes(annotation) if kind in _MARKED else ()) if text else None


def _said(annotation: DictionaryObject) -> str:
    """Return the text of a comment; a few programs write only the formatted one, in XHTML."""
    plain = written(entry(annotation, "/Contents"))
    return plain if plain.strip() else unescape(_TAGS.sub(" ", written(entry(annotation, "/RC"))[: 10 * _LONGEST]))


def _boxes(annotation: DictionaryObject) -> tuple[Box, ...]:
    """Return the rectangles of the marked words, one for each line, else that of the annotation."""
    points = [float(number) for number in islice(entry(annotation, "/QuadPoints") or (), 8 * _MOST_BOXES)]
    corners = [(points[at : at + 8 : 2], points[at + 1 : at + 8 : 2]) for at in range(0, len(points) - 7, 8)]
    return tuple(Box(min(xs), min(ys), max(xs), max(ys)) for xs, ys in corners) or (box_of(annotation),)
