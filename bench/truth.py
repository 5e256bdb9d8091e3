"""Measures the program's decisions on refusals, claims, follow-ups, requests and reasoning, by language and by rule.

Usage: python -m bench.truth FOLDER [--json] [--only TASK…] [--rules] [--wrong] [--cache DIR] [--home DIR]

FOLDER holds refusals.jsonl {text, label refusal | statement}, claims.jsonl {source, source_lang, claim, label supported |
unsupported, kind}, followups.jsonl {previous, question, label followup | standalone}, requests.jsonl {text, kind} and
think.jsonl {question, label reason | direct}, each row with an `id` and its `lang`; tasks whose file is missing are left out.
Claims go through the program's whole check with the installed embedding model. Precision and recall are those of the positive
label (of each kind for requests); `rejected` is the share of the negative rows that are decided rightly. With `--rules` each
task is decided again with one rule at a time switched off.
"""

import sys
from pathlib import Path

if not __package__:  # run by its path: `bench` is found, and bench/requests.py isn't taken for the library of that name
    sys.path[0] = str(Path(__file__).parents[1])

import argparse
import json
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass

from rich.console import Console
from rich.table import Table

from bench.search_spaces import Row, rows
from bench.truth_tasks import TASKS, Task
from bench.vector_cache import CachedEmbedder
from ragassist.app import App
from ragassist.language.registry import languages
from ragassist.settings.schema import load_settings

_EVERY = "all"
_LOW = 0.85
"""Shares below this value are shown in red."""


@dataclass(frozen=True, slots=True)
class Figures:
    """The figures of a group in a language: numbers of rows and positive rows, and shares, None if they would divide by 0."""

    rows: int
    positive: int
    precision: float | None
    recall: float | None
    rejected: float | None
    pairs: float | None
    """Share of the minimal pairs (claims on the same source) in which all rows are decided rightly."""


@dataclass(frozen=True, slots=True)
class Decided:
    """A row, whether it is positive, and whether the program says so (`said`)."""

    row: Row
    is_positive: bool
    said: bool


def decided(task: Task, of: Sequence[Row], app: App, embedder: CachedEmbedder) -> list[Decided]:
    """Return each row with the program's decision; a task without positive labels gives each row once for each kind."""
    said = task.decide(of, app, embedder)
    kinds = task.positives or tuple(sorted({str(row[task.column]) for row in of}))
    return [
        Decided({**row, "group": kind} if not task.positives else row, row[task.column] == kind, one == kind)
        for kind in kinds
        for row, one in zip(of, said, strict=True)
    ]


def grouped(task: Task, found: Iterable[Decided]) -> dict[str, dict[str, list[Decided]]]:
    """Return the decisions by group (the whole task first) and language."""
    groups: dict[str, dict[str, list[Decided]]] = defaultdict(lambda: defaultdict(list))
    for one in found:
        for group in (_EVERY, *task.groups(one.row)):
            for language in (_EVERY, one.row["lang"]):
                groups[group][language].append(one)
    return groups


def figures(of: Sequence[Decided]) -> Figures:
    """Return the figures of some decisions."""
    positive = [one for one in of if one.is_positive]
    negative = [one for one in of if not one.is_positive]
    hits = sum(one.said for one in positive)
    pairs = list(_pairs(of))
    return Figures(
        rows=len(of),
        positive=len(positive),
        precision=_share(hits, hits + sum(one.said for one in negative)),
        recall=_share(hits, len(positive)),
        rejected=_share(sum(not one.said for one in negative), len(negative)),
        pairs=_share(sum(all(one.said == one.is_positive for one in pair) for pair in pairs), len(pairs)),
    )


def _pairs(of: Sequence[Decided]) -> Iterator[list[Decided]]:
    by_source: dict[str, list[Decided]] = defaultdict(list)
    for one in of:
        if "source" in one.row:
            by_source[one.row["source"] + one.row["lang"]].append(one)
    yield from (pair for pair in by_source.values() if len(pair) > 1)


