"""Recognises the second header row of a table, and joins two header rows into one line."""

import re
from collections.abc import Mapping

_NUMBER = re.compile(r"[-+]?[\d., \u00a0\u202f']*\d[\d., \u00a0\u202f']*\s?[%€$£¥₩]?|\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}.*")
_YEAR = re.compile(r"(?:19|20)\d\d")
_LONGEST = 100
"""Most characters of a column's name."""


def is_name(text: str) -> bool:
    """Return whether a cell may be the name of a column: text or a year, not another number or a date."""
    return len(text) <= _LONGEST and bool(_YEAR.fullmatch(text) or not _NUMBER.fullmatch(text))


def is_second_header(upper: Mapping[int, str], lower: Mapping[int, str], below: Mapping[int, str]) -> bool:
    """Return whether the row below a header is a header too: it names columns that the header doesn't, and data follows.

    The rows are texts by column; empty cells count as missing.
    """
    names, data = [text for text in lower.values() if text], [text for text in below.values() if text]
    more = {column for column, text in lower.items() if text} - {column for column, text in upper.items() if text}
    return len(names) > 1 and bool(more) and all(map(is_name, names)) and not all(map(is_name, data))


def joined_header(upper: Mapping[int, str], lower: Mapping[int, str]) -> str:
    """Return the names of the columns, such as `Year 2023 Plan | Year 2023 Actual`, from the texts of two rows by column.

    A text of the upper row belongs to its column and to those at its right, up to the next text.
    """
    names, above = list[str](), ""
    for column in sorted({*upper, *lower}):
        above = upper.get(column, "") or (above if lower.get(column) else "")
        below = lower.get(column, "")
        names.append(above if below in ("", above) else f"{above} {below}".strip())
    return " | ".join(names)
