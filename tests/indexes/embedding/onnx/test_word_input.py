"""A graph that gets word vectors as an input gives the same numbers as with the table in it."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import onnx
import pytest

from indexes.embedding.embedder import Vectors
from indexes.embedding.model_folder import ModelFolder
from indexes.embedding.onnx.engine import OnnxEmbedder, open_session
from indexes.embedding.onnx.plan import Plan, read_graph, read_plan, stamp_of
from indexes.embedding.onnx.preparation import Float32Preparation, Int8Preparation
from indexes.embedding.onnx.word_input import words_to_input
from indexes.embedding.sentence_transformer import SentenceTransformerEmbedder
from tests.tiny_encoder import HIDDEN, LONGEST, PROMPTS, make_folder

TEXTS = ["the pump", "word11999 word0 ポンプ word0", "", "the filter word77 " * LONGEST]
WORDS = 12_000


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> ModelFolder:
    folder = make_folder(tmp_path_factory.mktemp("encoders") / "wordy", prompts=PROMPTS, more_words=WORDS)
    return ModelFolder(folder, "0" * 64, PROMPTS["query"], PROMPTS["document"])


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory, model: ModelFolder) -> Path:
    """Return the folder of the model's float32 export."""
    folder = tmp_path_factory.mktemp("exports")
    assert Float32Preparation(model, folder, print, model.load_tokenizer).ready()
    return folder


def engine(model: ModelFolder, plan: Plan, graph: bytes) -> OnnxEmbedder:
    return OnnxEmbedder(model, plan, open_session(model, plan.weights, graph), model.load_tokenizer())


def vectors(embedder: OnnxEmbedder) -> Vectors:
    return np.concatenate([embedder.embed_passages(TEXTS), embedder.embed_queries(TEXTS)])


def test_a_graph_with_word_vectors_as_an_input_gives_the_same_numbers(model: ModelFolder, place: Path) -> None:
    plan = read_plan(place, stamp_of(model))
    assert plan is not None
    graph = onnx.load_from_string(read_graph(place, plan))
    words = words_to_input(graph.graph)
    assert words is not None
    assert (words.file, words.width) == ("model.safetensors", HIDDEN)
    assert words.rows > WORDS
    ours = engine(model, replace(plan, words=words), graph.SerializeToString())
    theirs = engine(model, plan, read_graph(place, plan))
    np.testing.assert_array_equal(vectors(ours), vectors(theirs))
    for mine, its in zip(ours.token_vectors(TEXTS, "query"), theirs.token_vectors(TEXTS, "query"), strict=True):
        np.testing.assert_array_equal(mine, its)


def test_a_table_that_is_used_twice_stays_in_the_graph(model: ModelFolder, place: Path) -> None:
    plan = read_plan(place, stamp_of(model))
    assert plan is not None
    graph = onnx.load_from_string(read_graph(place, plan)).graph
    (table,) = [tensor.name for tensor in graph.initializer if tensor.dims[:1] and tensor.dims[0] > WORDS]
    graph.node.add(op_type="Identity", input=[table], output=["tied"])
    before = graph.SerializeToString()
    assert words_to_input(graph) is None
    assert graph.SerializeToString() == before


def test_the_engine_in_8_bit_integers_is_stored_without_the_table_and_opens_again(
    tmp_path: Path, model: ModelFolder, capfd: pytest.CaptureFixture[str]
) -> None:
    float32 = Float32Preparation(model, tmp_path, print, model.load_tokenizer)
    made = Int8Preparation(model, tmp_path, "any", print, float32)
    assert made.ready(), capfd.readouterr().out
    plan = read_plan(made.place, made.stamp)
    assert plan is not None
    if plan.refused:
        pytest.skip("without dot products of 8-bit integers sums overflow 16 bits: the engine is refused")
    assert plan.words is not None
    opened = made.kept()
    assert opened is not None
    cosines = (opened.embed_passages(TEXTS) * SentenceTransformerEmbedder(model).embed_passages(TEXTS)).sum(axis=1)
    assert cosines.min() > 0.99
