"""What is typed while the terminal UI starts arrives as it was typed."""

import os
import subprocess
import sys
from time import monotonic

import pytest

from tests.paths import ROOT

pty = pytest.importorskip("pty", reason="pseudo terminals are Unix's")
PATIENCE_S = 60.0
READS = """
import os, sys, termios, tty
from ragassist.commands.startup import starting
before = termios.tcgetattr(0)
with starting():
    os.read(int(sys.argv[1]), 1)
assert termios.tcgetattr(0) == before
tty.setraw(0, termios.TCSANOW)
print(repr(os.read(0, 100)))
"""


def test_a_question_typed_while_the_program_starts_is_kept_unseen_with_its_enter() -> None:
    master, slave = pty.openpty()
    gate, opened = os.pipe()
    far = subprocess.Popen(
        [sys.executable, "-c", READS, str(gate)], stdin=slave, stdout=slave, pass_fds=[gate], cwd=ROOT, start_new_session=True
    )
    seen, deadline = b"", monotonic() + PATIENCE_S
    try:
        while "…".encode() not in seen and monotonic() < deadline:
            seen += os.read(master, 1000)
        os.write(master, b"How much?\r")
        os.write(opened, b"x")
        while b"'" not in seen.partition("…".encode())[2] and monotonic() < deadline:
            seen += os.read(master, 1000)
        far.wait(PATIENCE_S)
    finally:
        far.kill()
        far.wait()
    assert rb"b'How much?\r'" in seen
    assert seen.count(b"How much?") == 1
