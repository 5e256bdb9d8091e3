"""Changes values in the person's settings file, and keeps its comments, order and other keys."""

from collections.abc import Mapping
from pathlib import Path

from indexes.files.atomic import write_atomically
from ingest.said import said, why
from ragassist.errors import SettingsInvalid
from ragassist.settings.schema import Settings

FILE = "settings.toml"


def change_settings(home: Path, changes: Mapping[str, str | int | None]) -> None:
    """Write some settings to the file in a home folder; None removes a key.

    Raises `SettingsInvalid` if a value is invalid or the file can't be read or written; the file isn't changed then.
    """
    import tomlkit
    from tomlkit.exceptions import ParseError

    _check(changes)
    path = home / FILE
    try:
        document = tomlkit.parse(path.read_text(encoding="utf-8") if path.exists() else "")
        for name, value in changes.items():
            document.pop(name, None) if value is None else document.update({name: value})
        home.mkdir(parents=True, exist_ok=True, mode=0o700)
        write_atomically(path, tomlkit.dumps(document).encode())
    except ParseError as problem:
        raise SettingsInvalid(
            said("settings_unreadable", "{path} can't be read: {why}; mend or remove it", path=str(path), why=str(problem))
        ) from None
    except (OSError, UnicodeDecodeError) as problem:
        reason = why(problem) if isinstance(problem, OSError) else str(problem)
        raise SettingsInvalid(
            said("settings_unchangeable", "{path} can't be changed: {why}", path=str(path), why=reason)
        ) from None


def _check(changes: Mapping[str, str | int | None]) -> None:
    from pydantic import TypeAdapter, ValidationError

    for name, value in changes.items():
        field = Settings.model_fields.get(name)
        if field is None:
            raise SettingsInvalid(f"setting {name}: there is none of that name")
        try:
            if value is not None:
                TypeAdapter(field.rebuild_annotation()).validate_python(value)
        except ValidationError as problem:
            raise SettingsInvalid(f"setting {name}: {problem.errors()[0]['msg']}") from None
