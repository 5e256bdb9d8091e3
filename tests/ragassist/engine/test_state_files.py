"""States are stored and restored; damaged and foreign ones aren't used."""

import resource
from collections.abc import Callable
from pathlib import Path
from threading import Event

import pytest

from ragassist.engine.llama import LlamaChatModel
from ragassist.engine.state_files import SavedState, read_state, write_state
from tests.ragassist.engine.models import QUOTED, ids_of, said


def test_a_new_process_starts_with_the_system_prompt_of_the_last(opened: Callable[..., LlamaChatModel], tmp_path: Path) -> None:
    first, second = opened(tmp_path / "states"), opened(tmp_path / "states")
    system = first.tokenize("<|im_start|>system\nAnswer from the sources, briefly.<|im_end|>\n", trusted=True)
    question = [*system, *ids_of(first, "What does the Larch cabin cost?")]
    first.prefill(question, [len(system)], Event())
    done = second.prefill(question, [len(system)], Event())
    assert done.reused_tokens == len(system)
    assert second.logits() == first.logits()
    (kept,) = (tmp_path / "states").iterdir()
    assert kept.stat().st_mode & 0o777 == 0o600


def test_a_conversation_is_restored_with_its_checkpoints(opened: Callable[..., LlamaChatModel], tmp_path: Path) -> None:
    first, second = opened(), opened()
    system = first.tokenize("<|im_start|>system\nAnswer briefly.<|im_end|>\n", trusted=True)
    first.prefill([*system, *ids_of(first, QUOTED)], [len(system)], Event())
    said(first, 6)
    first.keep(tmp_path / "one.state")
    assert second.recall(tmp_path / "one.state") == len(first.held)
    assert second.held == first.held
    other = [*system, *ids_of(second, "something else")]
    assert second.prefill(other, [len(system)], Event()).reused_tokens >= len(system)
    first.prefill(other, [len(system)], Event())
    assert first.logits() == second.logits()


def test_a_state_of_another_model_or_context_is_not_used(opened: Callable[..., LlamaChatModel], tmp_path: Path) -> None:
    first, other = opened(), opened(context=512)
    first.prefill(ids_of(first, "a question"), (), Event())
    first.keep(tmp_path / "one.state")
    assert other.recall(tmp_path / "one.state") == 0
    assert not (tmp_path / "one.state").exists()
    other.prefill(ids_of(other, "a question"), (), Event())
    assert said(other, 3)


def _cut(data: bytes) -> bytes:
    return data[: len(data) // 2]


def _flipped(data: bytes) -> bytes:
    return data[:-9] + bytes([data[-9] ^ 1]) + data[-8:]


@pytest.mark.parametrize("damage", [_cut, _flipped, lambda _: b"", lambda _: b"not a state\n" * 99])
def test_a_damaged_state_is_removed(tmp_path: Path, damage: Callable[[bytes], bytes]) -> None:
    path = tmp_path / "one.state"
    write_state(path, "a model", SavedState((1, 2, 3), b"state" * 99, ((2, b"part"),)))
    assert read_state(path, "a model") == SavedState((1, 2, 3), b"state" * 99, ((2, b"part"),))
    path.write_bytes(damage(path.read_bytes()))
    assert read_state(path, "a model") is None
    assert not path.exists()


def test_a_full_disk_leaves_no_state_and_no_error(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, hard))
    try:
        write_state(tmp_path / "one.state", "a model", SavedState((1, 2, 3), b"state" * 999))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert list(tmp_path.iterdir()) == []
    assert "can't be kept" in caplog.text
