"""Another process prepares the engine of a model, and its memory is freed when it ends."""

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from indexes.embedding import preparing
from indexes.embedding.fast_embedder import FastEmbedder
from indexes.embedding.model_folder import ModelFolder
from indexes.embedding.onnx.engine import OnnxEmbedder
from indexes.embedding.onnx.preparation import Say
from indexes.embedding.preparing import prepare_apart
from indexes.embedding.sentence_transformer import SentenceTransformerEmbedder
from tests.paths import ROOT
from tests.tiny_encoder import PROMPTS, make_folder


@pytest.fixture
def model(tmp_path: Path) -> ModelFolder:
    return ModelFolder(make_folder(tmp_path / "tiny", prompts=PROMPTS), "0" * 64, PROMPTS["query"], PROMPTS["document"])


def test_another_process_prepares_the_engine_and_torch_stays_out_of_this_one(model: ModelFolder, tmp_path: Path) -> None:
    said: list[str] = []
    embedder = FastEmbedder(model, tmp_path / "export", said.append, "", prepare=prepare_apart)
    assert isinstance(embedder.load(), OnnxEmbedder)
    assert any("preparing the embedding model" in line for line in said)
    assert not any("ended early" in line for line in said)
    expected = SentenceTransformerEmbedder(model).embed_passages(["the pump"])
    assert np.allclose(embedder.embed_passages(["the pump"]), expected, atol=1e-4)
    check = (
        "import sys; from pathlib import Path; from indexes.embedding.fast_embedder import FastEmbedder;"
        "from indexes.embedding.model_folder import ModelFolder; from indexes.embedding.preparing import prepare_apart;"
        f"model = ModelFolder(Path({str(model.path)!r}), {model.identity!r}, {model.query_prefix!r}, {model.passage_prefix!r});"
        f"FastEmbedder(model, Path({str(tmp_path / 'export')!r}), print, '', prepare=prepare_apart).embed_passages(['a']);"
        "sys.exit('torch' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", check], cwd=ROOT, check=False).returncode == 0


def test_if_the_preparation_is_killed_the_slower_engine_is_used_and_that_is_reported(
    model: ModelFolder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(preparing, "_COMMAND", (sys.executable, "-c", "import os; os.kill(os.getpid(), 9)"))
    said: list[str] = []
    embedder = FastEmbedder(model, tmp_path / "export", said.append, "", prepare=prepare_apart)
    assert isinstance(embedder.load(), SentenceTransformerEmbedder)
    assert said == ["preparing the embedding model ended early (exit code -9): close other programs if memory ran out"]


def test_integers_are_prepared_by_a_second_process(model: ModelFolder, tmp_path: Path) -> None:
    asked: list[str] = []

    def prepare(of: ModelFolder, place: Path, integers: str, say: Say) -> None:
        asked.append(integers)
        prepare_apart(of, place, integers, say)

    embedder = FastEmbedder(model, tmp_path / "export", lambda _: None, "avx512_vnni", prepare=prepare)
    assert isinstance(embedder.load(), OnnxEmbedder)
    assert asked == ["", "avx512_vnni"]
    assert isinstance(
        FastEmbedder(model, tmp_path / "export", lambda _: None, "avx512_vnni", prepare=prepare).load(), OnnxEmbedder
    )
    assert len(asked) == 2, "what is stored is opened"
