"""Writes a table as CSV, Markdown and JSON, so that a spreadsheet doesn't run any cell as a formula."""

import csv
import io
from collections.abc import Sequence
from pathlib import PurePath
from typing import Any

import regex

from ragassist.extraction.outcome import DOUBT
from ragassist.extraction.records import Cell, Table
from ragassist.formats.json_contract import citation_json
from ragassist.language.phrases import phrase
from ragassist.language.places import source_label
from ragassist.untrusted import one_line

_FORMULA = regex.compile(r"^[\s\p{Z}]*[=+\-@＝＋－＠]")
_NUMBER = regex.compile(r"^[+-]?\p{Nd}[\p{Nd}.,٫٬' ]*\s?[%€$£¥₩]?$")
_MARKUP = regex.compile(r"([\\`*_{}\[\]<>|#])")


def table_json(table: Table) -> dict[str, Any]:
    """Return a table with the number of filled cells, and of those that their source doesn't confirm."""
    return {
        "fields": list(table.fields),
        "rows": [
            {"path": row.path, "values": dict(zip(table.fields, map(_cell_json, row.cells), strict=True))} for row in table.rows
        ],
        "skipped": [{"path": skipped.path, "reason": skipped.reason} for skipped in table.skipped],
        "cells": {"filled": table.filled, "unsupported": table.unsupported},
    }


def _cell_json(cell: Cell | None) -> dict[str, Any] | None:
    if cell is None:
        return None
    found = {"value": cell.value, "normal": cell.normal or None, "supported": cell.supported}
    return found | {"citation": citation_json(cell.citation)}


def headings(table: Table, language: str) -> list[str]:
    """Return a heading for the document and five for each field: value, normal form, place, quote, check."""
    parts = [phrase(f"table_{part}", language) for part in ("normal", "place", "quote", "check")]
    of_fields = [[field, *(f"{field}: {part}" for part in parts)] for field in table.fields]
    return [phrase("document", language), *(heading for own in of_fields for heading in own)]


def cells_in_words(cell: Cell | None, language: str) -> list[str]:
    """Return a cell's value, normal form, place, quote and check."""
    if cell is None:
        return [""] * 5
    check = phrase("table_confirmed" if cell.supported else "unsupported", language)
    quote, place = one_line(cell.citation.quote), place_of(cell, language)
    return [one_line(cell.value), cell.normal, place, quote, check]


def place_of(cell: Cell, language: str) -> str:
    """Return the place of a cell's quote: document and page, lines or rows."""
    return one_line(source_label(PurePath(cell.citation.path).name, cell.citation.place, language))


def as_csv(table: Table, language: str) -> str:
    """Return a table as CSV (RFC 4180), with the columns of `headings`."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(map(inert, headings(table, language)))
    for row in table.rows:
        words = [word for cell in row.cells for word in cells_in_words(cell, language)]
        writer.writerow(map(inert, (one_line(row.path), *words)))
    return out.getvalue()


def inert(text: str) -> str:
    """Return a text that no spreadsheet runs: with an apostrophe before it if it begins like a formula and isn't a number."""
    return f"'{text}" if _FORMULA.match(text) and not _NUMBER.match(text) else text


def as_markdown(table: Table, language: str) -> str:
    """Return a table as Markdown, with numbers that refer to the quotes below it."""
    quotes: list[str] = []
    lines = [_line([phrase("document", language), *table.fields]), _line(["---"] * (len(table.fields) + 1), escape=False)]
    for row in table.rows:
        shown = [_shown(cell, quotes, language) for cell in row.cells]
        lines.append(_line([PurePath(row.path).name])[:-2] + " " + _line(shown, escape=False))
    return "\n".join([*lines, "", *quotes, ""])


def _shown(cell: Cell | None, quotes: list[str], language: str) -> str:
    """Return a cell with the number of its quote, and append the quote to `quotes`."""
    if cell is None:
        return ""
    doubt = "" if cell.supported else f" ({phrase('unsupported', language)})"
    n = len(quotes) + 1
    quotes.append(f"{n}. {_plain(place_of(cell, language))}{doubt}: “{_plain(one_line(cell.citation.quote))}”")
    normal = f" ({_plain(cell.normal)})" if cell.normal and cell.normal != cell.value else ""
    return f"{_plain(one_line(cell.value))}{normal}{'' if cell.supported else DOUBT} \\[{n}\\]"


def _line(cells: Sequence[str], *, escape: bool = True) -> str:
    return f"| {' | '.join(_plain(one_line(cell)) if escape else cell for cell in cells)} |"


def _plain(text: str) -> str:
    return str(_MARKUP.sub(r"\\\1", text))
