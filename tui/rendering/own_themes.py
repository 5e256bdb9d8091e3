"""Custom themes: TOML files with colours in the folder `themes` of the home folder."""

import re
import tomllib
from pathlib import Path

from textual.color import Color, ColorParseError
from textual.theme import Theme

from ingest.said import said, why
from ragassist.errors import SettingsInvalid
from tui.theme import COLOURS, LINES, made_theme

_NAME = re.compile(r"[\w-]{1,64}")
"""The names that the setting `theme` accepts."""


def own_names(home: Path) -> list[str]:
    """Return the names of the custom themes, sorted."""
    folder = home / "themes"
    names = sorted(path.stem for path in folder.glob("*.toml")) if folder.is_dir() else []
    return [name for name in names if _NAME.fullmatch(name)]


def own_theme(home: Path, name: str) -> Theme:
    """Return a custom theme. Colours that its file doesn't name are those of `dark` or, with `dark = false`, of `light`.

    Raises `SettingsInvalid`, which says what is wrong in the file.
    """
    path = home / "themes" / f"{name}.toml"
    try:
        given = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as problem:
        cause = why(problem) if isinstance(problem, OSError) else str(problem)
        raise SettingsInvalid(said("theme_unreadable", "{file} can't be read: {why}", file=path.name, why=cause)) from None
    dark = given.pop("dark", True)
    for key, value in given.items():
        _check(key, value)
    return made_theme(f"own-{name}", dark=bool(dark), given=given)


def _check(key: str, value: object) -> None:
    known = (*COLOURS, *LINES)
    if key not in known:
        told = "{name} is no colour of a theme; known are dark, {names}"
        raise SettingsInvalid(said("theme_key", told, name=key, names=", ".join(known)))
    try:
        Color.parse(str(value))
    except ColorParseError:
        told = "{name} = {value} is no colour: write it as #7da6cf"
        raise SettingsInvalid(said("theme_colour", told, name=key, value=str(value)[:40])) from None
