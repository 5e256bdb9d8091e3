"""Resolves OpenDocument styles: hidden or white text, hidden sheets and slides, superscripts, fonts."""

from collections.abc import Iterable, Iterator, Mapping

from ingest.readers.shared.hardened_xml import Element
from ingest.readers.shared.symbol_fonts import is_symbol_font

_URN = "urn:oasis:names:tc:opendocument:xmlns:"
OFFICE, TEXT, TABLE = (f"{{{_URN}{name}:1.0}}" for name in ("office", "text", "table"))
DRAW, STYLE, SHOW = (f"{{{_URN}{name}:1.0}}" for name in ("drawing", "style", "presentation"))
_FO = f"{{{_URN}xsl-fo-compatible:1.0}}"
SVG = f"{{{_URN}svg-compatible:1.0}}"
FORM = f"{{{_URN}form:1.0}}"
XLINK = "{http://www.w3.org/1999/xlink}"
_UNSEEN = (
    (f"{STYLE}text-properties", f"{TEXT}display", "none"),
    (f"{STYLE}table-properties", f"{TABLE}display", "false"),
    (f"{STYLE}drawing-page-properties", f"{SHOW}visibility", "hidden"),
)
_WHITE = ("#ffffff", "#fff")
_CHAIN = 20
"""Styles that are based on each other, more than documents have; a damaged file may have a cycle."""


def font_families(roots: Iterable[Element]) -> dict[str, str]:
    """Return the families of a document's font faces by their names."""
    faces = (face for root in roots for face in root.iter(f"{STYLE}font-face"))
    return {face.get(f"{STYLE}name", ""): face.get(f"{SVG}font-family", "") for face in faces}


def family_of(properties: Element, families: Mapping[str, str]) -> str:
    """Return the font family that text properties name, "" if they name none.

    `families` are the families of the document's font faces by their names: LibreOffice names a second face Symbol1.
    """
    name = properties.get(f"{STYLE}font-name", "")
    return str(families.get(name) or name or properties.get(f"{_FO}font-family", "")).strip("'\"")


class OdfStyles:
    """The styles of a document by their family and name."""

    def __init__(self, roots: Iterable[Element]) -> None:
        self.roots = tuple(roots)
        found = (style for root in self.roots for style in root.iter(f"{STYLE}style"))
        self._styles = {(style.get(f"{STYLE}family", ""), style.get(f"{STYLE}name", "")): style for style in found}
        self._families = font_families(self.roots)
        self._known = dict[tuple[str, str], bool]()
        self._symbols = dict[tuple[str, str], str]()

    def unseen(self, family: str, name: str) -> bool:
        """Return whether a style hides its text, sheet or slide, or makes text white without a coloured background."""
        key = (family, name)
        if key not in self._known:
            self._known[key] = self._says(key, *_UNSEEN) or self._white(key)
        return self._known[key]

    def named(self, family: str, name: str) -> Iterator[str]:
        """Yield the name of a style and of those that it is based on."""
        for style in self._chain((family, name)):
            yield style.get(f"{STYLE}display-name") or style.get(f"{STYLE}name") or ""

    def place(self, name: str) -> str:
        """Return the place of text with a text style: "super", "sub", or "" for ordinary text."""
        for style in self._chain(("text", name)):
            for properties in style.iterchildren(f"{STYLE}text-properties"):
                if position := properties.get(f"{STYLE}text-position", "").split():
                    return _side(position[0])
        return ""

    def font(self, family: str, name: str) -> str:
        """Return the font name of a style, "" if it has none."""
        for style in self._chain((family, name)):
            for properties in style.iterchildren(f"{STYLE}text-properties"):
                if font := family_of(properties, self._families):
                    return font
        return ""

    def symbol_font(self, paragraph: str, cell: str) -> str:
        """Return the symbol font in the style of a paragraph, or of its cell; "" if there is none."""
        key = (paragraph, cell)
        if key not in self._symbols:
            fonts = (self.font("paragraph", paragraph), self.font("table-cell", cell) if cell else "")
            self._symbols[key] = next(filter(is_symbol_font, fonts), "")
        return self._symbols[key]

    def _says(self, key: tuple[str, str], *conditions: tuple[str, str, str]) -> bool:
        for style in self._chain(key):
            for tag, attribute, value in conditions:
                if any(one.get(attribute, "").lower() == value for one in style.iterchildren(tag)):
                    return True
        return False

    def _white(self, key: tuple[str, str]) -> bool:
        white = any(self._says(key, (f"{STYLE}text-properties", f"{_FO}color", color)) for color in _WHITE)
        return white and not any(self._grounds(style) for style in self._chain(key))

    def _grounds(self, style: Element) -> bool:
        colors = (one.get(f"{_FO}background-color", "transparent").lower() for one in style)
        return any(color not in ("transparent", *_WHITE) for color in colors)

    def _chain(self, key: tuple[str, str]) -> Iterator[Element]:
        family, name = key
        for _ in range(_CHAIN):
            style = self._styles.get((family, name))
            if style is None:
                return
            yield style
            name = style.get(f"{STYLE}parent-style-name", "")


def _side(position: str) -> str:
    """Return "super", "sub" or "" for a text position, which is a word or a percentage of the font's height."""
    if position in ("super", "sub"):
        return position
    share = position.removesuffix("%")
    if not share.lstrip("-").replace(".", "", 1).isdecimal() or float(share) == 0:
        return ""
    return "sub" if share.startswith("-") else "super"
