"""8-bit integers are used if the processor has instructions for them and results agree; temporary failures are tried again."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from indexes.embedding.fast_embedder import FastEmbedder
from indexes.embedding.model_folder import ModelFolder
from indexes.embedding.onnx.engine import OnnxEmbedder
from indexes.embedding.onnx.plan import FastEngineUnusable, Plan
from indexes.embedding.onnx.preparation import Float32Preparation, Int8Preparation
from indexes.embedding.sentence_transformer import SentenceTransformerEmbedder
from ingest.system.processor import int8_instructions
from tests.tiny_encoder import LONGEST, PROMPTS, make_folder

TEXTS = ["the pump", "der filter is changed every spring", "", "the filter , " * LONGEST]
INTEGERS = "avx512_vnni"
needs_dot_products = pytest.mark.skipif(
    not int8_instructions(), reason="without dot products of 8-bit integers sums overflow 16 bits: they differ from float32"
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_folder(tmp_path_factory.mktemp("encoders") / "tiny", prompts=PROMPTS)


@pytest.fixture
def model(folder: Path) -> ModelFolder:
    return ModelFolder(folder, "0" * 64, PROMPTS["query"], PROMPTS["document"])


@pytest.fixture
def said() -> list[str]:
    return []


@pytest.fixture(scope="module")
def made(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The exports of the model in float32 and in 8-bit integers, made once."""
    place = tmp_path_factory.mktemp("made") / "export"
    model = ModelFolder(folder, "0" * 64, PROMPTS["query"], PROMPTS["document"])
    FastEmbedder(model, place, print, INTEGERS).load()
    return place


@pytest.fixture
def export(made: Path, tmp_path: Path) -> Path:
    """A copy of the exports, which a test may change."""
    return shutil.copytree(made, tmp_path / "export")


class FailingExport(Float32Preparation):
    """An export that fails with an error a number of times."""

    def __init__(self, model: ModelFolder, place: Path, say: Callable[[str], None], failures: list[Exception]) -> None:
        super().__init__(model, place, say, model.load_tokenizer)
        self.failures = failures

    def made(self) -> tuple[Plan, bytes]:
        """Return the export, or raise the next error."""
        if self.failures:
            raise self.failures.pop(0)
        return super().made()


class Disagreeing(Int8Preparation):
    """An engine with 8-bit integers whose results differ."""

    def difference(self, engine: OnnxEmbedder) -> str:
        """Return a difference above the limit."""
        return "they differ"


@pytest.mark.parametrize(
    "failure",
    [
        MemoryError(),
        OSError(28, "No space left on device"),
        RuntimeError("[enforce fail at alloc_cpu.cpp:127] DefaultCPUAllocator: can't allocate memory"),
    ],
    ids=lambda failure: type(failure).__name__,
)
def test_a_temporary_failure_is_tried_again_at_the_next_start(
    tmp_path: Path, model: ModelFolder, said: list[str], failure: Exception
) -> None:
    assert FailingExport(model, tmp_path, said.append, [failure]).ready() is None
    assert "sentence-transformers, which is slower" in said[-1]
    assert FailingExport(model, tmp_path, said.append, []).ready() is not None


def test_a_model_that_cant_be_traced_is_tried_once(tmp_path: Path, model: ModelFolder, said: list[str]) -> None:
    failure = NotImplementedError("aten::unknown")
    assert FailingExport(model, tmp_path, said.append, [failure]).ready() is None
    again = FailingExport(model, tmp_path, said.append, [failure])
    assert again.ready() is None
    assert again.failures == [failure]


def test_a_run_that_is_killed_while_it_compares_leaves_no_plan(tmp_path: Path, model: ModelFolder) -> None:
    class Killed(Float32Preparation):
        def difference(self, engine: OnnxEmbedder) -> str:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        Killed(model, tmp_path, print, model.load_tokenizer).ready()
    assert not (tmp_path / "plan.json").exists()


