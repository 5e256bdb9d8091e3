"""Measures how well passages are found, by dense, full-text and fused search, for each set and language pair of a folder.

Usage: python -m bench.retrieval EVAL_FOLDER [--sets xquad faq8 …] [--out DIR] [--cache DIR] [--foreign 100]
    [--most 0] [--home DIR]

A set is a folder with corpus.jsonl and queries.jsonl (bench/search_spaces.py). Each search space becomes a library of its own,
which is cut and searched as in the program. The rank of a document is that of its best passage. lexical_baseline.txt in
EVAL_FOLDER may hold the measures of a plain BM25, which are shown beside the program's. --out writes results.json, and a heat
map for each set with several languages.
"""

import sys
from pathlib import Path

if not __package__:  # run by its path: `bench` is found, and bench/requests.py isn't taken for the library of that name
    sys.path[0] = str(Path(__file__).parents[1])

import argparse
import json
import re
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from functools import cache
from typing import get_args

from rich.console import Console
from rich.progress import track
from rich.table import Table
from rich.text import Text

from bench.search_spaces import Asked, Space, spaces
from bench.vector_cache import CachedEmbedder
from indexes.embedding.embedder import Embedder
from indexes.hits import Hit, Mode
from indexes.library import Library
from indexes.records import FileFacts
from ingest.assembly import assemble
from ingest.chunking import Chunker
from ingest.documents import Block, Reading
from ragassist.app import App
from ragassist.evaluation.metrics import Rank, SearchMeasures
from ragassist.language.detection import detect
from ragassist.settings.schema import load_settings

FUSED: Mode = "hybrid"
CLOSER = "closer"
"""Fused search without a time limit for the reranking of the first ten passages by their tokens."""
SYSTEMS = (*get_args(Mode), CLOSER)
_PATIENCE = 60.0
"""Seconds that the reranking may take in `CLOSER`."""
HITS = 40
"""Number of passages that are searched for, which gives about ten documents."""
_WIDTH = 170
"""Width of the tables in characters."""
TOLERANCE = 0.005
"""Difference up to which the fused recall@5 may be below that of the better of the two searches."""
_BASELINE = re.compile(r"(\S+) (\S+) \S+ docs \d+ q (\d+) R@1 (\S+) R@10 (\S+) MRR (\S+)")
_SHADES = ((0.95, "black on green"), (0.9, "black on green3"), (0.8, "black on yellow"), (0.6, "black on orange1"))


@dataclass(frozen=True, slots=True)
class Cell:
    """A group of questions: its set, the sample within the set, the language of the questions and that of the passages."""

    space: str
    sample: str
    language: str
    passage_language: str


Results = dict[Cell, dict[str, list[Rank]]]


