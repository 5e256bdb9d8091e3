"""Reads the cell styles of a workbook: number format, font, and whether the text is invisible."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ingest.readers.office.cell_formats import BUILT_IN, GENERAL
from ingest.readers.office.ooxml import S
from ingest.readers.shared.hardened_xml import Element

_NOTHING_SHOWN = ";;;"
_WHITE = ("FFFFFFFF", "00FFFFFF")


@dataclass(frozen=True, slots=True)
class CellStyle:
    """The number format, the font, and whether the text is `unseen`: white without a background, or hidden by its format."""

    code: str = GENERAL
    unseen: bool = False
    font: str = ""


class CellStyles:
    """The cell styles of a workbook by the numbers that cells refer to."""

    def __init__(self, roots: Iterable[Element]) -> None:
        self._styles = {str(at): style for at, style in enumerate(style for root in roots for style in _styles(root))}

    def of(self, number: str) -> CellStyle:
        """Return the style with a number, a plain one if there is none."""
        return self._styles.get(number, _PLAIN)


_PLAIN = CellStyle()


def _styles(root: Element) -> Iterator[CellStyle]:
    codes = {str(number): code for number, code in BUILT_IN.items()}
    codes |= {one.get("numFmtId", ""): one.get("formatCode", "") for one in root.iter(f"{S}numFmt")}
    fonts = list(root.iterfind(f"{S}fonts/{S}font"))
    white, names = [_is_white(font) for font in fonts], [font_name(font) for font in fonts]
    plain = [_is_plain(fill) for fill in root.iterfind(f"{S}fills/{S}fill")]
    for style in root.iterfind(f"{S}cellXfs/{S}xf"):
        code = codes.get(style.get("numFmtId", ""), GENERAL)
        ghost = _at(white, style.get("fontId", "0")) and _at(plain, style.get("fillId", "0"))
        name = next((names[int(at)] for at in (style.get("fontId", "0"),) if at.isdecimal() and int(at) < len(names)), "")
        yield CellStyle(code, ghost or code.strip() == _NOTHING_SHOWN, name)


def font_name(font: Element) -> str:
    """Return the font name of a font in the styles or of a run's properties, "" if there is none."""
    return next((one.get("val", "") for one in font.iterchildren(f"{S}name", f"{S}rFont")), "")


def _at(flags: list[bool], index: str) -> bool:
    return index.isdecimal() and int(index) < len(flags) and flags[int(index)]


def _is_white(font: Element) -> bool:
    color = font.find(f"{S}color")
    if color is None:
        return False
    return color.get("rgb", "").upper() in _WHITE or (color.get("theme") == "0" and not color.get("tint"))


def _is_plain(fill: Element) -> bool:
    pattern = fill.find(f"{S}patternFill")
    return pattern is not None and pattern.get("patternType", "none") == "none"
