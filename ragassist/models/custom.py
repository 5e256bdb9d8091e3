"""Models that the person adds: entries in `models.toml`, and files that the settings name by path."""

import json
import re
from collections.abc import Mapping
from dataclasses import asdict, fields, is_dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import Any

from indexes.files.atomic import write_atomically
from ragassist.errors import ModelDamaged
from ragassist.language.registry import languages
from ragassist.models.entries import ModelEntry, Role, Shape
from ragassist.models.families import Family, families, family_of, find_family
from ragassist.models.files import sha256_of
from ragassist.models.inspection import Gguf, inspect_gguf, require_gguf
from ragassist.models.progress import Advance
from ragassist.models.registry import load_registry, validated

_HEADER = "# Models of your own; every key is explained in docs/models.md.\n\n"
_SEEN = "own-files.json"
_QUANTIZATION = re.compile(r"[-._](?:qad-)?(?:i?q[1-8][a-z0-9_]*|f16|bf16|f32)$")


def slug(text: str) -> str:
    """Return a valid entry name for a text: lower-case letters, digits, dots and dashes."""
    return re.sub(r"[^a-z0-9._]+", "-", text.lower()).strip("-._")[:60] or "model"


def add_entry(entry: ModelEntry, file: Path) -> None:
    """Add an entry to the person's file unless it holds the same entry. Raises `ModelDamaged` if the name is taken."""
    import tomlkit

    known = load_registry(file).get(entry.name)
    if known == entry:
        return
    if known:
        raise ModelDamaged(f"{entry.name} is the name of another model already: give this one another with --name")
    facts = _stated(entry)
    validated(facts, str(file))
    document = tomlkit.parse(file.read_text(encoding="utf-8") if file.is_file() else _HEADER)
    row = tomlkit.table()
    row.update({key: str(value) if isinstance(value, StrEnum) else value for key, value in facts.items()})
    if "model" not in document:
        document.append("model", tomlkit.aot())
    document["model"].append(row)
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    write_atomically(file, tomlkit.dumps(document).encode())


def _stated(record: Any) -> dict[str, Any]:  # noqa: ANN401  any dataclass
    """Return the fields of a record that aren't at their default."""
    values = {each.name: getattr(record, each.name) for each in fields(record) if getattr(record, each.name) != each.default}
    return {name: _stated(value) if is_dataclass(value) else value for name, value in values.items()}


def drop_entry(name: str, file: Path) -> None:
    """Remove an entry from the person's file, if it is there, and keep the rest of the file as it is."""
    import tomlkit

    if not file.is_file():
        return
    document = tomlkit.parse(file.read_text(encoding="utf-8"))
    rows: Any = document.get("model", [])
    for at in [at for at, row in enumerate(rows) if row.get("name") == name]:
        del rows[at]
        write_atomically(file, tomlkit.dumps(document).encode())


def file_entry(
    path: Path, facts: Gguf, registry: Mapping[str, ModelEntry], name: str | None = None, prompt_format: str | None = None
) -> ModelEntry:
    """Return an entry, made from the metadata of a chat model's file, for a file that the registry doesn't know by its hash.

    Another quantization of a known model gets the languages, licence and sampling of that model. `prompt_format` overrides
    the format that the vocabulary tells. Raises `ModelDamaged` for an unknown family, and `SettingsInvalid` for an unknown
    format.
    """
    family = find_family(prompt_format) if prompt_format else _required_family(path, facts)
    own: dict[str, Any] = {
        "name": slug(name or path.stem),
        "title": name or facts.title,
        "size": path.stat().st_size,
        "sha256": "",
    }
    own |= {"file": slug(path.stem) + ".gguf", "prompt_format": family.name}
    shape, listed = Shape(facts.architecture, facts.layers, facts.width), registry.get(own["name"])
    if listed and not listed.sha256 and listed.shape == shape and not prompt_format:
        return listed
    if (known := _other_quantization(path, facts.title, shape, registry)) and not prompt_format:
        return replace(known, **own, hub=None, package_index=None, judging=None, memory=0, stand_in=None)
    return ModelEntry(
        **own, role=Role.CHAT, languages=languages(), licence="unknown: yours to know", context=facts.context or 4096,
        sampling=family.sampling,
    )  # fmt: skip


def _required_family(path: Path, facts: Gguf) -> Family:
    if family := family_of(facts.architecture, facts.tokens):
        return family
    found = (
        f"{', '.join(facts.tokens[:6])} in its vocabulary" if facts.tokens else "no token of a chat's turns in its vocabulary"
    )
    titles = ", ".join(family.title for family in families().values())
    raise ModelDamaged(
        f"{path} is of the architecture {facts.architecture} with {found}, and its prompts can't be built: take an instruct "
        f"model of {titles}, or name a format ({', '.join(families())}): 'ragassist models import PATH --prompt-format NAME'"
    )


def _other_quantization(path: Path, title: str, shape: Shape, registry: Mapping[str, ModelEntry]) -> ModelEntry | None:
    """Return the known model with the same shape and, without the quantization, the same name as a file; else None."""
    names = {_QUANTIZATION.sub("", slug(text)) for text in (title, path.stem)}
    return next((entry for entry in registry.values() if entry.name in names and entry.shape == shape), None)


def checked_gguf(path: Path, notes: Path, progress: Advance = lambda _: None) -> Gguf:
    """Return the metadata of a file that the settings name. Raises `ModelDamaged` if it isn't a chat model.

    The file is inspected and hashed the first time and whenever its size or time has changed; the result is stored in the
    folder `notes`.
    """
    require_gguf(path)
    stat, record = path.stat(), notes / _SEEN
    seen, name = _seen(record), str(path.resolve())
    known, state = seen.get(name, {}), [stat.st_size, stat.st_mtime_ns]
    if known.get("state") == state and (kept := _kept_facts(known)):
        return kept
    facts = inspect_gguf(path)
    seen[name] = {"state": state, "sha256": sha256_of(path, progress), "facts": asdict(facts)}
    notes.mkdir(parents=True, exist_ok=True, mode=0o700)
    write_atomically(record, json.dumps(seen, indent=1).encode())
    return facts


def _kept_facts(known: dict[str, Any]) -> Gguf | None:
    """Return the metadata that a note holds, None if it is damaged or of another version."""
    facts = known.get("facts")
    if not isinstance(facts, dict) or facts.keys() != Gguf.__dataclass_fields__.keys() or not isinstance(facts["tokens"], list):
        return None
    return Gguf(**{**facts, "tokens": tuple(facts["tokens"])})


def hash_of(path: Path, notes: Path) -> str:
    """Return the sha256 of a file that `checked_gguf` has inspected, from the same folder `notes`; "" if it hasn't."""
    found = _seen(notes / _SEEN).get(str(path.resolve()), {})
    return str(found.get("sha256", ""))


def _seen(record: Path) -> dict[str, Any]:
    try:
        data = json.loads(record.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return {name: known for name, known in data.items() if isinstance(known, dict)} if isinstance(data, dict) else {}
