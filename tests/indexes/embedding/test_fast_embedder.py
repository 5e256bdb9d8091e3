"""Both engines give the same vectors for all settings of a sentence-transformers folder; if one fails, the other is used."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from indexes.embedding.embedder import Embedder
from indexes.embedding.fast_embedder import FastEmbedder
from indexes.embedding.model_folder import ModelFolder
from indexes.embedding.onnx.agreement import agreement
from indexes.embedding.onnx.engine import OnnxEmbedder
from indexes.embedding.sentence_transformer import SentenceTransformerEmbedder
from tests.paths import ROOT
from tests.tiny_encoder import HIDDEN, LONGEST, PROMPTS, make_folder

TEXTS = [
    "the pump",
    "die Pumpe wird 31.4 kg . ポンプ 滤芯 unknown words",
    "",
    "the filter is changed every spring , " * LONGEST,
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_folder(tmp_path_factory.mktemp("encoders") / "tiny", prompts=PROMPTS)


@pytest.fixture
def model(folder: Path) -> ModelFolder:
    return ModelFolder(folder, "0" * 64, PROMPTS["query"], PROMPTS["document"])


@pytest.fixture
def said() -> list[str]:
    return []


def float32_embedder(model: ModelFolder, place: Path, say: Callable[[str], None] = lambda _: None) -> FastEmbedder:
    return FastEmbedder(model, place, say, integers="")


@pytest.fixture(scope="module")
def made(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The export of the model, made once."""
    place = tmp_path_factory.mktemp("made") / "export"
    model = ModelFolder(folder, "0" * 64, PROMPTS["query"], PROMPTS["document"])
    assert isinstance(float32_embedder(model, place).load(), OnnxEmbedder)
    return place


@pytest.fixture
def export(made: Path, tmp_path: Path) -> Path:
    """A copy of the export, which a test may change."""
    return shutil.copytree(made, tmp_path / "export")


def assert_alike(one: Embedder, other: Embedder) -> None:
    for ours, theirs in (
        (one.embed_passages(TEXTS), other.embed_passages(TEXTS)),
        (one.embed_queries(TEXTS), other.embed_queries(TEXTS)),
    ):
        np.testing.assert_allclose(ours, theirs, atol=1e-5)
        np.testing.assert_allclose(np.linalg.norm(ours, axis=1), 1, atol=1e-5)
    for kind in ("query", "passage"):
        for mine, its in zip(one.token_vectors(TEXTS, kind), other.token_vectors(TEXTS, kind), strict=True):
            assert mine.shape == its.shape
            np.testing.assert_allclose(mine, its, atol=1e-4)


KINDS: list[dict[str, Any]] = [
    {"pooling": "mean"}, {"pooling": "cls"}, {"pooling": "max"}, {"pooling": "mean", "dense": True},
]  # fmt: skip


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: "-".join(map(str, kind.values())))
@pytest.mark.parametrize("dimensions", [None, 8])
def test_both_engines_agree_with_any_modules_after_the_transformer(
    tmp_path: Path, kind: dict[str, Any], dimensions: int | None, said: list[str]
) -> None:
    model = ModelFolder(make_folder(tmp_path / "model", **kind), "0" * 64, "query : ", "passage : ", dimensions)
    fast = float32_embedder(model, tmp_path / "export", said.append)
    assert isinstance(fast.load(), OnnxEmbedder), said
    assert fast.embed_passages(TEXTS).shape == (4, dimensions or (2 if kind.get("dense") else 1) * HIDDEN)
    assert_alike(fast, SentenceTransformerEmbedder(model))


def test_tokens_are_truncated_where_the_model_truncates(export: Path, model: ModelFolder) -> None:
    short, _, empty, long = float32_embedder(model, export).token_vectors(TEXTS, "query")
    prefix_and_special = 2 + 2
    assert [len(short), len(empty), len(long)] == [2, 0, LONGEST - prefix_and_special]


