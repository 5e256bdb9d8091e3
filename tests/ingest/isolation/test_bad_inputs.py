"""Every bad input has its expected outcome within limits, and affects only its file."""

import os
import re
import threading
import time
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from ingest.documents import Document
from ingest.errors import UnreadableDocument
from ingest.files.discovery import FoundFile, discover
from ingest.files.names import printable
from ingest.files.snapshot import take
from ingest.isolation.worker import READ_SECONDS, Worker
from tests.ingest.bad_inputs import archives, filesystem
from tests.ingest.bad_inputs.case import CANARY, PROBE, BadInput, Outcome
from tests.ingest.bad_inputs.families import CASES, PLANTED
from tests.ingest.bad_inputs.planted import Planted, raze

MEMORY_KB = 768_000
_NOBODY = 65_534
_UNSEEN = re.compile("[\u2060\ufeff\u202a-\u202e\u2066-\u2069\U000e0000-\U000e01ef\ud800-\udfff]")
_NO_CAUSE = re.compile(r"its reader|took (longer|too)|Traceback|^\W*$")
"""Reasons that say what became of the reader, where a person asks what is the matter with the file."""


@dataclass(frozen=True, slots=True)
class Cost:
    """The time and memory of reading an input."""

    id: str
    seconds: float
    memory_kb: int


@pytest.fixture(scope="module")
def reading() -> Iterator[Worker]:
    with Worker() as worker:
        worker.read(".txt", PROBE.encode())
        yield worker


@pytest.fixture(scope="module")
def costs() -> Iterator[list[Cost]]:
    """The costs of all inputs, which are printed at the end (visible with `-s`)."""
    gathered: list[Cost] = []
    yield gathered
    if not gathered:
        return
    slow = sorted(gathered, key=lambda cost: -cost.seconds)[:10]
    large = sorted(gathered, key=lambda cost: -cost.memory_kb)[:5]
    rows = [f"{cost.seconds:6.2f} s {cost.memory_kb / 1000:6.0f} MB  {cost.id}" for cost in dict.fromkeys(slow + large)]
    print(f"\n{len(gathered)} bad inputs read in {sum(cost.seconds for cost in gathered):.1f} s", *rows, sep="\n")  # noqa: T201


def memory_of_children_kb() -> int:
    """Return the peak memory of a running child process in KiB, 0 if the system doesn't report it."""
    most = 0
    for listing in Path("/proc/self/task").glob("*/children"):
        for child in listing.read_text(encoding="ascii").split():
            try:
                status = Path(f"/proc/{child}/status").read_text(encoding="utf-8")
            except OSError:
                continue
            most = max([most, *(int(found) for found in re.findall(r"VmHWM:\s+(\d+)", status))])
    return most


def forget_memory_of_children() -> None:
    for listing in Path("/proc/self/task").glob("*/children"):
        for child in listing.read_text(encoding="ascii").split():
            try:
                Path(f"/proc/{child}/clear_refs").write_text("5", encoding="ascii")
            except OSError:
                continue


def squeezed(said: str) -> str:
    return "".join(unicodedata.normalize("NFC", said).split())


def seen(document: Document) -> str:
    return "\n".join([document.text, *(section.heading for section in document.sections), *document.warnings])


def is_one_line(reason: str) -> bool:
    return 0 < len(reason) <= 300 and reason.isprintable()


def judge_reason(case: BadInput, reason: str) -> None:
    assert is_one_line(reason), f"{len(reason)} characters: {reason[:200]}"
    assert not _NO_CAUSE.search(reason), f"names no cause: {reason}"
    assert re.search(case.reason, reason, re.IGNORECASE), reason


def judge_document(case: BadInput, document: Document) -> None:
    said, whole = squeezed(document.text), seen(document)
    assert len(document.text) <= case.longest
    assert [part for part in case.holds if squeezed(part) not in said] == [], document.text[:500]
    assert [part for part in case.lacks if squeezed(part) in squeezed(whole)] == [], document.text[:500]
    assert [char for char in whole if unicodedata.category(char) == "Cc" and char not in "\n\t"] == []
    assert _UNSEEN.findall(whole) == []
    assert all(is_one_line(line) for line in document.warnings), document.warnings
    if document.unread:
        judge_reason(case, "; ".join(document.unread))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_a_bad_input_has_its_expected_outcome_and_the_next_good_file_is_read(
    reading: Worker, costs: list[Cost], case: BadInput
) -> None:
    data = case.make()
    forget_memory_of_children()
    start = time.monotonic()
    try:
        document, reason = reading.read(case.suffix, data), ""
    except UnreadableDocument as problem:
        document, reason = None, str(problem)
    cost = Cost(case.id, time.monotonic() - start, memory_of_children_kb())
    costs.append(cost)
    assert reading.read(".txt", PROBE.encode()).text == PROBE
    assert cost.seconds < READ_SECONDS
    assert cost.memory_kb <= MEMORY_KB
    outcome = Outcome.ERROR if document is None else Outcome.PARTIAL if document.unread else Outcome.TEXT
    assert outcome in case.outcome, f"{outcome.name}: {reason or document}"[:500]
    if document is None:
        judge_reason(case, reason)
    else:
        judge_document(case, document)


