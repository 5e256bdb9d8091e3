"""Measures whether follow-up questions find their passage, and whether new questions aren't disturbed, on the sample library.

Usage: python -m bench.follow_ups [--home DIR] [--library NAME] [--more FOLDER] [--budget TOKENS] [--details]

Each row of tests/sample/follow_ups.jsonl has two turns in one of the eight languages: a standalone question, and a follow-up
to it with a text that only the right passage holds. New questions are those of tests/sample/questions.jsonl, each asked after
one about another document. The table shows the shares of questions whose right passage is the first source, among the first
three, or among all sources within the budget. Without --home the sample is built and indexed first.
"""

import sys
from pathlib import Path

if not __package__:  # run by its path: `bench` is found, and bench/requests.py isn't taken for the library of that name
    sys.path[0] = str(Path(__file__).parents[1])

import argparse
import importlib.util
import json
import tempfile
from dataclasses import dataclass

from rich.console import Console
from rich.table import Table

from indexes.indexing.indexer import Indexer
from indexes.library import Library
from ingest.isolation.worker import Worker
from ragassist.app import App
from ragassist.grounding.sentence_vectors import SentenceVectors
from ragassist.grounding.text_judge import TextJudge
from ragassist.retrieval.evidence import Evidence, Source
from ragassist.retrieval.follow_ups import PreviousTurn, with_earlier
from ragassist.retrieval.retriever import Retriever
from ragassist.settings.schema import load_settings

SAMPLE = Path(__file__).parent.parent / "tests" / "sample"
NONE = 99
"""The rank of a passage that isn't among the sources."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two questions in a row; the passage that answers the second one is in `document` and holds one of `holds`."""

    language: str
    first: str
    second: str
    document: str
    holds: tuple[str, ...]


def pairs() -> dict[str, list[Pair]]:
    """Return the pairs of questions, by whether the second one is a follow-up or a new question."""
    follow = [json.loads(line) for line in (SAMPLE / "follow_ups.jsonl").read_text(encoding="utf-8").splitlines()]
    asked = [json.loads(line) for line in (SAMPLE / "questions.jsonl").read_text(encoding="utf-8").splitlines()]
    new = []
    for row in (row for row in asked if row["answerable"]):
        before = next(other for other in asked if other["language"] == row["language"] and _elsewhere(other, row))
        new.append(Pair(row["language"], before["question"], row["question"], row["document"], tuple(row["answers"])))
    return {
        "follow-up": [Pair(r["language"], r["first"], r["second"], r["document"], (r["holds"],)) for r in follow],
        "new question": new,
    }


def _elsewhere(one: dict[str, object], other: dict[str, object]) -> bool:
    return bool(one["answerable"]) and one["document"] != other["document"]


WAYS = ("alone", "with the one before")
"""The two searches whose ranks are compared."""


@dataclass(frozen=True, slots=True)
class Measurement:
    """Searches for a question alone, and with the question before it."""

    library: Library
    budget: int

    def ranks(self, pair: Pair) -> list[int]:
        """Return the rank of the right passage for each of `WAYS`, `NONE` if it isn't among the sources."""
        earlier = self._evidence(pair.first, pair.language)
        alone = self._evidence(pair.second, pair.language)
        return [_rank(alone.sources, pair), self._mixed(pair, earlier, alone)]

    def _mixed(self, pair: Pair, earlier: Evidence, alone: Evidence) -> int:
        def search(text: str) -> Evidence:
            return self._evidence(text, pair.language)

        before = PreviousTurn(pair.first, earlier.sources[:1])
        leans = TextJudge.of(self.library, SentenceVectors(self.library.passage_vectors)).leans(
            pair.second, pair.language, pair.first
        )
        both = with_earlier(pair.second, before, alone, search, leans=leans)
        return _rank(Retriever(self.library, self.budget).within_budget(both.sources)[0], pair)

    def _evidence(self, text: str, language: str) -> Evidence:
        return Retriever(self.library, self.budget).evidence(text, language)


def _rank(sources: tuple[Source, ...] | list[Source], pair: Pair) -> int:
    right = (n for n, s in enumerate(sources, 1) if s.path.endswith(pair.document) and any(h in s.text for h in pair.holds))
    return next(right, NONE)


def _library(home: Path, papers: Path, more: Path | None) -> Library:
    spec = importlib.util.spec_from_file_location("sample_make", SAMPLE / "make.py")
    if spec is None or spec.loader is None:
        raise FileNotFoundError(SAMPLE / "make.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    module.build(papers)
    home.mkdir()
    (home / "models").symlink_to(load_settings().home / "models")
    library = App(load_settings(home=home)).open_library()
    with Worker() as worker:
        Indexer(library, worker).update([papers, *([more] if more else [])])
    return library


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--home", type=Path, help="a home folder with a library that holds the sample")
    parser.add_argument("--library", default="default", help="the name of that library")
    parser.add_argument("--more", type=Path, help="a folder of other documents to search among")
    parser.add_argument("--budget", type=int, default=900)
    parser.add_argument("--details", action="store_true", help="list the follow-ups that weren't found")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        if arguments.home:
            library = App(load_settings(home=arguments.home, library=arguments.library)).open_library()
        else:
            library = _library(folder / "home", folder / "papers", arguments.more)
        with library:
            _print(Measurement(library, arguments.budget), details=arguments.details)


def _print(measurement: Measurement, *, details: bool) -> None:
    console = Console()
    table = Table("questions", "searched for", "count", "first", "first three", "all sources")
    for kind, rows in pairs().items():
        ranks = [measurement.ranks(pair) for pair in rows]
        for at, how in enumerate(WAYS):
            own = [pair[at] for pair in ranks]
            shares = [f"{sum(rank <= most for rank in own) / len(own):.0%}" for most in (1, 3, NONE - 1)]
            table.add_row(kind, how, str(len(own)), *shares)
        if details and kind == "follow-up":
            for pair in (pair for pair, found in zip(rows, ranks, strict=True) if found[-1] == NONE):
                console.print(f"{pair.language}: {pair.first} / {pair.second}", markup=False)
    console.print(table)


if __name__ == "__main__":
    main()
