"""The first steps of a user: help, versions, settings with their origins, and the way to a first answer."""

import json
import os
import subprocess
import sys
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from ragassist.commands.group import GROUPS
from ragassist.settings.schema import Settings
from tests.cli.program import COMMAND, environment, run
from tests.paths import ROOT


def test_help_is_short_grouped_and_has_examples(tmp_path: Path) -> None:
    shown = run(tmp_path, "--help", COLUMNS="80").out
    assert len(shown.splitlines()) <= 60
    for title, names in GROUPS.items():
        section = shown.split(f"\n{title}:\n")[1].split("\n\n")[0]
        assert [line.split()[0] for line in section.splitlines()] == list(names)
    assert 'ragassist ask "' in shown.split("Examples:")[1]
    assert "\nMore:" not in shown


def test_without_a_setup_the_steps_to_a_first_answer_are_shown(tmp_path: Path) -> None:
    done = run(tmp_path)
    assert (done.code, done.err) == (1, "")
    commands = [line.split(". ", 1)[1] for line in done.out.splitlines() if line.startswith("  ")]
    assert commands[0] == "ragassist models pull lfm2-2.6b-exp multilingual-e5-small"
    assert [command.split()[1] for command in commands] == ["models", "index", "ask"]
    assert list(tmp_path.iterdir()) == []


def test_without_a_terminal_the_ui_names_other_commands(bare: Path) -> None:
    (bare / "libraries" / "default").mkdir(parents=True)
    assert "needs a terminal: use 'ragassist ask QUESTION' in scripts" in run(bare).line


def test_a_closed_standard_output_is_no_error(tmp_path: Path) -> None:
    done = run(tmp_path, "status", "--json", before=partial(os.close, 1))
    assert (done.code, done.out, done.err) == (0, "", "")


def test_versions_for_a_bug_report(tmp_path: Path) -> None:
    told = run(tmp_path, "--version", "--json").json
    assert run(tmp_path, "--version").out == f"ragassist {told['ragassist']}\n"
    assert told["python"] == ".".join(map(str, sys.version_info[:3]))
    assert all(told["packages"].values())


def test_config_shows_each_setting_with_its_origin(tmp_path: Path) -> None:
    (tmp_path / "settings.toml").write_text("think_budget = 12\nlanguage = 'ko'\n", encoding="utf-8")
    done = run(tmp_path, "config", "--json", "--library", "papers", RAGASSIST_LANGUAGE="ja")
    rows = {row["name"]: (row["value"], row["origin"]) for row in done.json["settings"]}
    assert list(rows) == list(Settings.model_fields)
    assert rows["home"] == (str(tmp_path), "environment")
    assert rows["library"] == ("papers", "flag")
    assert rows["language"] == ("ja", "environment")
    assert rows["think_budget"] == (12, "file")
    assert rows["chat_model"] == ("auto", "default")
    assert done.json["file"] == str(tmp_path / "settings.toml")
    shown = run(tmp_path, "config", "think_budget").out
    assert shown.split() == ["think_budget", "12", "file"]


def test_config_does_not_show_a_password(tmp_path: Path) -> None:
    done = run(tmp_path, "config", RAGASSIST_LIBRARY_URL="postgresql://me:s3cret@127.0.0.1/db")
    assert "s3cret" not in done.out + done.err
    assert "library_url" in done.out


@pytest.mark.parametrize("where", ["file", "environment", "argument"])
def test_an_unknown_setting_is_refused_with_the_nearest_name(tmp_path: Path, where: str) -> None:
    more: dict[str, Any] = {"RAGASSIST_CONTEX_TOKENS": "300"} if where == "environment" else {}
    if where == "file":
        (tmp_path / "settings.toml").write_text("contex_tokens = 300\n", encoding="utf-8")
    done = run(tmp_path, "config", *(["contex_tokens"] if where == "argument" else []), **more)
    assert (done.code, done.line) == (1, "setting contex_tokens: there is none of that name; did you mean context_tokens?")


def test_a_mistyped_command_is_answered_with_the_nearest(tmp_path: Path) -> None:
    done = run(tmp_path, "serch", "pump")
    assert done.code == 2
    assert "'search'" in done.err


def test_models_are_moved_to_another_machine_in_one_file(tmp_path: Path, tiny_gguf: Path) -> None:
    here, there, file = tmp_path / "here", tmp_path / "there", tmp_path / "stick.tar"
    assert run(here, "models", "import", tiny_gguf, "--name", "tiny").code == 0
    done = run(here, "models", "bundle", "tiny", "-o", file, "--json")
    assert (done.code, done.json["size"]) == (0, file.stat().st_size)
    assert run(there, "models", "import", file, "--json").json["models"][0]["name"] == "tiny"
    (row,) = [row for row in run(there, "models", "list", "--json").json["models"] if row["name"] == "tiny"]
    assert (row["state"], row["files"][0]["sha256"]) == ("installed", row["sha256"])
    assert run(there, "models", "verify", "--json").json == {"models": [{"name": "tiny", "ok": True, "detail": ""}]}
    assert run(there, "models", "remove", "tiny").code == 0
    assert "no model is called 'tiny'" in run(there, "models", "remove", "tiny").line


def test_a_file_that_is_not_a_model_gives_one_line(tmp_path: Path) -> None:
    page = tmp_path / "model.gguf"
    page.write_text("<html>")
    for arguments in (("models", "import", page), ("models", "pull", "smollm2-135m-instruct", "--from", page)):
        assert "model.gguf is not a GGUF model but a web page" in run(tmp_path, *arguments).line
    assert "nowhere" in run(tmp_path, "models", "import", "nowhere").line
    assert "did you mean lfm2-2.6b-exp" in run(tmp_path, "models", "pull", "lfm2-2.6b-exo").line


def test_all_requirements_of_the_installed_packages_are_met() -> None:
    done = subprocess.run([sys.executable, "-m", "pip", "check"], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout.strip()) == (0, "No broken requirements found.")


def test_the_console_script_runs_the_module(tmp_path: Path) -> None:
    by_module = subprocess.run(
        [*COMMAND, "config", "--json"], capture_output=True, check=True, env=environment(tmp_path), cwd=ROOT
    )
    program = [str(Path(sys.executable).with_name("ragassist")), "config", "--json"]
    by_name = subprocess.run(program, capture_output=True, check=True, env=environment(tmp_path), cwd=ROOT)
    assert json.loads(by_module.stdout) == json.loads(by_name.stdout)
