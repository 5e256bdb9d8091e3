"""Reads DOCX: paragraphs, list items and tables in order, with their headings, notes, text boxes, charts and diagrams."""

from collections.abc import Iterator
from dataclasses import replace

from ingest.documents import Block, Reading, in_short
from ingest.errors import UnreadableDocument
from ingest.readers.office.docx_lists import Numbering
from ingest.readers.office.docx_styles import Styles, TextStyle, filled, is_counted, look_of, value
from ingest.readers.office.docx_tables import TableRow, header_of, rows_of
from ingest.readers.office.docx_text import Words, letters
from ingest.readers.office.drawing import pictured
from ingest.readers.office.embedded import embedded_in, inserted, objects
from ingest.readers.office.ooxml import Package, R, W
from ingest.readers.shared.hardened_xml import Element, local
from ingest.readers.shared.outline import Outline
from ingest.said import said

_THROUGH = frozenset(("sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag", "body"))
"""Elements around paragraphs and tables that don't change what is shown."""
_HEADERS_AND_FOOTERS = ("header", "footer")


def read(data: bytes) -> Reading:
    """Return a block for each paragraph, table, text box and note.

    A page header or footer comes once; comments, deletions, hidden and white text are left out and counted. Raises
    `UnreadableDocument` if the file isn't a Word document, is encrypted, or its main part is missing.
    """
    package = Package(data)
    name = package.main("word/document.xml")
    root = package.xml(name)
    if root is None or local(root) != "document":
        raise UnreadableDocument(
            in_short(tuple(package.unread)) or said("not_word", "not a Word document in spite of its name")
        )
    flow = _Flow(package, name)
    headers, footers = (list(flow.margins(kind)) for kind in _HEADERS_AND_FOOTERS)
    blocks = (*headers, *flow.blocks(root), *footers)
    files = embedded_in(package, name)
    return Reading(
        blocks + files.blocks,
        (*package.unread, *files.unread),
        objects(package, name),
        hidden=flow.hidden + _commented(package, name),
    )


def _commented(package: Package, name: str) -> int:
    return sum(letters(root) for part in package.related(name, "comments") if (root := package.xml(part)) is not None)


