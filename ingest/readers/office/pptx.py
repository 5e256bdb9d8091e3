"""Reads PPTX: slide by slide, each from top to bottom, then its notes."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from ingest.documents import SEPARATOR, Block, PageUnit, Reading, in_short
from ingest.errors import UnreadableDocument
from ingest.readers.office.drawing import paragraphs, pictured
from ingest.readers.office.embedded import embedded_in, objects
from ingest.readers.office.ooxml import A, P, Package, R, texts
from ingest.readers.office.pptx_places import Places, placeholder, shapes
from ingest.readers.shared.hardened_xml import Element, local
from ingest.readers.shared.headers import is_second_header, joined_header
from ingest.said import said

_NOTES = "Notes"
_TITLES = ("title", "ctrTitle")
_REPEATED = ("dt", "sldNum", "hdr", "sldImg")
"""Placeholders for dates, slide numbers, headers and pictures of slides, which are left out; a footer (`ftr`) comes once."""
_GRID = f"{A}tbl"


def read(data: bytes) -> Reading:
    """Return a block for each shape, table, chart, diagram and set of notes.

    Hidden slides and shapes, shapes beside the slide and comments are left out and counted. Raises `UnreadableDocument` if the
    file isn't a presentation, is encrypted, or its main part is missing.
    """
    package = Package(data)
    name = package.main("ppt/presentation.xml")
    root = package.xml(name)
    if root is None or local(root) != "presentation":
        raise UnreadableDocument(
            in_short(tuple(package.unread)) or said("not_presentation", "not a presentation in spite of its name")
        )
    slides, deck = _slides(package, name, root), _Deck(package, Places(package, root))
    blocks = tuple(block for number, part in enumerate(slides, 1) for block in deck.slide(number, part))
    unread = (*package.unread, *deck.unread)
    notes = (*(f"slide {number} is hidden: left out" for number in deck.unseen), *objects(package, *slides))
    return Reading(blocks, unread, notes, pages=len(slides), page_unit=PageUnit.SLIDE, hidden=deck.hidden)


def _slides(package: Package, name: str, root: Element) -> list[str]:
    relations = package.relations(name)
    listed = [relations.get(slide.get(f"{R}id", "")) for slide in root.iter(f"{P}sldId")]
    return [relation.target if relation else "" for relation in listed] or sorted(package.related(name, "slide"))


class _Deck:
    """Reads slides one after the other; `hidden` counts the characters that are left out, `unseen` lists hidden slides.

    `unread` are lines for the user about embedded files that aren't read.
    """

    def __init__(self, package: Package, places: Places) -> None:
        self.hidden, self.unseen, self.unread = 0, list[int](), list[str]()
        self._package, self._places = package, places
        self._footers = set[str]()

    def slide(self, number: int, part: str) -> Iterator[Block]:
        """Yield the blocks of a slide, with its title as their heading."""
        root = self._package.xml(part)
        if root is None:
            self._package.unread.append(f"slide {number}: its part of the file is missing or damaged")
            return
        self._count_comments(part)
        if root.get("show") in ("0", "false"):
            self.unseen.append(number)
            self.hidden += _letters(root)
            return
        found = self._in_order(part, root)
        title = next((" ".join(paragraphs(shape).split()) for shape in found if placeholder(shape) in _TITLES), "")
        for shape in found:
            yield from (Block(text, number, title, header=header) for text, header in self._shape(part, shape))
        yield from self._notes(number, part, title)
        files = embedded_in(self._package, part)
        self.unread += files.unread
        yield from (replace(block, page=number) for block in files.blocks)

    def _in_order(self, part: str, root: Element) -> list[Element]:
        seen = []
        for shape in shapes(root):
            if self._places.unseen(part, shape):
                self.hidden += _letters(shape)
            else:
                seen.append(shape)
        return sorted(seen, key=lambda shape: (placeholder(shape) not in _TITLES, self._places.of(part, shape)))

    def _shape(self, part: str, shape: Element) -> Iterator[tuple[str, str]]:
        kind = placeholder(shape)
        if kind in _REPEATED:
            return
        tables = [shape] if shape.tag == _GRID else list(shape.iter(_GRID))
        links = self._package.links(part)
        text = "" if tables else paragraphs(shape, links)
        if kind == "ftr" and text in self._footers:
            return
        if kind == "ftr":
            self._footers.add(text)
        if text:
            yield text, ""
        yield from (_table(table, links) for table in tables)
        yield from ((text, "") for text in pictured(self._package, part, shape))

    def _notes(self, number: int, part: str, title: str) -> Iterator[Block]:
        for name in self._package.related(part, "notesSlide"):
            root = self._package.xml(name)
            bodies = [] if root is None else [shape for shape in shapes(root) if placeholder(shape) == "body"]
            heading = SEPARATOR.join(filter(None, (title, _NOTES)))
            yield from (Block(paragraphs(body, self._package.links(name)), number, heading) for body in bodies)

    def _count_comments(self, part: str) -> None:
        for name in self._package.related(part, "comments"):
            root = self._package.xml(name)
            self.hidden += _letters(root) if root is not None else 0


def _table(table: Element, links: Mapping[str, str]) -> tuple[str, str]:
    rows = list[dict[int, str]]()
    for row in table.iter(f"{A}tr"):
        cells = enumerate(row.iterchildren(f"{A}tc"))
        shown = ((column, cell) for column, cell in cells if cell.get("hMerge") not in ("1", "true"))
        rows.append({column: " ".join(paragraphs(cell, links).split()) for column, cell in shown})
    lines = [" | ".join(row.values()) for row in rows if any(row.values())]
    if len(rows) > 2 and is_second_header(*rows[:3]):
        return "\n".join(lines), joined_header(rows[0], rows[1])
    return "\n".join(lines), lines[0] if len(lines) > 1 and all(rows[0].values()) else ""


def _letters(root: Element) -> int:
    comments = (element.text or "" for element in root.iter() if local(element) == "text")
    return sum(map(len, texts(root, f"{A}t"))) + sum(map(len, comments))
