"""What was measured of a model's judgement is kept by the hash of its file, and damage costs no more than itself."""

import json
from pathlib import Path

import pytest

from ragassist.models.entries import Judging
from ragassist.models.measured_judging import FILE, MeasuredJudging, load_measured, save_measured

WEIGHTS = Judging(bias=-3.5, preference=1.25, search=0.75, sentence=8.1)
HELPS = MeasuredJudging(judging=WEIGHTS, questions=35, answerable=16, loss=0.41, search_loss=0.66)
NO_HELP = MeasuredJudging(judging=None, questions=35, answerable=16, loss=0.71, search_loss=0.66)


def test_what_is_stored_is_read_again_for_that_file_alone(tmp_path: Path) -> None:
    said: list[str] = []
    assert load_measured(tmp_path, "a", said.append) is None
    save_measured(tmp_path, "a", HELPS)
    save_measured(tmp_path, "b", NO_HELP)
    assert load_measured(tmp_path, "a", said.append) == HELPS
    assert load_measured(tmp_path, "b", said.append) == NO_HELP
    assert load_measured(tmp_path, "c", said.append) is None
    save_measured(tmp_path, "a", NO_HELP)
    assert load_measured(tmp_path, "a", said.append) == NO_HELP
    assert said == []


def test_a_file_whose_hash_is_not_known_has_no_measurement(tmp_path: Path) -> None:
    save_measured(tmp_path, "", HELPS)
    assert load_measured(tmp_path, "", pytest.fail) is None


DAMAGES = (
    "", "{", "[]", "null", '{"a": 5}', '{"a": []}', '{"a": {}}', '{"a": {"judging": null}}', b"\xff",
    '{"a": {"form": 1, "judging": {"bias": 1}, "questions": 9, "answerable": 4, "loss": 1, "search_loss": 1}}',
    '{"a": {"form": 1, "judging": null, "questions": "nine", "answerable": 4, "loss": 1, "search_loss": 1}}',
    '{"a": {"form": 1, "judging": null, "questions": 9, "answerable": 4, "loss": NaN, "search_loss": 1}}',
    '{"a": {"form": 1, "judging": {"bias": 1, "preference": Infinity, "search": 1, "sentence": 1}, "questions": 9,'
    ' "answerable": 4, "loss": 1, "search_loss": 1}}',
)  # fmt: skip


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_file_is_told_once_and_replaced_by_the_next_measurement(tmp_path: Path, damage: str | bytes) -> None:
    (tmp_path / FILE).write_bytes(damage if isinstance(damage, bytes) else damage.encode())
    said: list[str] = []
    assert load_measured(tmp_path, "a", said.append) is None
    assert len(said) == 1
    assert FILE in said[0]
    assert "models tune" in said[0]
    save_measured(tmp_path, "a", HELPS)
    assert load_measured(tmp_path, "a", said.append) == HELPS
    assert len(said) == 1


def test_a_measurement_of_another_form_counts_as_none(tmp_path: Path) -> None:
    save_measured(tmp_path, "a", HELPS)
    data = json.loads((tmp_path / FILE).read_text(encoding="utf-8"))
    data["a"]["form"] += 1
    (tmp_path / FILE).write_text(json.dumps(data), encoding="utf-8")
    said: list[str] = []
    assert load_measured(tmp_path, "a", said.append) is None
    assert said == []
