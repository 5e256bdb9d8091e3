"""Damage is found or repaired, a full disk loses nothing, and removed documents leave nothing."""

import os
import resource
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from indexes.backends.folder import save_damaged
from indexes.errors import LibraryDamaged, LibraryForeign, StorageFull
from indexes.files.atomic import write_atomically
from indexes.library import Library
from tests.indexes.desk import Desk

QUESTION = "How heavy is the canal pump K240?"


@pytest.fixture
def filled(desk: Desk) -> Desk:
    desk.index()
    return desk


@pytest.fixture
def reopened(filled: Desk, open_fake_library: Callable[..., Library]) -> Callable[[], Desk]:
    return lambda: Desk(open_fake_library(), filled.papers, filled.worker)


def faiss_file(desk: Desk) -> Path:
    return desk.library.folder / "vectors.faiss"


DAMAGES: dict[str, Callable[[bytes], bytes]] = {
    "empty": lambda _: b"",
    "cut": lambda whole: whole[: len(whole) * 2 // 3],
    "one bit": lambda whole: whole[:-100] + bytes((whole[-100] ^ 4,)) + whole[-99:],
    "longer": lambda whole: whole + b"x",
    "zeroed": lambda whole: bytes(len(whole)),
    "not ours": lambda _: b'{"sha256": 1}\n' + b"IxM2" * 50,
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_faiss_file_is_found_by_check_and_repaired(filled: Desk, reopened: Callable[[], Desk], damage: str) -> None:
    expected = filled.found(QUESTION)
    faiss_file(filled).write_bytes(DAMAGES[damage](faiss_file(filled).read_bytes()))
    desk = reopened()
    report = desk.library.check(full=False, repair=False)
    assert [problem.what for problem in report.problems] == ["FAISS file"]
    assert not report.ok
    repaired = desk.library.check(full=True, repair=True)
    assert (repaired.ok, [problem.what for problem in repaired.repaired]) == (True, ["FAISS file"])
    assert desk.library.check(full=True, repair=False).problems == ()
    assert desk.found(QUESTION) == expected


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_faiss_file_is_rebuilt_by_the_next_search(filled: Desk, reopened: Callable[[], Desk], damage: str) -> None:
    expected = filled.found(QUESTION)
    whole = faiss_file(filled).read_bytes()
    faiss_file(filled).write_bytes(DAMAGES[damage](whole))
    assert reopened().found(QUESTION) == expected
    assert faiss_file(filled).read_bytes() == whole


def test_no_flipped_bit_changes_the_hits(filled: Desk, reopened: Callable[[], Desk]) -> None:
    expected, whole = filled.found(QUESTION, "dense"), faiss_file(filled).read_bytes()
    for at in range(0, len(whole), max(1, len(whole) // 40)):
        faiss_file(filled).write_bytes(whole[:at] + bytes((whole[at] ^ 1 << at % 8,)) + whole[at + 1 :])
        assert reopened().found(QUESTION, "dense") == expected


def test_a_deleted_faiss_file_is_built_again(filled: Desk, reopened: Callable[[], Desk]) -> None:
    expected = filled.found(QUESTION)
    faiss_file(filled).unlink()
    desk = reopened()
    assert desk.library.check(full=True, repair=False).ok
    assert desk.found(QUESTION) == expected
    assert faiss_file(filled).exists()


def test_the_faiss_file_of_another_library_is_not_used(
    filled: Desk, reopened: Callable[[], Desk], open_fake_library: Callable[..., Library], tmp_path: Path
) -> None:
    expected = filled.found(QUESTION, "dense")
    other = Desk(open_fake_library("other"), tmp_path / "other papers", filled.worker)
    for name in ("pump.md", "building/lease.txt", "building/keys.html", "curry.txt"):
        other.write(name, f"Something else about {name}. A second sentence to have as many chunks as the other.")
    other.write("pump.md", "# A\n\none\n\n# B\n\ntwo")
    other.index()
    assert other.library.store.vectors.generation == filled.library.store.vectors.generation
    shutil.copy(faiss_file(other), faiss_file(filled))
    assert reopened().found(QUESTION, "dense") == expected


def test_a_library_restored_from_a_copy_does_not_use_a_newer_faiss_file(
    filled: Desk, reopened: Callable[[], Desk], tmp_path: Path
) -> None:
    database = filled.library.folder / "library.sqlite"
    with sqlite3.connect(tmp_path / "copy.sqlite") as copy, sqlite3.connect(database) as source:
        source.backup(copy)
    copy.close()
    source.close()
    filled.write("lathe.txt", "The lathe stands at the window.")
    filled.index()
    newer, generation = faiss_file(filled).read_bytes(), filled.library.store.vectors.generation
    filled.library.store.close()
    for leftover in filled.library.folder.glob("library.sqlite*"):
        leftover.unlink()
    shutil.copy(tmp_path / "copy.sqlite", database)
    desk = reopened()
    desk.write("lathe.txt", "Chairs stand in the hall, the lathe has been sold.")
    desk.index()
    assert desk.library.store.vectors.generation == generation
    faiss_file(desk).unlink()
    expected = reopened().found("lathe", "dense")
    faiss_file(desk).write_bytes(newer)
    assert reopened().found("lathe", "dense") == expected


def sql(desk: Desk, statement: str) -> None:
    with sqlite3.connect(desk.library.folder / "library.sqlite") as database:
        database.execute(statement)
    database.close()


def test_a_damaged_full_text_is_found_by_a_full_check_and_repaired(filled: Desk) -> None:
    expected = filled.found("K240", "lexical")
    sql(filled, "INSERT INTO lexical (lexical) VALUES ('delete-all')")
    assert filled.found("K240", "lexical") == []
    assert [problem.what for problem in filled.library.check(full=True, repair=False).problems] == ["full text"]
    assert filled.library.check(full=True, repair=True).ok
    assert filled.found("K240", "lexical") == expected
    assert filled.whole()


BROKEN_ROWS = {
    "chunk outside its document": "UPDATE chunks SET end = 100000 WHERE id = 1",
    "orphan": "INSERT INTO texts VALUES (999, 0, x'00')",
    "text": "UPDATE texts SET packed = substr(packed, 1, length(packed) - 1)"
    " WHERE document_id = (SELECT min(id) FROM documents)",
    "count": "UPDATE chunks SET embedded = NULL WHERE id = 2",
    "vector": "UPDATE vectors SET packed = CAST(x'00' || substr(packed, 2) AS BLOB) WHERE rowid_of_one",
}


@pytest.mark.parametrize("damage", BROKEN_ROWS)
def test_inconsistent_rows_are_reported_and_repaired(filled: Desk, damage: str) -> None:
    before = filled.state()
    one = "key = (SELECT vector_key FROM chunks WHERE id = 1)"
    sql(filled, "PRAGMA foreign_keys = OFF")
    sql(filled, BROKEN_ROWS[damage].replace("rowid_of_one", one))
    report = filled.library.check(full=True, repair=False)
    assert {problem.what for problem in report.problems} == {damage}
    repaired = filled.library.check(full=True, repair=True)
    assert repaired.ok
    assert damage in {problem.what for problem in repaired.repaired}
    filled.index()
    assert sorted(filled.state()) == sorted(before)
    assert filled.whole()


def test_a_document_is_read_again_even_if_its_name_reads_like_a_problem(filled: Desk) -> None:
    odd = filled.papers / "pump was read and has no chunks"
    odd.mkdir()
    (odd / "was read and has no texts.txt").write_text("The valve is green.", encoding="utf-8")
    filled.index()
    before = filled.state()
    sql(filled, "DELETE FROM chunks WHERE document_id = (SELECT id FROM documents WHERE path LIKE '%has no texts.txt')")
    assert filled.library.check(full=True, repair=True).ok
    filled.index()
    assert sorted(filled.state()) == sorted(before)


@pytest.mark.parametrize("what", ["chunks", "texts"])
def test_a_document_that_lost_its_chunks_or_its_text_is_read_again(filled: Desk, what: str) -> None:
    before = filled.state()
    sql(filled, f"DELETE FROM {what} WHERE document_id = (SELECT min(id) FROM documents)")
    problems = filled.library.check(full=False, repair=False).problems
    assert any(problem.what == "count" and problem.detail.endswith(f"was read and has no {what}") for problem in problems)
    assert filled.library.check(full=True, repair=True).ok
    filled.index()
    assert sorted(filled.state()) == sorted(before)
    assert filled.whole()


def overwrite(desk: Desk, page: int, offset: int = 0) -> None:
    """Overwrite a page of the database so that all connections see it."""
    desk.library.store.close()
    with (desk.library.folder / "library.sqlite").open("r+b") as stream:
        stream.seek(page * 4096 + offset)
        stream.write(b"\xa5" * (4096 - offset))


def pages(desk: Desk) -> int:
    return (desk.library.folder / "library.sqlite").stat().st_size // 4096


def test_damage_of_any_page_is_reported_and_the_rest_is_recovered(filled: Desk, reopened: Callable[[], Desk]) -> None:
    sql(filled, "VACUUM")
    whole, count = (filled.library.folder / "library.sqlite").read_bytes(), pages(filled)
    before, found = filled.state(), filled.found(QUESTION, "lexical")
    for page in range(count):
        (filled.library.folder / "library.sqlite").write_bytes(whole)
        overwrite(filled, page)
        try:
            desk = reopened()
            report = desk.library.check(full=True, repair=True)
            assert report.repaired or report.ok
        except LibraryDamaged as problem:
            assert "\n" not in str(problem)  # noqa: PT017
            save_damaged(filled.library.folder)
            desk = reopened()
        desk.index()
        assert sorted(desk.state()) == sorted(before), page
        assert desk.found(QUESTION, "lexical") == found, page
        assert desk.whole(), page
        desk.library.store.close()


def test_a_damaged_database_is_kept_until_something_is_removed_from_the_library(
    filled: Desk, reopened: Callable[[], Desk]
) -> None:
    overwrite(filled, 0)
    with pytest.raises(LibraryDamaged, match="'ragassist check --repair' saves what can be read"):
        reopened()
    words = filled.library.folder / "words.npz"
    words.write_bytes(b"of documents whose numbers may be given again")
    told = save_damaged(filled.library.folder)
    assert not words.exists()
    assert "kept as library.sqlite.damaged-1: index the folders again" in told.detail
    desk = reopened()
    desk.index()
    assert (desk.library.folder / "library.sqlite.damaged-1").exists()
    desk.library.remove([str(desk.papers / "pump.md")])
    assert not (desk.library.folder / "library.sqlite.damaged-1").exists()


def test_a_library_of_a_newer_program_is_refused_untouched(filled: Desk, reopened: Callable[[], Desk]) -> None:
    sql(filled, "PRAGMA user_version = 99")
    with pytest.raises(LibraryForeign, match="written by a newer ragassist: update the program"):
        reopened()


@contextmanager
def files_of_at_most(size: int) -> Iterator[None]:
    """Limit the size of files in this context, which has the effect of a full disk."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_a_full_disk_at_any_point_gives_one_line_and_loses_nothing(make_desk: Callable[[str], Desk]) -> None:
    refused = 0
    for number, extra in enumerate((0, 500, 5_000, 15_000, 40_000, 90_000, 10_000_000)):
        desk = make_desk(f"library {number}")
        for name in ("long", "longer"):
            (desk.papers / f"{name}.txt").unlink(missing_ok=True)
        desk.index()
        before = desk.state()
        for name, count in (("long", 300), ("longer", 900)):
            desk.write(f"{name}.txt", "".join(f"Sentence {n} of the {name} list. " for n in range(count)))
        largest = max(path.stat().st_size for path in desk.library.folder.glob("library.sqlite*"))
        try:
            with files_of_at_most(largest + extra if extra else 0):
                desk.index()
        except StorageFull as problem:
            refused += 1
            assert "\n" not in str(problem)  # noqa: PT017
        kept = {row[0]: row for row in desk.state()}
        assert all(kept[row[0]] == row for row in before)
        assert desk.library.check(full=True, repair=False).ok
        desk.index()
        assert desk.whole()
        assert desk.found("Sentence 7 of the longer list", "lexical")
    assert 4 <= refused < 7


def test_a_failing_atomic_write_leaves_the_old_file_and_no_other(tmp_path: Path) -> None:
    path = tmp_path / "file"
    write_atomically(path, b"old")
    with files_of_at_most(10), pytest.raises(OSError, match="too large"):
        write_atomically(path, b"new" * 10_000)
    assert path.read_bytes() == b"old"
    assert [entry.name for entry in tmp_path.iterdir()] == ["file"]
    assert path.stat().st_mode & 0o777 == 0o600


def test_a_folder_that_cannot_be_created_is_reported(tmp_path: Path, open_fake_library: Callable[..., Library]) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(StorageFull, match="can't be made"):
        open_fake_library("file/library")


def test_no_byte_of_a_removed_document_stays(filled: Desk) -> None:
    for number in range(30):
        filled.write(f"zanzibarium/{number}.md", f"# Quagmirean {number}\n\nThe xylofonist plays.\n\n" + "Filler. " * 300)
    filled.index()
    gone = [row.path for row in filled.library.store.documents() if "zanzibarium" in row.path]
    ids = [chunk.id for chunk in filled.library.store.all_chunks() if chunk.path in gone]
    vectors = list(filled.library.store.vectors.of(ids).values())
    before = filled.bytes_of().lower()
    markers = (b"zanzibarium", b"quagmirean", b"xylofonist", b"xylofon")
    assert all(marker in before for marker in markers)
    assert vectors[0].lower() in before
    with filled.library.writing():
        assert filled.library.remove([*gone, "/not there"]) == gone
    after = filled.bytes_of().lower()
    assert not [marker for marker in markers if marker in after]
    assert not [vector for vector in vectors if vector.lower() in after]
    assert filled.found(QUESTION)
    assert filled.whole()


def test_with_the_program_s_umask_only_the_owner_can_read_the_library(
    tmp_path: Path, open_fake_library: Callable[..., Library], desk: Desk
) -> None:
    before = os.umask(0o077)
    try:
        private = Desk(open_fake_library("new/private"), desk.papers, desk.worker)
        private.index()
        entries = [private.library.folder, *private.library.folder.iterdir()]
    finally:
        os.umask(before)
    assert len(entries) > 3
    assert {entry.name: oct(entry.stat().st_mode & 0o077) for entry in entries} == {entry.name: "0o0" for entry in entries}
