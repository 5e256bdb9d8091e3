"""Results are cached by the content of a file and deleted with it."""

from contextlib import closing
from pathlib import Path

from indexes.indexing.indexer import Indexer
from indexes.library import Library
from indexes.results.store import FILE, KeptResults
from ingest.isolation.worker import Worker


def test_a_result_is_found_by_content_and_key_and_replaced(tmp_path: Path) -> None:
    path = tmp_path / "new" / FILE
    with closing(KeptResults(path)) as kept:
        kept.put("a", "rent", "1")
        kept.put("a", "rent", "2")
        kept.put("b", "rent", "3")
    with closing(KeptResults(path)) as kept:
        assert kept.of("a") == {"rent": "2"}
        assert kept.of("c") == {}
    assert not path.stat().st_mode & 0o077


def test_results_of_other_contents_are_dropped(tmp_path: Path) -> None:
    with closing(KeptResults(tmp_path / FILE)) as kept:
        kept.put("a", "rent", "1")
        kept.put("b", "rent", "3")
        kept.keep_only({"b"})
        assert (kept.of("a"), kept.of("b")) == ({}, {"rent": "3"})


def test_no_byte_of_a_removed_document_s_results_stays(fake_library: Library, worker: Worker, tmp_path: Path) -> None:
    paper = tmp_path / "lease.txt"
    paper.write_text("The landlord is Zebedee Quillfeather.", encoding="utf-8")
    Indexer(fake_library, worker).update([paper])
    (row,) = fake_library.documents()
    with closing(KeptResults(fake_library.folder / FILE)) as kept:
        kept.put(row.sha256 or "", "landlord", "Quillfeather")
    fake_library.remove([str(paper)])
    with closing(KeptResults(fake_library.folder / FILE)) as kept:
        assert kept.of(row.sha256 or "") == {}
    assert not [path for path in fake_library.folder.iterdir() if b"Quillfeather" in path.read_bytes()]


def test_results_of_a_document_that_left_its_folder_are_deleted(fake_library: Library, worker: Worker, tmp_path: Path) -> None:
    folder = tmp_path / "papers"
    folder.mkdir()
    for name in ("one", "two"):
        (folder / f"{name}.txt").write_text(f"Paper {name}.", encoding="utf-8")
    Indexer(fake_library, worker).update([folder])
    contents = [row.sha256 or "" for row in fake_library.documents()]
    with closing(KeptResults(fake_library.folder / FILE)) as kept:
        for content in contents:
            kept.put(content, "key", "value")
    (folder / "one.txt").unlink()
    Indexer(fake_library, worker).update([folder])
    with closing(KeptResults(fake_library.folder / FILE)) as kept:
        assert [bool(kept.of(content)) for content in contents] == [False, True]


def test_a_damaged_file_of_results_keeps_no_document(fake_library: Library, worker: Worker, tmp_path: Path) -> None:
    paper = tmp_path / "lease.txt"
    paper.write_text("The landlord is Zebedee Quillfeather.", encoding="utf-8")
    Indexer(fake_library, worker).update([paper])
    (fake_library.folder / FILE).write_bytes(b"Quillfeather, and no database" * 200)
    fake_library.remove([str(paper)])
    assert not fake_library.documents()
    assert not (fake_library.folder / FILE).exists()
