"""Text is copied by the first program that accepts it."""

import shutil
from pathlib import Path

import pytest

from tui.backend.clipboard import TERMINAL, Clipboard, ways


@pytest.mark.parametrize(
    ("environment", "platform", "programs"),
    [
        ({"WAYLAND_DISPLAY": "wayland-0", "DISPLAY": ":0"}, "linux", ["wl-copy", "xclip", "xsel"]),
        ({"DISPLAY": ":0", "TMUX": "/tmp/tmux"}, "linux", ["xclip", "xsel", "tmux"]),
        ({}, "darwin", ["pbcopy"]),
        ({"WSL_DISTRO_NAME": "Debian"}, "linux", ["clip.exe"]),
        ({}, "linux", []),
    ],
)
def test_the_environment_decides_which_programs_are_tried(
    environment: dict[str, str], platform: str, programs: list[str]
) -> None:
    assert [command[0] for command in ways(environment, platform)] == programs


def test_after_a_program_fails_the_next_one_copies_the_text_and_is_named(tmp_path: Path) -> None:
    taken = tmp_path / "taken"
    for name, lines in (("wl-copy", "exit 1"), ("xclip", f"cat > {taken}")):
        program = tmp_path / name
        program.write_text(f"#!/bin/sh\n{lines}\n", encoding="utf-8")
        program.chmod(0o700)
    here = {"WAYLAND_DISPLAY": "wayland-0", "DISPLAY": ":0"}
    copied = Clipboard(here, "linux", lambda name: shutil.which(name, path=str(tmp_path)))
    assert copied.copy("1,9 bar – 圧力") == "xclip"
    assert taken.read_text(encoding="utf-8") == "1,9 bar – 圧力"


def test_without_a_program_the_terminal_copies_the_text() -> None:
    assert Clipboard({"DISPLAY": ":0"}, "linux", lambda _: None).copy("x") == TERMINAL
