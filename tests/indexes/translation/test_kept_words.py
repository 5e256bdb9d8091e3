"""The stored words of a library follow its documents: new words are added, those of removed documents removed."""

import hashlib
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import pytest

from indexes.embedding.embedder import Vectors
from indexes.translation.kept_words import KeptWords, load_vocabulary
from indexes.translation.upkeep import brought_up, without_gone
from indexes.translation.vocabulary import Vocabulary, packed


class FakeEncoder:
    """Gives each word its own direction, and records the requested words."""

    name = "fake"

    def __init__(self) -> None:
        self.asked: list[str] = []

    def encode(self, words: Sequence[str]) -> Vectors:
        self.asked.extend(words)
        rows = [self._row(word) for word in words]
        return np.array(rows, np.float32).reshape(-1, 32)

    @staticmethod
    def _row(word: str) -> Vectors:
        seed = int.from_bytes(hashlib.sha256(word.encode()).digest()[:4], "big")
        row = np.random.default_rng(seed).standard_normal(32)
        return np.asarray(row / np.linalg.norm(row), np.float32)


def holding(**documents: int) -> Callable[[int], Counter[str]]:
    return lambda identity: Counter({"lease": 3, "rare": 1, f"only{identity}": documents.get(f"of{identity}", 3)})


@pytest.fixture
def encoder() -> FakeEncoder:
    return FakeEncoder()


@pytest.fixture
def kept(encoder: FakeEncoder) -> KeptWords:
    return brought_up(KeptWords.empty("fake"), {1: "en", 2: "de"}, holding(), encoder)


def test_words_in_three_chunks_have_vectors(kept: KeptWords) -> None:
    assert set(kept.vocabulary.words) == {"lease", "only1", "only2"}
    assert kept.rarer == ("rare",)


def test_a_word_has_the_language_of_most_of_its_chunks(kept: KeptWords) -> None:
    language = dict(zip(kept.vocabulary.words, kept.vocabulary.languages.tolist(), strict=True))
    assert (language["only1"], language["only2"]) == ("en", "de")


def test_a_word_gets_its_vector_when_it_becomes_frequent_and_others_keep_theirs(kept: KeptWords, encoder: FakeEncoder) -> None:
    encoder.asked.clear()
    more = brought_up(kept, {1: "en", 2: "de", 3: "fr"}, holding(of3=1), encoder)
    assert encoder.asked == ["rare"]
    assert set(more.vocabulary.words) == {"lease", "only1", "only2", "rare"}


def test_each_word_keeps_its_own_vector(kept: KeptWords, encoder: FakeEncoder) -> None:
    more = brought_up(kept, {2: "de", 3: "fr", 4: "fr"}, holding(), encoder).vocabulary
    assert more.similarities(FakeEncoder().encode(more.words)).argmax(axis=1).tolist() == list(range(len(more)))


def test_no_word_of_a_removed_document_stays(kept: KeptWords, tmp_path: Path) -> None:
    left = without_gone(kept, [2])
    left.save(tmp_path / "words")
    assert "only1" not in left.words
    assert b"only1" not in (tmp_path / "words").read_bytes()
    assert set(left.words) == {"lease", "rare", "only2"}


def test_words_that_are_up_to_date_are_returned_as_they_are(kept: KeptWords, encoder: FakeEncoder) -> None:
    assert brought_up(kept, {1: "en", 2: "de"}, holding(), encoder) is kept
    assert without_gone(kept, [1, 2]) is kept


def test_pieces_of_a_longer_piece_get_no_vector(encoder: FakeEncoder) -> None:
    counts = Counter({"磁盘配额": 6, "磁盘配": 6, "盘配额": 6, "磁盘": 20, "盘配": 6, "配额": 7})
    found = brought_up(KeptWords.empty("fake"), {1: "zh"}, lambda _: counts, encoder)
    assert set(found.vocabulary.words) == {"磁盘配额", "磁盘"}


def test_a_file_is_loaded_as_it_was_saved(kept: KeptWords, tmp_path: Path) -> None:
    kept.save(tmp_path / "words")
    again = KeptWords.load(tmp_path / "words", "fake")
    assert (again.words, again.documents.tolist(), again.held.tolist()) == (
        kept.words,
        kept.documents.tolist(),
        kept.held.tolist(),
    )
    assert load_vocabulary(tmp_path / "words", "fake").words == kept.vocabulary.words


@pytest.mark.parametrize("damage", ["cut", "flipped", "foreign", "empty"])
def test_a_damaged_file_counts_as_missing(kept: KeptWords, tmp_path: Path, damage: str) -> None:
    path = tmp_path / "words"
    kept.save(path)
    body = bytearray(path.read_bytes())
    at = body.index(b"lease")
    body[at] ^= 1
    path.write_bytes({"cut": bytes(body[:-200]), "flipped": bytes(body), "foreign": b"PK\x03\x04" * 9, "empty": b""}[damage])
    assert len(load_vocabulary(path, "fake")) == 0
    assert KeptWords.load(path, "fake").words == ()


def test_vectors_of_another_encoder_are_not_used(kept: KeptWords, tmp_path: Path) -> None:
    kept.save(tmp_path / "words")
    assert len(load_vocabulary(tmp_path / "words", "another")) == 0


def test_rounding_changes_no_cosine_by_more_than_a_hundredth() -> None:
    rows = FakeEncoder().encode([f"word{n}" for n in range(300)])
    whole, steps = packed(rows)
    vocabulary = Vocabulary(tuple(map(str, range(300))), np.full(300, "en"), np.full(300, 3), whole, steps)
    assert np.abs(vocabulary.similarities(rows) - rows @ rows.T).max() < 0.01


def test_with_any_flipped_bit_the_archive_is_loaded_or_built_again(kept: KeptWords, tmp_path: Path) -> None:
    path = tmp_path / "words"
    kept.save(path)
    whole = path.read_bytes()
    for at in [*range(60), *range(len(whole) - 400, len(whole))]:
        for bit in range(0, 8, 3):
            damaged = bytearray(whole)
            damaged[at] ^= 1 << bit
            path.write_bytes(damaged)
            assert len(load_vocabulary(path, "fake")) in (0, len(kept.vocabulary))
