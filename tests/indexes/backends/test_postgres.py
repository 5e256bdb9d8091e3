"""A library on a server: parallel writers, lost connections, and complete documents only."""

import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest

from indexes.backends.postgres.backend import ServerBackend
from indexes.embedding.embedder import Vectors
from indexes.embedding.language_map import LanguageMap
from indexes.embedding.vector_model import VectorModel
from indexes.errors import LibraryBusy, LibraryForeign, LibraryUnreachable
from indexes.hits import Filter
from indexes.indexing.indexer import Indexer
from indexes.library import Library
from indexes.records import FileFacts
from ingest.chunking import Chunker
from ingest.documents import Document, Section
from ingest.isolation.worker import Worker
from tests.fakes import DIMENSION, FakeEmbedder
from tests.indexes.desk import PAPERS, Desk
from tests.paths import ROOT
from tests.pg_server import PostgresServer

QUESTION = "How heavy is the canal pump K240?"
SECONDS = 60


def open_on(url: str, name: str = "library", embedder: FakeEmbedder | None = None) -> Library:
    plain = LanguageMap.identity(DIMENSION)
    return Library(ServerBackend(url, name), embedder or FakeEmbedder(), lambda: plain)


@pytest.fixture
def desk(team_url: str, worker: Worker, tmp_path: Path) -> Iterator[Desk]:
    with open_on(team_url) as library:
        desk = Desk(library, tmp_path / "papers", worker)
        for name, text in PAPERS.items():
            desk.write(name, text)
        yield desk


@pytest.fixture
def filled(desk: Desk) -> Desk:
    desk.index()
    return desk


def document(text: str) -> Document:
    return Document(text=text, sections=(Section(0, len(text), None, ""),), language="en", reader="plain")


def facts(path: str) -> FileFacts:
    return FileFacts(path, "0" * 64, 1, 1)


def together(*steps: Callable[[], None]) -> None:
    """Run some steps in parallel, and raise the exception of a failing one."""
    failed: list[BaseException] = []

    def tried(step: Callable[[], None]) -> None:
        try:
            step()
        except BaseException as problem:  # noqa: BLE001  raised again below
            failed.append(problem)

    threads = [threading.Thread(target=tried, args=[step]) for step in steps]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(SECONDS)
    if failed:
        raise failed[0]


def test_documents_with_words_are_found_in_any_form(filled: Desk) -> None:
    assert {Path(path).name for path in filled.library.documents_with("pumps")} == {"pump.md"}
    assert filled.library.documents_with("bassoons") == set()


def test_many_writers_at_one_path_leave_one_whole_document(team_url: str) -> None:
    def write(number: int) -> None:
        with open_on(team_url) as library, library.writing():
            chunker = Chunker(library.embedder.tokenizer, 20)
            for version in range(5):
                text = " ".join(f"Writer {number} version {version} sentence {n}." for n in range(40))
                library.add(facts("/same.txt"), document(text), chunker)

    together(*(lambda number=number: write(number) for number in range(4)))
    with open_on(team_url) as library:
        (row,) = library.store.documents()
        chunks = list(library.store.all_chunks())
        assert len(chunks) == row.chunks > 5
        assert len({chunk.text.split(" sentence")[0] for chunk in chunks}) == 1
        library.embed()
        assert library.check(full=True, repair=False).ok


def test_several_machines_share_the_embedding_and_embed_nothing_twice(team_url: str) -> None:
    with open_on(team_url) as library, library.writing():
        chunker = Chunker(library.embedder.tokenizer, 20)
        for number in range(12):
            text = " ".join(f"Paper {number} sentence {n} about canals." for n in range(40))
            library.add(facts(f"/{number}.txt"), document(text), chunker)
        waiting = library.store.vectors.waiting()
    meeting = threading.Barrier(3)

    class Slow(FakeEmbedder):
        """Waits in its first batch until the other embedders are in theirs."""

        def embed_passages(self, texts: list[str]) -> Vectors:  # type: ignore[override]
            if not self.embedded:
                meeting.wait(SECONDS)
            return super().embed_passages(texts)

    embedders = [Slow() for _ in range(3)]

    def embed(embedder: FakeEmbedder) -> None:
        with open_on(team_url, embedder=embedder) as library:
            library.embed()

    together(*(lambda embedder=embedder: embed(embedder) for embedder in embedders))
    texts = [text for embedder in embedders for text in embedder.embedded]
    assert all(embedder.embedded for embedder in embedders)
    assert len(texts) == len(set(texts)) == waiting
    with open_on(team_url) as library:
        assert library.store.vectors.waiting() == 0
        assert library.check(full=True, repair=False).ok


