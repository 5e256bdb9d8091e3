"""Removes invisible characters from extracted text and keeps everything else."""

import re
import unicodedata

_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")
"""Unicode's control characters (category Cc) except line feeds and tabs."""
_INVISIBLE = re.compile(
    "[\u00ad\u2060\ufeff\u202a-\u202e\u2066-\u2069\U000e0000-\U000e007f\U000e0100-\U000e01ef\ud800-\udfff\ufffe\uffff]"
)
"""Soft hyphens, direction overrides, tag characters and lone surrogates. Zero-width joiners are kept, since Persian, Hindi and
emoji are spelled with them."""
_BREAK_CHANCES = re.compile("(?<![\u0e00-\u109f\u1780-\u17ff])\u200b(?![\u0e00-\u109f\u1780-\u17ff])")
"""Zero-width spaces, which part words only in the scripts of Southeast Asia; elsewhere a line may break there within a word."""
_COMMANDS = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b\n]*(?:\x07|\x1b\\)|[()][A-Z0-9])")
"""Colours and other terminal commands (ECMA-48), which occur in logs."""
_STRUCK_OVER = re.compile("[^\n]\x08")
"""A letter printed twice for bold type, in manuals formatted for printers."""
_BREAKS = str.maketrans("\x0b\x0c\x1c\x1d\x1e\x1f\x85", " " * 7)
"""Vertical tabs, form feeds and separators become blanks, since they separate words."""
_BLANKS = re.compile(r"[^\S\n]+")
_EMPTY_LINES = re.compile(r"\n{3,}")


def clean(text: str) -> tuple[str, int]:
    """Return the text in NFC without control and invisible characters and with blanks collapsed, and the number left out."""
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    text = _STRUCK_OVER.sub("", _COMMANDS.sub("", text)).translate(_BREAKS)
    visible = _BREAK_CHANCES.sub("", _INVISIBLE.sub("", _CONTROLS.sub("", text)))
    lines = "\n".join(line.strip() for line in _BLANKS.sub(" ", visible).split("\n"))
    return _EMPTY_LINES.sub("\n\n", lines).strip(), len(text) - len(visible)
