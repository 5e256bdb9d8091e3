"""A file is read completely and as one version."""

import hashlib
import os
import threading
import time
from itertools import cycle
from pathlib import Path
from typing import Self

import pytest

from ingest.errors import UnreadableDocument
from ingest.files import snapshot
from ingest.files.discovery import MAX_BYTES
from ingest.files.snapshot import PAUSE_S, take


def test_bytes_come_with_their_hash_size_and_time(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"text")
    assert take(path).mtime_ns == 0  # a file that may be written again within the same clock tick has no usable time
    os.utime(path, ns=(0, 1_600_000_000_123_456_789))
    taken = take(path)
    assert (taken.data, taken.sha256, taken.size) == (b"text", hashlib.sha256(b"text").hexdigest(), 4)
    assert taken.mtime_ns == path.stat().st_mtime_ns


def test_a_path_that_is_not_a_file_any_more_is_reported_without_blocking(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "folder.txt").mkdir()
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere")
    (tmp_path / "empty.txt").touch()
    with (tmp_path / "huge.txt").open("wb") as stream:
        stream.truncate(MAX_BYTES + 1)
    reasons = {
        "pipe.txt": "not a regular file", "folder.txt": "not a regular file", "none.txt": "No such file",
        "gone.txt": "can't be opened", "empty.txt": "empty file", "huge.txt": "larger than 200 MB",
        "nul\0.txt": "null (byte|character)",
    }  # fmt: skip
    for name, reason in reasons.items():
        with pytest.raises(UnreadableDocument, match=reason):
            take(tmp_path / name)


def test_a_link_that_replaced_a_file_is_not_followed_and_one_that_the_user_gives_is(tmp_path: Path) -> None:
    (tmp_path / "secret").write_bytes(b"secret")
    (tmp_path / "link.txt").symlink_to(tmp_path / "secret")
    with pytest.raises(UnreadableDocument, match="can't be opened"):
        take(tmp_path / "link.txt")
    assert take(tmp_path / "link.txt", follow=True).data == b"secret"


class BusyWriter:
    """Writes one version of a file after the other, each in two halves, and knows how long each took."""

    def __init__(self, path: Path) -> None:
        self._path, self._done, self._seconds = path, threading.Event(), list[float]()
        path.write_bytes(b"0" * 3_000_000)
        self._thread = threading.Thread(target=self._write)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._done.set()
        self._thread.join()

    def _write(self) -> None:
        for version in cycle(range(1, 256)):  # no version comes again while a reader pauses
            if self._done.is_set():
                return
            begun = time.monotonic()
            with self._path.open("r+b", buffering=0) as stream:
                for _ in range(2):
                    stream.write(bytes([version]) * 1_500_000)
                    time.sleep(0.01)
            self._seconds.append(time.monotonic() - begun)

    @property
    def writes(self) -> int:
        return len(self._seconds)

    def was_halted(self, since: int) -> bool:
        """Whether a busy machine has halted a write since then for so long that no reading could show a change."""
        now = self.writes
        while self.writes == now:  # the write that is under way counts too
            time.sleep(0.001)
        return max(self._seconds[since:]) >= PAUSE_S


def test_a_file_that_is_being_written_is_read_in_one_version_or_not_at_all(tmp_path: Path) -> None:
    path, judged = tmp_path / "busy.txt", 0
    with BusyWriter(path) as writer:
        for _ in range(60):
            since = writer.writes
            try:
                versions = len(set(take(path).data))
            except UnreadableDocument as problem:
                assert "changes while it is being read" in str(problem)  # noqa: PT017
                versions = 1
            if not writer.was_halted(since):
                assert versions == 1
                judged += 1
            if judged == 12:
                break
    assert judged == 12


def test_a_file_that_is_finished_before_it_is_looked_whether_it_is_open_is_read_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "busy.txt"
    path.write_bytes(b"new half, old half")

    def finished(_: int) -> bool:
        path.write_bytes(b"new half, new half")
        return False

    monkeypatch.setattr(snapshot, "is_being_written", finished)
    assert take(path).data == b"new half, new half"
