"""Packed data is small and is unpacked unchanged, and damage is detected."""

import json
import zlib

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexes.embedding.embedder import Vectors
from indexes.errors import VectorsInvalid
from indexes.storage.packing import (
    SEGMENT,
    PackingDamaged,
    is_whole,
    pack_layout,
    pack_text,
    pack_vectors,
    unpack_labels,
    unpack_layout,
    unpack_text,
    unpack_vectors,
)
from ingest.documents import Document, Mark, Section, Span

TEXTS = ("", "x", "水泵 مضخة pump Größe 펌프 ポンプ 😀\n", "The canal pump. " * (SEGMENT // 8))


def unit_rows(count: int, dimension: int = 384) -> Vectors:
    rows = np.random.default_rng(1).standard_normal((count, dimension)).astype(np.float32)
    return np.asarray(rows / np.linalg.norm(rows, axis=1, keepdims=True), np.float32)


@pytest.mark.parametrize("text", TEXTS, ids=range(len(TEXTS)))
def test_a_text_is_unpacked_segment_by_segment(text: str) -> None:
    parts = list(pack_text(text))
    assert [start for start, _ in parts] == list(range(0, len(text), SEGMENT))
    assert "".join(unpack_text(packed) for _, packed in parts) == text


def test_vectors_are_packed_into_a_quarter_of_the_space_with_a_small_error() -> None:
    rows = unit_rows(50)
    packed = pack_vectors(rows)
    assert {len(blob) for blob in packed} == {384 + 8}
    back = unpack_vectors(packed)
    assert np.abs(back @ rows.T - rows @ rows.T).max() < 0.01
    assert all(map(is_whole, packed))


@given(at=st.integers(0, 391), bit=st.integers(0, 7))
def test_every_flipped_bit_of_a_vector_is_detected(at: int, bit: int) -> None:
    (packed,) = pack_vectors(unit_rows(1))
    assert not is_whole(packed[:at] + bytes((packed[at] ^ 1 << bit,)) + packed[at + 1 :])


def test_a_zero_row_stays_zero_and_nan_is_refused() -> None:
    assert not unpack_vectors(pack_vectors(np.zeros((1, 8), np.float32))).any()
    for bad in (np.nan, np.inf):
        rows = unit_rows(2)
        rows[1, 3] = bad
        with pytest.raises(VectorsInvalid, match="models verify"):
            pack_vectors(rows)


def test_a_layout_is_unpacked_unchanged_and_damage_is_detected() -> None:
    document = Document(
        text="text", sections=(Section(0, 4, 2, "A › 水", leads=True),), language="en", reader="x",
        marks=(Mark(0, 4, Span(3, 9), "a | b"), Mark(1, 2, None, "h")),
        unread=("page 1: no",), notes=("note",), scans=(1,), labels=("", "iv"),
    )  # fmt: skip
    found = unpack_layout(pack_layout(document))
    assert (found["labels"], unpack_labels(pack_layout(document))) == (("", "iv"), ("", "iv"))
    assert (found["sections"], found["marks"]) == (document.sections, document.marks)
    assert (found["unread"], found["notes"], found["scans"]) == (("page 1: no",), ("note",), (1,))
    for damaged in (b"", pack_layout(document)[:-3], b"x" * 40):
        with pytest.raises(PackingDamaged):
            unpack_layout(damaged)
    with pytest.raises(PackingDamaged):
        unpack_text(next(pack_text("text"))[1][:-1])


def test_the_layout_of_an_older_program_is_read() -> None:
    older = {"sections": [[0, 4, 2, "A"]], "marks": [], "unread": [], "notes": [], "scans": []}
    packed = zlib.compress(json.dumps(older).encode())
    assert unpack_layout(packed)["sections"] == (Section(0, 4, 2, "A"),)
    assert unpack_labels(packed) == ()
