"""Lines for the person that can be said in another language than English, and their form in JSON."""

import errno
import json
from collections.abc import Callable, Mapping
from typing import TypeAlias

Value = str | int | float
Packed: TypeAlias = "str | dict[str, str | dict[str, Packed | int | float]]"
_MOST_DEEP = 12
"""Lines within lines that are read back at most; a hostile file may send more."""
_LARGEST = 1 << 53
"""The largest number that is read back; the numbers of a language have a limit of 28 digits."""
_ERRNO = {errno.ENOSPC: "disk_full", errno.EACCES: "not_allowed", errno.ENOENT: "not_there", errno.EROFS: "read_only"}


class Said(str):
    """A line in English, with the name of its phrase in the catalogues of languages and the values that fill it.

    It is a text wherever a text is enough. A value may itself be such a line.
    """

    phrase: str
    values: Mapping[str, Value]

    def __new__(cls, phrase: str, english: str, values: Mapping[str, Value]) -> "Said":
        """Make a line of its parts; `said` fills a template."""
        line = super().__new__(cls, english)
        line.phrase, line.values = phrase, values
        return line

    def __getnewargs__(self) -> tuple[str, str, Mapping[str, Value]]:  # type: ignore[override]  # copies need all three
        """Return what a copy is made of."""
        return self.phrase, str(self), self.values


def said(phrase: str, english: str, /, **values: Value) -> Said:
    """Return a line: `english` is a template for `str.format`, `phrase` the name of its phrase in other languages."""
    return Said(phrase, english.format(**values), values)


def changed(line: str, change: Callable[[str], str]) -> str:
    """Return a line with all of its texts changed, as control characters are left out of it."""
    if not isinstance(line, Said):
        return change(line)
    values = {name: changed(value, change) if isinstance(value, str) else value for name, value in line.values.items()}
    return Said(line.phrase, change(str(line)), values)


def why(problem: OSError) -> str:
    """Return why the system refused something."""
    found = problem.strerror or type(problem).__name__
    name = _ERRNO.get(problem.errno or 0)
    return Said(name, found, {}) if name else found


def packed(line: str) -> Packed:
    """Return a line as values of JSON; `unpacked` reads them."""
    if not isinstance(line, Said):
        return line
    values = {name: packed(value) if isinstance(value, str) else value for name, value in line.values.items()}
    return {"phrase": line.phrase, "english": str(line), "values": values}


def unpacked(data: object, depth: int = 0) -> str:
    """Return a line out of values of JSON. Raises `TypeError`, `ValueError` or `LookupError` if they are none."""
    if isinstance(data, str):
        return _storable(data)
    if not isinstance(data, dict) or depth > _MOST_DEEP:
        raise TypeError("not a line")
    phrase, english, values = data["phrase"], data["english"], data["values"]
    if not (isinstance(phrase, str) and phrase.isidentifier() and isinstance(english, str) and isinstance(values, dict)):
        raise TypeError("not a line")
    return Said(phrase, _storable(english), {str(name): _value(value, depth) for name, value in values.items()})


def _value(value: object, depth: int) -> Value:
    if not isinstance(value, int | float):
        return unpacked(value, depth + 1)
    if not abs(value) <= _LARGEST:  # so is NaN
        raise ValueError("not a number of a line")
    return value


def _storable(text: str) -> str:
    text.encode()  # half a surrogate pair is valid in JSON, but can't be stored
    return text


def stored(line: str) -> str:
    """Return a line as text: its English, and below it what other languages need.

    A text with a line feed is followed by itself in JSON, so that its own last line isn't taken for that.
    """
    if not isinstance(line, Said) and "\n" not in line:
        return line
    return f"{line}\n{json.dumps(packed(line), ensure_ascii=False)}"


def recalled(text: str) -> str:
    """Return the line that `stored` has made a text of."""
    english, _, data = text.rpartition("\n")
    try:
        line = unpacked(json.loads(data)) if english else text
    except (ValueError, TypeError, LookupError, RecursionError):
        return text
    return line if line == english else text
