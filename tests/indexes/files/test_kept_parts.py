"""Expensive results are cached by document within a limit and deleted with it; their loss is no error."""

import os
from pathlib import Path

from indexes.files.kept_parts import NOTHING_KEPT, KeptParts
from indexes.indexing.indexer import Indexer
from indexes.library import Library
from ingest.isolation.worker import Worker

ONE, OTHER = "a" * 64, "b" * 64


def test_a_result_is_found_by_document_and_key(tmp_path: Path) -> None:
    results = KeptParts(tmp_path / "results")
    assert results.get(ONE, "key") is None
    results.put(ONE, "key", "told")
    results.put(ONE, "key", "told anew")
    assert results.get(ONE, "key") == "told anew"
    assert results.get(ONE, "other") is None
    assert results.get(OTHER, "key") is None


def test_the_oldest_results_are_removed_beyond_the_limit(tmp_path: Path) -> None:
    results = KeptParts(tmp_path, most_bytes=25)
    for at, key in enumerate(("first", "second", "third")):
        results.put(ONE, key, "x" * 10)
        newest = max(tmp_path.glob("*.json"), key=lambda path: path.stat().st_mtime_ns)
        os.utime(newest, ns=(at, at))
    results.put(ONE, "fourth", "x" * 10)
    assert [results.get(ONE, key) is not None for key in ("first", "second", "third", "fourth")] == [False, False, True, True]


def test_a_folder_that_cannot_be_written_is_not_an_error(tmp_path: Path) -> None:
    (tmp_path / "results").write_text("a file", encoding="utf-8")
    results = KeptParts(tmp_path / "results")
    results.put(ONE, "key", "told")
    assert results.get(ONE, "key") is None
    NOTHING_KEPT.put(ONE, "key", "told")
    assert NOTHING_KEPT.get(ONE, "key") is None


def test_unfinished_files_of_killed_writers_are_removed_and_those_of_running_ones_stay(tmp_path: Path) -> None:
    left, fresh = tmp_path / ".part.json.1.new", tmp_path / ".part.json.2.new"
    for path in (left, fresh):
        path.write_text("half", encoding="utf-8")
    os.utime(left, (0, 0))
    KeptParts(tmp_path).put(ONE, "key", "told")
    assert (left.exists(), fresh.exists()) == (False, True)
    os.utime(fresh, (0, 0))
    KeptParts(tmp_path).keep_only([ONE])
    assert not fresh.exists()
    assert KeptParts(tmp_path).get(ONE, "key") == "told"


def test_results_of_a_document_are_deleted_with_it(fake_library: Library, worker: Worker, tmp_path: Path) -> None:
    for name in ("kept.txt", "removed.txt"):
        (tmp_path / name).write_text(f"The paper {name} is about a pump.", encoding="utf-8")
    Indexer(fake_library, worker).update([tmp_path / "kept.txt", tmp_path / "removed.txt"])
    digests = {Path(row.path).name: row.sha256 or "" for row in fake_library.documents()}
    for digest in digests.values():
        fake_library.kept_parts.put(digest, "key", "told")
    fake_library.remove([str(tmp_path / "removed.txt")])
    assert fake_library.kept_parts.get(digests["removed.txt"], "key") is None
    assert fake_library.kept_parts.get(digests["kept.txt"], "key") == "told"
