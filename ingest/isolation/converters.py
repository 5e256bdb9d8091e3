"""Formats that other programs read, where they are installed: what they make of a file is read in its place.

Each runs in a process of its own under the limits of `confined`, in a folder of its own that is removed afterwards. On other
systems than Linux none is run: nothing would keep them from the network there.
"""

import hashlib
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import IO

from ingest.errors import UnreadableDocument
from ingest.isolation.confined import FILE_BYTES, REFUSED, SOCKETS_IN, guarded
from ingest.isolation.environment import kept_environment
from ingest.said import said, why
from ingest.system import processes

_SECONDS = 30
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_POSTSCRIPT = (b"%!", b"\x04%!", b"\xc5\xd0\xd3\xc6")
"""How PostScript begins: as text, as sent by some printers' drivers, and as EPS with a picture beside it."""
_TEXT, _PROFILE = ".txt", "profile"


@dataclass(frozen=True, slots=True)
class Converter:
    """A program, and what it makes of the formats that it reads: on standard output, or in the folder that it runs in."""

    title: str
    program: str
    writes: Mapping[str, str]
    arguments: Callable[[str, str], tuple[str, ...]]
    """Takes the input's name and the suffix to write."""
    sockets: Callable[[Path], tuple[Path, ...]] | None = None
    """Returns the sockets that the program may leave, by the folder that it runs in; None for a program without sockets."""

    def convert(self, suffix: str, data: bytes, seconds: float = _SECONDS) -> tuple[str, bytes]:
        """Return the suffix and the bytes of what the program makes of a file; raises `UnreadableDocument` with the reason."""
        wanted = self.writes[suffix]
        with self._told(), tempfile.TemporaryDirectory(prefix="ragassist-", ignore_cleanup_errors=True) as name:
            folder, source = Path(name), f"input{suffix}"
            (folder / source).write_bytes(data)
            output = self._run(folder, self.arguments(source, wanted), seconds)
            made = folder / f"input{wanted}"
            is_made = made.is_file() and not made.is_symlink()
            found = made.read_bytes() if is_made else output if wanted == _TEXT else b""
        if not found.strip():
            raise UnreadableDocument(said("converter_nothing", "{program} finds nothing in it", program=self.title))
        return wanted, found

    @contextmanager
    def _told(self) -> Iterator[None]:
        """Turn a failure of the disk or the system into a reason that concerns this file alone."""
        try:
            yield
        except OSError as problem:
            raise UnreadableDocument(
                said("converter_not_run", "{program} can't be run on it: {why}", program=self.title, why=why(problem))
            ) from None

    def _run(self, folder: Path, arguments: tuple[str, ...], seconds: float) -> bytes:
        """Run the program and return its output, at most `FILE_BYTES`; its file has no name that the program could replace."""
        with tempfile.TemporaryFile() as out:
            try:
                status = self._last_status(folder, arguments, out, time.monotonic() + seconds)
            except subprocess.TimeoutExpired:
                raise UnreadableDocument(
                    said(
                        "converter_slow",
                        "{program} took longer than {seconds} s to read it",
                        program=self.title,
                        seconds=f"{seconds:g}",
                    )
                ) from None
            finally:
                self._remove_sockets(folder)
            self._check(status)
            out.seek(0)
            return out.read(FILE_BYTES)

    def _check(self, status: int) -> None:
        if status == REFUSED:
            raise UnreadableDocument(
                said(
                    "converter_unguarded",
                    "{program} is not run: this system can't keep it from the network",
                    program=self.title,
                )
            )
        if status:
            raise UnreadableDocument(
                said("converter_failed", "{program} can't read it (status {n})", program=self.title, n=status)
            )

    def _last_status(self, folder: Path, arguments: tuple[str, ...], out: IO[bytes], deadline: float) -> int:
        """Run the program, twice if it left a socket. Raises `subprocess.TimeoutExpired`.

        With a new profile LibreOffice restarts itself, and then fails at its own old socket, which it isn't allowed to remove.
        """
        status = self._status(folder, arguments, out, deadline - time.monotonic())
        if not status or not self._remove_sockets(folder):
            return status
        return self._status(folder, arguments, out, deadline - time.monotonic())

    def _status(self, folder: Path, arguments: tuple[str, ...], out: IO[bytes], seconds: float) -> int:
        with subprocess.Popen(
            guarded(self.program, *arguments, seconds=seconds, folder=folder, may_listen=self.sockets is not None),
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=subprocess.DEVNULL,
            cwd=folder,
            env=kept_environment({"HOME": str(folder), "TMPDIR": str(folder), "LC_ALL": "C.UTF-8"}),
            start_new_session=True,
        ) as process:
            try:
                return process.wait(seconds)
            finally:
                processes.end_tree(process)

    def _remove_sockets(self, folder: Path) -> bool:
        """Remove the sockets that the program left, and return whether there were any."""
        left = [one for one in (self.sockets(folder) if self.sockets else ()) if one.is_socket()]
        for one in left:
            one.unlink()
        return bool(left)


