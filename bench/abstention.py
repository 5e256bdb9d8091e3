"""What the first passage's probability tells of questions that a library can't answer, by kind of question and by threshold.

Usage: python -m bench.abstention EVAL_FOLDER [--questions 10] [--kinds own pairing …]
    [--languages en ja …] [--cache DIR] [--home DIR]

The thresholds are those of `ragassist/abstention.py`. The one that serves best on one half of the questions is told with its
precision and recall on the other, by search alone: no chat model is asked.
"""

import argparse
import tempfile
import zlib
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.table import Table

from bench.answers import KINDS, SPOKEN, Case, planned
from bench.retrieval import fill
from bench.search_spaces import Space
from bench.vector_cache import CachedEmbedder
from indexes.hits import Filter
from indexes.library import Library
from ragassist import languages
from ragassist.abstention import ACROSS, SAME_LANGUAGE
from ragassist.assemble import Assembly
from ragassist.config import load_settings

_THRESHOLDS = (0.05, ACROSS.hopeless, SAME_LANGUAGE.hopeless, 0.20, ACROSS.weak, 0.35, SAME_LANGUAGE.weak, 0.70)
_HITS = 20


@dataclass(frozen=True, slots=True)
class Told:
    """A question with the probability that its first passage answers it."""

    case: Case
    score: float

    @property
    def half(self) -> int:
        """Return 0 or 1, the same every time."""
        return zlib.crc32(self.case.question.encode()) % 2


def first_score(library: Library, case: Case) -> float:
    """Return the probability of a case's first passage, 0 where nothing is found."""
    only = Filter(paths=case.among) if case.among else None
    hits = library.search(case.question, languages.detect(case.question) or case.language, _HITS, only=only)
    return hits[0].score if hits else 0.0


def quality(found: Sequence[Told], threshold: float) -> tuple[float, float]:
    """Return precision and recall of abstaining below a threshold."""
    below = [one for one in found if one.score < threshold]
    right = sum(not one.case.answerable for one in below)
    none = sum(not one.case.answerable for one in found)
    return right / len(below) if below else 1.0, right / none if none else 1.0


def _f1(of: tuple[float, float]) -> float:
    return 2 * of[0] * of[1] / (of[0] + of[1]) if sum(of) else 0.0


def report(found: list[Told]) -> None:
    """Print the table and what the best threshold of each half does on the other."""
    groups: dict[str, list[Told]] = defaultdict(list)
    for one in found:
        groups[one.case.kind].append(one)
    table = Table("kind", "n", *(f"< {threshold:.2f}" for threshold in _THRESHOLDS), title="Share of questions below")
    for kind, of in groups.items():
        table.add_row(kind, str(len(of)), *(f"{sum(one.score < t for one in of) / len(of):.0%}" for t in _THRESHOLDS))
    Console().print(table)
    for without in ("near-miss", ""):
        halves = [[one for one in found if one.half == half and one.case.kind != without] for half in (0, 1)]
        for own, other in ((halves[0], halves[1]), (halves[1], halves[0])):
            best = max((_f1(quality(own, threshold)), threshold) for threshold in _THRESHOLDS)[1]
            precision, recall = quality(other, best)
            named = f"all kinds but {without}" if without else "all kinds"
            print(f"{named}: {best:.2f} from one half has precision {precision:.2f}, recall {recall:.2f} on the other")


def main() -> None:
    """Search for every question and print what came of it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--questions", type=int, default=10, help="most of each kind and language")
    parser.add_argument("--kinds", nargs="+", default=KINDS, choices=KINDS)
    parser.add_argument("--languages", nargs="+", default=SPOKEN, choices=SPOKEN)
    parser.add_argument("--cache", type=Path)
    parser.add_argument("--home", type=Path)
    arguments = parser.parse_args()
    assembly = Assembly(load_settings(home=arguments.home), print)
    plan = planned(arguments.folder, arguments.questions, arguments.kinds, arguments.languages)
    found: list[Told] = []
    with tempfile.TemporaryDirectory() as kept:
        embedder = CachedEmbedder(assembly.embedder, arguments.cache or Path(kept))
        for name, documents in plan.libraries.items():
            with tempfile.TemporaryDirectory() as scratch, Library(Path(scratch), embedder, assembly.language_map) as library:
                fill(library, Space(name, False, tuple(documents.items()), ()))
                found += [Told(case, first_score(library, case)) for case in plan.cases if case.space == name]
            print(f"{name}: {len(found)} questions so far", flush=True)
    report(found)


if __name__ == "__main__":
    main()
