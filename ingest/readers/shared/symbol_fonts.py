"""Signs that documents take from the fonts Symbol, Wingdings and Webdings, as the Unicode characters that they show."""

import re
from functools import lru_cache

from mammoth.docx.dingbats import dingbats

_PRIVATE = range(0xF000, 0xF100)
"""Where programs store the codes of a symbol font: 0xF000 plus the code."""
_PRIVATE_SIGNS = re.compile("[\uf000-\uf0ff]")
_FAMILIAR = {
    0x1F5F9: "☑", 0x1F5F7: "☒", 0x1F78E: "☐", 0x1F78F: "☐", 0x1F790: "☐", 0x1F5F8: "✓", 0x1F5F4: "✗", 0x1F5F5: "☒",
    0x25FB: "☐", 0x2610: "☐",
}  # fmt: skip
"""Boxes and ticks that most fonts lack, as the ones that people know and type."""


_BOXES = frozenset("☐☑☒✓✔✗✘")


@lru_cache(maxsize=1)
def _fonts() -> dict[str, str]:
    return {name.casefold(): name for name, _ in dingbats}


def is_symbol_font(font: str) -> bool:
    """Return whether the characters of a font are signs, not letters."""
    return font.casefold() in _fonts()


def sign(font: str, code: int) -> str:
    """Return the character that a code shows in a symbol font, "" where the font isn't known or has no such sign.

    The code may be the font's own (0x20 to 0xFF) or lie in the private area.
    """
    own = code - _PRIVATE.start if code in _PRIVATE else code
    found = dingbats.get((_fonts().get(font.casefold(), ""), own))
    return "" if found is None else _FAMILIAR.get(found, chr(found))


def box(text: str, font: str = "") -> str:
    """Return what a list's bullet shows where it is a box or a tick, which say more than that an item begins, else ""."""
    found = shown(text, font).strip()
    return found if found in _BOXES else ""


def shown(text: str, font: str = "") -> str:
    """Return text with its private signs as what they show in `font`.

    Of an unknown font the signs that Symbol has in common with every program (≤, μ, ±) can't be told from those of Wingdings:
    bullets stand for them. Letters of a known symbol font are its signs too.
    """
    if is_symbol_font(font):
        return "".join(sign(font, ord(char)) or char for char in text)
    return _PRIVATE_SIGNS.sub("•", text)