def _office(source: str, wanted: str) -> tuple[str, ...]:
    profile = f"-env:UserInstallation=file:///proc/self/cwd/{_PROFILE}"
    return (profile, "--headless", "--norestore", "--convert-to", wanted.removeprefix("."), source)


def _office_sockets(folder: Path) -> tuple[Path, ...]:
    """Return the sockets that LibreOffice may have made, which it isn't allowed to remove itself."""
    digest = hashlib.md5((folder.resolve() / _PROFILE).as_uri().encode("utf-16-le"), usedforsecurity=False).digest()
    name = f"OSL_PIPE_{folder.stat().st_uid}_SingleOfficeIPC_" + "".join(f"{byte:x}" for byte in digest)
    return tuple(one / name for one in SOCKETS_IN)


def _ghostscript(source: str, wanted: str) -> tuple[str, ...]:
    return ("-q", "-dSAFER", "-dBATCH", "-dNOPAUSE", "-dEPSCrop", "-sDEVICE=pdfwrite", f"-sOutputFile=input{wanted}", source)


_TEXTS, _SLIDES = (".doc", ".dot"), (".ppt", ".pps", ".pot")
_PROGRAMS = (
    Converter(
        "LibreOffice", "soffice", dict.fromkeys(_TEXTS, ".docx") | dict.fromkeys(_SLIDES, ".pptx"), _office, _office_sockets
    ),
    Converter("antiword", "antiword", dict.fromkeys(_TEXTS, _TEXT), lambda name, _: ("-m", "UTF-8.txt", "-w", "0", name)),
    Converter("catdoc", "catdoc", dict.fromkeys(_TEXTS, _TEXT), lambda name, _: ("-d", "utf-8", "-w", name)),
    Converter("catppt", "catppt", dict.fromkeys(_SLIDES, _TEXT), lambda name, _: ("-d", "utf-8", name)),
    Converter("Ghostscript", "gs", dict.fromkeys((".ps", ".eps"), ".pdf"), _ghostscript),
)
"""What may be installed, of those that read a format the best first."""


@cache
def installed_converters() -> tuple[Converter, ...]:
    """Return the programs that are there."""
    return tuple(one for one in _PROGRAMS if sys.platform == "linux" and shutil.which(one.program))


def converted(
    suffix: str, data: bytes, installed: Callable[[], tuple[Converter, ...]] = installed_converters
) -> tuple[str, bytes]:
    """Return the suffix and the bytes to read in place of a file's; its own where no program is needed or there.

    Raises `UnreadableDocument` where the program that is there can't read it.
    """
    if not _needs_program(suffix, data):
        return suffix, data
    chosen = next((one for one in installed() if suffix in one.writes), None)
    return chosen.convert(suffix, data) if chosen else (suffix, data)


def _needs_program(suffix: str, data: bytes) -> bool:
    if suffix in (".ps", ".eps"):
        return data.startswith(_POSTSCRIPT)
    return data.startswith(_OLE)


def missing_programs() -> tuple[str, ...]:
    """Return for each group of formats that no program here reads what would: `LibreOffice or antiword (.doc)`.

    There is none on other systems than Linux, where no program is run.
    """
    there = {suffix for one in installed_converters() for suffix in one.writes}
    wanted = ((".doc", "LibreOffice, antiword or catdoc"), (".ppt", "LibreOffice or catdoc"), (".ps", "Ghostscript"))
    return tuple(f"{programs} ({suffix})" for suffix, programs in wanted if suffix not in there and sys.platform == "linux")