def found_as_nobody(folder: Path) -> tuple[list[FoundFile], dict[Path, str]]:
    """Return the files that a user without root rights finds, and the outcome of reading each of them."""
    os.chdir(folder)  # the folders above are readable for root only
    os.seteuid(_NOBODY)
    try:
        found = list(discover(Path()))
        return found, {file.path: _reason(file.path) for file in found if not file.problem and file.path.name != "good.txt"}
    finally:
        os.seteuid(0)


def _reason(path: Path) -> str:
    try:
        take(path)
    except UnreadableDocument as problem:
        return str(problem)
    return ""


def outcome_of(file: FoundFile, reading: Worker) -> str:
    """Return the reason why a file can't be read, "" if it can be read and contains the probe."""
    if file.problem:
        return file.problem
    try:
        document = reading.read(file.path.suffix, take(file.path).data)
    except UnreadableDocument as problem:
        return str(problem)
    assert document.text == PROBE
    return ""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.chdir(tmp_path)
    made = tmp_path / "papers"
    made.mkdir(mode=0o755)
    yield made
    raze(made)


@pytest.mark.parametrize("planted", PLANTED, ids=lambda planted: planted.id)
def test_each_entry_of_a_folder_is_read_or_reported_and_the_good_file_beside_it_is_read(
    reading: Worker, folder: Path, planted: Planted
) -> None:
    if os.geteuid() != 0 and (planted.plant is filesystem.device):
        pytest.skip("only root may make a device")
    planted.plant(folder)
    (folder / "good.txt").write_text(PROBE, encoding="utf-8")
    start = time.monotonic()
    if planted.outside and os.geteuid() == 0:
        found, reasons = found_as_nobody(folder)
    else:
        found, reasons = list(discover(folder)), {}
    planted.meanwhile(folder)
    outcomes = [reasons.get(file.path) or outcome_of(file, reading) for file in found if file.path.name != "good.txt"]
    assert time.monotonic() - start < READ_SECONDS
    assert [file.problem for file in found if file.path.name == "good.txt"] == [""]
    assert Counter(bool(outcome) for outcome in outcomes) == Counter({False: planted.reads, True: planted.refused}), outcomes
    for outcome in filter(None, outcomes):
        assert is_one_line(outcome)
        assert re.search(planted.reason, outcome), outcome
    told = [printable(file.path) for file in found]
    assert len(set(told)) == len(told)
    assert all(line.encode() for line in told)


@pytest.mark.parametrize("path", ["/dev/zero", "/dev/stdin", "/dev/full", "/dev/tty"])
def test_a_device_that_the_user_names_is_refused(path: str) -> None:
    if not Path(path).exists():
        pytest.skip(f"there is no {path} here")
    assert [file.problem for file in discover(Path(path))] == ["not a regular file"]


def test_a_link_that_the_user_gives_does_not_show_the_machine_s_secrets(folder: Path) -> None:
    (folder / "a.txt").symlink_to("/proc/self/environ")
    assert [file.problem for file in discover(folder / "a.txt")] == ["empty file"]


def test_a_file_that_is_written_while_it_is_read_is_read_in_one_version_or_refused(folder: Path) -> None:
    path, size, over = folder / "a.txt", 20_000_000, threading.Event()
    path.write_bytes(b"a" * size)

    def scribble() -> None:
        with path.open("r+b", buffering=0) as stream:
            while not over.is_set():
                for letter in (b"b", b"a"):
                    stream.seek(0)
                    stream.write(letter * size)

    scribbling = threading.Thread(target=scribble)
    scribbling.start()
    outcomes: Counter[str] = Counter()
    try:
        for _ in range(20):
            try:
                letters = set(take(path).data)
            except UnreadableDocument as problem:
                outcomes[str(problem)] += 1
            else:
                outcomes["whole" if len(letters) == 1 else "mixed"] += 1
    finally:
        over.set()
        scribbling.join()
    assert outcomes["mixed"] == 0, outcomes
    assert all(outcome == "whole" or "changes while" in outcome for outcome in outcomes)


def test_the_generator_makes_as_many_different_inputs_as_it_says() -> None:
    ids = [case.id for case in CASES] + [planted.id for planted in PLANTED]
    assert len(set(ids)) == len(ids)
    assert len(ids) >= 400
    assert Path(archives.__file__).with_name("case.py").read_text(encoding="utf-8").count(CANARY) == 1
