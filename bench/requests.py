"""Measures how the router tells the kinds of requests apart, by kind and language, and how long it takes.

Usage: python -m bench.requests FILE [--wrong] [--home DIR]

FILE has rows {id, lang, text, kind}. The table is that of `python -m bench.truth FOLDER --only requests`: by kind and language
the share of its requests that are told, and of the others that aren't taken for it. Look-ups lost are those that are taken for
another kind.
"""

import sys
from pathlib import Path

if not __package__:  # run by its path: `bench` is found, and bench/requests.py isn't taken for the library of that name
    sys.path[0] = str(Path(__file__).parents[1])

import argparse
import statistics
import tempfile
import time
from collections.abc import Sequence
from dataclasses import replace

from rich.console import Console

from bench.search_spaces import Row, rows
from bench.truth import Decided, decided, measured_of, shown
from bench.truth_tasks import TASKS
from bench.vector_cache import CachedEmbedder
from ragassist.app import App
from ragassist.requests.kinds import RequestKind
from ragassist.settings.schema import load_settings

_TASK = next(task for task in TASKS if task.name == "requests")
_SLOWEST = 0.95


def timed(of: Sequence[Row], app: App, embedder: CachedEmbedder) -> tuple[list[Decided], list[float]]:
    """Return each row once for each kind with the router's decision, and the milliseconds that each row took."""
    milliseconds: list[float] = []

    def decide(of: Sequence[Row], app: App, embedder: CachedEmbedder) -> list[str]:
        said = list[str]()
        for row in of:
            began = time.perf_counter()
            said += _TASK.decide([row], app, embedder)
            milliseconds.append(1000 * (time.perf_counter() - began))
        return said

    _TASK.decide(of[:1], app, embedder)  # loads the model
    return decided(replace(_TASK, decide=decide), of, app, embedder), milliseconds


def summary(found: Sequence[Decided], milliseconds: Sequence[float]) -> list[str]:
    """Return lines with the look-ups that are lost, the other kinds that are told, and the time of a request."""
    own = [one for one in found if one.is_positive]
    lost = [one.row["lang"] for one in own if one.row["group"] == RequestKind.LOOKUP and not one.said]
    lookups = [one.row["lang"] for one in own if one.row["group"] == RequestKind.LOOKUP]
    others = [one for one in own if one.row["group"] != RequestKind.LOOKUP]
    by_language = ", ".join(f"{code} {lost.count(code)}/{lookups.count(code)}" for code in sorted(set(lookups)))
    slow = sorted(milliseconds)[round(_SLOWEST * (len(milliseconds) - 1))]
    return [
        f"look-ups lost {len(lost)} of {len(lookups)}{f' ({by_language})' if by_language else ''}",
        f"others told {sum(one.said for one in others)} of {len(others)}",
        f"{statistics.median(milliseconds):.1f} ms a request in the median, {slow:.1f} ms for the slowest twentieth",
    ]


def main() -> None:
    """Print the table, and three lines below it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path)
    parser.add_argument("--wrong", action="store_true", help="list the requests that are told wrongly")
    parser.add_argument("--home", type=Path)
    arguments = parser.parse_args()
    of = rows(arguments.file)
    if not of:
        parser.error(f"{arguments.file} has no rows")
    app, console = App(load_settings(home=arguments.home), print), Console(width=190)
    with tempfile.TemporaryDirectory() as scratch:
        found, milliseconds = timed(of, app, CachedEmbedder(app.embedder, Path(scratch)))
    console.print(shown(_TASK, measured_of(_TASK, found), {}))
    print("\n".join(summary(found, milliseconds)))
    for one in found if arguments.wrong else ():
        if one.said and not one.is_positive:
            print(f"    {one.row['kind']} -> {one.row['group']}: {one.row['text']}")


if __name__ == "__main__":
    main()
