"""What other programs make of a file is read in its place; they run under limits, and what is missing is named."""

import shutil
import sys
import time
from pathlib import Path

import pytest

from ingest.errors import UnreadableDocument
from ingest.isolation.converters import Converter, converted, installed_converters
from ingest.isolation.worker import Worker

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
EPS = (
    b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 300 100\n/Helvetica findfont 20 scalefont setfont\n"
    b"20 40 moveto (Third lamp) show showpage\n"
)
on_linux = pytest.mark.skipif(sys.platform != "linux", reason="other programs are run on Linux alone")


def program(script: str) -> Converter:
    """Return a converter of DOC to text that is a small program; it is given the input's name."""
    return Converter("Scribe", sys.executable, {".doc": ".txt"}, lambda name, wanted: ("-c", script, name, wanted))


def worker_with(script: str) -> Worker:
    return Worker(convert=lambda suffix, data: converted(suffix, data, lambda: (program(script),)))


@on_linux
def test_what_a_program_says_or_writes_is_read_in_the_place_of_the_file() -> None:
    says = "import sys; print('Held', len(open(sys.argv[1], 'rb').read()), 'bytes.')"
    writes = "import sys; open('input.txt', 'w').write('Written to a file.')"
    with worker_with(says) as worker:
        document = worker.read(".doc", OLE)
    assert document.text == f"Held {len(OLE)} bytes."
    assert document.notes == ("read as the TXT that another program made of it",)
    with worker_with(writes) as worker:
        assert worker.read(".doc", OLE).text == "Written to a file."


@on_linux
@pytest.mark.parametrize(
    ("script", "reason"),
    [
        ("raise SystemExit(3)", "Scribe can't read it (status 3)"),
        ("pass", "Scribe finds nothing in it"),
        ("bytearray(4_000_000_000)", "Scribe can't read it (status 1)"),
        ("open('input.txt', 'wb').write(bytes(300_000_000))", "Scribe can't read it"),
    ],
)
def test_a_program_that_fails_or_takes_too_much_costs_that_file(script: str, reason: str) -> None:
    with worker_with(script) as worker, pytest.raises(UnreadableDocument) as problem:
        worker.read(".doc", OLE)
    assert reason in str(problem.value)


@on_linux
def test_what_a_program_says_is_no_document_that_it_did_not_write() -> None:
    silent = Converter("Scribe", sys.executable, {".doc": ".docx"}, lambda *_: ("-c", "print('convert input.doc')"))
    with pytest.raises(UnreadableDocument, match="Scribe finds nothing in it"):
        silent.convert(".doc", OLE)


@on_linux
def test_a_full_disk_costs_the_file_that_has_to_be_written(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(UnreadableDocument, match="Scribe can't be run on it: No space left on device"):
        program("pass").convert(".doc", OLE)


@on_linux
def test_the_kernel_refuses_a_program_the_network() -> None:
    script = "import socket\ntry: socket.socket()\nexcept PermissionError: print('The network is refused.')"
    with worker_with(script) as worker:
        assert worker.read(".doc", OLE).text == "The network is refused."


@on_linux
def test_a_program_that_hangs_is_ended_with_all_that_it_started_and_its_folder_goes(tmp_path: Path) -> None:
    mark = tmp_path / "folder"
    script = f"import os, subprocess, time; open({str(mark)!r}, 'w').write(os.getcwd()); "
    script += "subprocess.Popen(['sleep', '60']); time.sleep(60)"
    started = time.monotonic()
    with pytest.raises(UnreadableDocument, match="Scribe took longer than 3 s"):
        program(script).convert(".doc", OLE, seconds=3)
    assert time.monotonic() - started < 20
    assert not Path(mark.read_text()).exists()


def test_a_file_that_is_not_what_its_name_says_is_given_to_no_program() -> None:
    rtf = rb"{\rtf1\ansi The rent is 900.}"
    assert converted(".doc", rtf, lambda: (program("print('no')"),)) == (".doc", rtf)
    assert converted(".ps", b"no PostScript", installed_converters) == (".ps", b"no PostScript")


@pytest.mark.parametrize(("suffix", "data", "help"), [(".doc", OLE, "LibreOffice"), (".eps", EPS, "Ghostscript")])
def test_without_a_program_what_would_help_is_said(suffix: str, data: bytes, help: str) -> None:
    with (
        Worker(convert=lambda suffix, data: converted(suffix, data, lambda: ())) as worker,
        pytest.raises(UnreadableDocument, match=help),
    ):
        worker.read(suffix, data)


@pytest.mark.skipif(shutil.which("gs") is None, reason="Ghostscript isn't installed")
def test_ghostscript_reads_postscript_and_its_files_stay_out_of_reach() -> None:
    with Worker() as worker:
        assert worker.read(".eps", EPS).text == "Third lamp"
        with pytest.raises(UnreadableDocument, match="Ghostscript can't read it"):
            worker.read(".ps", b"%!PS\n(/etc/passwd) (r) file 100 string readstring pop show showpage")
