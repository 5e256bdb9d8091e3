"""Files are converted by other programs, which run under limits, and missing programs are reported."""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
from pathlib import Path

import psutil
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
    """Return a converter from DOC to text that runs a small Python program with the name of the input."""
    return Converter("Scribe", sys.executable, {".doc": ".txt"}, lambda name, wanted: ("-c", script, name, wanted))


def worker_with(script: str) -> Worker:
    return Worker(convert=lambda suffix, data: converted(suffix, data, lambda: (program(script),)))


@on_linux
def test_the_output_of_a_program_is_read_instead_of_the_file() -> None:
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
def test_a_program_that_fails_or_exceeds_its_limits_affects_only_its_file(script: str, reason: str) -> None:
    with worker_with(script) as worker, pytest.raises(UnreadableDocument) as problem:
        worker.read(".doc", OLE)
    assert reason in str(problem.value)


@on_linux
def test_messages_of_a_program_that_writes_no_output_are_not_read_as_the_document() -> None:
    silent = Converter("Scribe", sys.executable, {".doc": ".docx"}, lambda *_: ("-c", "print('convert input.doc')"))
    with pytest.raises(UnreadableDocument, match="Scribe finds nothing in it"):
        silent.convert(".doc", OLE)


@on_linux
def test_a_full_disk_affects_only_the_file_that_has_to_be_written(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(UnreadableDocument, match="Scribe can't be run on it: No space left on device"):
        program("pass").convert(".doc", OLE)


@on_linux
def test_a_program_has_no_network() -> None:
    script = "import socket\ntry: socket.socket()\nexcept PermissionError: print('The network is refused.')"
    with worker_with(script) as worker:
        assert worker.read(".doc", OLE).text == "The network is refused."


@on_linux
def test_a_program_reaches_no_other_program_by_a_socket_of_this_machine(tmp_path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as served:
        served.bind(str(tmp_path / "bus"))
        served.listen()
        script = f"import socket\ntry: socket.socket(socket.AF_UNIX).connect({str(tmp_path / 'bus')!r}); print('in')"
        script += "\nexcept PermissionError: print('Nobody answers.')"
        for sockets in (None, lambda _: ()):
            scribe = Converter("Scribe", sys.executable, {".doc": ".txt"}, lambda *_: ("-c", script), sockets)
            assert scribe.convert(".doc", OLE)[1] == b"Nobody answers.\n"


@on_linux
def test_a_program_that_listens_may_do_so_in_its_folder_and_send_nothing() -> None:
    script = (
        "import socket\nsocket.socket(socket.AF_UNIX).bind('own'); print('bound')\n"
        "for kind in (socket.SOCK_DGRAM, socket.SOCK_SEQPACKET):\n"
        "    try: socket.socket(socket.AF_UNIX, kind); print('made')\n    except PermissionError: print('refused')"
    )
    scribe = Converter("Scribe", sys.executable, {".doc": ".txt"}, lambda *_: ("-c", script), lambda _: ())
    assert scribe.convert(".doc", OLE)[1] == b"bound\nrefused\nrefused\n"


@on_linux
def test_a_program_that_is_run_again_leads_no_output_to_another_file(tmp_path: Path) -> None:
    letter, left, runs = tmp_path / "letter", Path(f"/tmp/ragassist-test-{os.getpid()}"), list[Path]()
    letter.write_text("Dear Mr Lamp", encoding="utf-8")
    script = (
        f"import os, socket\nfor name in {{*os.listdir(), 'output'}}:\n"
        f"    if os.path.lexists(name): os.remove(name)\n    os.symlink({str(letter)!r}, name)\n"
        f"socket.socket(socket.AF_UNIX).bind({str(left)!r})\nprint('taken')\nraise SystemExit(1)"
    )

    def sockets(folder: Path) -> tuple[Path, ...]:
        runs.append(folder)
        return (left,)

    with pytest.raises(UnreadableDocument, match="status 1"):
        Converter("Scribe", sys.executable, {".doc": ".txt"}, lambda *_: ("-c", script), sockets).convert(".doc", OLE)
    assert len(runs) == 2
    assert not left.exists()
    assert letter.read_text(encoding="utf-8") == "Dear Mr Lamp"


@on_linux
def test_a_program_that_hangs_is_ended_with_its_children_and_its_folder_is_removed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    assert program("import os; print(os.getcwd())").convert(".doc", OLE)[1].startswith(bytes(tmp_path))
    script = "import subprocess, time; subprocess.Popen(['sleep', '60']); time.sleep(60)"
    with pytest.raises(UnreadableDocument, match="Scribe took longer than 3 s"):
        program(script).convert(".doc", OLE, seconds=3)
    assert list(tmp_path.iterdir()) == []
    started = [one for one in psutil.process_iter(["cwd"]) if (one.info["cwd"] or "").startswith(str(tmp_path))]
    assert not psutil.wait_procs(started, timeout=10)[1], "a signal that has been sent takes effect later"


def test_a_file_whose_content_does_not_match_its_suffix_is_not_converted() -> None:
    rtf = rb"{\rtf1\ansi The rent is 900.}"
    assert converted(".doc", rtf, lambda: (program("print('no')"),)) == (".doc", rtf)
    assert converted(".ps", b"no PostScript", installed_converters) == (".ps", b"no PostScript")


@pytest.mark.parametrize(("suffix", "data", "help"), [(".doc", OLE, "LibreOffice"), (".eps", EPS, "Ghostscript")])
def test_a_missing_program_is_named(suffix: str, data: bytes, help: str) -> None:
    with (
        Worker(convert=lambda suffix, data: converted(suffix, data, lambda: ())) as worker,
        pytest.raises(UnreadableDocument, match=help),
    ):
        worker.read(suffix, data)


@pytest.mark.skipif(shutil.which("gs") is None, reason="Ghostscript isn't installed")
def test_ghostscript_converts_postscript_without_access_to_other_files() -> None:
    with Worker() as worker:
        assert worker.read(".eps", EPS).text == "Third lamp"
        with pytest.raises(UnreadableDocument, match="Ghostscript can't read it"):
            worker.read(".ps", b"%!PS\n(/etc/passwd) (r) file 100 string readstring pop show showpage")


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice isn't installed")
def test_libreoffice_converts_behind_its_walls_and_leaves_no_socket(tmp_path: Path) -> None:
    with tempfile.TemporaryDirectory() as name:
        letter = Path(name) / "letter.rtf"
        letter.write_text(r"{\rtf1\ansi The fourth lamp weighs 900 grams.}", encoding="ascii")
        profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
        subprocess.run(["soffice", profile, "--headless", "--convert-to", "doc:MS Word 97", letter], cwd=tmp_path, check=True)
    before = set(Path("/tmp").glob("OSL_PIPE_*"))
    with Worker() as worker:
        document = worker.read(".doc", (tmp_path / "letter.doc").read_bytes())
    assert document.text == "The fourth lamp weighs 900 grams."
    assert document.notes == ("read as the DOCX that another program made of it",)
    assert not set(Path("/tmp").glob("OSL_PIPE_*")) - before
