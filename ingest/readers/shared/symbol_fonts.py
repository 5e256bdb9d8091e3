"""Replaces characters of the fonts Symbol, Wingdings and Webdings by the Unicode characters that they look like."""

import re
from functools import lru_cache

from mammoth.docx.dingbats import dingbats

_PRIVATE = range(0xF000, 0xF100)
"""Private-use code points in which programs store the codes of a symbol font: 0xF000 plus the code."""
_PRIVATE_SIGNS = re.compile("[\uf000-\uf0ff]")
_CODES, _LETTERS = 0x100, "Symbol"
_ADDED = re.compile(r"^[A-Z]{6}\+|[, ]|(?:PS)?MT\b|-?(?:Regular|Bold|Italic|Oblique|Normal)")
"""What the names of fonts in PDFs hold besides the family: a tag of a subset, the maker, the style."""
_FAMILIAR = {
    0x1F5F9: "☑", 0x1F5F7: "☒", 0x1F78E: "☐", 0x1F78F: "☐", 0x1F790: "☐", 0x1F5F8: "✓", 0x1F5F4: "✗", 0x1F5F5: "☒",
    0x25FB: "☐", 0x2610: "☐", 0x25A1: "☐", 0x2B1C: "☐",
}  # fmt: skip
"""Common characters for boxes and ticks that most fonts lack."""
_BOXES = frozenset("☐☑☒✓✔✗✘")


@lru_cache(maxsize=1)
def _fonts() -> dict[str, str]:
    return {name.casefold(): name for name, _ in dingbats}


def symbol_font_of(name: str) -> str:
    """Return the symbol font that a PDF means by a name such as `ABCDEF+Wingdings2-Regular`, "" for another font."""
    plain = _ADDED.sub("", name).casefold()
    return next((known for known in _fonts().values() if known.replace(" ", "").casefold() == plain), "")


def drawn_sign(font: str, char: str) -> str:
    """Return a character of a PDF in a symbol font as it looks, and as it is if the PDF says what it means.

    Codes of the font are characters for private use and letters. Signs such as × and µ are what they are in the font Symbol,
    which has other codes for them, but not in the fonts of pictures.
    """
    if char.isspace() or not (ord(char) in _PRIVATE or (ord(char) < _CODES and (char.isalpha() or font != _LETTERS))):
        return char
    if font == _LETTERS and not (char.isascii() or ord(char) in _PRIVATE):
        return char
    return sign(font, ord(char)) or char


def is_symbol_font(font: str) -> bool:
    """Return whether a font is a symbol font, whose characters look like symbols instead of letters."""
    return font.casefold() in _fonts()


def sign(font: str, code: int) -> str:
    """Return the Unicode character for a code of a symbol font, "" if the font or the code isn't known.

    The code may be the font's own (0x20 to 0xFF) or a private-use code point.
    """
    own = code - _PRIVATE.start if code in _PRIVATE else code
    found = dingbats.get((_fonts().get(font.casefold(), ""), own))
    return "" if found is None else _FAMILIAR.get(found, chr(found))


def box(text: str, font: str = "") -> str:
    """Return the bullet of a list item if it is a box or a tick, which has a meaning, else ""."""
    found = shown(text, font).strip()
    return found if found in _BOXES else ""


def shown(text: str, font: str = "") -> str:
    """Return text with the characters of a symbol font, letters too, replaced by those that they look like.

    For any other `font` private-use characters become bullets, since the symbol font that they belong to isn't known.
    """
    if is_symbol_font(font):
        return "".join(char if char.isspace() else sign(font, ord(char)) or char for char in text)
    return _PRIVATE_SIGNS.sub("•", text)
