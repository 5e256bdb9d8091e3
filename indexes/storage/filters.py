"""Finds the documents that match a filter."""

import re

from indexes.hits import Filter
from indexes.storage.path_globs import PathGlobs
from indexes.storage.tables import Tables

_READ = "layout IS NOT NULL"
_ENDS = "lower(path) LIKE ? ESCAPE '!'"


def documents_let_through(database: Tables, only: Filter) -> list[int]:
    """Return the ids of the documents that match a filter, in order. Raises `PathProblem`."""
    conditions, values = _conditions(only)
    rows = database.rows(f"SELECT id, path FROM documents WHERE {' AND '.join([_READ, *conditions])} ORDER BY id", *values)
    if not only.paths:
        return [identity for identity, _ in rows]
    globs = PathGlobs(only.paths)
    return [identity for identity, path in rows if globs.fit(path)]


def _conditions(only: Filter) -> tuple[list[str], list[object]]:
    """Return the conditions that SQL can check (times, languages, suffixes), and their values."""
    conditions: list[str] = []
    values: list[object] = []
    for bound, sign in ((only.since, ">="), (only.before, "<")):
        if bound is not None:
            conditions.append(f"mtime_ns {sign} ?")
            values.append(bound)
    if only.languages:
        conditions.append(f"language IN ({', '.join('?' * len(only.languages))})")
        values.extend(only.languages)
    if only.formats:
        conditions.append(f"({' OR '.join([_ENDS] * len(only.formats))})")
        values.extend("%." + re.sub("[%_!]", r"!\g<0>", name.lower()) for name in only.formats)
    return conditions, values
