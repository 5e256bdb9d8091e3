"""The connection to the server of a library: transactions, locks, reconnecting, and errors in one line."""

import hashlib
import logging
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from functools import lru_cache
from typing import Any

import psycopg
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict, make_conninfo
from psycopg.types.numeric import FloatLoader

from indexes.backends.postgres.failures import explained, one_line
from indexes.backends.postgres.schema import STEPS, VERSION
from indexes.errors import LibraryBusy, LibraryForeign, LibraryUnreachable

_log = logging.getLogger(__name__)
_DEFAULTS = {"connect_timeout": "10", "application_name": "ragassist"}
_MOST_NAME_BYTES = 63
_SESSION = "SET hnsw.ef_search = 200; SET hnsw.iterative_scan = strict_order; SET client_min_messages = warning"
TABLE_EXISTS = "SELECT 1 FROM pg_tables WHERE schemaname = %s AND tablename = %s"
"""Sees tables that other programs have created while this one waited for a lock; `to_regclass` may use its cache."""


class ServerDatabase:
    """One connection to one library, which is a schema of a PostgreSQL database.

    Errors are those of a library, with one line and without the password. A read is repeated once if its connection was
    dropped. A change isn't repeated, because it isn't known whether it was made.
    """

    def __init__(self, url: str, library: str) -> None:
        self._url, self.schema = url, f"ragassist_{library}"
        self.where = _without_password(url)
        if len(self.schema.encode()) > _MOST_NAME_BYTES:
            raise LibraryForeign(f"the name of the library is too long for a server ({library}): choose a shorter one")
        self._held: list[str] = []
        self._inside = False
        with explained(self.where):
            self._connection = self._connected()
            try:
                self._prepare()
            except BaseException:
                self._connection.close()
                raise

    def _connected(self) -> psycopg.Connection[Any]:
        missing = {name: value for name, value in _DEFAULTS.items() if name not in conninfo_to_dict(self._url)}
        connection = psycopg.connect(make_conninfo(self._url, **missing), autocommit=True, prepare_threshold=None)
        connection.adapters.register_loader("numeric", FloatLoader)  # sums have the type numeric
        connection.execute(_SESSION)
        found = connection.execute(
            "SELECT nspname FROM pg_extension e JOIN pg_namespace n ON n.oid = extnamespace WHERE extname = 'vector'"
        ).fetchall()
        places = [self.schema, *(name for (name,) in found or [("public",)])]
        connection.execute(sql.SQL("SET search_path TO {}").format(sql.SQL(", ").join(map(sql.Identifier, places))))
        for lock in self._held:
            if not connection.execute(lock).fetchall()[0][0]:
                raise LibraryBusy(f"the connection to {self.where} was dropped, and another has taken over: run it again")
        return connection

    def _prepare(self) -> None:
        version = self._version()
        if version > VERSION:
            raise LibraryForeign(f"the library on {self.where} was written by a newer ragassist: update the program")
        if version < VERSION:
            self._migrate()

    def _version(self) -> int:
        exists = self._connection.execute(TABLE_EXISTS.encode(), [self.schema, "version"]).fetchall()
        return int(self._connection.execute("SELECT number FROM version").fetchall()[0][0]) if exists else 0

    def _migrate(self) -> None:
        """Migrate the tables to the present version, while other programs that open the library wait."""
        with self._connection.transaction():
            self._connection.execute("SELECT pg_advisory_xact_lock(%s)", [self.key_of("schema")])
            version = self._version()
            if version == 0:
                self._connection.execute("CREATE EXTENSION IF NOT EXISTS vector")
                self._connection.execute(sql.SQL("CREATE SCHEMA IF NOT EXISTS {}").format(sql.Identifier(self.schema)))
            for step in range(version, VERSION):
                self._connection.execute(STEPS[step].encode())
            self._connection.execute("DELETE FROM version")
            self._connection.execute("INSERT INTO version VALUES (%s)", [VERSION])

    def close(self) -> None:
        """Close the connection."""
        self._connection.close()

    # Locks

    def key_of(self, what: str) -> int:
        """Return the key of an advisory lock of this library."""
        return int.from_bytes(hashlib.sha256(f"{self.schema}\n{what}".encode()).digest()[:8], "big", signed=True)

    @contextmanager
    def held(self, what: str, *, shared: bool) -> Iterator[bool]:
        """Hold a session lock if it is free; yield whether it was."""
        take, give = (f"SELECT pg_{word}{'_shared' if shared else ''}({self.key_of(what)})" for word in _TAKE_AND_GIVE)
        got = bool(self.value(take))
        if got:
            self._held.append(take)
        try:
            yield got
        finally:
            if got:
                self._held.remove(take)
                with suppress(psycopg.Error):  # a lock ends with its session
                    self._connection.execute(give.encode())

    # Statements

    @contextmanager
    def transaction(self, *paths: str, sweeping: bool = False) -> Iterator[None]:
        """Run a transaction. Two transactions with the same path run one after the other.

        With `sweeping` no other transaction runs at the same time. Statements are sent without waiting for their results.
        """
        with explained(self.where), self._between("BEGIN", "COMMIT"), self._connection.pipeline():
            shared = "" if sweeping else "_shared"
            self._connection.execute(f"SELECT pg_advisory_xact_lock{shared}({self.key_of('sweep')})".encode())
            for path in sorted(paths):
                self._connection.execute("SELECT pg_advisory_xact_lock(%s)", [self.key_of(f"path {path}")])
            yield

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """Let all reads inside see the same state of the library."""
        if self._inside:
            yield
            return
        with explained(self.where), self._between("BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY", "COMMIT"):
            yield

    @contextmanager
    def _between(self, begin: str, commit: str) -> Iterator[None]:
        self._ask_again_if_dropped(begin, ())
        self._inside = True
        try:
            yield
            self._connection.execute(commit.encode())
        except BaseException:
            with suppress(psycopg.Error):  # a dropped connection rolls back by itself
                self._connection.execute("ROLLBACK")
            raise
        finally:
            self._inside = False

    def _ask_again_if_dropped(self, statement: str, values: tuple[object, ...]) -> psycopg.Cursor[Any]:
        try:
            return self._connection.execute(statement.encode(), values or None)
        except (psycopg.OperationalError, psycopg.InterfaceError) as problem:
            if self._inside or not self._connection.closed:
                raise
            _log.warning("%s: %s: connecting anew", self.where, one_line(problem))
            self._connection = self._connected()
            return self._connection.execute(statement.encode(), values or None)

    def rows(self, statement: str, *values: object) -> list[Any]:
        """Return the rows of a query."""
        with explained(self.where):
            return self._ask_again_if_dropped(_in_their_words(statement), _plain(values)).fetchall()

    def value(self, statement: str, *values: object) -> Any:  # noqa: ANN401  columns have many types
        """Return the value of a query with one row and one column."""
        return self.rows(statement, *values)[0][0]

    def run(self, statement: str, *values: object) -> None:
        """Run a statement."""
        with explained(self.where):
            self._connection.execute(_in_their_words(statement).encode(), _plain(values) or None)

    def insert(self, statement: str, *values: object) -> int:
        """Run an INSERT of one row and return its id."""
        return int(self.value(f"{statement} RETURNING id", *values))

    def run_many(self, statement: str, values: Iterable[tuple[object, ...]]) -> None:
        """Run a statement for each row of values."""
        with explained(self.where), self._connection.cursor() as cursor:
            cursor.executemany(_in_their_words(statement).encode(), map(_plain, values))


