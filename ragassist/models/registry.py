"""The known models: those in the package's `registry.toml`, then those in the person's `models.toml`."""

import re
import tomllib
from collections.abc import Iterable
from difflib import get_close_matches
from importlib import resources
from pathlib import Path
from typing import Any

from ragassist.errors import ModelMissing, SettingsInvalid
from ragassist.models.entries import Hub, Judging, ModelEntry, PackageIndex, Role, Sampling, Shape
from ragassist.models.families import families

OWN_FILE = "models.toml"
DEFAULT_CHAT_MODEL = "lfm2-2.6b-exp"
"""The chat model that is fetched where none is installed."""
_SHAPES = {
    "name": re.compile(r"[a-z0-9](?:[a-z0-9._-]{0,62}[a-z0-9])?"),
    "file": re.compile(r"[\w][\w.+ -]{0,127}\.gguf"),
    "sha256": re.compile(r"(?:[0-9a-f]{64})?"),
    "repository": re.compile(r"[\w][\w.-]*/[\w][\w.-]*"),
    "revision": re.compile(r"[\w][\w./-]*"),
    "packages": re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*"),
    "version": re.compile(r"[0-9][0-9a-z.+!]*"),
}
"""Patterns that values have to match, because they become file names, addresses and arguments of pip."""


def load_registry(own: Path | None = None) -> dict[str, ModelEntry]:
    """Return all known models by name, in the order of preference; `own` is the person's file, which may be missing.

    Raises `SettingsInvalid`, which names the file, the model and the key, if that file is invalid.
    """
    text = resources.files(__package__).joinpath("registry.toml").read_text(encoding="utf-8")
    known = _by_name(map(_entry, _rows(tomllib.loads(text))))
    return known if own is None or not own.is_file() else known | _own_entries(own, known)


def find_entry(name: str, registry: dict[str, ModelEntry] | None = None) -> ModelEntry:
    """Return the model with a name. Raises `ModelMissing` with the most similar name, or with all names."""
    registry = registry or load_registry()
    if name in registry:
        return registry[name]
    near = get_close_matches(name, registry, 1)
    names = ", ".join(entry.name for entry in registry.values() if entry.variant_of is None)
    raise ModelMissing(f"no model is called {name!r}: " + (f"did you mean {near[0]}?" if near else f"choose one of {names}"))


def validated(row: dict[str, Any], where: str) -> ModelEntry:
    """Return the entry of a row from outside the package. Raises `SettingsInvalid` with one line that begins with `where`."""
    from pydantic import TypeAdapter, ValidationError  # 100 ms, and few people have models of their own

    where = f"{where}, model {row.get('name', 'without a name')!r}" if isinstance(row, dict) else where
    try:
        entry = TypeAdapter(ModelEntry).validate_python(row)
    except ValidationError as problem:
        first = min(problem.errors(), key=lambda error: "unexpected" not in error["type"])
        key = str(first["loc"][-1]) if first["loc"] else ""
        near = get_close_matches(key, ModelEntry.__dataclass_fields__, 1) if "unexpected" in first["type"] else []
        raise SettingsInvalid(f"{where}: {key}: {first['msg']}" + (f"; did you mean {near[0]}?" if near else "")) from None
    _check_shapes(entry, where)
    return entry


def _check_shapes(entry: ModelEntry, where: str) -> None:
    values = [("name", entry.name), ("sha256", entry.sha256)]
    values += [("file", entry.file)] if entry.file else []
    values += [("repository", entry.hub.repository), ("revision", entry.hub.revision)] if entry.hub else []
    if wheels := entry.package_index:
        values += [("version", wheels.version), *(("packages", package) for package in wheels.packages)]
    for key, value in values:
        if not _SHAPES[key].fullmatch(value):
            raise SettingsInvalid(f"{where}: {key}: {value!r} can't be one")
    if entry.role is Role.CHAT and entry.file is None:
        raise SettingsInvalid(f"{where}: file: a chat model needs the name of its GGUF file")
    if entry.role is Role.CHAT and entry.prompt_format not in families():
        raise SettingsInvalid(f"{where}: prompt_format: {entry.prompt_format!r} is none: choose one of {', '.join(families())}")
    if entry.size <= 0 or entry.context <= 0:
        raise SettingsInvalid(f"{where}: size and context must be more than 0")


def _rows(data: dict[str, Any]) -> Iterable[dict[str, Any]]:
    """Yield the package's rows; after each row its variants, with their own values in place of the row's."""
    for row in data["model"]:
        variants = row.pop("variants", {})
        yield row
        for suffix, own in variants.items():
            title = row["title"].rsplit(" ", 1)[0] + " " + suffix.upper()
            plain = {key: value for key, value in row.items() if key not in ("sha256", "package_index", "memory", "judging")}
            yield {**plain, "name": f"{row['name']}-{suffix}", "title": title, "variant_of": row["name"], **own}


def _entry(row: dict[str, Any]) -> ModelEntry:
    row = dict(row)
    wheels, hub, sampling = row.pop("package_index", None), row.pop("hub", None), row.pop("sampling", None)
    judging, shape = row.pop("judging", None), row.pop("shape", None)
    return ModelEntry(
        **{**row, "role": Role(row["role"]), "languages": tuple(row["languages"])},
        hub=Hub(**hub) if hub else None,
        sampling=Sampling(**sampling) if sampling else None,
        judging=Judging(**judging) if judging else None,
        shape=Shape(**shape) if shape else None,
        package_index=PackageIndex(**{**wheels, "packages": tuple(wheels["packages"])}) if wheels else None,
    )


def _own_entries(path: Path, known: dict[str, ModelEntry]) -> dict[str, ModelEntry]:
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as problem:
        raise SettingsInvalid(f"{path} can't be read: {problem}") from None
    rows = data.get("model", [])
    if set(data) - {"model"} or not isinstance(rows, list):
        raise SettingsInvalid(f"{path} may hold [[model]] tables only: see docs/models.md")
    entries = [validated(row, str(path)) for row in rows]
    seen = set(known)
    for entry in entries:
        if entry.name in seen:
            raise SettingsInvalid(f"{path} names {entry.name} which is known already: give it another name")
        seen.add(entry.name)
    return _by_name(entries)


def _by_name(entries: Iterable[ModelEntry]) -> dict[str, ModelEntry]:
    return {entry.name: entry for entry in entries}
