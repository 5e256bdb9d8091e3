"""Checks the names of the fields of a table."""

import unicodedata
from collections.abc import Sequence

from ragassist.errors import FieldInvalid
from ragassist.untrusted import one_line

_MOST_CHARACTERS = 120
_MOST_FIELDS = 40


def checked_fields(names: Sequence[str]) -> tuple[str, ...]:
    """Return the fields in their order, each on one line.

    Raises `FieldInvalid` for none or too many fields, for an empty or too long name, and for two equal names.
    """
    fields = tuple(_checked(name) for name in names)
    if not fields:
        raise FieldInvalid("no field is named: name what to look for, as 'monthly rent'")
    if len(fields) > _MOST_FIELDS:
        raise FieldInvalid(f"{len(fields)} fields are named and at most {_MOST_FIELDS} are read at once: make two tables")
    seen: dict[str, str] = {}
    for field in fields:
        if (first := seen.setdefault(field_key(field), field)) is not field:
            raise FieldInvalid(f"'{first}' and '{field}' are the same field: name it once")
    return fields


def field_key(field: str) -> str:
    """Return a form of a field's name that is independent of the case and the width of its letters."""
    return " ".join(unicodedata.normalize("NFKC", field).casefold().split())


def _checked(name: str) -> str:
    field = one_line(name.encode("utf-8", "replace").decode())
    if not any(map(str.isalnum, field)):
        raise FieldInvalid(f"'{field}' names no field: name what to look for, as 'monthly rent'")
    if len(field) > _MOST_CHARACTERS:
        raise FieldInvalid(
            f"the field '{field[:20]}…' has {len(field)} characters and at most {_MOST_CHARACTERS} are read: shorten it"
        )
    return field
