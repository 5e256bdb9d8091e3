"""Other processes that use a library at the same time; each gets its task as an argument and prints its results.

`hold` holds the writer's lock until its standard input ends, `search` searches until then, `mix` mixes operations for a time.
"""

import json
import os
import random
import sys
import time
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from threading import Thread

from indexes.errors import LibraryBusy
from indexes.indexing.indexer import Indexer
from indexes.library import Library
from tests.indexes.crash_run import PlainReader
from tests.indexes.logical import MODES, open_library

SECTIONS = 5
QUESTION = "canal pump"
FILES = ("pump.md", "قناة.md", "運河.md")


def write_version(papers: Path, name: str, version: int) -> None:
    """Write a version of a paper atomically; each of its chunks contains the version."""
    text = "\n\n".join(
        f"# Part {part} of {name}\n\nThe canal pump in version{version}. " + _words(f"{name[0]}{part}")
        for part in range(SECTIONS)
    )
    beside = papers.parent / f"{os.getpid()} {name}"
    beside.write_text(text, encoding="utf-8")
    beside.replace(papers / name)


def _words(kind: str) -> str:
    """Return words that no other section has, since sections with the same content share a rank."""
    return " ".join(f"{kind}word{number:03d}" for number in range(120))


def mixtures(library: Library) -> Iterable[str]:
    """Search in every mode and yield the results that mix several states of the library."""
    for mode in MODES:
        seen: dict[str, Counter[str]] = {}
        for hit in library.search(QUESTION, "en", 50, mode):
            said = (word for word in hit.chunk.text.split() if word.startswith("version"))  # adjacent sections are joined
            seen.setdefault(hit.chunk.path, Counter()).update(said)
        for path, versions in seen.items():
            if len(versions) > 1 or (mode == "lexical" and versions.total() != SECTIONS):
                yield f"{mode} {path}: {versions}"


def hold(folder: Path) -> None:
    """Take the lock, print that, and keep it."""
    with open_library(folder) as library, library.writing():
        _say("held")
        sys.stdin.read()


def search(folder: Path) -> None:
    """Search repeatedly, and print how often and what was wrong."""
    done, wrong = 0, list[str]()
    waiting = Thread(target=sys.stdin.read, daemon=True)
    waiting.start()
    with open_library(folder) as library:
        _say("ready")
        while waiting.is_alive():
            wrong += mixtures(library)
            done += 1
    _say(json.dumps({"done": done, "wrong": wrong}))


def mix(folder: Path, papers: Path, seconds: float, seed: int) -> None:
    """Edit and index, search or check at random; print how often each was done and what was wrong."""
    chance, done, wrong = random.Random(seed), Counter[str](), list[str]()
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        what = chance.choice(("index", "search", "search", "check", "full check"))
        with open_library(folder) as library:
            try:
                wrong += _act(library, what, papers, chance)
                done[what] += 1
            except LibraryBusy:
                done[f"{what}: busy"] += 1
            except Exception as problem:  # noqa: BLE001 - what it is goes into the report
                wrong.append(f"{what}: {type(problem).__name__}: {problem}")
    _say(json.dumps({"done": done, "wrong": wrong}))


def _act(library: Library, what: str, papers: Path, chance: random.Random) -> Iterable[str]:
    if what == "index":
        write_version(papers, chance.choice(FILES), chance.randrange(1000))
        Indexer(library, PlainReader()).update([papers])
        return []
    if what == "search":
        return mixtures(library)
    return [f"{what}: {problem}" for problem in library.check(full=what == "full check", repair=False).problems]


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["hold", folder]:
            hold(Path(folder))
        case ["search", folder]:
            search(Path(folder))
        case ["mix", folder, papers, seconds, seed]:
            mix(Path(folder), Path(papers), float(seconds), int(seed))
