"""Detects whether the end of a text is inside code or a quotation."""

_FENCES = ("```", "~~~")
_CLOSERS = {"`": "`", '"': '"', "“": "”", "„": "“”", "«": "»", "‹": "›", "「": "」", "『": "』", "‘": "’"}
"""Opening marks with their closing marks: CLDR's quotation marks of the eight languages, and Markdown's code span."""


class QuotationState:
    """Takes a text in pieces. A quotation or a code span ends at the end of its line at the latest, a block at its fence."""

    def __init__(self) -> None:
        self._line = ""
        self._is_fenced = False

    def feed(self, text: str) -> None:
        """Append a piece to the text."""
        *ended, rest = (self._line + text).split("\n")
        for line in ended:
            self._is_fenced ^= line.lstrip().startswith(_FENCES)
        self._line = rest

    def is_open_after(self, text: str) -> bool:
        """Return whether a quotation, a code span or a fenced block is open after the text so far and one more piece."""
        after = QuotationState()
        after._line, after._is_fenced = self._line, self._is_fenced
        after.feed(text)
        return after._is_fenced or after._line.lstrip().startswith(_FENCES) or _is_open(after._line)


def _is_open(line: str) -> bool:
    """Return whether a quotation mark in a line isn't closed. A straight single one counts only at the end of the line."""
    opened: list[str] = []
    for mark in line:
        if opened and mark in _CLOSERS[opened[-1]]:
            opened.pop()
        elif mark in _CLOSERS:
            opened.append(mark)
    return bool(opened) or (line.endswith("'") and not line[-2:-1].isalnum())
