"""The documents of an unmounted folder aren't treated as deleted."""

import shutil

import pytest

from indexes.indexing.changes import DocumentsMissing
from indexes.indexing.run import RunOptions
from ingest.errors import PathProblem
from ingest.files.rules import Rules
from tests.indexes.desk import PAPERS, Desk
from tests.pg_server import BOTH_PLACES

pytestmark = BOTH_PLACES

PRUNE = RunOptions(prune=True)


@pytest.fixture
def indexed(desk: Desk) -> Desk:
    desk.index()
    return desk


def test_an_emptied_folder_is_refused_until_it_is_pruned(indexed: Desk) -> None:
    before = indexed.state()
    shutil.rmtree(indexed.papers)
    indexed.papers.mkdir()
    with pytest.raises(
        DocumentsMissing, match="is empty but 4 of its documents are indexed: mount it again, or take them out with"
    ):
        indexed.index()
    assert indexed.state() == before
    assert indexed.index(wish=PRUNE).removed == 4
    assert indexed.state() == []
    assert indexed.whole()


def test_a_missing_folder_is_refused_too(indexed: Desk) -> None:
    before = indexed.state()
    shutil.rmtree(indexed.papers)
    with pytest.raises(DocumentsMissing, match="does not exist: check its name; 4 of its documents are indexed"):
        indexed.index()
    assert indexed.state() == before
    assert indexed.index(wish=PRUNE).removed == 4
    with pytest.raises(PathProblem, match="does not exist"):
        indexed.index(wish=PRUNE)


def test_a_folder_with_only_other_files_is_refused_too(indexed: Desk) -> None:
    before = indexed.state()
    shutil.rmtree(indexed.papers)
    indexed.write("lost+found.txt", "Another disk.")
    with pytest.raises(DocumentsMissing, match="holds other files than it did: all 4 of its documents are indexed"):
        indexed.index()
    assert indexed.state() == before
    report = indexed.index(wish=PRUNE)
    assert (report.indexed, report.removed) == (1, 4)


def test_documents_of_an_emptied_subfolder_are_kept_and_that_is_reported(indexed: Desk) -> None:
    for path in (indexed.papers / "building").iterdir():
        path.unlink()
    report = indexed.index()
    assert report.removed == 0
    assert report.notices == [
        f"{indexed.papers / 'building'} is empty: 2 documents that were in it are kept; --prune takes them out"
    ]
    assert indexed.found("deposit", "lexical")
    assert indexed.index(wish=PRUNE).removed == 2
    assert not indexed.found("deposit", "lexical")
    assert indexed.whole()


def test_documents_of_a_deleted_subfolder_are_deleted(indexed: Desk) -> None:
    shutil.rmtree(indexed.papers / "building")
    report = indexed.index()
    assert (report.removed, report.notices) == (2, [])


def test_files_of_a_renamed_folder_are_neither_read_again_nor_lost(indexed: Desk) -> None:
    class Refusing:
        def read(self, suffix: str, data: bytes, progress: object = None) -> object:
            raise AssertionError("read again")

    before = [(state, chunks) for _, state, chunks in indexed.state()]
    (indexed.papers / "building").rename(indexed.papers / "house")
    (indexed.papers / "pump.md").rename(indexed.papers / "K240.md")
    indexed.worker, worker = Refusing(), indexed.worker  # type: ignore[assignment]
    report = indexed.index()
    indexed.worker = worker
    assert (report.indexed, report.removed, report.unchanged) == (3, 3, len(PAPERS) - 3)
    assert sorted((state, chunks) for _, state, chunks in indexed.state()) == sorted(before)
    assert {path.rsplit("/", 1)[1] for path, _, _ in indexed.state()} == {"K240.md", "lease.txt", "keys.html", "curry.txt"}
    assert indexed.index().unchanged == len(PAPERS)
    assert indexed.whole()


def test_files_that_the_rules_exclude_are_removed_from_the_library(indexed: Desk) -> None:
    assert indexed.index(wish=RunOptions(Rules(exclude=("building/",)))).removed == 2
    assert indexed.index(wish=RunOptions(Rules(include=("*.txt", "*.html")))).indexed == 2
    (indexed.papers / ".ragignore").write_text("*.txt\n!curry.txt\n", encoding="utf-8")
    indexed.index()
    assert {path.rsplit("/", 1)[1] for path, _, _ in indexed.state()} == {"pump.md", "keys.html", "curry.txt"}
    assert indexed.whole()
