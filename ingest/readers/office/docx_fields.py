"""Returns the text of Word's fields that isn't in their results: form values, symbols, equation fields, addresses of links."""

import re

from ingest.readers.office.docx_styles import value
from ingest.readers.office.ooxml import W
from ingest.readers.shared.hardened_xml import Element
from ingest.readers.shared.links import leads_to
from ingest.readers.shared.raised import lowered, raised
from ingest.readers.shared.symbol_fonts import sign

_LINK = re.compile(r'\s*HYPERLINK\s+(?:\\[a-z]\s+)*"([^"]*)"', re.IGNORECASE)
"""The instruction of a field that is a link."""
_SYMBOL = re.compile(r'\s*SYMBOL\s+(0x[0-9a-f]{1,6}|\d{1,7})\b(?:.*?\\f\s+"?([^"\\]{1,60}?)"?\s*(?:\\|\Z))?', re.IGNORECASE)
_EQUATION = re.compile(r"\s*EQ\s+(\\.*)", re.IGNORECASE | re.DOTALL)
_INNERMOST = re.compile(r"\\(f|r|s\\up|s\\do|b|x|o|l|a|i)(?:\\?[a-z]+)?\d*\s*\(([^()\\]{0,500})\)", re.IGNORECASE)
"""A part of an equation field without other parts within it (ECMA-376 part 1, 17.16.5.18)."""
_DEEPEST = 20
"""Levels of parts within parts that are written."""


def said_by_field(words: str, instruction: str) -> str:
    """Return the text to append to the result of a field, `words`.

    It is the address of a link, or the symbol or equation of a field whose result is empty, else "".
    """
    if words.strip():
        link = _LINK.match(instruction)
        return leads_to(words, link[1]) if link else ""
    if found := _SYMBOL.match(instruction):
        code = int(found[1], 16 if found[1][:2].lower() == "0x" else 10)
        return sign(found[2] or "", code) or (chr(code) if 0x20 <= code < 0xD800 else "")
    equation = _EQUATION.match(instruction)
    return f" {_equation(equation[1])} " if equation else ""


def _equation(source: str) -> str:
    """Return an equation field in one line: `\\f(1,4)` is 1/4. Inner parts are replaced first."""
    for _ in range(_DEEPEST):
        inner = _INNERMOST.sub(_part, source)
        if inner == source:
            break
        source = inner
    return " ".join(source.split())


def _part(part: re.Match[str]) -> str:
    kind, members = part[1].lower(), [one.strip() for one in re.split("[,;]", part[2])]
    match kind:
        case "f":
            return "/".join(members)
        case "r":
            return f"{raised(members[0])}√{members[1]}" if len(members) > 1 and members[0] else f"√{members[-1]}"
        case "s\\up":
            return raised(part[2].strip(), "0")
        case "s\\do":
            return lowered(part[2].strip())
        case "b":
            return f"[{part[2].strip()}]"
    return " ".join(members)


def form_value(begin: Element) -> str:
    """Return the text of a legacy form field without a result: a box, or the chosen entry of a drop-down list; else ""."""
    data = begin.find(f"{W}ffData")
    if data is None:
        return ""
    box, words = data.find(f"{W}checkBox"), data.find(f"{W}ddList")
    if box is not None:
        return "☒" if _is_ticked(box) else "☐"
    if words is None:
        return ""
    entries = [entry.get(f"{W}val", "") for entry in words.iterchildren(f"{W}listEntry")]
    chosen = value(words, "result") or value(words, "default") or "0"
    return entries[int(chosen)] if chosen.isdecimal() and int(chosen) < len(entries) else ""


def _is_ticked(box: Element) -> bool:
    for name in ("checked", "default"):
        if (found := box.find(f"{W}{name}")) is not None:
            return found.get(f"{W}val", "true") not in ("0", "false", "off")
    return False
