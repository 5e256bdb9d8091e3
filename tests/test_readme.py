"""The commands and claims of the README are correct."""

import re
import subprocess
import sys

import pytest

from tests.paths import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")


def run(*arguments: str) -> str:
    environment = {"COLUMNS": "80", "PATH": "/usr/bin:/bin", "HOME": "/nonexistent"}
    command = [sys.executable, "-m", "ragassist.cli", *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=True, env=environment)
    return done.stdout


def test_the_readme_has_at_most_150_lines() -> None:
    assert len(README.splitlines()) <= 150


def test_its_help_is_the_program_s_help() -> None:
    (block,) = re.findall(r"```text\n(Usage: .*?)```", README, re.DOTALL)
    shown = run("--help").replace("python -m ragassist.cli", "ragassist")
    assert [line.strip() for line in block.strip().splitlines()] == [line.strip() for line in shown.strip().splitlines()]


@pytest.mark.parametrize(
    "command", sorted(set(re.findall(r"ragassist (?:models )?[a-z]+", README)) - {"ragassist runs", "ragassist is"})
)
def test_the_commands_that_it_names_exist(command: str) -> None:
    assert "Usage:" in run(*command.split()[1:], "--help")


def test_the_make_targets_that_it_names_exist() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for target in re.findall(r"`?make ([a-z]+)", README):
        assert re.search(rf"^{target}:", makefile, re.MULTILINE), target


def test_the_files_that_it_names_exist() -> None:
    for path in re.findall(r"`([a-z]+/)`|\]\(([\w./]+)\)", README):
        assert (ROOT / (path[0] or path[1])).exists(), path
