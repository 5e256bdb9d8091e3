"""How quick the terminal UI is: first paint beside a bare Textual app, keys under load, paints while an answer streams.

    .venv/bin/python bench/ui.py [--home HOME_WITH_MODELS]

The program runs in a pseudo terminal. Under load it indexes a folder and answers a question at once. Each key is a letter
that was not on the screen before, timed from its write to the paint that holds it. A bare app is measured in the same run.
"""

import argparse
import os
import pty
import select
import shutil
import statistics
import subprocess
import sys
import tempfile
import termios
from collections.abc import Sequence
from itertools import accumulate
from pathlib import Path
from time import monotonic, sleep

ROOT = Path(__file__).parent.parent
BARE = """from textual.app import App
from textual.widgets import Static
class A(App):
    def compose(self):
        yield Static("ragassist")
A().run()"""
FRESH = [chr(0x0410 + at) for at in range(60)]
FILES, STARTS, PATIENCE_S = 300, 5, 120.0


class Program:
    """A program in a pseudo terminal."""

    def __init__(self, command: Sequence[str], home: Path) -> None:
        self.master, slave = pty.openpty()
        termios.tcsetwinsize(self.master, (40, 120))
        environment = {**os.environ, "TERM": "xterm-256color", "RAGASSIST_HOME": str(home), "LC_ALL": "C.UTF-8"}
        self.started = monotonic()
        self.process = subprocess.Popen(
            [*command], stdin=slave, stdout=slave, stderr=slave, env=environment, start_new_session=True, cwd=ROOT
        )
        os.close(slave)

    def until(self, text: str, patience: float = PATIENCE_S) -> float:
        """Return the seconds until a text is painted, NaN where it isn't in time."""
        begun, seen = monotonic(), b""
        while text.encode() not in seen:
            if monotonic() - begun > patience:
                return float("nan")
            if select.select([self.master], [], [], 0.01)[0]:
                seen = seen[-64:] + os.read(self.master, 1 << 16)
        return monotonic() - begun

    def paints(self, seconds: float) -> float:
        """Return how many times a second something is painted."""
        begun, count, last = monotonic(), 0, 0.0
        while (now := monotonic()) - begun < seconds:
            if select.select([self.master], [], [], 0.005)[0]:
                os.read(self.master, 1 << 16)
                count += now - last > 0.008  # one paint may come in several reads
                last = now
        return count / seconds

    def write(self, text: str) -> None:
        """Press keys."""
        os.write(self.master, text.encode())

    def end(self) -> None:
        """End the program."""
        self.process.kill()
        self.process.wait()
        os.close(self.master)


def first_paint(command: Sequence[str], home: Path, then: Sequence[str] = ()) -> list[float]:
    """Return the median seconds from the start of a program to its first word on the screen, and to further ones."""
    seconds = []
    for _ in range(STARTS):
        program = Program(command, home)
        seconds.append(list(accumulate(map(program.until, ("ragassist", *then)))))
        program.end()
    return [statistics.median(column) for column in zip(*seconds, strict=True)]


def keys(program: Program) -> list[float]:
    """Return the seconds that each key took to be painted."""
    seconds = []
    for letter in FRESH:
        program.write(letter)
        seconds.append(program.until(letter, 10.0))
        sleep(0.05)
    return seconds


def told(name: str, seconds: Sequence[float]) -> str:
    """Return a row: median and 95th percentile in milliseconds."""
    ordered = sorted(seconds)
    return f"| {name} | {statistics.median(ordered) * 1000:.0f} | {ordered[int(len(ordered) * 0.95)] * 1000:.0f} |"


def main() -> None:
    """Print the tables."""
    flags = argparse.ArgumentParser()
    flags.add_argument("--home", type=Path, default=Path.home() / ".local/share/ragassist")
    given = flags.parse_args()
    chat = [sys.executable, "-m", "ragassist.cli", "chat"]
    with tempfile.TemporaryDirectory() as folder:
        home, papers = Path(folder) / "home", Path(folder) / "papers"
        home.mkdir()
        papers.mkdir()
        (home / "models").symlink_to(given.home / "models")
        (home / "settings.toml").write_text('chat_model = "smollm2-135m-instruct"\nlanguage = "en"\n', encoding="utf-8")
        for at in range(FILES):
            (papers / f"{at}.txt").write_text(f"Pump {at} weighs {at} kg. " * 40, encoding="utf-8")
        (bare,) = first_paint([sys.executable, "-c", BARE], home)
        first, all_of_it, surveyed = first_paint(chat, home, ("Ctrl+O", "Chat model:"))
        print(f"first paint: {first:.2f} s; a bare Textual app: {bare:.2f} s (medians of {STARTS})")
        print(f"the whole UI: {all_of_it:.2f} s; models and library looked up: {surveyed:.2f} s")
        print("| keys | p50 ms | p95 ms |\n|---|---|---|")
        program = Program(chat, home)
        program.until("Ask your")
        program.until("Ctrl+O", 5.0)
        print(told("idle", keys(program)))
        program.write("\x15\x0f")
        program.until("Folder to index")
        program.write(f"\x15{papers}\r")
        program.until("Indexing")
        print(told("while indexing", keys(program)))
        program.write("\x15What does pump 7 weigh?\r")
        program.until("Reading the sources")
        print(told("while indexing and answering", keys(program)))
        print(f"paints a second while an answer streams: {program.paints(5.0):.0f}")
        program.end()
        shutil.rmtree(papers)


if __name__ == "__main__":
    main()