class _Flow:
    """Reads a document part by part; `hidden` counts the characters that are left out."""

    def __init__(self, package: Package, name: str) -> None:
        self.hidden = 0
        self._package, self._name, self._outline = package, name, Outline()
        self._styles = Styles(self._part("styles"))
        self._numbers = Numbering(self._part("numbering"))
        self._notes = {kind: self._noted(kind) for kind in ("footnotes", "endnotes")}
        self._note_links = {kind: package.links(self._part_name(kind)) for kind in self._notes}
        self._margins = set[str]()
        self._initial = ""
        self._links = package.links(name)

    def margins(self, kind: str) -> Iterator[Block]:
        """Yield the page headers or footers, each text once, without those that are only a page number."""
        for part in sorted(set(self._package.related(self._name, kind))):
            root = self._package.xml(part)
            own, self._links = self._links, self._package.links(part)
            for block in () if root is None else self.blocks(root):
                if block.text not in self._margins and any(map(str.isalpha, block.text)):
                    self._margins.add(block.text)
                    yield block
            self._links = own

    def blocks(self, parent: Element, on_white: bool = True) -> Iterator[Block]:
        """Yield the blocks of a part, a text box or a cell; `on_white` says that its white text can't be seen."""
        for child in parent:
            name = local(child)
            if name == "p":
                yield from self._paragraph(child, on_white)
            elif name == "tbl":
                yield from self._table(child)
            elif name in _THROUGH:
                yield from self.blocks(child, on_white)
            elif name == "altChunk":
                yield from self._inserted(child)
            elif name in ("del", "moveFrom"):
                self.hidden += letters(child)
        yield from self._lone_initial()

    def _inserted(self, chunk: Element) -> Iterator[Block]:
        """Yield the blocks of a file in another format that is shown in this place."""
        relation = self._package.relations(self._name).get(chunk.get(f"{R}id", ""))
        for block in inserted(self._package, relation.target) if relation else ():
            yield replace(block, heading=block.heading or self._outline.path)

    def _lone_initial(self) -> Iterator[Block]:
        """Yield the drop cap that no paragraph follows."""
        if self._initial:
            yield Block(self._initial, heading=self._outline.path)
            self._initial = ""

    def _paragraph(self, paragraph: Element, on_white: bool) -> Iterator[Block]:
        look, words = self._words(paragraph, on_white)
        if _is_drop_cap(paragraph):
            self._initial += words.text
            return
        text = self._numbered(paragraph, look, self._initial + words.text)
        self._initial = ""
        if look.level and text.strip():
            self._outline.enter(look.level, text)
        yield Block(text, heading=self._outline.path)
        yield from self._hanging(words)

    def _words(self, paragraph: Element, on_white: bool) -> tuple[TextStyle, Words]:
        properties = paragraph.find(f"{W}pPr")
        style = self._styles.look("" if properties is None else value(properties, "pStyle"))
        ground = on_white and not filled(properties)
        words = Words(styles=self._styles, look=style, on_white=ground, links=self._links)
        words.take(paragraph)
        self.hidden += words.hidden
        return look_of(paragraph).over(style), words

    def _numbered(self, paragraph: Element, look: TextStyle, text: str, *, alone: bool = False) -> str:
        """Return a text with the number of its paragraph; one without text counts as well, and is shown if it is `alone`."""
        properties = paragraph.find(f"{W}pPr")
        if not look.list_id or not (text.strip() or is_counted(properties, look)):
            return text
        style = "" if properties is None else value(properties, "pStyle")
        label = self._numbers.label(look.list_id, look.list_level, style)
        return f"{label} {text}" if label and (alone or text.strip()) else text

    def _hanging(self, words: Words) -> Iterator[Block]:
        for box in words.boxes:
            yield from self.blocks(box, on_white=False)  # a box may have a dark background
        for drawing in words.drawings:
            yield from (Block(text, heading=self._outline.path) for text in pictured(self._package, self._name, drawing))
        for kind, number in words.notes:
            note = self._notes[kind].pop(number, None)
            own, self._links = self._links, self._note_links.get(kind, {})
            yield from () if note is None else self.blocks(note)
            self._links = own

    def _table(self, table: Element) -> Iterator[Block]:
        rows = list(rows_of(table))
        if all(len(row.cells) == 1 for row in rows):  # a table of one column is a frame around text
            for row in rows:
                yield from self.blocks(row.cells[0].element, on_white=not row.shaded)
            return
        hanging = list[Words | Element]()
        lines = list(self._lines(rows, hanging))
        yield Block("\n".join(line for line in lines if line), heading=self._outline.path, header=header_of(rows, lines))
        for thing in hanging:
            yield from self._hanging(thing) if isinstance(thing, Words) else self._table(thing)

    def _lines(self, rows: list[TableRow], hanging: list[Words | Element]) -> Iterator[str]:
        above = dict[int, str]()
        for row in rows:
            texts = []
            for cell in row.cells:
                text = above.get(cell.column, "") if cell.continued else self._cell(cell.element, row.shaded, hanging)
                above[cell.column] = text
                texts.append(text)
            yield " | ".join(texts) if any(texts) else ""

    def _cell(self, cell: Element, shaded: bool, hanging: list[Words | Element]) -> str:
        parts = []
        for child in cell:
            if child.tag == f"{W}p":
                look, words = self._words(child, not shaded)
                parts.append(self._numbered(child, look, words.text, alone=True))
                hanging.append(words)
            elif child.tag == f"{W}tbl":
                hanging.append(child)
            elif local(child) in _THROUGH:
                parts.append(self._cell(child, shaded, hanging))
        return " ".join(" ".join(parts).split())

    def _noted(self, kind: str) -> dict[str, Element]:
        root = self._part(kind)
        found = () if root is None else root
        return {note.get(f"{W}id", ""): note for note in found if note.get(f"{W}type", "normal") == "normal"}

    def _part(self, kind: str) -> Element | None:
        return self._package.xml(self._part_name(kind))

    def _part_name(self, kind: str) -> str:
        return next(iter(self._package.related(self._name, kind)), f"word/{kind}.xml")


def _is_drop_cap(paragraph: Element) -> bool:
    """Whether a paragraph is the large initial of the paragraph after it."""
    frame = paragraph.find(f"{W}pPr/{W}framePr")
    return frame is not None and frame.get(f"{W}dropCap", "none") != "none"
