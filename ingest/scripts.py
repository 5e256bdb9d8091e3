"""What the writing system alone says about a text's language."""

import unicodedata
from collections import Counter

EIGHT = ("en", "ar", "zh", "fr", "de", "ja", "ko", "es")
"""The languages that the program answers in, as ISO 639-1 codes."""

_RANGES = (
    (0x0600, 0x06FF, "Arab"), (0x0750, 0x077F, "Arab"), (0x08A0, 0x08FF, "Arab"), (0xFB50, 0xFDFF, "Arab"),
    (0xFE70, 0xFEFF, "Arab"), (0x3040, 0x309F, "Kana"), (0x30A0, 0x30FF, "Kana"), (0x31F0, 0x31FF, "Kana"),
    (0xFF66, 0xFF9D, "Kana"), (0x3400, 0x4DBF, "Hani"), (0x4E00, 0x9FFF, "Hani"), (0xF900, 0xFAFF, "Hani"),
    (0x20000, 0x323AF, "Hani"), (0x1100, 0x11FF, "Hang"), (0x3130, 0x318F, "Hang"), (0xAC00, 0xD7AF, "Hang"),
    (0x0E00, 0x0E7F, "Thai"),
)  # fmt: skip
_CODES = {"Arab": "ar", "Kana": "ja", "Hang": "ko", "Hani": "zh"}


def script_of(char: str) -> str:
    """Return `Arab`, `Kana`, `Hani`, `Hang`, `Thai`, `Latn` for any other letter, or "" for what isn't a letter."""
    code = ord(char)
    if code < 0x0600:
        return "Latn" if char.isalpha() else ""
    for low, high, script in _RANGES:
        if low <= code <= high:
            return script if unicodedata.category(char)[0] in "LM" else ""
    return "Latn" if char.isalpha() else ""


def language_of_script(text: str) -> str | None:
    """Return ja, ko, zh or ar where the letters decide it, None where most letters are of another script.

    A Han sign says about as much as three Latin letters, so a Chinese question around a long Latin name stays Chinese.
    """
    counts = Counter(script_of(char) for char in text)
    dense = {script: 3 * counts[script] for script in ("Kana", "Hani", "Hang")} | {"Arab": counts["Arab"]}
    if sum(dense.values()) <= counts["Latn"] + counts["Thai"]:
        return None
    if counts["Kana"] and 3 * (counts["Kana"] + counts["Hani"]) >= max(dense.values()):
        return "ja"
    winner = max(dense, key=lambda script: dense[script])
    return _CODES[winner] if dense[winner] else None
