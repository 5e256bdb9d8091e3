"""The map removes the language from vectors and keeps the meaning."""

import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from indexes.embedding.embedder import Vectors
from indexes.embedding.language_map import LanguageMap
from indexes.embedding.language_map_fitting import map_key, measured_map
from indexes.embedding.parallel_texts import Pair, calibration_texts
from indexes.errors import VectorsInvalid
from indexes.library import Library
from indexes.records import FileFacts
from ingest.assembly import assemble
from ingest.chunking import Chunker
from ingest.documents import Block, Reading
from ragassist.language.registry import languages
from tests.fakes import DIMENSION, FakeEmbedder

TOPICS = [f"topic{number}" for number in range(60)]


class Esperanto(FakeEmbedder):
    """Embeds `xx word` as the vector of the word, for any language xx."""

    def _row(self, text: str) -> Vectors:
        return super()._row(text.split(maxsplit=1)[1])


class Babel(Esperanto):
    """Embeds `xx word` as the vector of the word plus a large offset for the language xx, and another one for questions."""

    def embed_queries(self, texts: Sequence[str]) -> Vectors:
        rows = super().embed_queries(texts) + np.linspace(0, 0.1, DIMENSION)
        return np.asarray(rows / np.linalg.norm(rows, axis=1, keepdims=True), np.float32)

    def _row(self, text: str) -> Vectors:
        offset = np.random.default_rng(languages().index(text[:2])).standard_normal(DIMENSION).astype(np.float32)
        return super()._row(text) + 3 * offset


def pairs(language: str, topics: Sequence[str]) -> list[Pair]:
    return [Pair(f"{language} {topic}", f"{language} {topic}") for topic in topics]


@pytest.fixture(scope="module")
def fitted() -> LanguageMap:
    return measured_map(Babel(), {language: pairs(language, TOPICS[:40]) for language in languages()})


def nearest(fitted: LanguageMap, language: str, topic: str) -> str:
    """Return the nearest text to a topic among all unseen topics in other languages and wrong ones in its own language."""
    model_store = [f"{other} {t}" for other in languages() for t in TOPICS[40:] if (other, t) != (language, topic)]
    rows = fitted.passages(Babel().embed_passages(model_store))
    query = fitted.queries(Babel().embed_queries([f"{language} {topic}"]))[0]
    return model_store[int(np.argmax(rows @ query))]


def test_without_the_map_a_question_finds_its_own_language_and_with_it_its_subject(fitted: LanguageMap) -> None:
    plain = LanguageMap.identity(DIMENSION)
    asked = [(language, topic) for language in languages() for topic in TOPICS[40:44]]
    assert sum(nearest(plain, *question).startswith(question[0]) for question in asked) > len(asked) * 0.9
    assert sum(nearest(fitted, *question).endswith(" " + question[1]) for question in asked) > len(asked) * 0.9


def test_the_basis_is_orthonormal_with_one_direction_less_than_languages(fitted: LanguageMap) -> None:
    assert fitted.basis.shape == (len(languages()) - 1, DIMENSION)
    np.testing.assert_allclose(fitted.basis @ fitted.basis.T, np.eye(len(languages()) - 1), atol=1e-5)


def test_mapped_rows_have_unit_length_and_nothing_left_of_the_basis(fitted: LanguageMap) -> None:
    rows = fitted.passages(Babel().embed_passages([f"{language} {topic}" for language in languages() for topic in TOPICS[:3]]))
    np.testing.assert_allclose(np.linalg.norm(rows, axis=1), 1, atol=1e-5)
    np.testing.assert_allclose(rows @ fitted.basis.T, 0, atol=1e-5)


def test_the_empty_map_leaves_vectors_as_they_are() -> None:
    rows = FakeEmbedder().embed_passages(["one", "two"])
    np.testing.assert_allclose(LanguageMap.identity(DIMENSION).passages(rows), rows, atol=1e-6)


