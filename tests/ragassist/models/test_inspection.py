"""A file that isn't a valid model is refused by name and reason before it is loaded; each row is one such file."""

import json
import os
import pickle
import shutil
import struct
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import gguf
import numpy as np
import pytest
from safetensors.numpy import save_file

from ragassist.app import App
from ragassist.errors import ModelDamaged, ModelMissing, PullFailed
from ragassist.models.importing import take_in
from ragassist.models.inspection import inspect_folder, inspect_gguf
from ragassist.models.registry import find_entry
from ragassist.models.store import ModelStore
from ragassist.settings.schema import load_settings
from tests.ragassist.listening import Lines
from tests.tiny_encoder import make_folder
from tests.tiny_lfm2 import CONTEXT, write

HOSTILE = "{{ cycler.__init__.__globals__.os.system('touch /tmp/ran') }}"


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write(tmp_path_factory.mktemp("good") / "good.gguf")


@pytest.fixture(scope="module")
def encoder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_folder(tmp_path_factory.mktemp("encoder") / "tiny")


def _html(path: Path, _: Path) -> None:
    path.write_text("<!DOCTYPE html><html><title>404</title></html>")


def _json_error(path: Path, _: Path) -> None:
    path.write_text('{"error":"Repository not found"}')


def _pointer(path: Path, _: Path) -> None:
    path.write_text("version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 1639166304\n")


def _pickle(path: Path, _: Path) -> None:
    path.write_bytes(pickle.dumps({"weights": [1.0]}))


def _torch_zip(path: Path, _: Path) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("archive/data.pkl", pickle.dumps(1))


def _empty(path: Path, _: Path) -> None:
    path.touch()


def _zeros(path: Path, _: Path) -> None:
    path.write_bytes(bytes(1 << 20))


def _folder(path: Path, _: Path) -> None:
    path.mkdir()


def _loop(path: Path, _: Path) -> None:
    path.symlink_to(path.name)


def _device(path: Path, _: Path) -> None:
    path.symlink_to("/dev/zero")


def _pipe(path: Path, _: Path) -> None:
    os.mkfifo(path)


def _cut(path: Path, good: Path) -> None:
    path.write_bytes(good.read_bytes()[:-1000])


def _cut_in_the_header(path: Path, good: Path) -> None:
    path.write_bytes(good.read_bytes()[:300])


def _safetensors(path: Path, _: Path) -> None:
    save_file({"a": np.zeros(3, np.float32)}, path)


def _future_version(path: Path, good: Path) -> None:
    data = bytearray(good.read_bytes())
    data[4:8] = struct.pack("<I", 99)
    path.write_bytes(data)


def _huge_counts(path: Path, _: Path) -> None:
    path.write_bytes(b"GGUF" + struct.pack("<IQQ", 3, 2**62, 2**62) + bytes(64))


def _unknown_architecture(path: Path, good: Path) -> None:
    path.write_bytes(good.read_bytes().replace(b"lfm2", b"zzz9"))


def _embedding(path: Path, _: Path) -> None:
    writer = gguf.GGUFWriter(str(path), "bert")
    writer.add_block_count(1)
    writer.add_context_length(64)
    writer.add_embedding_length(8)
    writer.add_feed_forward_length(8)
    writer.add_head_count(1)
    writer.add_layer_norm_eps(1e-5)
    writer.add_causal_attention(False)
    writer.add_tokenizer_model("bert")
    writer.add_tokenizer_pre("default")
    writer.add_token_list(["[PAD]", "[UNK]", "[CLS]", "[SEP]"])
    writer.add_token_types([3, 3, 3, 3])
    writer.add_tensor("token_embd.weight", np.zeros((4, 8), np.float32))
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()


def _length_in_words(path: Path, _: Path) -> None:
    write(path, weights=False)
    data = path.read_bytes()
    length = b"lfm2.context_length"
    as_text, as_number = (struct.pack("<I", kind) for kind in (gguf.GGUFValueType.STRING, gguf.GGUFValueType.UINT32))
    number = length + as_number + struct.pack("<I", CONTEXT)
    assert number in data
    path.write_bytes(data.replace(number, length + as_text + struct.pack("<Q", 4) + b"many"))


