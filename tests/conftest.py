"""Fixtures of all tests: a closed network, the real models, the sample library."""

import gc
import importlib.util
import json
import os
import signal
from collections.abc import Callable, Generator, Iterator
from contextlib import ExitStack, closing
from itertools import count
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from indexes.backends.postgres.backend import ServerBackend
from indexes.embedding.fast_embedder import FastEmbedder
from indexes.embedding.language_map import LanguageMap
from indexes.embedding.sentence_transformer import SentenceTransformerEmbedder
from indexes.library import Library
from ingest.isolation.worker import Worker
from ragassist.airgap import GUARD
from ragassist.app import App
from ragassist.models.registry import find_entry
from ragassist.models.store import Installed, ModelStore
from ragassist.settings.schema import default_home, load_settings
from tests.fakes import DIMENSION, FakeEmbedder
from tests.pg_server import PostgresServer

HERE = Path(__file__).parent
MODELS_HOME = default_home()  # read before a test changes the default home
GUARD.close()
signal.signal(signal.SIGINT, signal.default_int_handler)  # shells ("&") and nohup make child processes ignore these signals
signal.signal(signal.SIGHUP, signal.SIG_DFL)
for _size in ("COLUMNS", "LINES"):  # pytest-xdist sets these to 80 by 24, but tests choose the sizes of terminals
    os.environ.pop(_size, None)
_OBJECTS = 10_000
"""Number of new objects after which garbage is collected; Python's default is 700."""
# Threads of llama.cpp and torch spin for each other before they sleep, and here they share the cores with other test processes:
# of 109 seconds of processor time 88 were spent so. The program itself lets them sleep at once on a busy machine.
os.environ["GOMP_SPINCOUNT"] = "0"
SLOW_FIXTURES = frozenset({"embedding_model", "small_chat_model", "server", "sample_folder", "tiny_gguf"})
"""Fixtures that take seconds to load or to make; a test that uses one of them is slow."""
SLOW_PLACES = (
    "cli",
    "indexes/backends/test_postgres.py",
    "indexes/embedding",
    "indexes/indexing/test_crash_matrix.py",
    "indexes/indexing/test_disk_faults.py",
    "indexes/indexing/test_same_everywhere.py",
    "indexes/files/test_locks.py",
    "indexes/search/test_reranking.py",
    "indexes/storage/test_health.py",
    "indexes/translation/test_encoder.py",
    "ingest/isolation",
    "ingest/ocr",
    "ingest/system/test_processes.py",
    "ragassist/engine",
    "ragassist/generation/test_reply.py",
    "ragassist/judging/test_measuring.py",
    "ragassist/models",
    "ragassist/test_airgap.py",
    "ragassist/test_api.py",
    "ragassist/wiring/test_embedding.py",
    "test_readme.py",
    "tui",
)
"""Tests that start processes or whole screens, or damage a library at each of its calls."""
LONGEST = (
    "ingest/isolation",
    "ragassist/judging",
    "tui/test_end_to_end.py",
    "cli",
    "indexes/indexing",
    "ragassist/engine",
    "ragassist/models",
    "tui",
)
"""The places of the slowest files. They run first, so that neither of two processes waits long for the other's last file."""


def pytest_xdist_auto_num_workers() -> int:
    """Return one process of tests more than there are cores, since many tests wait for a child process or a clock."""
    return (os.cpu_count() or 1) + 1


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> Generator[None]:
    """Mark the tests that `make quick` leaves out before pytest selects by marks; then order the rest by `LONGEST`."""
    _mark_slow(items)
    yield
    places = [str(HERE / place) for place in LONGEST]
    items.sort(key=lambda item: next((at for at, place in enumerate(places) if str(item.path).startswith(place)), len(places)))


@pytest.hookimpl(trylast=True)
def pytest_collection_finish() -> None:
    """Leave the modules and tests, hundreds of thousands of objects that stay, out of garbage collections, and collect rarely.

    Collections took a seventh of the time of tests that make many objects.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(_OBJECTS)


def _mark_slow(items: list[pytest.Item]) -> None:
    places = tuple(str(HERE / place) for place in SLOW_PLACES)
    for item in items:
        chosen = getattr(getattr(item, "callspec", None), "params", {})
        if (
            chosen.get("place", "folder") != "folder"
            or str(item.path).startswith(places)
            or SLOW_FIXTURES & set(getattr(item, "fixturenames", ()))
        ):
            item.add_marker(pytest.mark.slow)


@pytest.fixture(scope="session")
def _homes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Names of folders. Pytest would list all folders of the session to find a free name, for each of thousands of tests."""
    folder = tmp_path_factory.mktemp("homes")
    return (folder / f"{number}" for number in count())