@needs_dot_products
def test_8_bit_integers_are_near_float32_and_are_used_for_queries_and_passages(
    tmp_path: Path, model: ModelFolder, said: list[str]
) -> None:
    fast = FastEmbedder(model, tmp_path, said.append, INTEGERS)
    assert isinstance(fast.load(), OnnxEmbedder), said
    assert fast.engine == f"onnxruntime, 8-bit integers ({INTEGERS})"
    reference = SentenceTransformerEmbedder(model)
    for ours, theirs in (
        (fast.embed_passages(TEXTS), reference.embed_passages(TEXTS)),
        (fast.embed_queries(TEXTS), reference.embed_queries(TEXTS)),
    ):
        cosines = (ours * theirs).sum(axis=1)
        assert cosines.min() > 0.99
        assert cosines.min() < 0.99999  # float32 would be nearer to the reference


def test_8_bit_integers_share_the_fingerprint_so_that_a_library_may_be_moved(tmp_path: Path, model: ModelFolder) -> None:
    names = {FastEmbedder(model, tmp_path, print, integers).fingerprint for integers in ("", INTEGERS)}
    assert names == {model.fingerprint}


def test_a_kept_export_in_8_bit_integers_opens_without_the_float32_one(export: Path, model: ModelFolder) -> None:
    rows = FastEmbedder(model, export, print, INTEGERS).embed_passages(TEXTS)
    (export / "graph.onnx").unlink()
    np.testing.assert_array_equal(FastEmbedder(model, export, print, INTEGERS).embed_passages(TEXTS), rows)


def test_on_another_processor_the_engines_are_compared_again(export: Path, model: ModelFolder, said: list[str]) -> None:
    FastEmbedder(model, export, said.append, "asimddp").load()
    assert any("8-bit integers" in line for line in said)


@needs_dot_products
@pytest.mark.parametrize("damage", ["cut", "gone", "plan"])
def test_a_damaged_export_in_8_bit_integers_is_made_again(
    export: Path, model: ModelFolder, said: list[str], damage: str
) -> None:
    rows = FastEmbedder(model, export, said.append, INTEGERS).embed_passages(TEXTS)
    graph, plan = export / "int8" / "graph.onnx", export / "int8" / "plan.json"
    match damage:
        case "cut":
            graph.write_bytes(graph.read_bytes()[:-100])
        case "gone":
            graph.unlink()
        case "plan":
            plan.write_text("{")
    np.testing.assert_array_equal(FastEmbedder(model, export, said.append, INTEGERS).embed_passages(TEXTS), rows)
    assert json.loads(plan.read_text())["refused"] == ""


@needs_dot_products
def test_a_small_table_of_word_vectors_stays_in_the_graph(export: Path, model: ModelFolder) -> None:
    assert isinstance(FastEmbedder(model, export, print, INTEGERS).load(), OnnxEmbedder)
    assert json.loads((export / "int8" / "plan.json").read_text())["words"] is None


def test_if_8_bit_integers_differ_float32_is_used_and_that_is_stored(
    tmp_path: Path, model: ModelFolder, said: list[str]
) -> None:
    float32 = Float32Preparation(model, tmp_path, said.append, model.load_tokenizer)
    engine = Disagreeing(model, tmp_path, INTEGERS, said.append, float32).ready()
    assert engine is not None
    assert said[-1] == "embedding with onnxruntime in float32: they differ"
    fast = FastEmbedder(model, tmp_path, said.append, INTEGERS)
    heard = len(said)
    np.testing.assert_array_equal(fast.embed_passages(TEXTS), engine.embed_passages(TEXTS))
    assert fast.engine == "onnxruntime"
    assert len(said) == heard


def test_a_model_without_an_export_uses_the_reference(tmp_path: Path, model: ModelFolder, said: list[str]) -> None:
    float32 = FailingExport(model, tmp_path, said.append, [FastEngineUnusable("its pooling leaves the prompt out")])
    assert Int8Preparation(model, tmp_path, INTEGERS, said.append, float32).ready() is None
