"""Any sentence-transformers folder can be the embedding model: its prompts, hash, vectors and errors."""

import json
import os
from pathlib import Path

import numpy as np
import pytest
from safetensors.numpy import save_file

from indexes.embedding.sentence_transformer import SentenceTransformerEmbedder
from ragassist.app import App
from ragassist.errors import ModelMissing
from ragassist.models.local_embedding import local_model
from ragassist.settings.schema import load_settings
from tests.tiny_encoder import HIDDEN, PROMPTS, make_folder

CONFIG = "config_sentence_transformers.json"


def bare_folder(folder: Path, config: object = None) -> Path:
    """A folder that is read for its prompts only."""
    folder.mkdir()
    for name in ("modules.json", "tokenizer.json"):
        (folder / name).write_text("{}")
    save_file({"a": np.zeros(3, np.float32)}, folder / "model.safetensors")
    if config is not None:
        (folder / CONFIG).write_text(config if isinstance(config, str) else json.dumps(config))
    return folder


def prefixes(folder: Path) -> tuple[str, str]:
    model = local_model(folder, folder.with_suffix(".hashes"), None)
    return model.query_prefix, model.passage_prefix


def test_the_settings_accept_a_folder_and_shorten_its_vectors(tmp_path: Path) -> None:
    path = make_folder(tmp_path / "tiny", prompts=PROMPTS)
    whole = App(load_settings(embedding_model=str(path)))
    app = App(load_settings(embedding_model=str(path), embedding_dimensions=8))
    rows = app.embedder.embed_passages(["the pump"])
    assert rows.shape == (1, 8)
    reference = SentenceTransformerEmbedder(app.embedding.folder).embed_passages(["the pump"])
    assert (rows * reference).sum() > 0.99  # the fast engine may compute in 8 bits
    assert whole.embedder.embed_queries(["the pump"]).shape == (1, HIDDEN)
    assert whole.embedder.fingerprint != app.embedder.fingerprint
    assert (whole.embedding.folder.query_prefix, whole.embedding.folder.passage_prefix) == ("query : ", "passage : ")
    assert whole.models.embedding_title == "tiny"


@pytest.mark.parametrize(
    ("name", "config", "expected"),
    [
        ("plain", None, ("", "")),
        ("plain", {"prompts": {"query": "q: ", "passage": "p: "}}, ("q: ", "p: ")),
        ("plain", {"prompts": {"query": "q: ", "document": ""}}, ("q: ", "")),
        ("plain", {"prompts": {"sts": "s: "}, "default_prompt_name": "sts"}, ("s: ", "s: ")),
        ("multilingual-E5-base", None, ("query: ", "passage: ")),
        (
            "multilingual-e5-base",
            {"prompts": {"query": "", "document": ""}, "default_prompt_name": None},
            ("query: ", "passage: "),
        ),
        ("e5-instruct", {"prompts": {"query": "Instruct: "}}, ("Instruct: ", "")),
    ],
)
def test_prompts_become_prefixes(tmp_path: Path, name: str, config: object, expected: tuple[str, str]) -> None:
    assert prefixes(bare_folder(tmp_path / name, config)) == expected


def test_the_fingerprint_follows_the_files_and_reads_them_once(tmp_path: Path) -> None:
    folder, notes = bare_folder(tmp_path / "model"), tmp_path / "notes.json"
    weights = folder / "model.safetensors"
    save_file({"a": np.zeros(3, np.float32)}, weights)
    first = local_model(folder, notes, None).fingerprint
    stat = weights.stat()
    save_file({"a": np.ones(3, np.float32)}, weights)
    os.utime(weights, ns=(stat.st_atime_ns, stat.st_mtime_ns))
    assert local_model(folder, notes, None).fingerprint == first
    os.utime(weights)
    changed = local_model(folder, notes, None).fingerprint
    assert changed != first
    for damaged in ("{", "[]", '{"model.safetensors": 3}', '{"model.safetensors": []}'):
        notes.write_text(damaged)
        assert local_model(folder, notes, None).fingerprint == changed


@pytest.mark.parametrize("missing", ["modules.json", "tokenizer.json"])
def test_a_folder_that_is_not_a_model_is_refused_with_what_it_lacks(tmp_path: Path, missing: str) -> None:
    folder = bare_folder(tmp_path / "model")
    (folder / missing).unlink()
    with pytest.raises(ModelMissing, match=missing):
        _ = App(load_settings(embedding_model=str(folder))).embedder


@pytest.mark.parametrize("config", ["{", "[]", '{"prompts": 3}', '{"prompts": {"query": 3}}', "[" * 20_000])
def test_prompts_that_cant_be_read_are_an_error_with_the_file(config: str, tmp_path: Path) -> None:
    with pytest.raises(ModelMissing, match=CONFIG):
        prefixes(bare_folder(tmp_path / "model", config))
