"""The map takes the language out of vectors and leaves the meaning."""

import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from indexes.calibration import Pair
from indexes.embedder import Vectors
from indexes.language_map import LanguageMap
from ingest.scripts import EIGHT
from tests.fakes import DIMENSION, FakeEmbedder

TOPICS = [f"topic{number}" for number in range(60)]


class Babel(FakeEmbedder):
    """Embeds `xx word` as the word's vector with a large offset for the language xx."""

    def _row(self, text: str) -> Vectors:
        language, word = text.split(maxsplit=1)
        offset = np.random.default_rng(EIGHT.index(language)).standard_normal(DIMENSION).astype(np.float32)
        return super()._row(word) + 3 * offset


def pairs(language: str, topics: Sequence[str]) -> list[Pair]:
    return [Pair(f"{language} {topic}", f"{language} {topic}") for topic in topics]


@pytest.fixture(scope="module")
def fitted() -> LanguageMap:
    return LanguageMap.fit(Babel(), {language: pairs(language, TOPICS[:40]) for language in EIGHT})


def nearest(fitted: LanguageMap, language: str, topic: str) -> str:
    """Return what is found for a topic among all unseen topics in all other languages and its own wrong ones."""
    shelf = [f"{other} {t}" for other in EIGHT for t in TOPICS[40:] if (other, t) != (language, topic)]
    rows = fitted.passages(Babel().embed_passages(shelf))
    query = fitted.queries(Babel().embed_queries([f"{language} {topic}"]))[0]
    return shelf[int(np.argmax(rows @ query))]


def test_without_the_map_a_question_finds_its_own_language_and_with_it_its_subject(fitted: LanguageMap) -> None:
    plain = LanguageMap.identity(DIMENSION)
    asked = [(language, topic) for language in EIGHT for topic in TOPICS[40:44]]
    assert sum(nearest(plain, *question).startswith(question[0]) for question in asked) > len(asked) * 0.9
    assert sum(nearest(fitted, *question).endswith(" " + question[1]) for question in asked) > len(asked) * 0.9


def test_the_basis_is_orthonormal_with_one_direction_less_than_languages(fitted: LanguageMap) -> None:
    assert fitted.basis.shape == (len(EIGHT) - 1, DIMENSION)
    np.testing.assert_allclose(fitted.basis @ fitted.basis.T, np.eye(len(EIGHT) - 1), atol=1e-5)


def test_mapped_rows_have_unit_length_and_nothing_left_of_the_basis(fitted: LanguageMap) -> None:
    rows = fitted.passages(Babel().embed_passages([f"{language} {topic}" for language in EIGHT for topic in TOPICS[:3]]))
    np.testing.assert_allclose(np.linalg.norm(rows, axis=1), 1, atol=1e-5)
    np.testing.assert_allclose(rows @ fitted.basis.T, 0, atol=1e-5)


def test_the_map_that_changes_nothing_changes_nothing() -> None:
    rows = FakeEmbedder().embed_passages(["one", "two"])
    np.testing.assert_allclose(LanguageMap.identity(DIMENSION).passages(rows), rows, atol=1e-6)


def test_a_saved_map_comes_back_for_its_model_alone(fitted: LanguageMap, tmp_path: Path) -> None:
    path = tmp_path / "map.json"
    fitted.save(path, "fake:1")
    loaded = LanguageMap.load(path, "fake:1")
    assert loaded
    assert loaded.digest == fitted.digest
    assert LanguageMap.load(path, "fake:2") is None
    assert LanguageMap.load(tmp_path / "none.json", "fake:1") is None


def test_a_damaged_map_is_measured_again(fitted: LanguageMap, tmp_path: Path) -> None:
    path = tmp_path / "map.json"
    fitted.save(path, "fake:1")
    whole = path.read_bytes()
    data = json.loads(whole)
    data["query_mean"][3] += 0.5
    for damaged in (b"", b"[]", whole[:-40], b"\x00" * 50, json.dumps(data).encode(), b'{"fingerprint": "fake:1"}'):
        path.write_bytes(damaged)
        assert LanguageMap.load(path, "fake:1") is None
