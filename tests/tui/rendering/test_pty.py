"""The bytes that reach a terminal contain no control sequences from documents, names, models or errors."""

import os
import pty
import re
import select
import signal
import subprocess
import sys
import termios
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, nullcontext
from pathlib import Path
from time import monotonic

import pytest

from tests.paths import ROOT
from tests.tui.payloads import PAYLOADS

PATIENCE_S = 60.0
_SETTLED_S = 0.3
"""A screen that has written nothing for this long is painted."""
OURS = re.compile(
    rb"\x1b\[[0-9;:]*[mHJK]"  # colours, cursor positions, clearing
    rb"|\x1b\[\?(?:1049|1000|1002|1003|1015|1006|25|1004|2004|2026|2048|7)[hl]|\x1b\[\?(?:2026|2048)\$p"  # modes
    rb"|\x1b\[[<>=]?[0-9;]*u|\x1b\]22;[a-z-]*\x07|\x1b\]22;[a-z-]*\x1b\\\\|\x1b\[[0-9;]*t"  # keys, pointer, size
    rb"|\x1b\]52;c;[A-Za-z0-9+/=]*\x07"  # copied text, whose content is checked
)
CLIPBOARD = re.compile(rb"\x1b\]52;c;([A-Za-z0-9+/=]*)")
KEYS: Sequence[tuple[bytes, bytes]] = (
    (b"What?\r", b"F4 details"),
    (b"\t", b"Open source"),
    (b"z", b"Copy citation"),
    (b"c", b""),
    (b"\x1b[27u", b""),
    (b"\x1bOQ", b"Take out"),
    (b"\x1bOR", b"Rename"),
    (b"\x1bOS", b"What the model saw"),
    (b"\x1b[15~", b"Verify"),
    (b"\x1b[17~", b"Colours"),
    (b"\x1bOP", b"Close"),
)
"""Keys that open every screen, and a text that each shows: screens of F2 to F6 replace one another, that of F1 is above."""


class Far:
    """The program in a pseudo terminal, and all that it has written."""

    def __init__(self, *arguments: str, errors: Path | None = None) -> None:
        self.master, slave = pty.openpty()
        termios.tcsetwinsize(self.master, (40, 140))
        self.before = termios.tcgetattr(slave)
        environment = {**os.environ, "TERM": "xterm-256color", "COLORTERM": "truecolor"}
        command = [sys.executable, str(ROOT / "tests" / "tui" / "pty_run.py"), *arguments]
        with errors.open("wb") if errors else nullcontext(slave) as stderr:
            self.process = subprocess.Popen(
                command, stdin=slave, stdout=slave, stderr=stderr, env=environment, start_new_session=True, cwd=ROOT
            )
        self.slave = slave
        self.written = b""

    def read(self, seconds: float) -> bytes:
        """Return the output until there is none for some time."""
        new = b""
        while select.select([self.master], [], [], seconds)[0]:
            try:
                new += os.read(self.master, 1 << 16)
            except OSError:
                break
        self.written += new
        return new

    def until(self, text: bytes) -> None:
        deadline, seen = monotonic() + PATIENCE_S, b""
        while text not in OURS.sub(b"", seen):
            seen += self.read(0.1)
            assert monotonic() < deadline, f"waited in vain for {text!r}; the last that came: {seen[-2000:]!r}"

    def end(self) -> None:
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        os.close(self.master)
        os.close(self.slave)


@contextmanager
def far(*arguments: str, errors: Path | None = None) -> Iterator[Far]:
    made = Far(*arguments, errors=errors)
    try:
        made.until(b"Ask your documents")
        yield made
    finally:
        made.end()


def leaks(written: bytes) -> list[bytes]:
    """Return the control characters that aren't part of a sequence that the UI writes itself."""
    rest = OURS.sub(b"", written)
    found = re.findall(rb"\x1b.{0,20}|[\x00-\x08\x0b\x0c\x0e-\x1f\x7f].{0,20}", rest, re.DOTALL)
    text = rest.decode("utf-8", "replace")
    return [*found, *(char.encode() for char in text if "\x80" <= char <= "\x9f" or char in "\u202e\u202c")]


