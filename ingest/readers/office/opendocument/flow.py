"""Reads the text of OpenDocument files: paragraphs, lists, tables, notes and text boxes."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from ingest.documents import Block
from ingest.readers.office.ooxml import Package
from ingest.readers.office.opendocument.elements import blank, filled, header_of, letters, repeats, rows_of
from ingest.readers.office.opendocument.forms import controls
from ingest.readers.office.opendocument.lists import OdfLists
from ingest.readers.office.opendocument.styles import DRAW, OFFICE, SVG, TABLE, TEXT, XLINK, OdfStyles
from ingest.readers.shared.equations import equation
from ingest.readers.shared.hardened_xml import Element, local
from ingest.readers.shared.links import leads_to
from ingest.readers.shared.outline import Outline
from ingest.readers.shared.raised import lowered, raised
from ingest.readers.shared.symbol_fonts import is_symbol_font, shown

_NO_TEXT = frozenset(
    ("forms", "sequence-decls", "variable-decls", "user-field-decls", "image", "notes", "ruby-text", "change",
     "annotation-end", "note-citation", "settings", "event-listeners", "shapes", "number", "dde-connection-decls")
)  # fmt: skip
_DESCRIBED = (f"{SVG}title", f"{SVG}desc")
"""Descriptions of pictures, which are left out."""
_COUNTED = frozenset(("annotation", "tracked-changes", "hidden-text"))
_REPEATS = 50
"""Most times that a repeated cell of a table in a text is written."""


@dataclass(slots=True)
class _Words:
    """The text of a paragraph in pieces, and the notes and frames that are anchored in it, `hanging`.

    `style` is the name of the text style of the innermost span, `font` the symbol font of the paragraph, or "".
    """

    font: str = ""
    parts: list[str] = field(default_factory=list)
    style: str = ""
    hanging: list[Element] = field(default_factory=list)


class Flow:
    """Turns OpenDocument text into blocks with a `page` and a `heading`; `hidden` counts the characters that are left out."""

    def __init__(self, package: Package, styles: OdfStyles, page: int | None = None, heading: str = "") -> None:
        self.hidden = 0
        self._package, self._styles, self._page = package, styles, page
        self._lists = OdfLists(styles.roots)
        self._label, self._cell_style = "", ""
        self._controls: dict[str, str] = {}
        self._outline = Outline()
        if heading:
            self._outline.enter(1, heading)

    def blocks(self, parent: Iterable[Element]) -> Iterator[Block]:
        """Yield the blocks of a body, a section, a text box or a cell."""
        for child in parent:
            name = local(child)
            if name in _COUNTED or child.get(f"{TEXT}display") == "none":
                self.hidden += letters(child)
            elif child.tag in (f"{TEXT}p", f"{TEXT}h"):
                yield from self._paragraph(child)
            elif child.tag == f"{TEXT}list":
                yield from self._list(child)
            elif child.tag == f"{TABLE}table":
                yield from self.table(child)
            elif child.tag in (f"{DRAW}object", f"{DRAW}control"):
                yield Block(self._controls.get(child.get(f"{DRAW}control", ""), ""), self._page, self._outline.path)
                yield from self._object(child)
            elif name not in _NO_TEXT and child.tag not in _DESCRIBED:
                yield from self.blocks(child)

    def table(self, table: Element) -> Iterator[Block]:
        """Yield the block of a table, then the blocks of notes, frames and tables in its cells."""
        hanging = list[Element]()
        rows = list(filled(self._rows(table, hanging)))
        lines = [" | ".join(row) for row in rows]
        yield Block("\n".join(lines), self._page, self._outline.path, header=header_of(table, rows, lines))
        for thing in hanging:
            yield from self.blocks([thing] if thing.tag == f"{TABLE}table" else thing)

    def text(self, parent: Element) -> str:
        """Return the paragraphs of a cell in one line, without their notes and frames."""
        return self._cell(parent, [])

    def use_forms(self, body: Element) -> None:
        """Write the values of a document's form controls at the places where they are drawn."""
        self._controls = controls(body)

    def _list(self, element: Element) -> Iterator[Block]:
        self._lists.enter(element)
        for item in element:
            self._label = self._lists.item(item)
            yield from self.blocks(item)
        self._lists.leave()

    def _paragraph(self, paragraph: Element) -> Iterator[Block]:
        words = self._words(paragraph)
        text = "".join(words.parts)
        if text.strip() and (level := self._level(paragraph)):
            text = self._heading_number(paragraph) + text
            self._outline.enter(level, text)
        yield Block(text, self._page, self._outline.path)
        for thing in words.hanging:
            yield from self.blocks(thing)

    def _heading_number(self, paragraph: Element) -> str:
        level = paragraph.get(f"{TEXT}outline-level", "1")
        if paragraph.tag != f"{TEXT}h" or not level.isdecimal() or paragraph.get(f"{TEXT}is-list-header") == "true":
            return ""
        return self._lists.heading(int(level) - 1)

    def _level(self, paragraph: Element) -> int | None:
        if "Title" in self._styles.named("paragraph", paragraph.get(f"{TEXT}style-name", "")):
            return 1
        level = paragraph.get(f"{TEXT}outline-level", "1")
        return int(level) + 1 if paragraph.tag == f"{TEXT}h" and level.isdecimal() else None

    def _words(self, paragraph: Element) -> _Words:
        style = paragraph.get(f"{TEXT}style-name", "")
        words = _Words(self._styles.symbol_font(style, self._cell_style))
        if self._styles.unseen("paragraph", style):
            self.hidden += letters(paragraph)
        else:
            self._take(paragraph, words)
        if self._label and any(map(str.strip, words.parts)):
            words.parts.insert(0, self._label)
            self._label = ""
        return words

    def _take(self, parent: Element, words: _Words) -> None:
        self._say(parent.text or "", words)
        for child in parent:
            self._take_child(child, local(child), words)
            self._say(child.tail or "", words)

    def _say(self, text: str, words: _Words) -> None:
        """Take text, with symbols of symbol fonts, superscripts and subscripts as Unicode characters."""
        if not text:
            return
        font = (self._styles.font("text", words.style) if words.style else "") or words.font
        text = shown(text, font) if is_symbol_font(font) else text
        if words.style:
            place = self._styles.place(words.style)
            text = raised(text, "".join(words.parts[-1:])) if place == "super" else lowered(text) if place else text
        words.parts.append(text)

    def _take_span(self, span: Element, words: _Words) -> None:
        style = span.get(f"{TEXT}style-name", "")
        if self._styles.unseen("text", style):
            self.hidden += letters(span)
            return
        own, words.style = words.style, style or words.style
        self._take(span, words)
        words.style = own

    def _take_link(self, link: Element, words: _Words) -> None:
        at = len(words.parts)
        self._take(link, words)
        words.parts.append(leads_to("".join(words.parts[at:]), link.get(f"{XLINK}href", "")))

    def _take_drawn(self, element: Element, words: _Words) -> None:
        """Take a drawn equation or form control as text; any other drawing follows the paragraph."""
        inline = self._controls.get(element.get(f"{DRAW}control", ""), "") or self._equation(element)
        if inline:
            words.parts.append(f" {inline} ")
        else:
            words.hanging.append(element)

    def _equation(self, frame: Element) -> str:
        """Return the equation in a frame, "" if it holds something else."""
        for found in frame.iterchildren(f"{DRAW}object"):
            root = next(iter(found), None) if len(found) else self._object_root(found)
            if root is not None and local(root) == "math":
                return equation(root)
        return ""

    def _take_child(self, child: Element, name: str, words: _Words) -> None:
        if name in _COUNTED:
            self.hidden += letters(child)
        elif name == "note":
            words.hanging.append(child)
        elif str(child.tag).startswith(DRAW):
            self._take_drawn(child, words)
        elif name == "span":
            self._take_span(child, words)
        elif name == "a":
            self._take_link(child, words)
        elif name in ("s", "tab", "line-break"):
            words.parts.append(blank(child, name))
        elif name not in _NO_TEXT:
            self._take(child, words)

    def _rows(self, table: Element, hanging: list[Element]) -> Iterator[list[str]]:
        above = dict[int, tuple[str, int]]()
        for row in rows_of(table):
            column, texts = 0, list[str]()
            for cell in row:
                times = repeats(cell, "number-columns-repeated")
                text, left = above.get(column, ("", 0))
                if cell.tag == f"{TABLE}table-cell":
                    text, left = self._cell(cell, hanging), repeats(cell, "number-rows-spanned")
                if cell.tag == f"{TABLE}table-cell" or left > 0:
                    texts += [text] * min(times, _REPEATS)
                above[column] = (text, left - 1)
                column += times
            yield texts

    def _cell(self, cell: Element, hanging: list[Element]) -> str:
        parts = list[str]()
        self._cell_style = cell.get(f"{TABLE}style-name", "")
        for child in cell:
            if child.tag in (f"{TEXT}p", f"{TEXT}h"):
                words = self._words(child)
                parts.append("".join(words.parts))
                hanging += words.hanging
            elif child.tag == f"{TABLE}table":
                hanging.append(child)
            elif local(child) in _COUNTED:
                self.hidden += letters(child)
            elif child.tag == f"{TEXT}list":
                self._lists.enter(child)
                for item in child:
                    self._label = self._lists.item(item)
                    parts.append(self._cell(item, hanging))
                self._lists.leave()
            elif local(child) not in _NO_TEXT:
                parts.append(self._cell(child, hanging))
        self._cell_style = ""
        return " ".join(" ".join(parts).split())

    def _object(self, element: Element) -> Iterator[Block]:
        """Yield the blocks of an embedded object, such as the title and the values of a chart, or an equation."""
        root = self._object_root(element)
        body = None if root is None else root.find(f"{OFFICE}body")
        if body is not None:
            yield from self.blocks(body)
        elif root is not None and local(root) == "math":
            yield Block(equation(root), self._page, self._outline.path)

    def _object_root(self, element: Element) -> Element | None:
        name = element.get(f"{XLINK}href", "").removeprefix("./")
        return self._package.xml(f"{name}/content.xml") if name else None