CHAT: dict[str, tuple[Callable[[Path, Path], None], str]] = {
    "an HTML error page": (_html, "a web page"),
    "a JSON error": (_json_error, "a JSON text"),
    "a git-lfs pointer": (_pointer, "a pointer of git-lfs"),
    "a pickle": (_pickle, "a Python pickle"),
    "a PyTorch file": (_torch_zip, "a PyTorch pickle"),
    "nothing": (_empty, "is empty"),
    "zero bytes": (_zeros, "something else"),
    "a folder": (_folder, "is a folder"),
    "a loop of links": (_loop, "can't be opened"),
    "a device": (_device, "is a device"),
    "a pipe": (_pipe, "is a device"),
    "a GGUF cut in its weights": (_cut, "not within the file bounds"),
    "a GGUF cut in its header": (_cut_in_the_header, "llama.cpp says"),
    "a safetensors file": (_safetensors, "a safetensors file"),
    "a GGUF of another version": (_future_version, "llama.cpp says"),
    "a GGUF of 2^62 tensors": (_huge_counts, "llama.cpp says"),
    "a GGUF of an unknown architecture": (_unknown_architecture, "unknown model architecture: 'zzz9'"),
    "a GGUF with a length in words": (_length_in_words, "lfm2.context_length is no number"),
    "a GGUF of an embedding model": (_embedding, "is an embedding model (bert)"),
}


@pytest.mark.parametrize("kind", CHAT)
def test_a_file_that_is_not_a_chat_model_is_refused_by_name_and_reason(kind: str, tmp_path: Path, good: Path) -> None:
    make, reason = CHAT[kind]
    path = tmp_path / "model.gguf"
    make(path, good)
    with pytest.raises(ModelDamaged) as problem:
        inspect_gguf(path)
    assert str(path) in str(problem.value)
    assert reason in str(problem.value)
    assert "\n" not in str(problem.value)


@pytest.mark.parametrize("kind", [kind for kind in CHAT if kind != "nothing"])
def test_such_a_file_is_neither_loaded_from_the_settings_nor_installed(kind: str, tmp_path: Path, good: Path) -> None:
    path, model_store = tmp_path / "model.gguf", ModelStore(tmp_path / "home" / "models")
    CHAT[kind][0](path, good)
    with pytest.raises(ModelDamaged):
        App(load_settings(home=tmp_path / "home", chat_model=str(path))).load_chat_model()
    with pytest.raises((ModelDamaged, PullFailed)):
        take_in(path, "other", model_store, Lines())
    assert not model_store.own_file.exists()


def test_a_hostile_template_is_reported_and_never_rendered(tmp_path: Path) -> None:
    path = write(tmp_path / "hostile.gguf", template=HOSTILE)
    lines, model_store = Lines(), ModelStore(tmp_path / "home" / "models")
    assert inspect_gguf(path).template
    (taken,) = take_in(path, None, model_store, lines)
    assert any("chat template: it is not used" in line for line in lines.said)
    assert taken.main_file.read_bytes() == path.read_bytes()
    loaded = App(load_settings(home=tmp_path / "home", chat_model=taken.entry.name)).load_chat_model()
    loaded.model.close()
    assert not Path("/tmp/ran").exists()


