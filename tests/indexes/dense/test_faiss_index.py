"""The FAISS index finds the same as an exact search at any size, and follows the database if its file is damaged."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from indexes.dense.dense_search import FaissSearch, Sizes
from indexes.dense.faiss_index import IndexFile, Layout, VectorIndex
from indexes.embedding.embedder import Vectors
from indexes.embedding.language_map import LanguageMap
from indexes.embedding.vector_model import VectorModel
from indexes.hits import Among
from indexes.library import Library
from indexes.records import FileFacts
from indexes.sqlite.store import LocalStore
from indexes.storage.packing import pack_vectors
from ingest.documents import Chunk, Document
from tests.fakes import FakeEmbedder

DIMENSION = 64
MODEL = VectorModel(FakeEmbedder(), LanguageMap.identity(DIMENSION))
OTHER_MAP = VectorModel(
    FakeEmbedder(), LanguageMap(np.full(DIMENSION, 0.01, np.float32), np.zeros(DIMENSION, np.float32), MODEL.language_map.basis)
)
FLAT, MANY_LISTS = Layout.of(3_000, 200_000), Layout.of(3_000, 1_000)


def unit_rows(count: int, seed: int = 1) -> Vectors:
    """Return vectors around some centres, similar to those of texts about some subjects."""
    rng = np.random.default_rng(seed)
    centres = np.random.default_rng(0).standard_normal((20, DIMENSION))
    rows = centres[rng.integers(0, 20, count)] + rng.standard_normal((count, DIMENSION))
    return np.asarray(rows / np.linalg.norm(rows, axis=1, keepdims=True), np.float32)


def index_of(rows: Vectors, layout: Layout) -> VectorIndex:
    index = VectorIndex.trained(rows[: layout.sample], layout)
    index.add(np.arange(len(rows)) * 3 + 1, rows)
    return index


def recall(index: VectorIndex, rows: Vectors, among: NDArray[np.int64] | None = None) -> float:
    """Return the share of the ten nearest vectors of 40 queries that are among the first 500 hits."""
    ids = np.arange(len(rows)) * 3 + 1
    passed = np.ones(len(rows), bool) if among is None else np.isin(ids, among)
    held = 0
    for query in unit_rows(40, seed=9):
        exact = ids[passed][np.argsort(-(rows[passed] @ query))[:10]]
        held += len(set(exact.tolist()) & set(index.search(query, 500, among)))
    return held / 400


def test_a_large_index_has_lists_which_are_kept_while_its_size_changes_little() -> None:
    assert Layout.of(200_000, 200_000).lists == 1
    assert Layout.of(200_001, 200_000).lists == 447
    assert (FLAT.lists, MANY_LISTS.lists) == (1, 55)
    assert Layout.serves(100_000, 140_000)
    assert Layout.serves(100_000, 70_000)
    assert not Layout.serves(100_000, 160_000)
    assert not Layout.serves(100_000, 60_000)


@pytest.mark.parametrize("layout", [FLAT, MANY_LISTS], ids=["one list", "many lists"])
def test_the_nearest_vectors_are_among_the_candidates(layout: Layout) -> None:
    rows = unit_rows(3_000)
    index = index_of(rows, layout)
    assert len(index) == 3_000
    assert recall(index, rows) >= 0.98
    assert sorted(index.ids.tolist()) == [at * 3 + 1 for at in range(3_000)]


@pytest.mark.parametrize("layout", [FLAT, MANY_LISTS], ids=["one list", "many lists"])
@pytest.mark.parametrize("share", [2, 20])
def test_only_vectors_that_match_a_filter_are_found(layout: Layout, share: int) -> None:
    rows = unit_rows(3_000)
    among = (np.arange(3_000) * 3 + 1)[::share]
    index = index_of(rows, layout)
    assert set(index.search(rows[1], 500, among)) <= set(among.tolist())
    assert recall(index, rows, among) >= 0.98
    assert index.search(rows[1], 5, among[:0]) == []


@pytest.mark.parametrize("layout", [FLAT, MANY_LISTS], ids=["one list", "many lists"])
def test_rows_are_added_removed_and_replaced_without_training(layout: Layout) -> None:
    rows = unit_rows(3_000)
    index = index_of(rows, layout)
    assert index.remove(np.array([1, 4, 5])) == 2
    assert len(index) == 2_998
    assert index.search(rows[1], 1) != [4]
    index.add(np.array([4, 7]), rows[[1, 1]])
    assert len(index) == 2_999
    fresh = VectorIndex.trained(rows[: layout.sample], layout)
    fresh.add(np.arange(2, 3_000) * 3 + 1, np.concatenate([rows[1:2], rows[3:]]))
    fresh.add(np.array([4]), rows[1:2])
    for query in unit_rows(20, seed=9):
        assert sorted(index.search(query, 2_999)) == sorted(fresh.search(query, 2_999))
        assert (
            len(set(index.search(query, 100)) ^ set(fresh.search(query, 100))) <= 2
        )  # either of two equal ones may be the last


@pytest.mark.parametrize("layout", [FLAT, MANY_LISTS], ids=["one list", "many lists"])
def test_the_same_vectors_give_the_same_file(layout: Layout, tmp_path: Path) -> None:
    rows = unit_rows(3_000)
    assert index_of(rows, layout).body() == index_of(rows, layout).body()


@pytest.mark.parametrize("dimension", [50, 64, 100, 384, 1024])
@pytest.mark.parametrize("count", [1, 2, 700])
def test_any_dimension_any_count_and_copies_of_one_text_are_found(dimension: int, count: int) -> None:
    rng = np.random.default_rng(2)
    rows = rng.standard_normal((count, dimension)).astype(np.float32)
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    assert index_of(rows, Layout.of(count, 1_000)).search(rows[0], 1) == [1]
    copies = np.repeat(rows[:1], 700, axis=0)
    assert len(set(index_of(copies, Layout.of(700, 1_000)).search(rows[0], 600))) == 600


# Following the database


@pytest.fixture
def store(fake_library: Library) -> LocalStore:
    assert isinstance(fake_library.store, LocalStore)
    return fake_library.store


@pytest.fixture
def leg(store: LocalStore, tmp_path: Path) -> FaissSearch:
    return FaissSearch(store, tmp_path / "vectors.faiss")


def put(store: LocalStore, path: str, rows: Vectors) -> None:
    """Store a document with a chunk for each row."""
    text = "word " * len(rows)
    chunks = [
        (Chunk(start=5 * at, end=5 * at + 4, page=None, heading="", language="en"), f"{path} {at}".encode())
        for at in range(len(rows))
    ]
    store.put_document(FileFacts(path, path, 1, 1), Document(text=text, sections=(), language="en", reader="x"), chunks)
    store.vectors.put([(key, packed) for (_, key), packed in zip(chunks, pack_vectors(rows), strict=True)])


def finds(leg: FaissSearch, row: Vectors, model: VectorModel = MODEL) -> tuple[int, float]:
    (best,) = leg.search(row.reshape(1, -1), 1, model).items()
    return best


def record(leg: FaissSearch) -> IndexFile:
    assert leg.saved
    return leg.saved


LARGE = Sizes(few=20, small=100, one_list=250)
"""Some hundred vectors are many."""


@pytest.fixture
def large(store: LocalStore, tmp_path: Path) -> FaissSearch:
    put(store, "first", unit_rows(200))
    leg = FaissSearch(store, tmp_path / "vectors.faiss", LARGE)
    assert leg.rebuild(MODEL) == ""
    return leg


def another(leg: FaissSearch, store: LocalStore) -> FaissSearch:
    """Return a dense search that starts from the file, as another process does."""
    return FaissSearch(store, leg.path, LARGE)


def test_vectors_added_after_the_file_are_found_and_removed_ones_are_not(store: LocalStore, large: FaissSearch) -> None:
    new = unit_rows(5, seed=3)
    put(store, "second", new)
    reader = another(large, store)
    assert reader.is_usable(MODEL)
    assert [round(finds(leg, row)[1], 2) for leg in (large, reader) for row in new] == [1.0] * 10
    store.remove(["first"])
    for leg in (large, reader, another(large, store)):
        assert len(leg.search(new[:1], 200, MODEL)) == 5
    assert record(large).generation < store.vectors.generation


def test_if_all_near_chunks_are_removed_the_others_are_found(store: LocalStore, tmp_path: Path) -> None:
    far = -np.ones((3, DIMENSION), np.float32) / DIMENSION**0.5
    put(store, "near", np.abs(unit_rows(900)))
    put(store, "far", far)
    leg = FaissSearch(store, tmp_path / "vectors.faiss")
    assert leg.rebuild(MODEL) == ""
    store.remove(["near"])
    assert len(leg.search(-far[:1], 200, MODEL)) == 3


def test_a_large_index_is_changed_without_training_its_centres_again(store: LocalStore, large: FaissSearch) -> None:
    before = record(large)
    put(store, "second", unit_rows(30, seed=4))
    assert large.rebuild(MODEL) == ""
    assert (record(large).trained_on, record(large).generation) == (before.trained_on, store.vectors.generation)
    assert large.is_current(MODEL)
    store.remove(["second"])
    assert another(large, store).rebuild(MODEL) == ""
    index = VectorIndex.load(large.path, record(large))
    assert index
    assert sorted(index.ids.tolist()) == store.vectors.ids().tolist()
    put(store, "third", unit_rows(150, seed=5))
    assert large.rebuild(MODEL) == ""
    assert record(large).trained_on == 350
    assert round(finds(another(large, store), unit_rows(150, seed=5)[7])[1], 2) == 1.0


def test_a_small_index_is_built_again_so_that_the_same_vectors_give_the_same_file(store: LocalStore, tmp_path: Path) -> None:
    put(store, "first", unit_rows(200))
    leg = FaissSearch(store, tmp_path / "vectors.faiss")
    assert leg.rebuild(MODEL) == ""
    once = leg.path.read_bytes()
    put(store, "second", unit_rows(3, seed=3))
    leg.rebuild(MODEL)
    store.remove(["second"])
    leg.rebuild(MODEL)
    assert leg.path.read_bytes() == once


def test_the_file_is_updated_while_vectors_are_added(store: LocalStore, tmp_path: Path) -> None:
    leg = FaissSearch(store, tmp_path / "vectors.faiss", LARGE)
    held = []
    for number in range(30):
        put(store, str(number), unit_rows(20, seed=number))
        leg.keep_up(20, MODEL)
        index = VectorIndex.load(leg.path, record(leg)) if leg.saved else None
        held.append(len(index) if index else 0)
        assert 20 * (number + 1) - held[-1] <= max(100, held[-1] // 4)
    assert held[:6] == [0] * 5 + [120]
    assert len(set(held)) < 8
    assert another(leg, store).is_usable(MODEL)


def test_removed_vectors_are_removed_from_a_large_file_and_an_empty_file_is_deleted(
    store: LocalStore, large: FaissSearch
) -> None:
    put(store, "second", unit_rows(30, seed=4))
    large.rebuild(MODEL)
    store.remove(["second"])
    large.forget_gone()
    index = VectorIndex.load(large.path, record(large))
    assert index
    assert sorted(index.ids.tolist()) == store.vectors.ids().tolist()
    FaissSearch(store, large.path).forget_gone()
    assert not large.path.exists()
    assert large.saved is None


def test_an_index_of_another_model_map_kind_or_later_version_is_not_searched(store: LocalStore, large: FaissSearch) -> None:
    assert another(large, store).is_usable(MODEL)
    assert not another(large, store).is_usable(OTHER_MAP)
    assert not another(large, store).is_usable(VectorModel(FakeEmbedder("fake:2"), MODEL.language_map))
    saved = record(large)
    for wrong in (replace(saved, kind="flat"), replace(saved, generation=saved.generation + 1), replace(saved, sha256="0")):
        store.set_meta("faiss", str(wrong))
        assert not another(large, store).is_usable(MODEL)
        assert round(finds(another(large, store), unit_rows(200)[3])[1], 2) == 1.0
    store.set_meta("faiss", '{"sha256": "0", "generation": 1, "fingerprint": "fake:1", "language_map": "an older record"}')
    assert not another(large, store).is_usable(MODEL)


def test_a_small_filter_is_searched_exactly_and_a_large_one_is_respected(store: LocalStore, large: FaissSearch) -> None:
    rows = unit_rows(200)
    ids = store.vectors.ids()
    exact = dict(zip(ids.tolist(), (rows @ rows[0]).tolist(), strict=True))
    for among in (ids[:15], ids[::3]):
        found = large.search(rows[:1], 200, MODEL, Among(np.array([1]), among))
        assert set(found) == set(among.tolist())
        assert all(abs(cosine - exact[identity]) < 0.02 for identity, cosine in found.items())


def test_an_empty_library_has_an_index_that_later_vectors_replace(store: LocalStore, tmp_path: Path) -> None:
    leg = FaissSearch(store, tmp_path / "vectors.faiss", LARGE)
    assert leg.search(unit_rows(1), 5, MODEL) == {}
    assert leg.rebuild(MODEL) == ""
    put(store, "first", unit_rows(3))
    assert round(finds(leg, unit_rows(3)[1])[1], 2) == 1.0
    assert round(finds(another(leg, store), unit_rows(3)[1])[1], 2) == 1.0