@pytest.fixture(autouse=True)
def _own_home(_homes: Iterator[Path], monkeypatch: pytest.MonkeyPatch) -> None:
    home = next(_homes)
    home.mkdir(mode=0o700)
    monkeypatch.setenv("RAGASSIST_HOME", str(home))
    monkeypatch.setenv("LC_ALL", "en_US.UTF-8")


@pytest.fixture(autouse=True)
def _own_guard(monkeypatch: pytest.MonkeyPatch) -> None:
    """Count refused connections for each test, and don't seal the process, since a seal would stay for all later tests."""
    monkeypatch.setattr(GUARD, "refused", 0)
    monkeypatch.setattr(GUARD, "ports", frozenset())
    monkeypatch.setattr(GUARD, "seal", lambda **_: False)


def installed(name: str) -> Installed:
    entry = find_entry(name)
    found = ModelStore(MODELS_HOME / "models").find(entry)
    if found is None:
        pytest.fail(f"the tests need {name}: 'make test' fetches it")
    return found


@pytest.fixture(scope="session")
def embedding_model() -> Installed:
    return installed("multilingual-e5-small")


@pytest.fixture(scope="session")
def small_chat_model() -> Installed:
    return installed("smollm2-135m-instruct")


@pytest.fixture(scope="session")
def embedder(embedding_model: Installed) -> FastEmbedder:
    """The program's embedder; its ONNX export is stored beside the models, as the program does."""
    place = ModelStore(MODELS_HOME / "models").export_of(embedding_model.entry.name)
    return FastEmbedder(embedding_model.as_model_folder(), place)


@pytest.fixture(scope="session")
def reference_embedder(embedding_model: Installed) -> SentenceTransformerEmbedder:
    return SentenceTransformerEmbedder(embedding_model.as_model_folder())


@pytest.fixture(scope="session")
def language_map(embedder: FastEmbedder) -> LanguageMap:
    """The language map of the embedder; it is stored beside the models, as the program does."""
    return App(load_settings(home=MODELS_HOME)).language_map()


@pytest.fixture(scope="session")
def server() -> Iterator[PostgresServer]:
    """A PostgreSQL server that runs during all tests."""
    running = PostgresServer()
    yield running
    running.remove()


@pytest.fixture
def team_url(server: PostgresServer) -> Iterator[str]:
    """The URL of an empty database."""
    server.run("CREATE DATABASE team")
    yield server.url("team")
    server.run("DROP DATABASE team WITH (FORCE)")


@pytest.fixture(params=["folder"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Callable[[str], Path | ServerBackend]]:
    """Maps a library's name to its place: a folder, and in modules marked `BOTH_PLACES` also a database on a server."""
    if request.param == "folder":
        yield lambda name: tmp_path / name
        return
    url, opened = request.getfixturevalue("team_url"), ExitStack()
    with opened:
        yield lambda name: opened.enter_context(closing(ServerBackend(url, name)))


@pytest.fixture
def open_fake_library(place: Callable[[str], Path | ServerBackend]) -> Iterator[Callable[..., Library]]:
    """Opens libraries with the fake embedder, by name; closes them all."""
    opened: list[Library] = []

    def open_one(name: str = "library", fingerprint: str = "fake:1") -> Library:
        library = Library(place(name), FakeEmbedder(fingerprint), lambda: LanguageMap.identity(DIMENSION))
        opened.append(library)
        return library

    yield open_one
    for library in opened:
        library.close()


@pytest.fixture
def fake_library(open_fake_library: Callable[..., Library]) -> Library:
    return open_fake_library()


@pytest.fixture(scope="session")
def worker() -> Iterator[Worker]:
    with Worker() as running:
        yield running


def _sample_module() -> ModuleType:
    spec = importlib.util.spec_from_file_location("sample_make", HERE / "sample" / "make.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def sample_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the sample library, written for this test run."""
    folder = tmp_path_factory.mktemp("papers")
    _sample_module().build(folder)
    return folder


@pytest.fixture(scope="session")
def sample_questions() -> list[dict[str, Any]]:
    lines = (HERE / "sample" / "questions.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]
