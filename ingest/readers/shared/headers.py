"""Headers of tables that take two rows: one line that says for each column what both rows say."""

from collections.abc import Mapping


def joined_header(upper: Mapping[int, str], lower: Mapping[int, str]) -> str:
    """Return the names of the columns, `Year 2023 Plan | Year 2023 Actual`, from the texts of two rows by their columns.

    A text of the upper row stands over its column and those to the right of it, up to the next text.
    """
    names, above = list[str](), ""
    for column in sorted({*upper, *lower}):
        above = upper.get(column, "") or (above if lower.get(column) else "")
        below = lower.get(column, "")
        names.append(above if below in ("", above) else f"{above} {below}".strip())
    return " | ".join(names)