def _share(part: int, of: int) -> float | None:
    return part / of if of else None


def measured(task: Task, of: Sequence[Row], app: App, embedder: CachedEmbedder) -> dict[str, dict[str, Figures]]:
    """Return the figures of a task, by group and language."""
    return measured_of(task, decided(task, of, app, embedder))


def measured_of(task: Task, found: Iterable[Decided]) -> dict[str, dict[str, Figures]]:
    """Return the figures of decisions on a task, by group and language."""
    return {group: {code: figures(some) for code, some in by.items()} for group, by in grouped(task, found).items()}


def without_rules(task: Task, of: Sequence[Row], app: App, embedder: CachedEmbedder) -> dict[str, Figures]:
    """Return the figures of the whole task with one rule at a time switched off."""
    left: dict[str, Figures] = {}
    for name, switched_off in task.rules.items():
        with switched_off():
            left[name] = measured(task, of, app, embedder)[_EVERY][_EVERY]
    return left


def _cell(value: float | None) -> str:
    if value is None:
        return "-"
    return f"[red]{value:.2f}[/]" if value < _LOW else f"{value:.2f}"


def _row_of(name: str, all_: Figures, by: dict[str, Figures]) -> list[str]:
    whole = [name, f"{all_.rows}", *map(_cell, (all_.precision, all_.recall, all_.rejected, all_.pairs))]
    each = (by.get(code) for code in languages())
    return whole + [f"{_cell(one.recall)} {_cell(one.rejected)}" if one else "" for one in each]


def shown(task: Task, groups: dict[str, dict[str, Figures]], left: dict[str, Figures]) -> Table:
    """Return the table of a task: recall and share rejected by language."""
    columns = [f"{code} rec. rej." for code in languages()]
    table = Table(task.name, "n", "prec.", "recall", "rejected", "pairs", *columns)
    for group, by in groups.items():
        table.add_row(*_row_of(group, by[_EVERY], by))
    for name, one in left.items():
        table.add_row(*_row_of(f"without {name}", one, {}), style="dim")
    return table


def main() -> None:
    """Print one table per task, or with --json the figures as JSON."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--only", nargs="+", choices=[task.name for task in TASKS], default=[task.name for task in TASKS])
    parser.add_argument("--rules", action="store_true", help="decide again with each rule switched off")
    parser.add_argument("--wrong", action="store_true", help="list the rows that are decided wrongly")
    parser.add_argument("--cache", type=Path)
    parser.add_argument("--home", type=Path)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        report(arguments, Path(scratch))


def report(arguments: argparse.Namespace, scratch: Path) -> None:
    """Measure the chosen tasks and print their figures."""
    app, console = App(load_settings(home=arguments.home), print), Console(width=190)
    embedder = CachedEmbedder(app.embedder, arguments.cache or scratch)
    everything: dict[str, object] = {}
    for task in (task for task in TASKS if task.name in arguments.only):
        path: Path = arguments.folder / task.file
        of = list(rows(path)) if path.is_file() else []
        if why := task.missing() if of else f"no {task.file}":
            everything[task.name] = why
            console.print("" if arguments.json else f"{task.name}: {why}", end="" if arguments.json else "\n")
            continue
        groups = measured(task, of, app, embedder)
        left = without_rules(task, of, app, embedder) if arguments.rules else {}
        everything[task.name] = {
            "figures": {group: {code: asdict(one) for code, one in by.items()} for group, by in groups.items()},
            "without": {name: asdict(one) for name, one in left.items()},
        }
        if not arguments.json:
            console.print(shown(task, groups, left))
        if arguments.wrong:
            wrong = [one for one in decided(task, of, app, embedder) if one.said != one.is_positive]
            for one in wrong:
                console.print(json.dumps(one.row, ensure_ascii=False), markup=False, highlight=False, soft_wrap=True)
    if arguments.json:
        print(json.dumps(everything, ensure_ascii=False, indent=1))


if __name__ == "__main__":
    main()
