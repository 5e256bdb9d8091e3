"""The documents name every command, option and setting, and only commands, models, modules and files that exist."""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import fields
from typing import Any

import pytest
from typer import Context
from typer.main import get_command

from ragassist.cli import app
from ragassist.commands.group import GROUPS
from ragassist.models.entries import ModelEntry
from ragassist.models.registry import load_registry, validated
from ragassist.settings.schema import Settings
from tests.paths import ROOT

DOCS = {path.name: path.read_text(encoding="utf-8") for path in (ROOT / "docs").glob("*.md")}
EVERYWHERE = {"--help", "--version", "--install-completion", "--show-completion"}


def commands(group: Any, names: tuple[str, ...] = ()) -> Iterator[tuple[str, list[str]]]:
    """Yield each command's full name and its options."""
    for name in group.list_commands(Context(group)):
        command = group.get_command(Context(group), name)
        if hasattr(command, "list_commands"):
            yield from commands(command, (*names, name))
        else:
            options = [
                option for p in command.params if p.param_type_name == "option" for option in (*p.opts, *p.secondary_opts)
            ]
            yield " ".join((*names, name)), options


ALL = dict(commands(get_command(app)))


def section(command: str) -> str:
    """Return what docs/commands.md says of a command, under the heading that names it or its group."""
    parts = re.split(r"^###? ", DOCS["commands.md"], flags=re.MULTILINE)
    found = [part for part in parts if re.search(rf"`ragassist {command.split()[0]}\b", part.splitlines()[0])]
    assert found, f"docs/commands.md has no section for {command}"
    return "\n".join(found)


@pytest.mark.parametrize("command", ALL)
def test_every_command_and_option_is_documented(command: str) -> None:
    text = section(command)
    assert command.split()[-1] in text
    lacking = [o for o in ALL[command] if o not in ("--home", "--library", "--json") and not re.search(rf"{o}(?![\w-])", text)]
    assert lacking == []


def test_every_option_that_is_documented_exists() -> None:
    known = {option for options in ALL.values() for option in options} | EVERYWHERE
    named = set(re.findall(r"(?<![\w-])--[a-z][a-z-]+", DOCS["commands.md"]))
    assert named - known == set()


def test_each_command_has_a_line_in_the_help_that_fits_a_narrow_terminal() -> None:
    lines = {name: source.help for group in GROUPS.values() for name, source in group.items()}
    assert {name: line for name, line in lines.items() if not line.endswith(".") or len(line) > 66} == {}


def test_every_command_is_listed_in_the_help() -> None:
    listed = [name for group in GROUPS.values() for name in group]
    assert sorted(listed) == sorted({command.split()[0] for command in ALL})


def test_every_setting_is_documented_with_its_default() -> None:
    rows = dict(re.findall(r"^\| `(\w+)` \| (.+?) \|", DOCS["settings.md"], re.MULTILINE))
    assert rows.keys() == Settings.model_fields.keys()
    for name, field in Settings.model_fields.items():
        if isinstance(field.default, int | str) and field.default != "":
            assert str(field.default) in rows[name], name


def test_the_example_of_a_custom_model_is_valid_and_names_every_key() -> None:
    (block,) = re.findall(r"```toml\n(\[\[model\]\].*?)```", DOCS["models.md"], re.DOTALL)
    (row,) = tomllib.loads(block.replace("…64 hexadecimal digits…", "0" * 64))["model"]
    assert validated(row, "docs/models.md").name == "my-model"
    assert [f.name for f in fields(ModelEntry) if f.name != "variant_of" and f.name not in block] == []


def test_the_models_that_documents_name_exist() -> None:
    for text in (DOCS["models.md"], DOCS["install.md"], (ROOT / "README.md").read_text(encoding="utf-8")):
        for names in re.findall(r"models pull ((?:[a-z0-9.-]+\d[a-z0-9.-]* ?)+)", text):
            assert set(names.split()) <= load_registry().keys()


def test_the_architecture_page_names_every_folder_and_only_existing_modules() -> None:
    text = DOCS["architecture.md"]
    named = set(re.findall(r"`((?:ingest|indexes|ragassist|tui|tests|docs)/[\w./]*)`", text))
    assert {name for name in named if not (ROOT / name).exists()} == set()
    rooms = {
        p.name
        for top in ("ingest", "indexes", "ragassist", "tui")
        for p in (ROOT / top).iterdir()
        if (p / "__init__.py").exists()
    }
    assert {room for room in rooms if f"`{room}/`" not in text} == set()


def test_each_decision_has_a_context_a_choice_and_a_status() -> None:
    for path in (ROOT / "docs" / "decisions").glob("*.md"):
        text = path.read_text(encoding="utf-8")
        if path.name != "README.md":
            assert re.findall(r"^\*\*(Context|Choice|Stands|Superseded)", text, re.MULTILINE)[:2] == ["Context", "Choice"], (
                path.name
            )
            assert re.search(r"^\*\*(Stands|Superseded)", text, re.MULTILINE), path.name
            assert f"({path.name})" in (path.parent / "README.md").read_text(encoding="utf-8")


def test_links_between_documents_have_existing_targets() -> None:
    for path in [*(ROOT / "docs").rglob("*.md"), *ROOT.glob("*.md")]:
        for link in re.findall(r"\]\((?!https?:)([^)#]+)", path.read_text(encoding="utf-8")):
            assert (path.parent / link).exists(), f"{path.name}: {link}"


def test_a_lock_file_has_a_hash_for_every_package_and_satisfies_the_lower_bounds() -> None:
    text = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    pins = dict(re.findall(r"^([A-Za-z0-9._-]+)==(\S+)", text, re.MULTILINE))
    blocks = re.findall(r"^[A-Za-z0-9._-]+==(?:.*\\\n)+.*", text, re.MULTILINE)
    assert len(blocks) == len(pins) > 50
    assert all("--hash=sha256:" in block for block in blocks)
    assert "://" not in text
    wanted = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["dependencies"]
    names = {re.sub(r"[-_.]+", "-", re.split(r"[\[<>=]", requirement)[0].lower()) for requirement in wanted}
    assert names - pins.keys() == set()
    assert tuple(map(int, pins["pypdf"].split(".")[:2])) >= (7, 1)
    assert tuple(map(int, pins["jinja2"].split(".")[:3])) >= (3, 1, 6)
