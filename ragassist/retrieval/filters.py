"""Builds the filter of a search from folders, globs, languages, formats and dates as a person writes them."""

import os
import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path

from indexes.hits import Filter
from indexes.storage.path_globs import PathGlobs
from ingest.language.detection import known_languages
from ingest.readers import READERS
from ragassist.errors import FilterInvalid

_DATE = re.compile(r"(\d{4})(?:-(\d\d?)(?:-(\d\d?))?)?", re.ASCII)
_HERE = (".", "..", "~")
_NS = 1_000_000_000
_MOST_NS = 2**63 - 1


def filter_of(
    paths: Sequence[str] = (),
    languages: Sequence[str] = (),
    formats: Sequence[str] = (),
    since: str | None = None,
    before: str | None = None,
) -> Filter:
    """Return the filter. Dates are YYYY, YYYY-MM or YYYY-MM-DD in local time; `since` is inclusive, `before` exclusive.

    Raises `FilterInvalid` for an unknown language or format or an invalid date, and `PathProblem` for an invalid glob.
    """
    chosen = Filter(
        paths=tuple(_absolute(path) for path in paths),
        languages=tuple(_language(code) for code in languages),
        formats=tuple(_format(name) for name in formats),
        since=None if since is None else _nanoseconds(since),
        before=None if before is None else _nanoseconds(before),
    )
    PathGlobs(chosen.paths)
    if chosen.since is not None and chosen.before is not None and chosen.since >= chosen.before:
        raise FilterInvalid(f"no time is since {since} and before {before}: exchange them")
    return chosen


def filter_of_row(row: Mapping[str, object]) -> Filter:
    """Return the filter in a row of a batch, whose fields have the names of `filter_of`. Raises the same errors."""
    paths, languages, formats = (_texts(name, row.get(name)) for name in ("paths", "languages", "formats"))
    since, before = (_text(name, row.get(name)) for name in ("since", "before"))
    return filter_of(paths, languages, formats, since, before)


def combined(flags: Filter | None, own: Filter) -> Filter:
    """Return the filter of the command line, in which each part that a row has of its own is replaced."""
    flags = flags or Filter()
    return Filter(
        own.paths or flags.paths,
        own.languages or flags.languages,
        own.formats or flags.formats,
        flags.since if own.since is None else own.since,
        flags.before if own.before is None else own.before,
    )


def _texts(name: str, value: object) -> list[str]:
    values = value if isinstance(value, list) else [] if value is None else [value]
    texts = [one for one in values if isinstance(one, str)]
    if len(texts) < len(values):
        raise FilterInvalid(f'"{name}" is a text or a list of texts')
    return texts


def _text(name: str, value: object) -> str | None:
    if value is None or isinstance(value, str):
        return value
    raise FilterInvalid(f'"{name}" is a date as a text: YYYY, YYYY-MM or YYYY-MM-DD')


def _absolute(path: str) -> str:
    """Return a path that begins with ".", ".." or "~" as an absolute path; return other globs as they are."""
    if not path.strip():
        raise FilterInvalid("the path to search is empty: give a folder, a file or a glob")
    if path.replace(os.sep, "/").split("/", 1)[0] not in _HERE:
        return path
    try:
        return os.path.normpath(Path(path).expanduser().absolute())
    except (RuntimeError, OSError):
        raise FilterInvalid(f"'{path}' begins at a folder that can't be found: give an absolute path") from None


def _language(code: str) -> str:
    known = known_languages()
    short = re.split(r"[-_]", code.strip().lower(), maxsplit=1)[0]
    if short not in known:
        raise FilterInvalid(f"'{code[:40]}' is no language that is recognised in documents: one of {' '.join(sorted(known))}")
    return short


def _format(name: str) -> str:
    plain = name.strip().lower().removeprefix(".")
    if f".{plain}" not in READERS:
        raise FilterInvalid(f"'{name[:40]}' is no format that is read: give a suffix such as pdf, docx or md")
    return plain


def _nanoseconds(date: str) -> int:
    """Return the first moment of a year, a month or a day in local time, in nanoseconds since 1970."""
    found = _DATE.fullmatch(date.strip())
    try:
        if found is None:
            raise ValueError(date)
        year, month, day = (int(part or 1) for part in found.groups())
        moment = int(datetime(year, month, day).timestamp()) * _NS
    except (ValueError, OverflowError, OSError):
        raise FilterInvalid(f"'{date[:40]}' is no date: YYYY, YYYY-MM or YYYY-MM-DD") from None
    return max(-_MOST_NS, min(moment, _MOST_NS))
