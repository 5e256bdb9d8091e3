"""The structure that sets the limits of a process on Windows."""

import ctypes

from ingest.system.jobs import Limits, limits


def test_the_structure_has_the_size_and_the_offsets_of_the_windows_header() -> None:
    assert ctypes.sizeof(Limits) == 144
    assert (Limits.basic.offset, Limits.transfers.offset, Limits.process_memory.offset) == (0, 64, 112)
    basic = type(Limits().basic)
    assert (basic.flags.offset, basic.processes.offset, basic.affinity.offset, basic.priority.offset) == (16, 40, 48, 56)


def test_only_the_limits_that_are_given_are_set() -> None:
    found = limits(memory=768_000_000, seconds=1.5, processes=1)
    assert found.basic.flags == 0x400 | 0x100 | 0x8 | 0x2
    assert (found.process_memory, found.basic.process_time, found.basic.processes) == (768_000_000, 15_000_000, 1)
    assert limits(memory=0, seconds=0.0, processes=0).basic.flags == 0x400
