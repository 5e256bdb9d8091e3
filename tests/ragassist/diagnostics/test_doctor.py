"""What `doctor` reports about the process that reads documents."""

import sys

import pytest

from ingest.isolation.landlock import WHOLE
from ingest.isolation.worker import Worker
from ingest.ocr.tesseract import installed_tesseract
from ragassist.diagnostics.doctor import programs, readers


def child(answer: str) -> Worker:
    """Return a worker whose process gives a fixed answer."""
    program = f"import struct, sys; sys.stdin.readline(); body = {answer!r}.encode()\n"
    program += "sys.stdout.buffer.write(struct.pack('>I', len(body)) + body); sys.stdout.flush(); sys.stdin.read()"
    return Worker(command=(sys.executable, "-c", program))


def test_every_protection_is_active_on_this_system() -> None:
    found = readers()
    assert found.ok
    assert found.detail.endswith("starting programs, the network")


def test_a_protection_that_the_system_lacks_is_reported() -> None:
    found = readers(child('{"walls": ["unlimited memory", "unlimited processor time"]}'))
    assert found.ok
    assert "no wall against writing files, starting programs, the network" in found.detail


def test_a_system_without_limits_on_memory_and_time_is_a_finding() -> None:
    found = readers(child('{"walls": ["the network"]}'))
    assert not found.ok
    assert "trust" in found.hint


def test_an_invalid_answer_of_the_process_is_a_finding_and_no_traceback() -> None:
    for answer in ("{}", "[]", '{"walls": ["another"]}', '{"walls": 5}'):
        assert not readers(child(answer)).ok


@pytest.mark.skipif(installed_tesseract() is None, reason="Tesseract is not installed")
def test_a_kernel_that_does_not_keep_other_programs_from_writing_is_told() -> None:
    told = "no full wall against their writing files"
    assert told in programs(landlock=0).detail
    assert told in programs(landlock=WHOLE - 1).detail
    assert told not in programs(landlock=WHOLE).detail
