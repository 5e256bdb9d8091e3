"""Fixtures of the tests of questions and answers."""

import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from indexes.embedding.embedder import Vectors
from indexes.embedding.fast_embedder import FastEmbedder
from indexes.embedding.language_map import LanguageMap
from indexes.indexing.indexer import Indexer
from indexes.library import Library
from ingest.isolation.worker import Worker
from ragassist.grounding.text_judge import Models, TextJudge
from ragassist.language.classifiers import classifiers_for
from tests.fakes import DIMENSION, FakeEmbedder

Papers = Mapping[str, str]
"""Texts by the name of their file."""
LibraryOf = Callable[[Papers], Library]
"""Opens the library of some papers."""


@pytest.fixture(scope="session")
def judge(embedder: FastEmbedder, language_map: LanguageMap) -> TextJudge:
    """The judge of texts with the real embedding model."""
    found = classifiers_for(embedder.fingerprint)
    assert found, "the classifiers were fitted for another embedding model: run bench/fit_classifiers.py"

    def passages(texts: list[str]) -> Vectors:
        return language_map.passages(embedder.embed_passages(texts))

    return TextJudge(Models(found, passages, lambda text: language_map.queries(embedder.embed_queries([text]))))


@pytest.fixture(scope="session")
def indexed_once(tmp_path_factory: pytest.TempPathFactory, worker: Worker) -> Callable[[Papers], Path]:
    """Returns the library of papers with the fake embedder, which is made once and isn't to be opened: tests open copies."""
    made: dict[tuple[tuple[str, str], ...], Path] = {}

    def indexed(papers: Papers) -> Path:
        if (key := tuple(papers.items())) not in made:
            folder = tmp_path_factory.mktemp("indexed")
            (folder / "papers").mkdir()
            for name, text in papers.items():
                (folder / "papers" / name).write_text(text, encoding="utf-8")
            with Library(folder / "library", FakeEmbedder("fake:1"), lambda: LanguageMap.identity(DIMENSION)) as library:
                Indexer(library, worker).update([folder / "papers"])
            made[key] = folder / "library"
        return made[key]

    return indexed


@pytest.fixture
def library_of(indexed_once: Callable[[Papers], Path], tmp_path: Path, open_fake_library: Callable[..., Library]) -> LibraryOf:
    """Opens a library of the test's own with papers that the test doesn't change."""

    def copied(papers: Papers) -> Library:
        shutil.copytree(indexed_once(papers), tmp_path / "library")
        return open_fake_library()

    return copied
