"""Pulls from a hub with the hub's client: pinned at the first pull, resumed after an interruption, compared with its hash."""

import hashlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from ragassist.errors import PullFailed
from ragassist.models.registry import load_registry
from ragassist.models.sources.hub import fetch
from ragassist.models.store import ModelStore
from tests.paths import ROOT
from tests.ragassist.hub_server import COMMIT, LATER, HubServer, hub_server
from tests.ragassist.listening import Lines
from tests.tiny_encoder import make_folder
from tests.tiny_lfm2 import write

CHAT = """
[[model]]
name = "talker"
title = "Talker"
role = "chat"
languages = ["en"]
licence = "{licence}"
{asks}
prompt_format = "chatml"
context = 512
size = 1_000_000
file = "talker.gguf"
hub = {{ repository = "maker/model" }}
"""
OUTSIDE = {"..\\escaped.json": b"{}", "C:escaped.json": b"{}"}
"""Names that would lie outside the model's folder on Windows."""
FOLDER = """
[[model]]
name = "encoder"
title = "Encoder"
role = "embedding"
languages = ["en"]
licence = "MIT"
context = 512
size = 100_000
hub = { repository = "maker/model" }
"""


@pytest.fixture(scope="module")
def weights(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return write(tmp_path_factory.mktemp("weights") / "talker.gguf").read_bytes()


@pytest.fixture
def hub(weights: bytes) -> Iterator[HubServer]:
    with hub_server({"talker.gguf": weights, "README.md": b"a model"}) as server:
        yield server


@pytest.fixture
def home(tmp_path: Path) -> Path:
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / "models.toml").write_text(CHAT.format(licence="MIT", asks=""), encoding="utf-8")
    return tmp_path / "home"


def pull(hub: HubServer, home: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("HF_", "RAGASSIST_"))}
    return subprocess.run(
        [sys.executable, "-m", "ragassist.cli", "models", "pull", *arguments, "--home", str(home)],
        capture_output=True, text=True, check=False, cwd=ROOT, stdin=subprocess.DEVNULL, timeout=120,
        env=kept | {"HF_ENDPOINT": hub.url, "HF_HUB_DISABLE_XET": "1", "HF_HOME": str(home / "hf"), "NO_PROXY": "*"},
    )  # fmt: skip


def test_a_model_without_a_hash_is_pinned_by_its_first_pull(hub: HubServer, home: Path, weights: bytes) -> None:
    done = pull(hub, home, "talker")
    assert done.returncode == 0, done.stderr
    assert f"pinned to commit {COMMIT[:12]}" in done.stderr
    assert (home / "models" / "talker" / "talker.gguf").read_bytes() == weights
    pins = json.loads((home / "models" / "pins.json").read_text())
    assert pins["talker"] == {
        "revision": COMMIT,
        "files": {"talker.gguf": [len(weights), hashlib.sha256(weights).hexdigest()]},
    }
    hub.commit, hub.files = LATER, {"talker.gguf": weights[:-8] + b"other!!!"}
    shutil.rmtree(home / "models" / "talker")
    changed = pull(hub, home, "talker")
    assert changed.returncode == 1
    assert "is not what the hub said it is" in changed.stderr
    assert not (home / "models" / "talker" / "talker.gguf").exists()


@pytest.mark.parametrize("pins", ["[]", "{", '{"talker": {}}', '{"talker": {"revision": "a", "files": [1]}}', "[" * 20_000])
def test_damaged_pins_are_reported(pins: str, home: Path) -> None:
    talker, store = load_registry(home / "models.toml")["talker"], ModelStore(home / "models")
    store.folder.mkdir()
    (store.folder / "pins.json").write_text(pins)
    with pytest.raises(PullFailed, match=r"pins\.json .*: remove it"):
        fetch(talker, store, Lines())


def test_an_interrupted_pull_is_resumed(hub: HubServer, home: Path, weights: bytes) -> None:
    whole = weights + bytes(25_000_000)  # the hub's client writes in steps of 10 MB
    hub.files, hub.limit = {"talker.gguf": whole}, 15_000_000
    cut = pull(hub, home, "talker")
    assert cut.returncode == 1
    assert "pull again to go on where it was" in cut.stderr.splitlines()[-1]
    hub.limit = None
    hub.ranges.clear()
    assert pull(hub, home, "talker").returncode == 0
    assert hub.ranges[0].startswith("bytes=1")
    assert (home / "models" / "talker" / "talker.gguf").read_bytes() == whole


def test_a_file_with_another_hash_than_the_hub_s_is_removed(hub: HubServer, home: Path, weights: bytes) -> None:
    hub.lies = {"talker.gguf": weights[:-1] + b"\0"}
    done = pull(hub, home, "talker")
    assert done.returncode == 1
    assert done.stderr.splitlines()[-1].startswith("ragassist: talker.gguf of Talker is not what the hub said it is")
    assert "Traceback" not in done.stderr


def test_a_variant_that_the_hub_lacks_is_reported(hub: HubServer, home: Path) -> None:
    hub.files = {"README.md": b"nothing else"}
    done = pull(hub, home, "talker")
    assert done.returncode == 1
    assert "holds no talker.gguf" in done.stderr


def test_a_licence_is_accepted_once_by_a_flag(hub: HubServer, home: Path) -> None:
    (home / "models.toml").write_text(CHAT.format(licence="Some Licence", asks="asks = true"), encoding="utf-8")
    refused = pull(hub, home, "talker")
    assert (refused.returncode, "--accept-licence" in refused.stderr) == (1, True)
    assert not (home / "models" / "talker").exists()
    assert pull(hub, home, "talker", "--accept-licence").returncode == 0
    assert json.loads((home / "models" / "licences.json").read_text())["Some Licence"]["for"] == "talker"
    shutil.rmtree(home / "models" / "talker")
    assert pull(hub, home, "talker").returncode == 0


def test_a_folder_of_safetensors_is_pulled_without_pickles_and_code(home: Path, tmp_path: Path) -> None:
    folder = make_folder(tmp_path / "encoder")
    (home / "models.toml").write_text(FOLDER, encoding="utf-8")
    files = {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    with hub_server(files | {"pytorch_model.bin": b"pickle", "modeling.py": b"code"} | OUTSIDE) as hub:
        done = pull(hub, home, "encoder")
    assert done.returncode == 0, done.stderr
    names = {path.name for path in (home / "models" / "encoder").rglob("*")}
    assert {"model.safetensors", "modules.json", "manifest.json"} <= names
    assert names.isdisjoint({"pytorch_model.bin", "modeling.py", ".cache", *OUTSIDE})
