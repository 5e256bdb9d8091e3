"""Fixtures of the tests of questions and answers."""

import pytest

from indexes.embedding.embedder import Vectors
from indexes.embedding.fast_embedder import FastEmbedder
from indexes.embedding.language_map import LanguageMap
from ragassist.grounding.text_judge import Models, TextJudge
from ragassist.language.classifiers import classifiers_for


@pytest.fixture(scope="session")
def judge(embedder: FastEmbedder, language_map: LanguageMap) -> TextJudge:
    """The judge of texts with the real embedding model."""
    found = classifiers_for(embedder.fingerprint)
    assert found, "the classifiers were fitted for another embedding model: run bench/fit_classifiers.py"

    def passages(texts: list[str]) -> Vectors:
        return language_map.passages(embedder.embed_passages(texts))

    return TextJudge(Models(found, passages, lambda text: language_map.queries(embedder.embed_queries([text]))))
