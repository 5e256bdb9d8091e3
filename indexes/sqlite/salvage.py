"""Copies what can be read of a damaged database into a new one; the damaged one is kept beside it."""

import logging
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path

from indexes.sqlite.database import explained, set_aside
from indexes.sqlite.schema import VERSION, create
from indexes.storage.packing import PackingDamaged, is_whole, unpack_layout, unpack_text
from ingest.system.files import CREATE, replace, sync_folder

_log = logging.getLogger(__name__)
_SIDES = ("", "-wal", "-shm")
_WITH_TEXT = ("indexed", "partial")
_NO_DAMAGE = (
    sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_NOMEM,
    sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_PERM,
)  # fmt: skip
_BAD_SECTOR = (sqlite3.SQLITE_IOERR_READ, sqlite3.SQLITE_IOERR_SHORT_READ, sqlite3.SQLITE_IOERR_CORRUPTFS)


@dataclass(frozen=True, slots=True)
class Salvaged:
    """The number of documents saved, the paths of lost documents as far as they are known, and where the damaged file is."""

    saved: int
    lost: tuple[str, ...]
    kept_as: Path


def salvage(path: Path) -> Salvaged:
    """Replace a damaged database by a new one with all undamaged documents. For use under the writers' lock.

    If nothing can be read, the new database is empty. The caller rebuilds the full text and the FAISS index.
    """
    with explained(path):
        aside = _set_aside(path)
        fresh = path.with_name(f".{path.name}.salvaged.new")
        fresh.unlink(missing_ok=True)
        os.close(os.open(fresh, CREATE, 0o600))
        saved, lost = _salvaged(aside, fresh)
        replace(fresh, path)
        sync_folder(path.parent)
    return Salvaged(saved, tuple(lost), aside)


def _salvaged(aside: Path, fresh: Path) -> tuple[int, list[str]]:
    with (
        closing(sqlite3.connect(aside, isolation_level=None)) as old,
        closing(sqlite3.connect(fresh, isolation_level=None)) as new,
    ):
        new.execute("BEGIN")
        create(new)
        new.execute(f"PRAGMA user_version = {VERSION}")
        told = _copied(old, new)
        new.execute("COMMIT")
        return told


def drop_damaged(path: Path) -> None:
    """Delete the damaged databases that were set aside: they contain text that may have been removed since."""
    with explained(path):
        for kept in set_aside(path):
            kept.unlink(missing_ok=True)


def _set_aside(path: Path) -> Path:
    """Move the damaged file and its side files to a new name, and return it.

    If there is no such file, a run was killed after it had moved the file: then return the name that it has used.
    """
    number = 1
    while (aside := path.with_name(f"{path.name}.damaged-{number}")).exists():
        number += 1
    if not path.exists():
        aside = path.with_name(f"{path.name}.damaged-{max(1, number - 1)}")
    for side in _SIDES:
        with suppress(FileNotFoundError):
            path.with_name(path.name + side).replace(aside.with_name(aside.name + side))
    return aside


def _copied(old: sqlite3.Connection, new: sqlite3.Connection) -> tuple[int, list[str]]:
    saved, lost = 0, list[str]()
    for row in _rows(old, "meta"):
        new.execute("INSERT OR IGNORE INTO meta VALUES (?, ?)", (row["name"], row["value"]))
    new.execute("DELETE FROM meta WHERE name IN ('faiss', 'rebuilding')")
    new.execute("INSERT OR REPLACE INTO meta VALUES ('terms', '')")  # if this run is killed, the next rebuilds the full text
    for row in _rows(old, "vectors"):
        if is_whole(row["packed"]):
            new.execute("INSERT OR IGNORE INTO vectors VALUES (?, ?)", tuple(row))
    for row in _rows(old, "documents"):
        if _document(old, new, row):
            saved += row["state"] in _WITH_TEXT
        else:
            lost.append(str(row["path"]))
    new.execute("UPDATE chunks SET embedded = NULL WHERE vector_key NOT IN (SELECT key FROM vectors)")
    return saved, lost


def _document(old: sqlite3.Connection, new: sqlite3.Connection, row: sqlite3.Row) -> bool:
    """Copy a document with its text and chunks if all of it is undamaged, and return whether it is."""
    try:
        texts = old.execute("SELECT * FROM texts WHERE document_id = ? ORDER BY start", (row["id"],)).fetchall()
        chunks = old.execute("SELECT * FROM chunks WHERE document_id = ?", (row["id"],)).fetchall()
        if row["layout"] is not None:
            unpack_layout(row["layout"])
        length = sum(len(unpack_text(text["packed"])) for text in texts)
    except PackingDamaged:
        return False
    except sqlite3.DatabaseError as problem:
        _only_damage(problem)
        return False
    in_bounds = all(0 <= chunk["start"] < chunk["end"] <= length for chunk in chunks)
    if length != row["characters"] or (length and not chunks) or not in_bounds:
        return False
    for table, rows in (("documents", [row]), ("texts", texts), ("chunks", chunks)):
        for each in rows:
            new.execute(f"INSERT OR IGNORE INTO {table} VALUES ({', '.join('?' * len(each))})", tuple(each))
    return True


def _rows(old: sqlite3.Connection, table: str) -> Iterator[sqlite3.Row]:
    """Yield the rows of a table that can be read: from the first to a damaged page, then from the last to a damaged page."""
    old.row_factory = sqlite3.Row
    seen = set[object]()
    for direction in ("ASC", "DESC"):
        key = {"meta": "name", "vectors": "key"}.get(table, "id")
        try:
            for row in old.execute(f"SELECT * FROM {table} ORDER BY {key} {direction}"):
                if row[0] not in seen:
                    seen.add(row[0])
                    yield row
        except sqlite3.DatabaseError as problem:
            _only_damage(problem)
            _log.warning("%s: %s", table, problem)


def _only_damage(problem: sqlite3.DatabaseError) -> None:
    """Raise an error that isn't damage: on a full disk or without rights, undamaged rows can't be read either."""
    code = getattr(problem, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT)
    if code & 0xFF in _NO_DAMAGE and code not in _BAD_SECTOR:
        raise problem
