"""The completion of commands and model names, by the program and in each shell."""

import os
import pty
import select
import shutil
import subprocess
import sys
from pathlib import Path
from time import monotonic

import pytest

from tests.cli.program import environment
from tests.paths import ROOT

PATH = f"{Path(sys.executable).parent}:/usr/bin:/bin"
NAMES = {"multilingual-e5-small", "multilingual-e5-base", "multilingual-e5-large"}
PATIENCE_S = 60.0


@pytest.mark.parametrize(
    ("shell", "asked"),
    [
        ("bash", {"COMP_WORDS": "ragassist mod", "COMP_CWORD": "1"}),
        ("zsh", {"_TYPER_COMPLETE_ARGS": "ragassist mod"}),
        ("fish", {"_TYPER_COMPLETE_ARGS": "ragassist mod", "_TYPER_COMPLETE_FISH_ACTION": "get-args"}),
    ],
)
def test_the_shell_completes_commands(tmp_path: Path, shell: str, asked: dict[str, str]) -> None:
    program = [str(Path(sys.executable).with_name("ragassist"))]
    told = environment(tmp_path, _RAGASSIST_COMPLETE=f"complete_{shell}", **asked)
    done = subprocess.run(program, capture_output=True, text=True, check=True, env=told, cwd=ROOT)
    assert "models" in done.stdout
    assert "index" not in done.stdout


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_each_shell_gets_its_script(tmp_path: Path, shell: str) -> None:
    program = [str(Path(sys.executable).with_name("ragassist")), "--show-completion", shell]
    told = environment(tmp_path, _TYPER_COMPLETE_TEST_DISABLE_SHELL_DETECTION="1")
    done = subprocess.run(program, capture_output=True, text=True, check=True, env=told, cwd=ROOT)
    assert f"complete_{shell}" in done.stdout
    assert "_RAGASSIST_COMPLETE" in done.stdout


@pytest.mark.skipif(not shutil.which("bash"), reason="no bash here")
def test_bash_itself_completes_models_by_name(tmp_path: Path) -> None:
    script = (
        'source <(_RAGASSIST_COMPLETE=source_bash ragassist); COMP_WORDS=(ragassist models pull multi); COMP_CWORD=3; '
        '$(complete -p ragassist | sed -E "s/.* -F ([^ ]+) .*/\\1/") ragassist; printf "%s\\n" "${COMPREPLY[@]}"'
    )  # fmt: skip
    done = subprocess.run(
        ["bash", "--norc", "-c", script],
        capture_output=True,
        text=True,
        check=True,
        env=environment(tmp_path, PATH=PATH),
        cwd=ROOT,
    )
    assert set(done.stdout.split()) == NAMES


@pytest.mark.skipif(not shutil.which("fish"), reason="no fish here")
def test_fish_itself_completes_models_by_name(tmp_path: Path) -> None:
    script = '_RAGASSIST_COMPLETE=source_fish ragassist | source; complete -C "ragassist models pull multi"'
    done = subprocess.run(
        ["fish", "--no-config", "-c", script],
        capture_output=True,
        text=True,
        check=True,
        env=environment(tmp_path, PATH=PATH, HOME=str(tmp_path)),
        cwd=ROOT,
    )
    assert set(done.stdout.split()) == NAMES


@pytest.mark.skipif(not shutil.which("zsh"), reason="no zsh here")
def test_zsh_itself_completes_models_by_name(tmp_path: Path) -> None:
    told = environment(tmp_path, PATH=PATH, HOME=str(tmp_path), TERM="dumb")
    master, slave = pty.openpty()  # zsh completes in its line editor, which needs a terminal
    shell = subprocess.Popen(["zsh", "-f", "-i"], stdin=slave, stdout=slave, stderr=slave, env=told, start_new_session=True)
    try:
        os.write(
            master, b"autoload -U compinit; compinit -u -D; source <(_RAGASSIST_COMPLETE=source_zsh ragassist); echo o''k\n"
        )
        shown_until(master, {"ok\r\n"})
        os.write(master, b"ragassist models pull multi\t\t")
        shown_until(master, NAMES)
    finally:
        shell.kill()
        shell.wait()
        os.close(master)
        os.close(slave)


def shown_until(master: int, texts: set[str]) -> None:
    deadline, seen = monotonic() + PATIENCE_S, b""
    while not all(text.encode() in seen for text in texts):
        assert monotonic() < deadline, seen[-2000:]
        if select.select([master], [], [], 1.0)[0]:
            seen += os.read(master, 1 << 16)
