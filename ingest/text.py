"""Cleans extracted text of what no reader can see, and keeps everything else as it is."""

import re
import unicodedata

_KEPT_CONTROLS = "\n\t"
_INVISIBLE = re.compile(
    "[\u00ad\u2060\ufeff\u202a-\u202e\u2066-\u2069\U000e0000-\U000e007f\U000e0100-\U000e01ef\ud800-\udfff\ufffe\uffff]"
)
"""Soft hyphens, marks that override direction, tag characters and lone surrogates. Zero-width joiners stay: Persian,
Hindi and emoji are spelled with them."""
_BLANKS = re.compile(r"[^\S\n]+")
_EMPTY_LINES = re.compile(r"\n{3,}")


def clean(text: str) -> tuple[str, int]:
    """Return the text in NFC without control and invisible characters, blanks collapsed, and how many were left out."""
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    kept = "".join(c for c in text if c in _KEPT_CONTROLS or unicodedata.category(c) != "Cc")
    visible = _INVISIBLE.sub("", kept)
    lines = "\n".join(line.strip() for line in _BLANKS.sub(" ", visible).split("\n"))
    return _EMPTY_LINES.sub("\n\n", lines).strip(), len(text) - len(visible)