_TAKE_AND_GIVE = ("try_advisory_lock", "advisory_unlock")


@lru_cache(maxsize=512)
def _in_their_words(statement: str) -> str:
    return statement.replace("%", "%%").replace("?", "%s")


def _plain(values: tuple[object, ...]) -> tuple[object, ...]:
    """Return values for PostgreSQL: enumerations as text, and no NUL characters in text."""
    return tuple(str(value).replace("\0", "\N{REPLACEMENT CHARACTER}") if isinstance(value, str) else value for value in values)


def _parsed(url: str) -> dict[str, Any]:
    try:
        return conninfo_to_dict(url)
    except psycopg.Error:  # its message would show the URL, with the password in it
        raise LibraryUnreachable("library_url can't be understood: write it as postgresql://USER@HOST/DATABASE") from None


def _without_password(url: str) -> str:
    """Return host, port and database of a URL for display."""
    parts = _parsed(url)
    host, port, name = (str(parts.get(key) or "") for key in ("host", "port", "dbname"))
    return f"{host or 'this machine'}{f':{port}' if port else ''}/{name}"


def hosts_of(url: str) -> set[str]:
    """Return the hosts in a URL as they are written there. Raises `LibraryUnreachable` if the URL is invalid."""
    parts = _parsed(url)
    return {host for name in ("host", "hostaddr") for host in str(parts.get(name) or "").split(",") if host}