def test_a_saved_map_is_loaded_only_for_its_model(fitted: LanguageMap, tmp_path: Path) -> None:
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
    assert data["query_mean"] != data["passage_mean"]
    data["query_mean"] = data["passage_mean"]
    for damaged in (b"", b"[]", whole[:-40], b"\x00" * 50, json.dumps(data).encode(), b'{"made_for": "fake:1"}'):
        path.write_bytes(damaged)
        assert LanguageMap.load(path, "fake:1") is None


def test_a_model_whose_vectors_are_the_same_in_all_languages_has_an_empty_map() -> None:
    found = measured_map(Esperanto(), {language: pairs(language, TOPICS[:24]) for language in languages()})
    assert found.digest == LanguageMap.identity(DIMENSION).digest


def test_a_model_with_vectors_that_are_not_numbers_is_refused() -> None:
    class Broken(Babel):
        def _row(self, text: str) -> Vectors:
            return super()._row(text) * np.float32(np.nan)

    with pytest.raises(VectorsInvalid, match="gives no numbers"):
        measured_map(Broken(), {language: pairs(language, TOPICS[:8]) for language in languages()})


def test_a_model_of_one_language_has_an_empty_map() -> None:
    assert measured_map(Babel(), {"en": pairs("en", TOPICS[:8])}).basis.shape == (0, DIMENSION)


def test_the_calibration_texts_are_on_the_same_subjects_in_twelve_languages_at_least() -> None:
    texts = calibration_texts()
    assert len(texts) >= 12
    assert set(languages()) <= set(texts)
    assert {len(rows) for rows in texts.values()} == {24}
    assert all(pair.passage.strip() and pair.question.strip() for rows in texts.values() for pair in rows)


def test_a_language_that_was_not_measured_is_found_no_worse_than_before() -> None:
    seen = [language for language in languages() if language != "ko"]
    found = measured_map(Babel(), {language: pairs(language, TOPICS[:40]) for language in seen})
    plain = LanguageMap.identity(DIMENSION)

    def right(using: LanguageMap) -> int:
        return sum(nearest(using, "ko", topic).endswith(" " + topic) for topic in TOPICS[40:52])

    assert found.basis.shape == (len(seen) - 1, DIMENSION)
    assert right(found) >= right(plain)


class Measuring:
    """Returns a map and counts the calls."""

    def __init__(self, given: LanguageMap) -> None:
        self.given, self.asked = given, 0

    def __call__(self) -> LanguageMap:
        self.asked += 1
        return self.given


def fill(library: Library) -> None:
    with library.writing():
        document = assemble(Reading((Block("en topic41"),)), "text")
        library.add(FileFacts("a.txt", "a", 10, 0), document, Chunker(library.embedder.tokenizer))
        library.embed()
        library.tidy(removed=False)


def test_a_library_is_searched_with_the_map_that_it_was_made_with(fitted: LanguageMap, tmp_path: Path) -> None:
    first, second = Measuring(fitted), Measuring(LanguageMap.identity(DIMENSION))
    with Library(tmp_path / "library", Babel(), first) as library:
        fill(library)
    with Library(tmp_path / "library", Babel(), second) as library:
        assert library.language_map.digest == fitted.digest
        assert library.search("de topic41", "en", 1)
    assert (first.asked, second.asked) == (1, 0)


def test_a_better_map_replaces_the_librarys_own_and_its_index_is_built_again(fitted: LanguageMap, tmp_path: Path) -> None:
    with Library(tmp_path / "library", Babel(), Measuring(LanguageMap.identity(DIMENSION))) as library:
        fill(library)
        library.store.set_meta("language_map", LanguageMap.identity(DIMENSION).dumps("fake:1|of earlier texts"))
    before = (tmp_path / "library" / "vectors.faiss").read_bytes()
    with Library(tmp_path / "library", Babel(), Measuring(fitted)) as library:
        assert library.language_map.digest == fitted.digest
        with library.writing():
            library.tidy(removed=False)
        assert LanguageMap.loads(library.store.meta("language_map"), map_key("fake:1"))
    assert (tmp_path / "library" / "vectors.faiss").read_bytes() != before
