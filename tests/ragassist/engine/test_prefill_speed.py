"""The machine's reading speed: learnt from answers, turned into a budget of tokens."""

from pathlib import Path

from ragassist.app import App
from ragassist.engine.prefill_speed import LEAST, MOST, PrefillSpeed
from ragassist.settings.schema import load_settings


def test_what_is_not_known_leaves_the_least(tmp_path: Path) -> None:
    assert PrefillSpeed(tmp_path / "pace.json").budget("a model", 1.0) == LEAST


def test_the_budget_follows_the_speed_within_its_limits(tmp_path: Path) -> None:
    pace = PrefillSpeed(tmp_path / "pace.json")
    pace.learn("slow", 1000, 20.0)
    assert pace.budget("slow", 29.0) == 1300
    assert pace.budget("slow", 1.0) == LEAST
    assert pace.budget("slow", 600.0) == MOST
    assert pace.budget("another", 1.0) == LEAST


def test_one_busy_moment_counts_little_and_a_short_prefill_nothing(tmp_path: Path) -> None:
    pace = PrefillSpeed(tmp_path / "pace.json")
    pace.learn("model", 1000, 20.0)
    pace.learn("model", 20, 20.0)
    assert pace.budget("model", 29.0) == 1300
    pace.learn("model", 1000, 100.0)
    assert LEAST < pace.budget("model", 29.0) < 1300


def test_a_file_that_is_no_table_of_speeds_says_nothing(tmp_path: Path) -> None:
    for text in ("", "[1]", '{"model": "fast"}', "\0"):
        (tmp_path / "pace.json").write_text(text, encoding="utf-8")
        assert PrefillSpeed(tmp_path / "pace.json").budget("model", 1.0) == LEAST


def test_a_budget_that_is_set_is_not_adapted(tmp_path: Path) -> None:
    PrefillSpeed(tmp_path / "pace.json").learn("model", 1000, 1000.0)
    assert App(load_settings(home=tmp_path, context_tokens=777)).context_tokens() == 777