def measure(space: Space, library: Library, closer: Library, most: int, results: Results) -> None:
    """Fill a library with a space's documents, search for at most `most` questions of each cell (0: all), and add the ranks."""
    fill(library, space)
    for cell, questions in by_cell(space).items():
        for asked in questions[:: max(1, len(questions) // most)] if most else questions:
            language = _detected(asked.text) or asked.language
            for mode in get_args(Mode):
                results[cell][mode].append(rank_of(asked, library.search(asked.text, language, HITS, mode)))
            results[cell][CLOSER].append(rank_of(asked, closer.search(asked.text, language, HITS)))


def fill(library: Library, space: Space) -> None:
    """Store and embed the documents of a space."""
    chunker = Chunker(library.embedder.tokenizer)
    for identity, text in space.documents:
        document = assemble(Reading((Block(text),)), "bench")
        library.add(FileFacts(identity, identity, len(text), 0), document, chunker)
    library.embed()
    library.tidy(removed=False)


def by_cell(space: Space) -> dict[Cell, list[Asked]]:
    """Return the questions of a space by cell."""
    cells: dict[Cell, list[Asked]] = defaultdict(list)
    for asked in space.questions:
        cells[Cell(space.name, asked.sample, asked.language, asked.passage_language)].append(asked)
    return cells


@cache
def _detected(text: str) -> str | None:
    return detect(text)


def rank_of(asked: Asked, hits: Iterable[Hit]) -> Rank:
    """Return the rank of the first right document, None if there is none.

    Passages of one document share a rank, and so do copies and translations of one passage.
    """
    seen: set[str] = set()
    rank = 0
    for hit in hits:
        paths = {chunk.path for chunk in (hit.chunk, *hit.others)}
        rank += hit.chunk.path not in seen
        seen.add(hit.chunk.path)
        if paths & asked.right:
            return rank
    return None


def baseline(folder: Path) -> dict[tuple[str, str], tuple[float, float, float]]:
    """Return a plain BM25's recall@1, recall@10 and MRR by set and language, as means weighted by the numbers of questions."""
    parts: dict[tuple[str, str], list[tuple[float, ...]]] = defaultdict(list)
    path = folder / "lexical_baseline.txt"
    for found in _BASELINE.finditer(path.read_text(encoding="utf-8") if path.is_file() else ""):
        name, language, *numbers = found.groups()
        parts[name, language].append(tuple(map(float, numbers)))
    return {key: _weighted(rows) for key, rows in parts.items()}


def _weighted(rows: list[tuple[float, ...]]) -> tuple[float, float, float]:
    total = sum(row[0] for row in rows)
    recall_1, recall_10, mrr = (sum(row[0] * row[column] for row in rows) / total for column in (1, 2, 3))
    return recall_1, recall_10, mrr


def mean(cells: Iterable[SearchMeasures]) -> SearchMeasures:
    """Return the mean of measures, in which each cell has the same weight; `questions` is the sum."""
    kept = list(cells)
    names = ("recall_1", "recall_5", "recall_10", "mrr", "ndcg")
    return SearchMeasures(
        questions=sum(m.questions for m in kept), **{name: sum(getattr(m, name) for m in kept) / len(kept) for name in names}
    )


def groups(measured: Mapping[Cell, Mapping[str, SearchMeasures]]) -> Iterator[tuple[str, list[Cell]]]:
    """Yield a label and the cells of each row of the summary, by set, sample, and own or other language."""
    for name, sample in sorted({(cell.space, cell.sample) for cell in measured}):
        cells = [cell for cell in measured if (cell.space, cell.sample) == (name, sample)]
        for kind in ("own", "other"):
            if chosen := [c for c in cells if (c.language == c.passage_language) is (kind == "own")]:
                yield f"{name} {sample} {kind} language".replace("  ", " "), chosen


def summary(measured: Mapping[Cell, Mapping[str, SearchMeasures]]) -> Table:
    """Return the table of means over language pairs, with rows of their own for mixed libraries."""
    table = Table("set", "pairs", "questions", *_heads(), title="Means over language pairs, in %")
    for label, cells in groups(measured):
        means: dict[str, SearchMeasures] = {system: mean(measured[cell][system] for cell in cells) for system in SYSTEMS}
        table.add_row(label, str(len(cells)), str(means[FUSED].questions), *_shares(means))
    return table


def _heads() -> list[str]:
    short = ["R@1", "R@5"]
    return [
        f"{system} {head}" for system in SYSTEMS for head in ([*short, "R@10", "MRR", "nDCG"] if system == FUSED else short)
    ]


def _shares(of: Mapping[str, SearchMeasures]) -> list[str]:
    shown = []
    for system in SYSTEMS:
        m = of[system]
        shown += [m.recall_1, m.recall_5, *([m.recall_10, m.mrr, m.ndcg] if system == FUSED else [])]
    return [f"{100 * share:.1f}" for share in shown]


def own_table(
    measured: Mapping[Cell, Mapping[str, SearchMeasures]], plain: Mapping[tuple[str, str], tuple[float, ...]]
) -> Table:
    """Return the table of questions in the language of their passages, beside a plain BM25 over all samples of the set."""
    title = "Questions in the language of their passages, in %; BM25: R@1 / R@10 / MRR"
    table = Table("set", "sample", "language", "questions", "BM25", *_heads(), title=title)
    for cell in sorted(measured, key=lambda c: (c.space, c.sample, c.language)):
        if cell.language == cell.passage_language and not cell.space.endswith("mixed"):
            known = plain.get((cell.space, cell.language))
            bm25 = " / ".join(f"{100 * share:.0f}" for share in known) if known else ""
            of = measured[cell]
            table.add_row(cell.space, cell.sample, cell.language, str(of[FUSED].questions), bm25, *_shares(of))
    return table


def worse_than_a_leg(measured: Mapping[Cell, Mapping[str, SearchMeasures]]) -> list[str]:
    """Return a line for each cell whose fused recall@5 is more than `TOLERANCE` below that of the better single search."""
    lines = []
    for cell, of in measured.items():
        leg = max((mode for mode in get_args(Mode) if mode != FUSED), key=lambda mode: of[mode].recall_5)
        if of[FUSED].recall_5 < of[leg].recall_5 - TOLERANCE:
            pair = f"{cell.language} → {cell.passage_language}"
            where = f"{cell.space} {cell.sample} {pair}".replace("  ", " ")
            lines.append(f"{where}: {of[FUSED].recall_5:.1%}, {leg} {of[leg].recall_5:.1%} of {of[leg].questions}")
    return lines


def grid(measured: Mapping[Cell, Mapping[str, SearchMeasures]], name: str, system: str) -> dict[tuple[str, str], float]:
    """Return a system's recall@5 in a space by (question language, passage language)."""
    return {(c.language, c.passage_language): of[system].recall_5 for c, of in measured.items() if c.space == name}


def shown_heat(name: str, values: Mapping[tuple[str, str], float]) -> Table:
    """Return the heat map for the terminal."""
    passages = sorted({passage for _, passage in values})
    table = Table("question", *passages, title=f"{name}: fused recall@5 by question (row) and passage language", padding=0)
    for language in sorted({asked for asked, _ in values}):
        table.add_row(language, *(_shaded(values.get((language, passage))) for passage in passages))
    return table


def _shaded(share: float | None) -> Text:
    if share is None:
        return Text("")
    style = next((style for least, style in _SHADES if share >= least), "white on red")
    return Text(f"{100 * share:4.0f} ", style)


def draw_heat(path: Path, name: str, measured: Mapping[Cell, Mapping[str, SearchMeasures]]) -> None:
    """Write the heat maps of a space, one for each system, as a PNG file."""
    from matplotlib.figure import Figure

    figure = Figure(figsize=(5.2 * len(SYSTEMS), 5.4), layout="constrained")
    panels = figure.subplots(1, len(SYSTEMS), squeeze=False)[0]
    for panel, system in zip(panels, SYSTEMS, strict=True):
        values = grid(measured, name, system)
        asked, passages = sorted({a for a, _ in values}), sorted({p for _, p in values})
        table = [[100 * values.get((a, p), float("nan")) for p in passages] for a in asked]
        image = panel.imshow(table, vmin=40, vmax=100, cmap="RdYlGn")
        panel.set(title=system, xlabel="passage language", ylabel="question language")
        panel.set_xticks(range(len(passages)), passages)
        panel.set_yticks(range(len(asked)), asked)
        for row, line in enumerate(table):
            for column, share in enumerate(line):
                if share == share:  # not NaN: a pair without questions
                    panel.text(column, row, f"{share:.0f}", ha="center", va="center", fontsize=7)
    figure.colorbar(image, ax=list(panels), shrink=0.8)
    figure.suptitle(f"{name}: recall@5 in %")
    figure.savefig(path, dpi=110)


def run(folder: Path, sets: list[str], foreign: int, most: int, embedder: Embedder, app: App) -> Results:
    """Return the ranks of the questions of some sets, by cell and system."""
    results: Results = defaultdict(lambda: defaultdict(list))
    planned = [space for name in sets for space in spaces(folder / name, foreign)]
    language_map = app.language_map()
    for space in track(planned, "searching", console=Console(stderr=True)):
        with (
            tempfile.TemporaryDirectory() as scratch,
            Library(Path(scratch), embedder, lambda: language_map) as library,
            Library(Path(scratch), embedder, lambda: language_map, patience=_PATIENCE) as closer,
        ):
            measure(space, library, closer, most, results)
        print(progress_line(space.name, results), file=sys.stderr, flush=True)
    return results


def progress_line(name: str, results: Results) -> str:
    """Return a line with recall@1 and @5 of a space by system, which is printed when the space is done."""
    cells = [of for cell, of in results.items() if cell.space == name]
    measured = {system: SearchMeasures.of([rank for of in cells for rank in of[system]]) for system in SYSTEMS}
    shares = (f"{system} {100 * m.recall_1:.1f} {100 * m.recall_5:.1f}" for system, m in measured.items())
    return f"{name}: {measured[FUSED].questions} questions, R@1 and R@5: {', '.join(shares)}"


def report(measured: Mapping[Cell, Mapping[str, SearchMeasures]], folder: Path, out: Path | None) -> None:
    """Print the tables and, with `out`, write the results and heat maps there."""
    console = Console(width=_WIDTH)
    console.print(own_table(measured, baseline(folder)), summary(measured))
    wide = sorted({c.space for c in measured if c.language != c.passage_language})
    for name in wide:
        console.print(shown_heat(name, grid(measured, name, FUSED)))
    worse = worse_than_a_leg(measured)
    console.print(f"{len(worse)} of {len(measured)} cells have a fused recall@5 below the better leg's by over 0.5 points")
    for line in worse:
        console.print(f"  {line}", highlight=False)
    if out:
        out.mkdir(parents=True, exist_ok=True)
        cells = [asdict(cell) | {system: asdict(m) for system, m in of.items()} for cell, of in measured.items()]
        (out / "results.json").write_text(json.dumps(cells, indent=1), encoding="utf-8")
        for name in wide:
            draw_heat(out / f"{name.replace(' ', '-')}.png", name, measured)


def main() -> None:
    """Search in all sets and print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--sets", nargs="+")
    parser.add_argument("--out", type=Path)
    parser.add_argument("--cache", type=Path)
    parser.add_argument("--foreign", type=int, default=100, help="most questions of a pair of two languages; 0: all")
    parser.add_argument("--most", type=int, default=0, help="most questions of each language and pair; 0: all")
    parser.add_argument("--home", type=Path)
    arguments = parser.parse_args()
    app = App(load_settings(home=arguments.home), print)
    folder: Path = arguments.folder
    named = arguments.sets or sorted(
        path.parent.name for path in folder.glob("*/queries.jsonl") if path.parent.name != "unanswerable"
    )
    with tempfile.TemporaryDirectory() as scratch:
        embedder = CachedEmbedder(app.embedder, arguments.cache or Path(scratch))
        started = time.monotonic()
        ranks = run(folder, named, arguments.foreign, arguments.most, embedder, app)
    measured = {cell: {system: SearchMeasures.of(found) for system, found in of.items()} for cell, of in ranks.items()}
    report(measured, folder, arguments.out)
    print(
        f"{sum(len(of[FUSED]) for of in ranks.values())} questions, {embedder.embedded} texts embedded, "
        f"{time.monotonic() - started:.0f} s"
    )


if __name__ == "__main__":
    main()
