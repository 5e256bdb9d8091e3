"""Values of a library cached between searches are correct after every change by any process."""

from collections.abc import Callable

import numpy as np
import pytest

from indexes.hits import Filter
from indexes.library import Library
from indexes.records import FileFacts
from indexes.sqlite.store import LocalStore
from ingest.documents import Chunk, Document


def put(store: LocalStore, path: str, language: str = "en") -> None:
    chunks = [(Chunk(start=at, end=at + 4, page=None, heading="", language=language), b"key") for at in (0, 5)]
    store.put_document(
        FileFacts(path, path, 1, 1), Document(text="word word", sections=(), language=language, reader="x"), chunks
    )


@pytest.fixture
def stores(open_fake_library: Callable[..., Library]) -> list[LocalStore]:
    """Return two connections to one library."""
    found = [open_fake_library().store for _ in range(2)]
    return [store for store in found if isinstance(store, LocalStore)]


def told(store: LocalStore) -> tuple[int, list[int]]:
    return store.chunk_count(), store.among(Filter(languages=("de",))).chunks.tolist()


def test_cached_counts_and_filters_follow_changes_by_any_connection(stores: list[LocalStore]) -> None:
    one, other = stores
    assert [told(store) for store in stores] == [(0, [])] * 2
    put(one, "a")
    assert [told(store) for store in stores] == [(2, [])] * 2
    put(other, "b", "de")
    assert [told(store) for store in stores] == [(4, [3, 4])] * 2
    one.remove(["a"])
    assert [told(store) for store in stores] == [(2, [3, 4])] * 2
    put(other, "b", "en")
    assert [told(store) for store in stores] == [(2, [])] * 2


def test_a_change_that_is_rolled_back_is_not_counted(stores: list[LocalStore]) -> None:
    one, _ = stores
    put(one, "a")
    with pytest.raises(KeyError), one.database.transaction():
        one.database.run("DELETE FROM chunks")
        assert one.chunk_count() == 0
        raise KeyError
    assert one.chunk_count() == 2


def test_the_count_within_a_snapshot_does_not_change(stores: list[LocalStore]) -> None:
    one, other = stores
    put(one, "a")
    with one.snapshot():
        assert one.chunk_count() == 2
        put(other, "b")
        assert one.chunk_count() == 2
    assert one.chunk_count() == 4


def test_the_cached_result_of_another_filter_is_not_used(stores: list[LocalStore]) -> None:
    one, _ = stores
    put(one, "a", "de")
    put(one, "b", "fr")
    passed = [one.among(Filter(languages=(language,))).chunks for language in ("de", "fr", "de", "xx")]
    assert [np.asarray(ids).tolist() for ids in passed] == [[1, 2], [3, 4], [1, 2], []]
