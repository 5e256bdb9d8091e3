"""Fixtures of the command line: a home folder with the indexed sample, which is made once, and servers."""

import io
import json
import os
import shutil
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pypdf
import pytest
from filelock import FileLock
from fpdf import FPDF

from ragassist.app import App
from ragassist.settings.schema import load_settings
from tests.cli.asking import client_of
from tests.cli.program import EMBEDDING, WARM, Ran, run
from tests.cli.served import Served, fill, serving
from tests.conftest import MODELS_HOME
from tests.tiny_lfm2 import write as write_tiny_lfm2

if TYPE_CHECKING:
    from openai import OpenAI


@dataclass(frozen=True)
class SampleHome:
    """A home folder, the folder that was indexed, and the result of indexing."""

    home: Path
    papers: Path
    indexed: Ran


@pytest.fixture(scope="session", autouse=True)
def _warm_program() -> Iterator[None]:
    yield
    WARM.close()


def _link_models(home: Path) -> None:
    """Link the embedding model and its language map, which is measured once, into a home folder, without a chat model."""
    App(load_settings(home=MODELS_HOME)).language_map()
    (home / "models").mkdir(parents=True)
    for name in (EMBEDDING, f"{EMBEDDING}.languages.json", f"{EMBEDDING}.onnx"):
        if (
            kept := MODELS_HOME / "models" / name
        ).exists():  # the export of the model's fast engine needs torch and half a minute
            (home / "models" / name).symlink_to(kept)


def _bad_papers(folder: Path) -> None:
    made = FPDF()
    made.add_page()
    made.set_font("Helvetica", size=12)
    made.multi_cell(0, 8, "The spare lamp is in drawer nine.")
    good = bytes(made.output())
    (folder / "half.jsonl").write_text('{"note": "The spare lamp is in drawer nine."}\n{"note": "The', encoding="utf-8")
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(good))
    writer.encrypt("secret", algorithm="AES-256")
    with (folder / "locked.pdf").open("wb") as stream:
        writer.write(stream)
    (folder / "cut.pdf").write_bytes(good[:300])
    (folder / "zero.txt").write_bytes(b"")
    (folder / "photo.jpg").write_bytes(b"\xff\xd8")


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory, sample_folder: Path) -> SampleHome:
    """The sample, which tests don't change; it is indexed once for all processes of pytest-xdist."""
    base = tmp_path_factory.getbasetemp()
    root = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "cli-sample"
    papers, told = root / "papers", root / "indexed.json"
    with FileLock(f"{root}.lock"):
        if not told.exists():
            shutil.copytree(sample_folder, papers)
            _bad_papers(papers)
            _link_models(root / "home")
            told.write_text(json.dumps(asdict(run(root / "home", "index", papers, "--json"))), encoding="utf-8")
    return SampleHome(root / "home", papers, Ran(**json.loads(told.read_text(encoding="utf-8"))))


@pytest.fixture
def own(sample: SampleHome, tmp_path: Path) -> SampleHome:
    """A copy of the sample's home, which a test may change."""
    _link_models(tmp_path / "own")
    shutil.copytree(sample.home / "libraries", tmp_path / "own" / "libraries")
    return SampleHome(tmp_path / "own", sample.papers, sample.indexed)


@pytest.fixture
def bare(tmp_path: Path) -> Path:
    """A home with the embedding model and no library."""
    _link_models(tmp_path / "bare")
    return tmp_path / "bare"


@pytest.fixture(scope="session")
def tiny_gguf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A random chat model of a megabyte."""
    return write_tiny_lfm2(tmp_path_factory.mktemp("tiny") / "tiny.gguf")


@pytest.fixture(scope="session")
def chat_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with three papers and the small chat model."""
    return _filled(tmp_path_factory.mktemp("served"))


@pytest.fixture
def new_chat_home(tmp_path: Path) -> Path:
    """Another such home, without earlier questions."""
    return _filled(tmp_path)


def _filled(root: Path) -> Path:
    _link_models(root / "home")
    fill(root / "home", root / "papers")
    return root / "home"


@pytest.fixture(scope="module")
def served(chat_home: Path) -> Iterator[Served]:
    """A server without a chat model, which answers at once with quotes."""
    with serving(chat_home, chat_model="lfm2-2.6b-exp") as running:
        yield running


@pytest.fixture(scope="module")
def writing(chat_home: Path, tiny_gguf: Path) -> Iterator[Served]:
    """A server with a random chat model."""
    with serving(chat_home, chat_model=tiny_gguf) as running:
        yield running


@pytest.fixture(scope="module")
def client(served: Served) -> "Iterator[OpenAI]":
    with client_of(served) as made:
        yield made


@pytest.fixture(scope="module")
def writer(writing: Served) -> "Iterator[OpenAI]":
    with client_of(writing) as made:
        yield made
