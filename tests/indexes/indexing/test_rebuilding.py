"""With another embedding model or other rules for chunks, the old vectors are used until all new ones exist."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from indexes.backends.postgres.backend import ServerBackend
from indexes.embedding.language_map import LanguageMap
from indexes.embedding.vector_model import VectorModel
from indexes.errors import LibraryForeign
from indexes.indexing.indexer import Indexer
from indexes.indexing.rebuilding import rebuild
from indexes.indexing.run import RunProgress
from indexes.library import Library
from ingest.chunking import Chunker
from ingest.isolation.worker import Worker
from tests.fakes import DIMENSION, FakeEmbedder
from tests.indexes.desk import PAPERS, Desk
from tests.pg_server import BOTH_PLACES

pytestmark = BOTH_PLACES

QUESTION = "How heavy is the canal pump K240?"
IDENTITY = LanguageMap.identity(DIMENSION)


class Turned(FakeEmbedder):
    """Another model of the same dimension with unrelated vectors."""

    def _row(self, text: str) -> object:  # type: ignore[override]
        return super()._row(text)[::-1]


@pytest.fixture
def old(desk: Desk) -> Desk:
    desk.index()
    return desk


@pytest.fixture
def reopen(
    old: Desk, place: Callable[[str], Path | ServerBackend], worker: Worker
) -> Iterator[Callable[[FakeEmbedder | None], Desk]]:
    """Opens the library with another model, with or without the first one."""
    with ExitStack() as closing:

        def open_one(first: FakeEmbedder | None) -> Desk:
            found = VectorModel(first, IDENTITY) if first else None
            library = Library(place("library"), Turned("fake:2"), lambda: IDENTITY, earlier=lambda _: found)
            return Desk(closing.enter_context(library), old.papers, worker)

        yield open_one


def test_if_the_first_model_is_installed_its_vectors_are_used_and_that_is_reported(
    old: Desk, reopen: Callable[[FakeEmbedder | None], Desk]
) -> None:
    first = FakeEmbedder()
    desk = reopen(first)
    assert desk.found(QUESTION, "dense") == old.found(QUESTION, "dense")
    desk.write("lathe.txt", "The lathe stands at the window.")
    report = desk.index()
    assert (
        "made with the embedding model fake 1, the present one is fake 2: the old vectors are still used" in report.notices[0]
    )
    assert first.embedded == ["The lathe stands at the window."]
    assert desk.found("lathe window", "dense")[0][0].endswith("lathe.txt")
    assert desk.whole()


def test_if_the_first_model_is_missing_full_text_is_used_and_new_chunks_wait(
    old: Desk, reopen: Callable[[FakeEmbedder | None], Desk]
) -> None:
    desk = reopen(None)
    with pytest.raises(LibraryForeign, match="only full text is searched; 'ragassist index --re-embed' changes to it"):
        desk.found(QUESTION, "dense")
    assert desk.found(QUESTION) == desk.found(QUESTION, "lexical") or desk.found(QUESTION)[0][0].endswith("pump.md")
    desk.write("lathe.txt", "The lathe stands at the window.")
    desk.index()
    assert desk.library.store.vectors.waiting() == 1
    assert desk.library.store.totals().coverage < 1
    assert desk.found("lathe", "lexical")[0][0].endswith("lathe.txt")


@pytest.mark.parametrize("first", [FakeEmbedder(), None], ids=["with the first model", "without it"])
def test_a_rebuilt_library_equals_one_that_was_made_with_the_new_model(
    old: Desk,
    reopen: Callable[[FakeEmbedder | None], Desk],
    worker: Worker,
    first: FakeEmbedder | None,
    place: Callable[[str], Path | ServerBackend],
) -> None:
    desk = reopen(first)
    Indexer(desk.library, worker).rebuild()
    with Library(place("fresh"), Turned("fake:2"), lambda: IDENTITY) as library:
        fresh = Desk(library, old.papers, worker)
        fresh.index()
        assert desk.state() == fresh.state()
        assert desk.found(QUESTION, "dense") == fresh.found(QUESTION, "dense")
        assert desk.found(QUESTION, "lexical") == fresh.found(QUESTION, "lexical")
        assert sorted(desk.library.store.vectors.all()) == sorted(library.store.vectors.all())
        assert desk.library.outdated() == ""
        assert desk.index().unchanged == len(PAPERS)
        assert desk.whole()
        assert library.store.meta("rebuilding") is None


class Stop:
    """A listener that raises KeyboardInterrupt at its n-th call."""

    def __init__(self, at: int) -> None:
        self.left = at

    def __call__(self, step: RunProgress) -> None:
        self.left -= 1
        if self.left == 0:
            raise KeyboardInterrupt


def test_after_a_stopped_rebuild_the_old_vectors_are_used_and_the_next_run_continues_it(
    old: Desk, reopen: Callable[[FakeEmbedder | None], Desk], worker: Worker
) -> None:
    expected = old.found(QUESTION, "dense")
    embedder = FakeEmbedder()
    for _ in PAPERS:  # each run completes another document
        desk = reopen(embedder)
        with pytest.raises(KeyboardInterrupt):
            Indexer(desk.library, worker, Stop(2)).rebuild()
        assert desk.found(QUESTION, "dense") == expected
        desk.index()  # an ordinary run in between keeps the new vectors
        assert desk.library.check(full=True, repair=False).ok
        desk.library.backend.close()
    desk = reopen(embedder)
    Indexer(desk.library, worker).rebuild()
    assert isinstance(desk.library.embedder, FakeEmbedder)
    assert desk.library.embedder.embedded == []  # all texts were embedded by earlier runs
    assert desk.found(QUESTION, "dense") == expected  # the same rotation of all vectors changes no cosine
    assert desk.whole()


def test_changed_chunking_rules_are_reported_and_applied_by_a_rebuild(old: Desk, worker: Worker) -> None:
    old.write("long.txt", "".join(f"Sentence {n} about the canal. " for n in range(80)))
    old.index()
    many = old.library.store.totals().chunks
    small = Chunker(old.library.embedder.tokenizer, 20)
    assert "chunks were made by older rules" in old.library.outdated(small.version)
    with old.library.writing():
        rebuild(old.library, small, lambda *_: None)
    assert old.library.store.totals().chunks > many + 5
    assert old.library.outdated(small.version) == ""
    assert old.found("Sentence 41 canal", "lexical")
    assert old.whole()
