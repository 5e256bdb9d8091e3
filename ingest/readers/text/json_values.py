"""Writes JSON values as lines `key: value` under the path of their keys."""

import json
from collections.abc import Iterator
from typing import TypeAlias, cast

from ingest.documents import SEPARATOR, Block
from ingest.errors import UnreadableDocument
from ingest.said import said as line

Value: TypeAlias = "str | bool | tuple[tuple[str, Value], ...] | list[Value] | None"
"""A JSON value: numbers are strings, as written in the file; objects are pairs, since they may have a key twice."""
_DEEPEST = 5
"""Keys in a heading; deeper keys are part of the line."""
_LONGEST_KEY = 80
_LONGEST_LIST = 1_000
"""Characters up to which a list of strings and numbers is written in one line."""


def parse(text: str) -> Value:
    """Return the value of a JSON text; raises `ValueError` if it isn't JSON, `UnreadableDocument` if it's nested too deeply."""
    try:
        return cast("Value", json.loads(text, parse_int=str, parse_float=str, parse_constant=str, object_pairs_hook=tuple))
    except RecursionError as problem:
        raise UnreadableDocument(line("nested", "nested too deeply")) from problem


def blocks(value: Value) -> Iterator[Block]:
    """Yield a block for each object or list that has values, under its path of keys."""
    waiting: list[tuple[tuple[str, ...], Value]] = [((), value)]
    while waiting:
        path, found = waiting.pop()
        lines, inner = list[str](), list[tuple[tuple[str, ...], Value]]()
        for key, label, member in _members(found):
            if (text := said(member)) is None:
                inner.append(((*path, key[:_LONGEST_KEY]), member))
            elif text:
                lines.append(labelled(".".join((*path[_DEEPEST:], label)) if label else "", text))
        if lines:
            yield Block("\n".join(lines), heading=SEPARATOR.join(path[:_DEEPEST]))
        waiting.extend(reversed(inner))


def _members(value: Value) -> Iterator[tuple[str, str, Value]]:
    """Yield (key, label, member) of each member; the key of a list's member is its number, and its label is ""."""
    if isinstance(value, tuple):
        yield from ((key, key, member) for key, member in value)
    elif isinstance(value, list):
        yield from ((str(number), "", member) for number, member in enumerate(value, 1))
    else:
        yield "", "", value


def said(value: Value) -> str | None:
    """Return a value in one line if it is a string, a number or a short list of them; None for objects and other lists.

    It is "" for null and for an empty object.
    """
    if isinstance(value, tuple):
        return None if value else ""
    if isinstance(value, list) and _is_rich(value):
        return "".join(
            one if isinstance(one, str) else str(dict(cast("tuple[tuple[str, str], ...]", one))["text"]) for one in value
        )
    if isinstance(value, list):
        parts = ["" if isinstance(one, (tuple, list)) else said(one) or "" for one in value]
        plain = not any(isinstance(one, (tuple, list)) for one in value)
        return ", ".join(parts) if plain and sum(map(len, parts)) <= _LONGEST_LIST else None
    if isinstance(value, str):
        return value.strip()
    return "" if value is None else str(value).lower()


def _is_rich(value: list[Value]) -> bool:
    """Whether a list is a text in pieces, some of them with markup: `["at ", {"type": "bold", "text": "17:45"}]`."""
    marked = [dict(one) for one in value if isinstance(one, tuple)]
    plain = [one for one in value if isinstance(one, str)]
    return bool(marked and plain) and len(marked) + len(plain) == len(value) and all(map(_is_marked, marked))


def _is_marked(piece: dict[str, Value]) -> bool:
    return "type" in piece and isinstance(piece.get("text"), str)


def labelled(label: str, text: str) -> str:
    """Return `label: text`, or the text if the label is ""."""
    return f"{label}: {text}" if label else text
