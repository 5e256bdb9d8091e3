"""The interface of embedders, tested with the fake one of other tests and the real one."""

from dataclasses import replace

import numpy as np
import pytest

from indexes.embedding.embedder import Embedder, NoEmbedder
from indexes.embedding.fast_embedder import FastEmbedder
from indexes.embedding.model_folder import Kind, ModelFolder
from indexes.embedding.onnx.agreement import LEAST_COSINE, LEAST_INT8_COSINE, agreement, probe
from indexes.embedding.onnx.engine import OnnxEmbedder
from indexes.embedding.sentence_transformer import SentenceTransformerEmbedder
from tests.fakes import FakeEmbedder

TEXTS = ["The canal pump weighs 31.4 kg.", "The rent is 790 euros.", "The canal pump weighs 31.4 kg.", "😀"]


@pytest.fixture(params=["fake", "reference", "fast"], scope="module")
def any_embedder(request: pytest.FixtureRequest) -> Embedder:
    names = {"reference": "reference_embedder", "fast": "embedder"}
    found: Embedder = request.getfixturevalue(names[request.param]) if request.param in names else FakeEmbedder()
    return found


def test_rows_have_unit_length_and_a_text_has_the_same_row_in_any_batch(any_embedder: Embedder) -> None:
    rows = any_embedder.embed_passages(TEXTS)
    assert rows.dtype == np.float32
    assert rows.shape[0] == len(TEXTS)
    np.testing.assert_allclose(np.linalg.norm(rows, axis=1), 1, atol=1e-5)
    np.testing.assert_allclose(rows[0], rows[2], atol=1e-5)
    np.testing.assert_allclose(any_embedder.embed_passages(TEXTS[:1])[0], rows[0], atol=1e-3)


def test_a_question_is_nearest_to_its_passage(any_embedder: Embedder) -> None:
    query = any_embedder.embed_queries(["What is the weight of the canal pump?"])[0]
    assert int(np.argmax(any_embedder.embed_passages(TEXTS[:2]) @ query)) == 0


def test_the_tokenizer_neither_truncates_nor_pads(any_embedder: Embedder) -> None:
    tokenizer = any_embedder.tokenizer
    assert len(tokenizer.encode("word " * 2000, add_special_tokens=False).ids) >= 2000
    assert len(tokenizer.encode("word", add_special_tokens=False).ids) < 5


@pytest.mark.parametrize("kind", ["query", "passage"])
def test_a_text_has_the_vectors_of_its_own_tokens(any_embedder: Embedder, kind: Kind) -> None:
    alone, long, empty = any_embedder.token_vectors(["Pumpe", "ポンプ K-240 ist schwer", ""], kind)
    assert alone.dtype == np.float32
    assert 1 <= len(alone) < len(long) < 20
    assert alone.shape[1] == long.shape[1] == empty.shape[1]
    assert len(empty) == 0


def test_the_fingerprint_names_model_and_prefixes(embedder: FastEmbedder) -> None:
    path = embedder.model.path
    others = [ModelFolder(path, "0" * 64, "query: ", "passage: "), ModelFolder(path, "0" * 64, "", "")]
    cut = replace(embedder.model, dimensions=128)
    assert len({embedder.fingerprint, cut.fingerprint, *(other.fingerprint for other in others)}) == 4
    assert embedder.fingerprint.startswith("multilingual-e5-small:")


def test_a_library_without_an_embedder_raises_when_one_is_needed() -> None:
    with pytest.raises(AssertionError, match="opened to be read"):
        NoEmbedder().embed_queries(["x"])


def test_e5_runs_on_the_fast_engine_with_the_same_fingerprint(
    embedder: FastEmbedder, reference_embedder: SentenceTransformerEmbedder
) -> None:
    assert isinstance(embedder.load(), OnnxEmbedder)
    assert embedder.fingerprint == reference_embedder.fingerprint
    assert agreement(probe(reference_embedder), probe(embedder)) >= (
        LEAST_INT8_COSINE if "8-bit" in embedder.engine else LEAST_COSINE
    )
