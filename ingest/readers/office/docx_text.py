"""The text of a Word paragraph as a person sees it: insertions in, deletions, field codes and hidden letters out."""

from dataclasses import dataclass, field

from ingest.readers.office.docx_styles import Styles, TextStyle, look_of, value
from ingest.readers.office.ooxml import W
from ingest.readers.shared.hardened_xml import Element, local

_SIGNS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_OUT = frozenset(("pPr", "rPr", "sdtPr", "sdtEndPr", "instrText", "rt", "rubyPr", "fldData", "ffData", "del", "moveFrom"))
"""What holds no text of the paragraph; `rt` is the reading aid above a word, which stands in the word's way."""
_NOTES = {"footnoteReference": "footnotes", "endnoteReference": "endnotes"}
_PRIVATE = range(0xE000, 0xF900)
"""Places in symbol fonts that mean nothing in any other font."""


@dataclass(slots=True)
class Words:
    """Gathers the text of one paragraph, and what hangs on it: references to notes, text boxes, charts and diagrams.

    `look` is what the paragraph's style says of its runs; `on_white` is whether white letters would be unseen.
    """

    styles: Styles
    look: TextStyle
    on_white: bool
    parts: list[str] = field(default_factory=list)
    hidden: int = 0
    notes: list[tuple[str, str]] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)
    drawings: list[Element] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The paragraph as a person sees it."""
        return "".join(self.parts)

    def take(self, parent: Element) -> None:
        """Gather what stands in an element."""
        for child in parent:
            name = local(child)
            if name in _OUT:
                self.hidden += letters(child) if name in ("del", "moveFrom") else 0
            elif child.tag == f"{W}r" and self._unseen(child):
                self.hidden += letters(child)
            else:
                self._take(child, name)

    def _take(self, child: Element, name: str) -> None:
        match name:
            case "t":
                self.parts.append(child.text or "")
            case "sym":
                self.parts.append(_symbol(child))
            case "txbxContent":
                self.boxes.append(child)
            case "chart" | "relIds":
                self.drawings.append(child)
            case "footnoteReference" | "endnoteReference":
                self.notes.append((_NOTES[name], child.get(f"{W}id", "")))
            case _ if name in _SIGNS:
                self.parts.append(_SIGNS[name])
            case _:
                self.take(child)

    def _unseen(self, run: Element) -> bool:
        properties = run.find(f"{W}rPr")
        style = TextStyle() if properties is None else self.styles.look(value(properties, "rStyle"))
        look = look_of(run).over(style).over(self.look)
        return bool(look.hidden or (look.white and self.on_white))


def letters(element: Element) -> int:
    """Return how many characters of text an element holds, deleted ones too."""
    return sum(len(text.text or "") for text in element.iter(f"{W}t", f"{W}delText"))


def _symbol(element: Element) -> str:
    code = element.get(f"{W}char", "")
    try:
        point = int(code, 16)
    except ValueError:
        return ""
    return "" if point in _PRIVATE or not 0x20 <= point < 0x110000 else chr(point)
