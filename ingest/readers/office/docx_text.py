"""Reads the visible text of a Word paragraph: with insertions, without deletions, field codes and hidden text."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from ingest.readers.office.docx_fields import form_value, said_by_field
from ingest.readers.office.docx_styles import Styles, TextStyle, look_of, value
from ingest.readers.office.ooxml import R, W
from ingest.readers.shared.equations import equation
from ingest.readers.shared.hardened_xml import Element, local
from ingest.readers.shared.links import leads_to
from ingest.readers.shared.raised import lowered, raised
from ingest.readers.shared.symbol_fonts import shown, sign

_SIGNS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_OUT = frozenset(("pPr", "rPr", "sdtPr", "sdtEndPr", "rt", "rubyPr", "fldData", "ffData", "del", "moveFrom"))
"""Elements without text of the paragraph; `rt` is the ruby text above a word, which would split the word."""
_NOTES = {"footnoteReference": "footnotes", "endnoteReference": "endnotes"}
_PRIVATE = range(0xE000, 0xF900)
"""Private-use code points, which have no meaning without their symbol font."""


@dataclass(slots=True)
class _Field:
    """An open field: its instruction, and the number of parts of the paragraph before its result."""

    instruction: str = ""
    at: int = 0


@dataclass(slots=True, kw_only=True)
class Words:
    """Gathers the text of one paragraph, and its references to notes, text boxes, charts and diagrams.

    `look` are the properties of the paragraph's style; `on_white` says that white text can't be seen; `links` are the addresses
    that the part links to, by relationship id. `hidden` counts the characters that are left out.
    """

    styles: Styles
    look: TextStyle
    on_white: bool
    links: Mapping[str, str]
    parts: list[str] = field(default_factory=list)
    hidden: int = 0
    notes: list[tuple[str, str]] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)
    drawings: list[Element] = field(default_factory=list)
    _fields: list[_Field] = field(default_factory=list)
    _run: TextStyle = field(default_factory=TextStyle)
    _raised: tuple[int, str, str] = (0, "", "")
    """The number of parts after the last superscript, and its text as it is written and as it is stored."""

    @property
    def text(self) -> str:
        """The visible text of the paragraph."""
        return "".join(self.parts)

    def take(self, parent: Element) -> None:
        """Gather the text of an element."""
        for child in parent:
            name = local(child)
            if name in _OUT:
                self.hidden += letters(child) if name in ("del", "moveFrom") else 0
            elif child.tag == f"{W}r":
                self._take_run(child)
            else:
                self._take(child, name)

    def _take_run(self, run: Element) -> None:
        properties = run.find(f"{W}rPr")
        style = TextStyle() if properties is None else self.styles.look(value(properties, "rStyle"))
        before, self._run = self._run, look_of(run).over(style).over(self.look)
        if self._run.hidden or (self._run.white and self.on_white):
            self.hidden += letters(run)
        else:
            self.take(run)
        self._run = before

    def _take(self, child: Element, name: str) -> None:
        if name in _SIGNS:
            self.parts.append(_SIGNS[name])
        elif take := _TAKERS.get(name):
            take(self, child)
        else:
            self.take(child)

    def take_text(self, element: Element) -> None:
        """Take the text of a run, with symbols of symbol fonts, superscripts and subscripts as Unicode characters."""
        text = shown(element.text or "", self._run.font or "")
        if self._run.place == "superscript":
            self._take_raised(text)
            return
        if self._run.place == "subscript":
            text = lowered(text)
        self.parts.append(text)

    def _take_raised(self, text: str) -> None:
        """Take a superscript as a whole: spelling checks and edits part one into several runs."""
        at, written, begun = self._raised
        if at == len(self.parts) and self.parts[-1:] == [written]:
            text = begun + text
            del self.parts[-1]
        self.parts.append(raised(text, next((part for part in reversed(self.parts) if part), "")))
        self._raised = len(self.parts), self.parts[-1], text

    def take_equation(self, element: Element) -> None:
        """Take an equation, with a blank between it and a number or a word before it."""
        apart = " " if self.parts and self.parts[-1][-1:].isalnum() else ""
        self.parts.append(f"{apart}{equation(element)}")

    def take_link(self, element: Element) -> None:
        """Take the words of a link and its address."""
        at = len(self.parts)
        self.take(element)
        self.parts.append(leads_to("".join(self.parts[at:]), self.links.get(element.get(f"{R}id", ""), "")))

    def take_field(self, element: Element) -> None:
        """Take the begin or end of a field: the value of a form field, or the address of a link after its result."""
        match element.get(f"{W}fldCharType"):
            case "begin":
                self._fields.append(_Field(at=len(self.parts)))
                self.parts.append(form_value(element))
            case "separate" if self._fields:
                del self.parts[self._fields[-1].at + 1 :]  # results of fields within the instruction aren't shown
            case "end" if self._fields:
                ended = self._fields.pop()
                self._say_field("".join(self.parts[ended.at :]), ended.instruction)

    def take_simple_field(self, element: Element) -> None:
        """Take a field whose instruction is an attribute."""
        at = len(self.parts)
        self.take(element)
        self._say_field("".join(self.parts[at:]), element.get(f"{W}instr", ""))

    def take_instruction(self, element: Element) -> None:
        """Add to the instruction of the innermost open field."""
        if self._fields:
            self._fields[-1].instruction += element.text or ""

    def _say_field(self, words: str, instruction: str) -> None:
        self.parts.append(said_by_field(words, instruction))


_TAKERS: dict[str, Callable[[Words, Element], None]] = {
    "t": Words.take_text,
    "sym": lambda words, element: words.parts.append(_symbol(element)),
    "oMath": Words.take_equation,
    "oMathPara": Words.take_equation,
    "hyperlink": Words.take_link,
    "fldChar": Words.take_field,
    "fldSimple": Words.take_simple_field,
    "instrText": Words.take_instruction,
    "textpath": lambda words, element: words.parts.append(element.get("string", "")),
    "txbxContent": lambda words, element: words.boxes.append(element),
    **dict.fromkeys(("chart", "relIds"), lambda words, element: words.drawings.append(element)),
    **dict.fromkeys(_NOTES, lambda words, element: words.notes.append((_NOTES[local(element)], element.get(f"{W}id", "")))),
}
"""The methods that take elements of a paragraph, by element name; the children of other elements are taken one by one."""


def letters(element: Element) -> int:
    """Return the number of characters of text in an element, with deleted text."""
    return sum(len(text.text or "") for text in element.iter(f"{W}t", f"{W}delText"))


def _symbol(element: Element) -> str:
    code, font = element.get(f"{W}char", ""), element.get(f"{W}font", "")
    try:
        point = int(code, 16)
    except ValueError:
        return ""
    if found := sign(font, point):
        return found
    return "" if point in _PRIVATE or not 0x20 <= point < 0x110000 else chr(point)