def test_an_existing_export_is_loaded_without_torch_and_transformers(export: Path, model: ModelFolder) -> None:
    script = (
        "import sys, pathlib\n"
        "from indexes.embedding.fast_embedder import FastEmbedder\nfrom indexes.embedding.model_folder import ModelFolder\n"
        f"model = ModelFolder(pathlib.Path({str(model.path)!r}), {model.identity!r}, {model.query_prefix!r}, 'passage : ')\n"
        f"FastEmbedder(model, pathlib.Path({str(export)!r}), print, '').embed_queries(['the pump'])\n"
        "print([m for m in ('torch', 'transformers', 'sentence_transformers', 'onnx') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.stdout.strip(), done.stderr) == ("[]", "")


def test_weights_are_not_written_a_second_time_and_links_to_them_are_followed(tmp_path: Path, model: ModelFolder) -> None:
    linked, blobs = tmp_path / "snapshot", tmp_path / "blobs"
    blobs.mkdir()
    for file in (path for path in model.path.rglob("*") if path.is_file()):
        blob = blobs / file.relative_to(model.path).as_posix().replace("/", "-")
        blob.write_bytes(file.read_bytes())
        link = linked / file.relative_to(model.path)
        link.parent.mkdir(parents=True, exist_ok=True)
        link.symlink_to(blob)
    fast = float32_embedder(replace(model, path=linked), tmp_path / "export")
    assert isinstance(fast.load(), OnnxEmbedder)
    assert_alike(fast, SentenceTransformerEmbedder(model))
    weights = sum(path.stat().st_size for path in blobs.glob("*.safetensors"))
    assert (tmp_path / "export" / "graph.onnx").stat().st_size < weights


@pytest.mark.parametrize("damage", ["cut", "foreign", "gone", "plan"])
def test_a_damaged_export_is_made_again(export: Path, model: ModelFolder, damage: str, said: list[str]) -> None:
    rows = float32_embedder(model, export).embed_passages(TEXTS)
    graph = export / "graph.onnx"
    whole = graph.read_bytes()
    match damage:
        case "cut":
            graph.write_bytes(whole[:-100])
        case "foreign":
            graph.write_bytes(b"not a graph")
        case "gone":
            graph.unlink()
        case "plan":
            (export / "plan.json").write_text("{")
    fast = float32_embedder(model, export, said.append)
    np.testing.assert_allclose(fast.embed_passages(TEXTS), rows, atol=1e-6)
    assert isinstance(fast.load(), OnnxEmbedder)
    assert any("preparing" in line for line in said)


def test_the_export_of_another_model_is_not_used(export: Path, model: ModelFolder) -> None:
    assert float32_embedder(model, export).engine == "onnxruntime"
    assert float32_embedder(replace(model, identity="1" * 64), export).engine.endswith("first used")


def test_a_model_that_cannot_be_exported_uses_the_reference_and_is_tried_once(tmp_path: Path, said: list[str]) -> None:
    path = make_folder(tmp_path / "model", prompts=PROMPTS, include_prompt=False)
    model = ModelFolder(path, "0" * 64, "query : ", "passage : ")
    fast = float32_embedder(model, tmp_path / "export", said.append)
    assert_alike(fast, SentenceTransformerEmbedder(model))
    assert "leaves the prompt out" in said[-1]
    assert "leaves the prompt out" in fast.engine
    heard = len(said)
    assert isinstance(float32_embedder(model, tmp_path / "export", said.append).load(), SentenceTransformerEmbedder)
    assert len(said) == heard


def test_if_the_export_cannot_be_written_the_reference_is_used_and_that_is_reported(
    tmp_path: Path, model: ModelFolder, said: list[str]
) -> None:
    (tmp_path / "file").write_text("no folder")
    fast = float32_embedder(model, tmp_path / "file" / "export", said.append)
    assert isinstance(fast.load(), SentenceTransformerEmbedder)
    assert "sentence-transformers" in said[-1]


def test_truncated_weights_are_an_error_and_no_crash(tmp_path: Path, model: ModelFolder, said: list[str]) -> None:
    path = make_folder(tmp_path / "model")
    own = replace(model, path=path)
    float32_embedder(own, tmp_path / "export").load()
    os.truncate(path / "model.safetensors", 2_000)
    with pytest.raises(Exception, match=r"(?i)safetensor|header|deserializ"):
        float32_embedder(own, tmp_path / "export", said.append).embed_passages(TEXTS)
    assert "onnxruntime" in said[0]


def test_threads_share_one_engine(export: Path, model: ModelFolder) -> None:
    fast = float32_embedder(model, export)
    with ThreadPoolExecutor(8) as pool:
        rows = list(pool.map(lambda _: fast.embed_passages(TEXTS), range(24)))
    for row in rows:
        np.testing.assert_array_equal(row, rows[0])


def test_engines_that_cant_be_compared_dont_agree() -> None:
    rows = np.eye(3, dtype=np.float32)
    assert agreement(rows, rows) == 1
    assert agreement(rows, rows[:2]) == 0
    assert agreement(rows, np.full((3, 3), np.nan, np.float32)) == 0


def test_the_plan_names_the_versions_that_it_was_made_with(export: Path, model: ModelFolder) -> None:
    plan = json.loads((export / "plan.json").read_text())
    assert plan["max_tokens"] == LONGEST
    assert model.fingerprint in plan["stamp"]
    assert "torch" in plan["stamp"]