@pytest.mark.parametrize("payload", [text.replace("\0", "") for text in PAYLOADS.values()], ids=PAYLOADS)
def test_no_payload_reaches_the_terminal_through_any_screen(payload: str) -> None:
    with far(payload) as shown:
        for keys, expected in KEYS:
            os.write(shown.master, keys)
            shown.until(expected)
            shown.read(_SETTLED_S)
        assert (b"EVIL" if "EVIL" in payload else b"[/") in OURS.sub(b"", shown.written)
        assert leaks(shown.written) == []
        assert all(copied != b"RVZJTA==" for copied in CLIPBOARD.findall(shown.written))


@pytest.mark.parametrize("ending", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT, None], ids=["TERM", "HUP", "INT", "Ctrl+Q"])
def test_the_terminal_is_restored_however_the_program_ends(ending: signal.Signals | None) -> None:
    with far() as shown:
        if ending is None:
            os.write(shown.master, b"\x11")
        else:
            shown.process.send_signal(ending)
        shown.until(b"ended" if ending is not signal.SIGINT else b"")
        if ending is signal.SIGINT:
            os.write(shown.master, b"\x11")
            shown.until(b"ended")
        assert_restored(shown)


def assert_restored(shown: Far) -> None:
    """Wait for the end; check that the line settings, the main screen and the cursor are restored."""
    shown.process.wait(PATIENCE_S)
    assert termios.tcgetattr(shown.slave) == shown.before
    assert shown.written.rfind(b"\x1b[?1049l") > shown.written.rfind(b"\x1b[?1049h")
    assert shown.written.rfind(b"\x1b[?25h") > shown.written.rfind(b"\x1b[?25l")


def test_the_ui_paints_on_the_terminal_if_standard_error_is_a_file(tmp_path: Path) -> None:
    with far(errors=tmp_path / "errors") as shown:
        os.write(shown.master, b"\x1bOQ")
        shown.until(b"Take out")
        os.write(shown.master, b"\x11")
        shown.until(b"ended")
        assert_restored(shown)
    assert (tmp_path / "errors").read_bytes() == b""


def test_a_programming_error_is_reported_in_one_line_and_the_terminal_is_restored() -> None:
    with far("", f"no such row\n{PAYLOADS['controls']}".replace("\0", "")) as shown:
        os.write(shown.master, b"\x1bOP")
        shown.until(b"ended 1")
        assert_restored(shown)
        line, last, _ = OURS.sub(b"", shown.written[shown.written.rfind(b"\x1b[?1049l") :]).split(b"\r\n")
        assert last == b"ended 1"
        assert line.startswith(b"ragassist: The terminal UI ended by a fault of its own (RuntimeError: no such row")
        assert leaks(shown.written) == []


def test_the_program_ends_if_its_terminal_closes_without_a_signal() -> None:
    shown = Far()
    try:
        shown.until(b"Ask your documents")
        os.close(shown.slave)
        os.close(shown.master)
        shown.process.wait(PATIENCE_S)
    finally:
        shown.process.kill()
        shown.process.wait()


_BLOCKED = """
import asyncio, threading
from tui.shutdown import leave_when_told

async def paint_for_ever():
    leave_when_told(lambda: None)
    print("painting", flush=True)
    threading.Event().wait()

asyncio.run(paint_for_ever())
"""


@pytest.mark.parametrize("ending", [signal.SIGTERM, signal.SIGHUP])
def test_an_event_loop_that_is_blocked_by_a_closed_terminal_ends_by_a_signal(ending: signal.Signals) -> None:
    command = [sys.executable, "-c", _BLOCKED]
    with subprocess.Popen(command, stdout=subprocess.PIPE, cwd=ROOT) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"painting\n"
        process.send_signal(ending)
        assert process.wait(PATIENCE_S) == 128 + ending
