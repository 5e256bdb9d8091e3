"""What `doctor` reports about the machine, and whether a model fits into its memory."""

from dataclasses import replace
from pathlib import Path

import pytest

from ragassist.diagnostics.machine import disk, examine_machine, memory, packages, processor, terminal
from ragassist.errors import MemoryShort
from ragassist.models.memory import free_bytes, needed_bytes, require_memory
from ragassist.models.registry import find_entry
from ragassist.models.store import ModelStore

GB = 1_000_000_000


@pytest.fixture
def model_store(tmp_path: Path) -> ModelStore:
    return ModelStore(tmp_path / "models")


@pytest.fixture
def big(tmp_path: Path) -> Path:
    """A sparse file of 100 GB."""
    path = tmp_path / "big.gguf"
    with path.open("wb") as stream:
        stream.truncate(100 * GB)
    return path


def test_a_model_that_can_t_fit_is_refused_with_numbers_and_a_smaller_one(big: Path, model_store: ModelStore) -> None:
    with pytest.raises(MemoryShort) as problem:
        require_memory(big, "Big", None, model_store, 6144)
    assert "Big needs 100.4 GB of memory (at the very least 100.2)" in str(problem.value)
    assert "or pull lfm2-2.6b-exp" in str(problem.value)
    assert "\n" not in str(problem.value)


def test_the_smaller_one_fits(tmp_path: Path, model_store: ModelStore) -> None:
    path = tmp_path / "model.gguf"
    with path.open("wb") as stream:
        stream.truncate(find_entry("lfm2-2.6b-exp").size)
    entry = find_entry("lfm2-2.6b-exp")
    assert require_memory(path, entry.title, entry, model_store, 6144, free=2_100_000_000) == ""
    assert "it will be slow" in require_memory(path, entry.title, entry, model_store, 6144, free=2 * GB)
    with pytest.raises(MemoryShort, match=r"or pull smollm2-135m-instruct, which needs 0\.5 GB"):
        require_memory(path, entry.title, entry, model_store, 6144, free=GB)
    with pytest.raises(MemoryShort, match=r"close other programs$"):
        require_memory(path, entry.title, entry, model_store, 6144, free=GB // 10)


def test_the_memory_of_a_model_grows_with_its_file_and_context_unless_its_entry_has_it() -> None:
    smallest = find_entry("smollm2-135m-instruct")
    assert needed_bytes(2 * GB, 6144) - needed_bytes(GB, 6144) == GB
    assert needed_bytes(GB, 8192) > needed_bytes(GB, 2048)
    assert needed_bytes(GB, 32768, smallest) == needed_bytes(GB, smallest.context)
    assert needed_bytes(GB, 8192, replace(smallest, memory=3 * GB)) == 3 * GB


def test_a_container_s_limit_counts(tmp_path: Path) -> None:
    assert free_bytes(tmp_path) > 10_000_000
    (tmp_path / "memory.max").write_text("700000000\n")
    (tmp_path / "memory.current").write_text("200000000\n")
    assert free_bytes(tmp_path) == 500_000_000
    (tmp_path / "memory.max").write_text("max\n")
    assert free_bytes(tmp_path) > 500_000_000


def test_every_finding_has_a_hint(tmp_path: Path) -> None:
    found = examine_machine(tmp_path / "not" / "yet", "auto")
    assert [finding.name for finding in found] == ["python", "processor", "memory", "disk", "terminal", "packages"]
    assert all(finding.detail for finding in found)
    assert not (tmp_path / "not").exists()


def test_the_processor_is_told_by_what_the_engine_uses() -> None:
    assert "llama.cpp uses" in processor().detail


def test_too_little_memory_is_a_finding_and_free_disk_space_is_reported(tmp_path: Path) -> None:
    assert (memory(GB).ok, memory(2 * GB).ok) == (False, True)
    assert "GB free at" in disk(tmp_path).detail


@pytest.mark.parametrize(
    ("environment", "words"),
    [
        ({"TERM": "xterm-256color"}, "256 colours"),
        ({"TERM": "xterm", "COLORTERM": "truecolor"}, "16 million colours"),
        ({"TERM": "xterm", "NO_COLOR": "1"}, "no colours"),
        ({"TERM": "dumb"}, "no colours"),
        ({"TERM": "linux"}, "16 colours"),
        ({"TERM": "xterm", "VTE_VERSION": "7600"}, "ordered by the terminal"),
        ({"TERM": "xterm", "VTE_VERSION": "5600"}, "ordered by the program"),
        ({"TERM": "mlterm", "MLTERM": "3.9"}, "ordered by the terminal"),
        ({"TERM": "xterm-kitty"}, "ordered by the program"),
    ],
)
def test_a_terminal_is_recognised_by_its_environment_variables(environment: dict[str, str], words: str) -> None:
    assert words in terminal("auto", environment).detail


def test_versions_with_known_faults_are_reported_with_a_command() -> None:
    assert packages().ok
    found = packages({"pypdf": ("<999", "is old"), "no-such-package": ("<9", "is nothing")})
    assert not found.ok
    assert found.detail.endswith("is old")
    assert found.hint == "run 'pip install --upgrade pypdf'"
