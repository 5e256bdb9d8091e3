"""Changes of the settings file keep what they don't concern."""

from pathlib import Path

import pytest

from ragassist.errors import SettingsInvalid
from ragassist.settings.file import change_settings
from ragassist.settings.schema import load_settings

OWN = "# mine\nthink_budget = 64 # short\n\n[keys]\ncopy = 'f9'\n"


def test_a_change_keeps_comments_and_other_keys(tmp_path: Path) -> None:
    (tmp_path / "settings.toml").write_text(OWN, encoding="utf-8")
    change_settings(tmp_path, {"theme": "light", "think_budget": 128})
    written = (tmp_path / "settings.toml").read_text(encoding="utf-8")
    assert "# mine" in written
    assert "# short" in written
    settings = load_settings(home=tmp_path)
    assert (settings.theme, settings.think_budget, settings.keys) == ("light", 128, {"copy": "f9"})


def test_none_removes_a_key_and_a_missing_file_is_created(tmp_path: Path) -> None:
    home = tmp_path / "new"
    change_settings(home, {"language": "de"})
    assert load_settings(home=home).language == "de"
    change_settings(home, {"language": None})
    assert load_settings(home=home).language is None


@pytest.mark.parametrize("changes", [{"theme": "../pink"}, {"think_budget": -1}, {"colour": "red"}])
def test_an_invalid_change_is_not_written(tmp_path: Path, changes: dict[str, str | int | None]) -> None:
    (tmp_path / "settings.toml").write_text(OWN, encoding="utf-8")
    with pytest.raises(SettingsInvalid, match=next(iter(changes))):
        change_settings(tmp_path, changes)
    assert (tmp_path / "settings.toml").read_text(encoding="utf-8") == OWN


def test_a_broken_file_is_not_overwritten(tmp_path: Path) -> None:
    (tmp_path / "settings.toml").write_text("theme = ", encoding="utf-8")
    with pytest.raises(SettingsInvalid, match="mend or remove"):
        change_settings(tmp_path, {"theme": "light"})
    assert (tmp_path / "settings.toml").read_text(encoding="utf-8") == "theme = "
