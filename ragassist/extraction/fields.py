"""Checks the names of the fields of a table."""

import unicodedata
from collections.abc import Sequence

from ingest.said import said
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
        raise FieldInvalid(said("no_field", "no field is named: name what to look for, as 'monthly rent'"))
    if len(fields) > _MOST_FIELDS:
        told = "{count} fields are named and at most {most} are read at once: make two tables"
        raise FieldInvalid(said("fields_many", told, count=len(fields), most=_MOST_FIELDS))
    seen: dict[str, str] = {}
    for field in fields:
        if (first := seen.setdefault(field_key(field), field)) is not field:
            told = "'{first}' and '{field}' are the same field: name it once"
            raise FieldInvalid(said("field_twice", told, first=first, field=field))
    return fields


def field_key(field: str) -> str:
    """Return a form of a field's name that is independent of the case and the width of its letters."""
    return " ".join(unicodedata.normalize("NFKC", field).casefold().split())


def _checked(name: str) -> str:
    field = one_line(name.encode("utf-8", "replace").decode())
    if not any(map(str.isalnum, field)):
        told = "'{field}' names no field: name what to look for, as 'monthly rent'"
        raise FieldInvalid(said("field_nothing", told, field=field))
    if len(field) > _MOST_CHARACTERS:
        told = "the field '{field}…' has {count} characters and at most {most} are read: shorten it"
        raise FieldInvalid(said("field_long", told, field=field[:20], count=len(field), most=_MOST_CHARACTERS))
    return field
