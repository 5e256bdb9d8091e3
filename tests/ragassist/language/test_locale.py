"""The language of the user's locale."""

import ctypes
import sys
from types import SimpleNamespace

import pytest

from ragassist.language.locale import from_locale


@pytest.mark.parametrize(
    ("locale", "language"),
    [("de_DE.UTF-8", "de"), ("ja", "ja"), ("zh-Hans-CN", "zh"), ("C.UTF-8", "en"), ("", "en"), ("kok_IN.UTF-8", "en")],
)
def test_the_language_is_the_whole_first_part_of_the_locale(
    locale: str, language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LC_ALL", locale)
    assert from_locale() == language


def test_windows_without_these_variables_tells_the_language_of_its_windows(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    windows = SimpleNamespace(kernel32=SimpleNamespace(GetUserDefaultUILanguage=lambda: 0x0407))
    monkeypatch.setattr(ctypes, "windll", windows, raising=False)
    assert from_locale() == "en"
    monkeypatch.setattr(sys, "platform", "win32")
    assert from_locale() == "de"
    windows.kernel32.GetUserDefaultUILanguage = lambda: 0
    assert from_locale() == "en"