def test_modules_in_the_current_folder_are_not_run(tmp_path: Path, good: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ran = tmp_path / "ran"
    for name in ("json.py", "llama_cpp.py"):
        (tmp_path / name).write_text(f"open({str(ran)!r}, 'w').close()")
    monkeypatch.chdir(tmp_path)
    assert inspect_gguf(good).architecture == "lfm2"
    assert not ran.exists()


def test_a_file_with_a_known_name_and_other_weights_is_refused_by_its_hash(tmp_path: Path, good: Path) -> None:
    from ragassist.models.pull import pull

    model_store = ModelStore(tmp_path / "models")
    with pytest.raises(ModelDamaged, match=r"sha256 .*expected 98,362,432 bytes"):
        pull(find_entry("smollm2-135m-instruct"), model_store, str(good), Lines())
    assert model_store.find(find_entry("smollm2-135m-instruct")) is None


def test_a_valid_file_is_inspected_once_and_again_after_a_change(tmp_path: Path, good: Path) -> None:
    path = tmp_path / "mine.gguf"
    shutil.copyfile(good, path)
    app = App(load_settings(home=tmp_path / "home", chat_model=str(path)))
    assert app.models.chat().path == path
    record = tmp_path / "home" / "models" / "own-files.json"
    before = json.loads(record.read_text())
    assert len(next(iter(before.values()))["sha256"]) == 64
    for damaged in ("{", "[3]", *({name: what} for name in before for what in ({**before[name], "facts": 3}, "none", {}))):
        record.write_text(damaged if isinstance(damaged, str) else json.dumps(damaged))
        assert App(load_settings(home=tmp_path / "home", chat_model=str(path))).models.chat().path == path
        assert json.loads(record.read_text()) == before
    path.write_bytes(good.read_bytes()[:-1000])
    with pytest.raises(ModelDamaged, match="file bounds"):
        app.models.chat()
    path.unlink()
    with pytest.raises(ModelMissing, match="does not exist"):
        app.models.chat()


def _only_pickles(folder: Path) -> None:
    (folder / "model.safetensors").unlink()
    (folder / "pytorch_model.bin").write_bytes(pickle.dumps(1))


def _no_weights(folder: Path) -> None:
    (folder / "model.safetensors").unlink()


def _foreign_weights(folder: Path) -> None:
    save_file({"a": np.zeros((7, 5), np.float32)}, folder / "model.safetensors")


def _cut_weights(folder: Path) -> None:
    file = folder / "model.safetensors"
    file.write_bytes(file.read_bytes()[:-100])


def _page_for_weights(folder: Path) -> None:
    (folder / "model.safetensors").write_text("<html>" + " " * 100)


def _code_in_config(folder: Path) -> None:
    config = json.loads((folder / "config.json").read_text())
    (folder / "config.json").write_text(json.dumps(config | {"auto_map": {"AutoModel": "evil.Model"}}))


def _words_for_numbers(folder: Path) -> None:
    config = json.loads((folder / "config.json").read_text())
    (folder / "config.json").write_text(json.dumps(config | {"vocab_size": "many"}))


def _code_in_modules(folder: Path) -> None:
    (folder / "modules.json").write_text(json.dumps([{"idx": 0, "name": "0", "path": "", "type": "evil.Module"}]))


def _broken_modules(folder: Path) -> None:
    (folder / "modules.json").write_text("{")


def _no_tokenizer(folder: Path) -> None:
    (folder / "tokenizer.json").unlink()


def _looping_weights(folder: Path) -> None:
    (folder / "model.safetensors").unlink()
    (folder / "model.safetensors").symlink_to("model.safetensors")


EMBEDDING: dict[str, tuple[Callable[[Path], None], str]] = {
    "pickles only": (_only_pickles, "pytorch_model.bin, a pickle"),
    "no weights": (_no_weights, "has no .safetensors weights"),
    "weights of another model": (_foreign_weights, "another model's weights"),
    "cut weights": (_cut_weights, "not a whole safetensors file"),
    "a page for weights": (_page_for_weights, "not a whole safetensors file"),
    "code of its own in the config": (_code_in_config, "auto_map"),
    "a vocabulary of no number": (_words_for_numbers, "no number as vocab_size"),
    "code of its own in the modules": (_code_in_modules, "evil.Module"),
    "broken modules": (_broken_modules, "is not JSON"),
    "no fast tokenizer": (_no_tokenizer, "has no tokenizer.json"),
    "looping weights": (_looping_weights, "can't be opened"),
}


@pytest.mark.parametrize("kind", EMBEDDING)
def test_a_folder_that_is_not_a_safe_embedding_model_is_refused(kind: str, tmp_path: Path, encoder: Path) -> None:
    make, reason = EMBEDDING[kind]
    folder = tmp_path / "tiny"
    shutil.copytree(encoder, folder)
    make(folder)
    with pytest.raises(ModelDamaged) as problem:
        inspect_folder(folder)
    assert reason in str(problem.value)
    with pytest.raises((ModelDamaged, ModelMissing)):
        _ = App(load_settings(home=tmp_path / "home", embedding_model=str(folder))).embedding.folder
    with pytest.raises((ModelDamaged, PullFailed)):
        take_in(folder, None, ModelStore(tmp_path / "home" / "models"), Lines())


def test_a_valid_folder_is_installed_without_executable_code(tmp_path: Path, encoder: Path) -> None:
    folder = tmp_path / "stick" / "tiny"
    shutil.copytree(encoder, folder)
    (folder / "modeling.py").write_text("raise SystemExit")
    (folder / "pytorch_model.bin").write_bytes(pickle.dumps(BytesIO))
    (taken,) = take_in(tmp_path / "stick", None, ModelStore(tmp_path / "home" / "models"), Lines())
    names = {path.name for path in taken.folder.rglob("*")}
    assert {"model.safetensors", "tokenizer.json", "modules.json"} <= names
    assert names.isdisjoint({"modeling.py", "pytorch_model.bin"})
    app = App(load_settings(home=tmp_path / "home", embedding_model="tiny"))
    assert app.embedder.embed_queries(["the pump"]).shape[0] == 1
