"""Names the charsets of the code pages of Windows and of the Mac, by which RTF declares them."""

import codecs

_CODE_PAGES = {"10000": "mac_roman", "10001": "shift_jis", "10007": "mac_cyrillic", "65001": "utf-8"}


def code_page(number: str) -> str:
    """Return the charset of a code page by its number, cp1252 if it isn't known."""
    name = _CODE_PAGES.get(number, f"cp{number}")
    try:
        return codecs.lookup(name).name
    except LookupError:
        return "cp1252"
