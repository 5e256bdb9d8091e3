"""A run brings a library up to date: new, changed, moved and removed files."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from indexes.indexing.indexer import Indexer, documents_under
from indexes.indexing.run import RunOptions, RunProgress
from indexes.library import Library
from ingest.documents import Document
from ingest.errors import PathProblem
from tests.fakes import FakeEmbedder
from tests.indexes.desk import PAPERS, Desk
from tests.pg_server import BOTH_PLACES

pytestmark = BOTH_PLACES

LONG = "\n\n".join(f"# Part {n}\n\n" + f"Paragraph {n} about the canal and its pump. " * 12 for n in range(12))


def embedded(desk: Desk) -> list[str]:
    """Return the texts that were embedded since the last call."""
    embedder = desk.library.embedder
    assert isinstance(embedder, FakeEmbedder)
    texts, embedder.embedded = embedder.embedded, []
    return texts


def test_a_first_run_indexes_all_and_a_second_does_nothing(desk: Desk) -> None:
    first = desk.index()
    assert (first.indexed, first.unchanged, first.removed, first.skipped, first.partial) == (len(PAPERS), 0, 0, [], [])
    generation = desk.library.store.vectors.generation
    assert embedded(desk)
    second = desk.index()
    assert (second.indexed, second.unchanged, embedded(desk)) == (0, len(PAPERS), [])
    assert desk.library.store.vectors.generation == generation
    assert desk.whole()


def test_an_untouched_file_is_not_even_opened(desk: Desk) -> None:
    class Refusing:
        def read(self, suffix: str, data: bytes, progress: object = None) -> Document:
            raise AssertionError("read again")

    desk.index()
    os.utime(desk.papers / "pump.md", ns=(1, 1))  # the file is read again since its time changed, but it is the same document
    assert Indexer(desk.library, Refusing()).update([desk.papers]).unchanged == len(PAPERS)
    stored = desk.library.store.document(str(desk.papers / "pump.md"))
    assert stored
    assert stored.mtime_ns == 1


def test_files_read_or_skipped_by_an_earlier_version_of_their_reader_are_read_again_once(desk: Desk) -> None:
    desk.write("broken.pdf", "no PDF")
    desk.index()
    database = desk.library.store.database
    with database.transaction():
        database.run("UPDATE documents SET reader = 'markdown' WHERE path LIKE '%pump.md'")
        database.run("UPDATE documents SET reader = 'pdf/0' WHERE path LIKE '%broken.pdf'")
    embedded(desk)
    again = desk.index()
    assert (again.indexed, again.unchanged, len(again.skipped)) == (1, len(PAPERS) - 1, 1)
    assert not embedded(desk), "the same text needs no new vectors"
    assert desk.index().unchanged == len(PAPERS)


def test_the_folder_with_the_newest_file_is_read_and_embedded_first(desk: Desk) -> None:
    days = {"archive/1998.txt": 1, "archive/2004.txt": 2, "building/keys.html": 3, "building/lease.txt": 9, "curry.txt": 5}
    days |= {"pump.md": 6, "work/old.txt": 1, "work/today.txt": 10}
    for name, day in days.items():
        path = desk.papers / name
        path = path if path.exists() else desk.write(name, f"The archive keeps {name}.")
        os.utime(path, ns=(day, day))
    read: list[str] = []

    def hear(progress: RunProgress) -> None:
        if progress.stage == "reading" and progress.current and progress.current not in read:
            read.append(progress.current)

    desk.index(listener=hear)
    expected = ["work/today.txt", "work/old.txt", "building/lease.txt", "building/keys.html", "pump.md", "curry.txt"]
    assert [str(Path(path).relative_to(desk.papers)) for path in read] == [*expected, "archive/2004.txt", "archive/1998.txt"]
    chunks = list(desk.library.store.all_chunks())
    assert list(dict.fromkeys(chunk.path for chunk in chunks)) == read


def test_an_edited_file_embeds_only_the_chunks_that_changed(desk: Desk) -> None:
    desk.write("long.md", LONG)
    desk.index()
    total = len(embedded(desk))
    desk.write("long.md", LONG.replace("Paragraph 5", "Chapter five"))
    report = desk.index()
    changed = embedded(desk)
    assert report.indexed == 1
    assert 0 < len(changed) < total / 4
    assert all("Chapter five" in text for text in changed)
    assert desk.whole()
    assert "Paragraph 5" not in str(desk.state())


def test_a_moved_or_copied_file_embeds_nothing(desk: Desk) -> None:
    desk.index()
    embedded(desk)
    (desk.papers / "pump.md").rename(desk.papers / "moved.md")
    desk.write("copy/lease.txt", PAPERS["building/lease.txt"])
    report = desk.index()
    assert (report.indexed, report.removed, embedded(desk)) == (2, 1, [])
    assert desk.found("How heavy is the pump K240?")[0][0].endswith("moved.md")
    assert desk.whole()


def test_a_removed_file_is_not_found_in_any_mode(desk: Desk) -> None:
    desk.index()
    (desk.papers / "pump.md").unlink()
    assert desk.index().removed == 1
    for mode in ("hybrid", "dense", "lexical"):
        assert all("pump" not in path for path, _, _ in desk.found("canal pump K240", mode))
    assert desk.whole()


def test_files_outside_the_given_folder_stay(desk: Desk) -> None:
    desk.index()
    (desk.papers / "pump.md").unlink()
    (desk.papers / "building" / "lease.txt").unlink()
    assert desk.index(desk.papers / "building").removed == 1
    assert [row.path for row in documents_under(desk.library, [desk.papers / "pump.md"])]
    assert len(list(documents_under(desk.library, [Path("/")]))) == len(PAPERS) - 1
    assert list(documents_under(desk.library, [desk.papers / "build"])) == []


def test_a_folder_and_a_file_in_it_are_one_document_each(desk: Desk) -> None:
    assert desk.index(desk.papers, desk.papers / "pump.md", desk.papers / "building" / "..").indexed == len(PAPERS)


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("cut.pdf", b"%PDF-1.7\n", "damaged PDF"),
        ("zero.txt", b"", "empty file"), ("photo.jpg", b"x", "format .jpg is not read"),
        ("blank.md", b" \n", "it holds no text"), ("no.docx", b"x", "damaged archive"),
    ],
)  # fmt: skip
def test_a_damaged_file_is_skipped_with_its_reason_and_the_others_are_indexed(
    desk: Desk, name: str, data: bytes, reason: str
) -> None:
    desk.write(name, data)
    for indexed in (len(PAPERS), 0):  # the second run reports the same without reading the file again
        report = desk.index()
        assert report.indexed == indexed
        (skipped,) = report.skipped
        assert skipped.path.endswith(name)
        assert skipped.reason.startswith(reason)
    assert desk.library.store.totals().skipped == 1
    assert desk.whole()


def test_a_damaged_file_that_was_repaired_is_indexed(desk: Desk) -> None:
    desk.write("note.docx", b"x")
    desk.index()
    (desk.papers / "note.docx").unlink()
    desk.write("note.txt", "Mended.")
    report = desk.index()
    assert (report.indexed, report.skipped) == (1, [])
    assert desk.library.store.totals().skipped == 0


def test_a_document_that_is_temporarily_unreadable_is_kept_and_a_damaged_one_is_not(desk: Desk) -> None:
    desk.index()
    pump, lease = desk.papers / "pump.md", desk.papers / "building" / "lease.txt"
    pump.unlink()
    os.mkfifo(pump)
    lease.write_bytes(b"\x00\x01\x02\xff" * 300)
    assert {skipped.path for skipped in desk.index().skipped} == {str(pump), str(lease)}
    assert desk.found("K240", "lexical")
    assert not desk.found("warehouse", "lexical")
    assert desk.whole()


def test_an_emptied_document_is_removed_and_reported(desk: Desk) -> None:
    desk.index()
    (desk.papers / "pump.md").write_bytes(b"")
    assert [skipped.reason for skipped in desk.index().skipped] == ["empty file"]
    assert not desk.found("K240", "lexical")
    assert desk.whole()


def test_a_folder_that_became_a_link_keeps_its_documents(desk: Desk) -> None:
    desk.index()
    (desk.papers / "building").rename(desk.papers.parent / "elsewhere")
    (desk.papers / "building").symlink_to(desk.papers.parent / "elsewhere")
    report = desk.index()
    assert report.removed == 0
    assert desk.found("deposit", "lexical")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may open everything")
def test_a_folder_that_cannot_be_opened_keeps_its_documents(desk: Desk) -> None:
    desk.index()
    (desk.papers / "building").chmod(0)
    try:
        report = desk.index()
    finally:
        (desk.papers / "building").chmod(0o700)
    assert report.removed == 0
    assert "can't be opened" in report.skipped[0].reason
    assert desk.found("deposit", "lexical")
    assert desk.index().skipped == []


def test_an_emptied_folder_is_refused_and_nothing_is_lost(desk: Desk) -> None:
    desk.index()
    before = desk.state()
    desk.papers.rename(desk.papers.parent / "unmounted")
    desk.papers.mkdir()
    with pytest.raises(PathProblem, match=r"is empty but 4 of its documents are indexed: mount it again"):
        desk.index()
    desk.papers.rmdir()
    with pytest.raises(PathProblem, match="does not exist"):
        desk.index()
    assert desk.state() == before
    assert desk.whole()


def test_a_wrong_path_among_good_ones_changes_nothing(desk: Desk) -> None:
    with pytest.raises(PathProblem):
        desk.index(desk.papers, desk.papers / "nowhere")
    assert desk.state() == []
    empty = desk.papers / "empty"
    empty.mkdir()
    with pytest.raises(PathProblem, match="holds no files: choose a folder with documents"):
        desk.index(empty)


def test_a_name_that_is_not_utf_8_is_indexed_and_found_again(desk: Desk) -> None:
    path = desk.papers / os.fsdecode(b"caf\xe9\n.txt")
    path.write_text("The café opens at eleven.", encoding="utf-8")
    assert desk.index().indexed == len(PAPERS) + 1
    assert desk.index().unchanged == len(PAPERS) + 1
    assert desk.found("opens eleven", "lexical")[0][0].endswith("caf\\xe9\n.txt")


def test_another_connection_sees_what_was_added(desk: Desk, open_fake_library: Callable[..., Library]) -> None:
    desk.index()
    reader = Desk(open_fake_library(), desk.papers, desk.worker)
    assert not any("lathe" in text for _, text, _ in reader.found("lathe"))
    desk.write("lathe.txt", "The lathe stands at the window.")
    desk.index()
    assert reader.found("lathe")[0][1] == "The lathe stands at the window."


def test_a_full_run_finds_changes_with_equal_size_and_time_and_reads_skipped_files_again(desk: Desk) -> None:
    desk.write("broken.docx", b"x")
    lease = desk.papers / "building" / "lease.txt"
    os.utime(lease, (1_700_000_000, 1_700_000_000))
    desk.index()
    lease.write_text(PAPERS["building/lease.txt"].replace("790", "815"), encoding="utf-8")
    os.utime(lease, (1_700_000_000, 1_700_000_000))
    assert desk.index().indexed == 0
    report = desk.index(wish=RunOptions(full=True))
    assert (report.indexed, report.unchanged, len(report.skipped)) == (1, len(PAPERS) - 1, 1)
    assert desk.found("815", "lexical")
    assert not desk.found("790", "lexical")

    class Improved:
        def read(self, suffix: str, data: bytes, progress: object = None) -> Document:
            return desk.worker.read(".txt", b"The broken file can be read now.")

    assert Indexer(desk.library, Improved()).update([desk.papers], RunOptions(full=True)).indexed == 1
    assert desk.found("broken file", "lexical")