KILLED = """
import sys
from tests.indexes.backends.test_postgres import *
library = open_on(sys.argv[1])
with library.writing(), library.backend.claim(8) as waiting:
    rows = library.embedder.embed_passages([chunk.text for _, chunk in waiting])
    library.backend.keep([key for key, _ in waiting], rows, library.vector_model)
    library.store.vectors.waiting()
    print("claimed", flush=True)
    sys.stdin.read()
"""


def test_the_locks_of_a_killed_writer_are_free_and_its_unfinished_work_is_not_visible(desk: Desk, team_url: str) -> None:
    with desk.library.writing():
        chunker = Chunker(desk.library.embedder.tokenizer)
        desk.library.add(facts("/a.txt"), document("The lathe stands at the window."), chunker)
    killed = subprocess.Popen(
        [sys.executable, "-c", KILLED, team_url], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    with killed:
        assert killed.stdout
        assert killed.stdout.readline() == "claimed\n"
        with desk.library.backend.claim(8) as waiting:
            assert waiting == []
        killed.send_signal(signal.SIGKILL)
    for _ in range(100):
        desk.library.embed()
        if desk.library.store.vectors.waiting() == 0:
            break
    assert desk.found("lathe", "dense")[0][0] == "/a.txt"
    assert desk.whole()


def test_a_server_that_stops_during_a_run_gives_one_line_and_the_next_run_completes_it(worker: Worker, tmp_path: Path) -> None:
    with closing(_Lent()) as lent:
        desk = Desk(open_on(lent.server.url()), tmp_path / "papers", worker)
        for name, text in PAPERS.items():
            desk.write(name, text)
        steps = 0

        def kill_at_third(_: object) -> None:
            nonlocal steps
            steps += 1
            if steps == 3:
                lent.server.kill()

        with pytest.raises(LibraryUnreachable) as told:
            desk.index(listener=kill_at_third)
        assert str(told.value).startswith("the library server ")
        assert "\n" not in str(told.value)
        with pytest.raises(LibraryUnreachable, match="can't be reached"):
            desk.library.store.totals()
        lent.server.start()
        assert desk.index().indexed + 2 >= len(PAPERS)  # the same library connects again
        assert desk.found(QUESTION)[0][0].endswith("pump.md")
        assert desk.whole()
        desk.library.backend.close()


class _Lent:
    """A server for a test that may stop it."""

    def __init__(self) -> None:
        self.server = PostgresServer()

    def close(self) -> None:
        self.server.remove()


def test_a_read_restores_a_dropped_connection(filled: Desk, server: PostgresServer) -> None:
    expected = filled.found(QUESTION)
    server.run("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = 'team'")
    assert filled.found(QUESTION) == expected
    server.run("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = 'team'")
    assert filled.library.store.totals().documents == len(PAPERS)


def test_two_libraries_in_one_database_are_independent(filled: Desk, team_url: str) -> None:
    with open_on(team_url, "other") as other:
        desk = Desk(other, filled.papers.parent / "other papers", filled.worker)
        desk.write("lathe.txt", "The lathe stands at the window.")
        desk.index()
        assert len(desk.state()) == 1
        assert desk.whole()
    assert len(filled.state()) == len(PAPERS)
    assert not any("lathe" in text for _, text, _ in filled.found("lathe window"))
    with pytest.raises(LibraryForeign, match="too long for a server"):
        ServerBackend(team_url, "n" * 60)


class Wide(FakeEmbedder):
    """A model with vectors of another dimension."""

    def _embed(self, texts: Sequence[str]) -> Vectors:
        rows = super()._embed(texts)
        return np.hstack([rows, rows]) / np.float32(np.sqrt(2))


def test_a_model_of_another_dimension_takes_over_without_a_pause(filled: Desk, team_url: str) -> None:
    expected = filled.found(QUESTION, "dense")
    wide = LanguageMap.identity(2 * DIMENSION)
    first = VectorModel(FakeEmbedder(), LanguageMap.identity(DIMENSION))
    with Library(ServerBackend(team_url, "library"), Wide("fake:wide"), lambda: wide, earlier=lambda _: first) as library:
        seen: list[object] = []
        Indexer(library, filled.worker, lambda _: seen.append(filled.found(QUESTION, "dense"))).rebuild()
        assert seen.count(expected) >= len(PAPERS)
        assert [path for path, _, _ in Desk(library, filled.papers, filled.worker).found(QUESTION, "dense")] == [
            path for path, _, _ in expected
        ]
        assert library.check(full=True, repair=False).ok


def test_a_rebuild_excludes_other_writers_and_they_exclude_a_rebuild(filled: Desk, team_url: str) -> None:
    with open_on(team_url) as other:
        with filled.library.writing(), filled.library.backend.alone(), pytest.raises(LibraryBusy, match="anew: wait until"):
            Desk(other, filled.papers, filled.worker).index()
        with (
            other.writing(),
            filled.library.writing(),
            pytest.raises(LibraryBusy, match="others are writing"),
            filled.library.backend.alone(),
        ):
            pass
        assert filled.index().unchanged == len(PAPERS)


def test_words_and_vectors_of_a_removed_document_are_removed(filled: Desk) -> None:
    pump = str(filled.papers / "pump.md")
    with filled.library.writing():
        assert filled.library.remove([pump, "/not there"]) == [pump]
    value = filled.library.store.database.value
    assert value("SELECT count(*) FROM words WHERE terms @@ 'k240'::tsquery") == 0
    assert value("SELECT count(*) FROM word_counts WHERE term = 'k240'") == 0
    assert value("SELECT count(*) FROM vectors") == filled.library.store.totals().chunks
    assert filled.whole()


BROKEN = {
    "count": "UPDATE chunks SET embedded = NULL WHERE id = (SELECT min(id) FROM chunks)",
    "text": "UPDATE texts SET packed = substr(packed, 1, length(packed) - 1)"
    " WHERE document_id = (SELECT min(id) FROM documents)",
    "full text": "DELETE FROM words WHERE chunk_id = (SELECT min(id) FROM chunks)",
    "HNSW index": "DO $$ BEGIN EXECUTE (SELECT 'DELETE FROM ' || tablename FROM pg_tables"
    " WHERE schemaname = 'ragassist_library' AND tablename LIKE 'near%%'); END $$",
}


@pytest.mark.parametrize("damage", BROKEN)
def test_inconsistent_tables_are_reported_and_repaired_if_possible(filled: Desk, damage: str) -> None:
    expected = filled.found(QUESTION)
    filled.library.store.database.run(BROKEN[damage].replace("%%", "%"))
    report = filled.library.check(full=True, repair=False)
    assert {problem.what for problem in report.problems} == {damage}
    repaired = filled.library.check(full=True, repair=True)
    if damage == "text":
        assert not repaired.ok  # the text is only in the server's backup or in the file
        return
    assert repaired.ok
    filled.index()
    assert filled.found(QUESTION) == expected
    assert filled.whole()


def test_a_filter_lets_through_few_or_many(filled: Desk) -> None:
    for number in range(30):
        filled.write(f"more/{number}.txt", f"The canal pump number {number} is blue.")
    filled.index()
    for mode in ("dense", "lexical", "hybrid"):
        hits = filled.library.search("canal pump", "en", 50, mode, Filter(paths=("more/*",)))
        assert len(hits) == 30
        assert all("/more/" in hit.chunk.path for hit in hits)
    assert [hit.chunk.path for hit in filled.library.search("deposit", "en", 5, "hybrid", Filter(formats=("html",)))] == [
        str(filled.papers / "building" / "keys.html")
    ]


def test_each_occurrence_of_a_word_counts(desk: Desk) -> None:
    chunker = Chunker(desk.library.embedder.tokenizer)
    with desk.library.writing():
        for count in (1, 2, 3, 7, 40):
            desk.library.add(facts(f"/{count}.txt"), document("pump " * count + "valve"), chunker)
    paths = {chunk.id: chunk.path for chunk in desk.library.store.all_chunks()}
    found = desk.library.store.full_text.postings(["pump", "valv", "nowhere"])
    counts = {paths[chunk]: count for chunk, count in zip(found["pump"].chunks.tolist(), found["pump"].counts, strict=True)}
    assert counts == {f"/{count}.txt": count for count in (1, 2, 3, 7, 40)}
    assert len(found["nowhere"].chunks) == 0


def test_text_of_users_is_never_executed(filled: Desk) -> None:
    for question in ("", "'; DROP TABLE chunks; --", "a & b | !c <-> :*", "'\\", "%s ? %", "\0", "😀" * 50, '"canal pump"'):
        for mode in ("hybrid", "lexical"):
            filled.found(question, mode)
    assert filled.whole()


@pytest.mark.parametrize(
    ("url", "told"),
    [
        ("postgresql://me:s3cret@127.0.0.1:1/db", "the library server 127.0.0.1:1/db can't be reached"),
        ("postgresql://me:s3cret@[bad", "library_url can't be understood: write it as postgresql://USER@HOST/DATABASE"),
        ("nonsense s3cret", "library_url can't be understood"),
    ],
)
def test_a_wrong_address_is_reported_without_its_password(url: str, told: str) -> None:
    with pytest.raises(LibraryUnreachable) as problem:
        ServerBackend(url, "library")
    assert str(problem.value).startswith(told)
    assert "s3cret" not in str(problem.value)
    assert "\n" not in str(problem.value)


def test_a_library_of_a_newer_program_is_refused_untouched(filled: Desk, team_url: str) -> None:
    filled.library.store.database.run("UPDATE version SET number = 99")
    with pytest.raises(LibraryForeign, match="written by a newer ragassist: update the program"):
        ServerBackend(team_url, "library")
    assert filled.found(QUESTION)
