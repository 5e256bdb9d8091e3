"""A filter becomes the documents that it lets through."""

from pathlib import PurePath

from indexes.database import Database
from indexes.hits import Filter


def documents_let_through(database: Database, only: Filter) -> list[int]:
    """Return the ids of the documents that a filter lets through, in order."""
    rows = database.rows("SELECT id, path, language, mtime_ns FROM documents WHERE layout IS NOT NULL ORDER BY id")
    return [identity for identity, path, language, mtime_ns in rows if _fits(only, path, language, mtime_ns)]


def _fits(only: Filter, path: str, language: str, mtime_ns: int) -> bool:
    if (only.since is not None and mtime_ns < only.since) or (only.before is not None and mtime_ns >= only.before):
        return False
    if only.languages and language not in only.languages:
        return False
    if only.formats and PurePath(path).suffix.lower().removeprefix(".") not in only.formats:
        return False
    return not only.paths or any(PurePath(path).match(glob) for glob in only.paths)
