"""Converts errors of PostgreSQL to errors of a library, which say what happened and what to do next."""

from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
from psycopg import errors

from indexes.errors import LibraryBusy, LibraryDamaged, LibraryForeign, LibraryUnreachable, StorageFull

_BUSY = (errors.LockNotAvailable, errors.DeadlockDetected, errors.SerializationFailure, errors.QueryCanceled)
_FULL = (errors.DiskFull, errors.OutOfMemory, errors.ConfigurationLimitExceeded)
_DAMAGE = (errors.DataCorrupted, errors.IndexCorrupted, errors.UndefinedTable, errors.UndefinedColumn)
_REFUSED = (errors.InsufficientPrivilege, errors.ReadOnlySqlTransaction, errors.InvalidSchemaName)


@contextmanager
def explained(where: str) -> Iterator[None]:
    """Convert PostgreSQL errors that are raised inside to errors of a library on the server `where`."""
    try:
        yield
    except psycopg.Error as problem:
        told = _told(where, problem)
        if told is None:
            raise  # a fault of this program, not of the server
        raise told from problem


def one_line(problem: psycopg.Error) -> str:
    """Return the first line of a server's message."""
    lines = str(problem).strip().splitlines()
    return lines[0].strip() if lines else type(problem).__name__


def _told(
    where: str, problem: psycopg.Error
) -> LibraryBusy | LibraryDamaged | LibraryForeign | LibraryUnreachable | StorageFull | None:
    line = one_line(problem)
    if isinstance(problem, _BUSY):
        return LibraryBusy(f"the library on {where} is in use by another program ({line}): run it again")
    if isinstance(problem, _FULL):
        return StorageFull(f"the server {where} has no room left ({line}): nothing that was stored is lost")
    if isinstance(problem, _DAMAGE):
        return LibraryDamaged(f"the library on {where} is damaged ({line}): restore it from the server's backup")
    if isinstance(problem, errors.FeatureNotSupported | errors.UndefinedFile):
        return LibraryForeign(f"the server {where} has no pgvector ({line}): install it there, version 0.8 or newer")
    if isinstance(problem, _REFUSED):
        return LibraryUnreachable(f"the server {where} refuses it ({line}): ask its owner for the rights")
    if isinstance(problem, psycopg.OperationalError | psycopg.InterfaceError):
        return LibraryUnreachable(f"the library server {where} can't be reached ({line}): check that it runs, and library_url")
    return None
