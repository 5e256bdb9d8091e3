"""Word vectors are read from the model's file, row by row, and no table is mapped."""

import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from indexes.embedding.fast_embedder import FastEmbedder
from indexes.embedding.onnx.plan import FastEngineUnusable, WordTable, read_plan, stamp_of
from indexes.embedding.onnx.word_rows import WordRows
from ingest.system.processor import int8_instructions
from tests.paths import ROOT

HEAD = 100
ROWS, WIDTH = 50, 8


@pytest.mark.skipif(sys.platform != "linux", reason="reads which files a process maps")
def test_a_process_that_embeds_by_the_real_model_does_not_map_its_table(embedder: FastEmbedder) -> None:
    embedder.load()
    plan = read_plan(embedder.place / "int8", stamp_of(embedder.model, int8_instructions()))
    if plan is None or plan.words is None:
        pytest.skip("the engine in float32 maps the table")
    model = embedder.model
    script = (
        "import pathlib\n"
        "from indexes.embedding.fast_embedder import FastEmbedder\nfrom indexes.embedding.model_folder import ModelFolder\n"
        f"model = ModelFolder(pathlib.Path({str(model.path)!r}), {model.identity!r}, 'query: ', 'passage: ')\n"
        f"FastEmbedder(model, pathlib.Path({str(embedder.place)!r}), print).embed_passages(['the pump', '水泵', 'المضخة'])\n"
        "maps = [line.split() for line in open('/proc/self/maps') if '.safetensors' in line]\n"
        "print(sum(int(end, 16) - int(first, 16) for first, end in (line[0].split('-') for line in maps)))"
    )
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)
    assert int(done.stdout) < plan.words.rows * plan.words.width  # less than a quarter of the table


@pytest.fixture
def table(tmp_path: Path) -> WordTable:
    values = np.arange(ROWS * WIDTH, dtype="<f4").tobytes()
    (tmp_path / "model.safetensors").write_bytes(b"h" * HEAD + values + b"another tensor")
    return WordTable("model.safetensors", HEAD, ROWS, WIDTH)


def test_rows_come_in_the_order_of_the_tokens_each_as_often_as_it_is_asked_for(tmp_path: Path, table: WordTable) -> None:
    ids = [7, 0, ROWS - 1, 7]
    expected = np.arange(ROWS * WIDTH, dtype=np.float32).reshape(ROWS, WIDTH)[ids]
    np.testing.assert_array_equal(WordRows(table, tmp_path).of(ids), expected[None])
    assert WordRows(table, tmp_path).of([]).shape == (1, 0, WIDTH)


@pytest.mark.parametrize("number", [-1, ROWS])
def test_a_token_beyond_the_table_is_an_error_and_no_other_tensor_is_read(
    tmp_path: Path, table: WordTable, number: int
) -> None:
    with pytest.raises(IndexError, match=str(number)):
        WordRows(table, tmp_path).of([1, number])


@pytest.mark.parametrize("damage", ["cut", "gone"])
def test_a_file_without_the_whole_table_is_refused(tmp_path: Path, table: WordTable, damage: str) -> None:
    path = tmp_path / table.file
    if damage == "cut":
        os.truncate(path, HEAD + 4 * ROWS * WIDTH - 1)
    else:
        path.unlink()
    with pytest.raises(FastEngineUnusable, match=r"model\.safetensors"):
        WordRows(table, tmp_path)


def test_a_file_that_is_cut_while_it_is_in_use_is_an_error(tmp_path: Path, table: WordTable) -> None:
    rows = WordRows(table, tmp_path)
    os.truncate(tmp_path / table.file, HEAD + 4 * WIDTH)
    np.testing.assert_array_equal(rows.of([0])[0, 0], np.arange(WIDTH))
    with pytest.raises(OSError, match="was cut"):
        rows.of([1])
