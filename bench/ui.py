"""Measures the terminal UI: first paint beside a bare Textual app, keys under load, paints while an answer is generated.

Usage: python -m bench.ui [--home HOME_WITH_MODELS] [--chat MODEL]

The program runs in a pseudo terminal. Under load it indexes a folder and answers a question at the same time. Each key is a
letter that wasn't on the screen before; its time is from writing the key to the paint that contains it. Paints are counted
twice: for the answer of a real model, which is shown by sentences, and for a scripted one of 100 pieces a second. The bench
ends with an error if the load that a row names doesn't occur.
"""

import sys
from pathlib import Path

if not __package__:  # run by its path: `bench` is found, and bench/requests.py isn't taken for the library of that name
    sys.path[0] = str(Path(__file__).parents[1])

import argparse
import os
import pty
import random
import re
import select
import statistics
import subprocess
import tempfile
import termios
from collections.abc import Sequence
from itertools import accumulate
from time import monotonic, sleep

ROOT = Path(__file__).parent.parent
BARE = """from textual.app import App
from textual.widgets import Static
class A(App):
    def compose(self):
        yield Static("ragassist")
A().run()"""
FRESH = [chr(0x0410 + at) for at in range(60)]
"""Cyrillic letters, which the UI doesn't show otherwise."""
QUESTION = "How is the canal pump started after the winter?"
ANSWERED = """The canal pump is started after the winter in four steps. First the housing is filled with two litres of clean
water. Then the shaft is turned by hand until it runs freely. Next the valve of the pressure line is opened by a
quarter. At last the motor is switched on, and the gauge has to show 1.9 bar within a minute. A pump that runs
dry for longer loses its seal."""
NAMES = ("baker", "harbour", "orchard", "school", "theatre", "garden", "bridge", "tavern", "museum", "market", "mill", "tower")
DEEDS = ("was painted", "sold its roof", "closed early", "hired a clerk", "lost a window", "held a feast", "bought a clock")
CHAT = "qwen2.5-coder-1.5b-instruct"
FILES, STARTS, PATIENCE_S = 1500, 5, 60.0
"""Number of files that are indexed, number of starts that are timed, and seconds to wait for a text."""
_CONTROL = re.compile(r"\x1b\[[0-9;:?<>=$]*[a-zA-Z]")
_FIGURES = re.compile(r"([\d.]+) *tokens/s *· *[\d\xa0]+ *\+ *([\d\xa0]+)")
_APART_S = 0.008
"""Seconds within which several reads count as one paint."""


class Program:
    """A program in a pseudo terminal, with its output and the times of its paints."""

    def __init__(self, command: Sequence[str], home: Path) -> None:
        self.master, slave = pty.openpty()
        termios.tcsetwinsize(self.master, (40, 200))
        environment = {**os.environ, "TERM": "xterm-256color", "RAGASSIST_HOME": str(home), "LC_ALL": "C.UTF-8"}
        self.written, self.paints = b"", [0.0]
        self.process = subprocess.Popen(
            [*command], stdin=slave, stdout=slave, stderr=slave, env=environment, start_new_session=True, cwd=ROOT
        )
        os.close(slave)

    def text(self, since: int = 0) -> str:
        """Return the output from byte `since` on, without control sequences."""
        return _CONTROL.sub("", self.written[since:].decode("utf-8", "replace"))

    def until(self, text: str, patience: float = PATIENCE_S) -> float:
        """Return the seconds until a text is painted. Exits if it isn't within `patience` seconds."""
        return self.until_fits(re.escape(text), patience)

    def until_fits(self, pattern: str, patience: float = PATIENCE_S) -> float:
        """Return the seconds until a text that fits a pattern is painted. Exits if it isn't within `patience` seconds."""
        begun, since = monotonic(), len(self.written)
        while not re.search(pattern, self.text(since)):
            if monotonic() - begun > patience:
                sys.exit(f"waited in vain for {pattern!r}; the last that came: {self.text()[-1500:]}")
            self.read(0.01)
        return monotonic() - begun

    def read(self, seconds: float) -> None:
        """Read the output that arrives within some seconds, and record its time."""
        if select.select([self.master], [], [], seconds)[0]:
            self.written += os.read(self.master, 1 << 16)
            now = monotonic()
            if now - self.paints[-1] > _APART_S:
                self.paints.append(now)

    def write(self, text: str) -> None:
        """Write keys, and wait 0.3 s after each control key and each run of letters, so that they are handled in order.

        The sequence of a function key is written at once: its escape alone is the key Esc.
        """
        for part in re.findall(r"\x1bO.|[\x00-\x1f]|[^\x00-\x1f]+", text):
            os.write(self.master, part.encode())
            end = monotonic() + 0.3
            while (left := end - monotonic()) > 0:
                self.read(left)

    def end(self) -> None:
        """Kill the program."""
        self.process.kill()
        self.process.wait()
        os.close(self.master)


