"""Joins the header of a table that has two header rows into one line."""

from collections.abc import Mapping


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
