"""The connection to a library's database: private to its user, one transaction for each change, explained errors."""

import logging
import os
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import monotonic, sleep
from typing import Any

from indexes.errors import LibraryBusy, LibraryDamaged, LibraryForeign, StorageFull
from indexes.sqlite.migrations import migrate
from indexes.sqlite.schema import VERSION
from ingest.said import said, why
from ingest.system.files import CREATE

_log = logging.getLogger(__name__)
_DAMAGE = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)
_IN_USE = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
_PRIVATE = 0o600
_UNWRITABLE = "{path} can't be written or read ({why}): free some space or check the disk; nothing that was stored is lost"
_BEING_READ = (
    "{path} is being read by another process: removed documents are no longer found, "
    "their last bytes are deleted with the next change of the library"
)
_PATIENCE_S, _POLL_S = 30.0, 0.01
"""Seconds to wait for another process that writes, and between two attempts to set the mode."""


def _migrate_library(connection: sqlite3.Connection, version: int) -> None:
    migrate(connection, version)


@dataclass(frozen=True, slots=True)
class DatabaseForm:
    """A schema: its version, and the function that migrates a database from an older version (0: an empty database)."""

    version: int
    migrate: Callable[[sqlite3.Connection, int], None]


LIBRARY = DatabaseForm(VERSION, _migrate_library)


class Database:
    """A connection. Errors of SQLite are raised as `LibraryDamaged`, `LibraryBusy` or `StorageFull` with one line each."""

    def __init__(self, path: Path, form: DatabaseForm = LIBRARY) -> None:
        self.path, self._form = path, form
        self._undone = 0
        with explained(path):
            _make_private(path)
            self._connection = sqlite3.connect(path, timeout=_PATIENCE_S, isolation_level=None, check_same_thread=False)
            try:
                self._prepare()
            except BaseException:
                self._connection.close()
                raise

    def _prepare(self) -> None:
        self._write_ahead()
        self._connection.execute("PRAGMA synchronous = FULL")
        self._connection.execute("PRAGMA foreign_keys = ON")
        self._connection.execute("PRAGMA secure_delete = ON")
        (version,) = self._connection.execute("PRAGMA user_version").fetchone()
        if version > self._form.version:
            raise LibraryForeign(
                said("library_newer", "{path} was written by a newer ragassist: update the program", path=str(self.path))
            )
        if version < self._form.version:
            self._migrate()

    def _write_ahead(self) -> None:
        """Set the mode. While another process sets it in a new file, SQLite fails at once, whatever its timeout."""
        deadline = monotonic() + _PATIENCE_S
        while True:
            try:
                self._connection.execute("PRAGMA journal_mode = WAL")
                return
            except sqlite3.OperationalError as problem:
                if problem.sqlite_errorcode & 0xFF not in _IN_USE or monotonic() > deadline:
                    raise
                sleep(_POLL_S)

    def _migrate(self) -> None:
        with self.transaction():
            (version,) = self._connection.execute("PRAGMA user_version").fetchone()
            if version < self._form.version:  # another process may have been first
                self._form.migrate(self._connection, version)
                self._connection.execute(f"PRAGMA user_version = {self._form.version}")

    def close(self) -> None:
        """Close the connection."""
        self._connection.close()

    @contextmanager
    def transaction(self, *_: str) -> Iterator[None]:
        """Make all changes inside or none of them; transactions run one after another, whatever paths they change."""
        with explained(self.path):
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield
                self._connection.execute("COMMIT")
            except BaseException:
                self._undone += 1
                self._roll_back()
                raise

    @property
    def state(self) -> tuple[int, int, int]:
        """A value that changes whenever any process changes the database; until then what was read from it is valid."""
        return self.value("PRAGMA data_version"), self._connection.total_changes, self._undone

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """Make all reads inside see one state of the library, whatever other processes change meanwhile."""
        if self._connection.in_transaction:
            yield
            return
        with explained(self.path):
            self._connection.execute("BEGIN")
        try:
            yield
        finally:
            self._roll_back()

    def _roll_back(self) -> None:
        if not self._connection.in_transaction:
            return
        try:
            self._connection.execute("ROLLBACK")
        except sqlite3.Error as problem:  # the disk failed again; the change is undone when the database is opened next
            _log.warning("%s: %s", self.path, problem)

    def rows(self, sql: str, *values: object) -> list[Any]:
        """Return all rows of a query."""
        with explained(self.path):
            return self._connection.execute(sql, values).fetchall()

    def value(self, sql: str, *values: object) -> Any:
        """Return the value of a query with one row and one column."""
        return self.rows(sql, *values)[0][0]

    def run(self, sql: str, *values: object) -> None:
        """Run a statement."""
        with explained(self.path):
            self._connection.execute(sql, values)

    def insert(self, sql: str, *values: object) -> int:
        """Insert one row and return its id."""
        with explained(self.path):
            return self._connection.execute(sql, values).lastrowid or 0

    def run_many(self, sql: str, values: Iterable[tuple[object, ...]]) -> None:
        """Run a statement for each row of values."""
        with explained(self.path):
            self._connection.executemany(sql, values)

    def compact(self) -> None:
        """Release unused pages, and so delete the last bytes of removed documents.

        Raises `LibraryBusy` if another process reads an older state, which needs these bytes.
        """
        self.run("VACUUM")
        if self.value("PRAGMA wal_checkpoint(TRUNCATE)"):
            raise LibraryBusy(said("library_being_read", _BEING_READ, path=str(self.path)))


def set_aside(path: Path) -> list[Path]:
    """Return the damaged databases that were set aside, with their side files."""
    return sorted(path.parent.glob(f"{path.name}.damaged-*"))


def _make_private(path: Path) -> None:
    """Create the file with rights for its owner only, whatever the umask; SQLite gives the side files the same mode."""
    if not path.exists() and set_aside(path):
        interrupted = "the repair of {path} was interrupted: 'ragassist check --repair' continues it"
        raise LibraryDamaged(said("repair_interrupted", interrupted, path=str(path)))
    try:
        os.close(os.open(path, CREATE, _PRIVATE))
    except FileExistsError:
        if path.stat().st_mode & 0o077:
            path.chmod(_PRIVATE)


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Raise errors of SQLite and of the operating system as the errors of a library."""
    try:
        yield
    except (sqlite3.ProgrammingError, sqlite3.InterfaceError):
        raise  # an error in this program, not in the database
    except sqlite3.DatabaseError as problem:
        raise _in_words(path, problem) from problem
    except OSError as problem:
        told = "{path} can't be opened or changed ({why}): check its disk and rights"
        raise StorageFull(said("library_closed", told, path=str(path), why=why(problem))) from problem


def _in_words(path: Path, problem: sqlite3.DatabaseError) -> LibraryBusy | LibraryDamaged | StorageFull:
    code = getattr(problem, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT) & 0xFF
    if code in _IN_USE:
        in_use = "{path} is in use by another process: try again when it has finished"
        return LibraryBusy(said("library_in_use", in_use, path=str(path)))
    if code in _DAMAGE or not isinstance(problem, sqlite3.OperationalError):
        damaged = "{path} is damaged ({why}): 'ragassist check --repair' saves what can be read"
        return LibraryDamaged(said("library_damaged", damaged, path=str(path), why=str(problem)))
    cause = said("database_full", "database or disk is full") if code == sqlite3.SQLITE_FULL else str(problem)
    return StorageFull(said("library_unwritable", _UNWRITABLE, path=str(path), why=cause))