def first_paint(command: Sequence[str], home: Path, then: Sequence[str] = ()) -> list[float]:
    """Return the median seconds from the start of a program to its first word on the screen, and to each text in `then`."""
    seconds = []
    for _ in range(STARTS):
        program = Program(command, home)
        seconds.append(list(accumulate(map(program.until, ("ragassist", *then)))))
        program.end()
    return [statistics.median(column) for column in zip(*seconds, strict=True)]


def keys(program: Program) -> list[float]:
    """Return for each letter of `FRESH` the seconds from its key to its paint."""
    seconds = []
    for letter in FRESH:
        os.write(program.master, letter.encode())
        seconds.append(program.until(letter))
        sleep(0.05)
    return seconds


def told(name: str, seconds: Sequence[float]) -> str:
    """Return a row of the table: median and 95th percentile in milliseconds."""
    ordered = sorted(seconds)
    return f"| {name} | {statistics.median(ordered) * 1000:.0f} | {ordered[int(len(ordered) * 0.95)] * 1000:.0f} |"


def other_text(at: int) -> str:
    """Return a text that doesn't answer the question; each number gives another one."""
    drawn = random.Random(at)
    return " ".join(f"In {drawn.randint(1700, 2000)} the {drawn.choice(NAMES)} {drawn.choice(DEEDS)}." for _ in range(60))


def under_load(chat: Sequence[str], home: Path, papers: Path) -> None:
    """Print a row of key times for each load, and the paints of the answer."""
    program = Program(chat, home)
    program.until("✓ 1")
    print(told("idle", keys(program)))
    program.write("\x15\x0f")
    program.write(f"\x15{papers}\r")
    program.until_fits(r"\d/[\d\xa0]+ passages", 400.0)  # files are read and passages are being embedded
    print(told("while indexing", keys(program)))
    program.write(f"\x15{QUESTION}")
    asked = len(program.written)
    os.write(program.master, b"\r")
    program.until("Reading the sources")
    print(told("while indexing and answering", keys(program)))
    if "F4 details" in program.text(asked):
        sys.exit("the answer ended before the keys did: nothing was measured under both loads")
    program.until("F4 details", 240.0)
    ended = program.paints[-1]
    program.write("\x1bOS")
    while not (figures := _FIGURES.search(program.text(asked))):
        program.until("tokens/s")
        program.read(0.2)
    speed, tokens = float(figures[1]), int(figures[2].replace("\xa0", ""))
    took = tokens / speed
    count = sum(ended - took < at <= ended for at in program.paints)
    print(f"\nthe model's answer: {tokens} tokens in {took:.1f} s, {count / took:.0f} paints a second")
    program.end()


def streamed(home: Path) -> str:
    """Return a line with the paints per second of an answer of 100 pieces a second."""
    program = Program([sys.executable, "-m", "bench.scripted_ui"], home)
    program.until("✓ 1")
    program.write("go")
    os.write(program.master, b"\r")
    program.until("begun")
    first = len(program.paints)
    took = program.until("ended")
    program.end()
    return f"a scripted answer of 320 pieces in {took:.1f} s: {(len(program.paints) - first) / took:.0f} paints a second"


def main() -> None:
    """Print the tables."""
    flags = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    flags.add_argument("--home", type=Path, default=Path.home() / ".local/share/ragassist", help="where the models are")
    flags.add_argument("--chat", default=CHAT, help="the chat model that answers")
    given = flags.parse_args()
    chat = [sys.executable, "-m", "ragassist.cli", "chat"]
    with tempfile.TemporaryDirectory() as folder:
        home, papers = Path(folder) / "home", Path(folder) / "papers"
        home.mkdir()
        papers.mkdir()
        (home / "models").symlink_to(given.home / "models")
        (home / "settings.toml").write_text(f'chat_model = "{given.chat}"\nlanguage = "en"\n', encoding="utf-8")
        (papers / "0.txt").write_text(ANSWERED, encoding="utf-8")
        for at in range(1, FILES):
            (papers / f"{at}.txt").write_text(other_text(at), encoding="utf-8")
        (bare,) = first_paint([sys.executable, "-c", BARE], home)
        first, all_of_it, surveyed = first_paint(chat, home, ("Ctrl+O", "✓ 1"))
        print(f"first paint: {first:.2f} s; a bare Textual app: {bare:.2f} s (medians of {STARTS})")
        print(f"the whole UI: {all_of_it:.2f} s; models and library looked up: {surveyed:.2f} s")
        print("| keys | p50 ms | p95 ms |\n|---|---|---|")
        under_load(chat, home, papers)
        print(streamed(home))


if __name__ == "__main__":
    main()
