"""Fits the probability that a passage answers the question, and evaluates it on documents that it wasn't fitted on.

Usage: python -m bench.calibration EVAL_FOLDER [--sets xquad faq8 …] [--cache DIR] [--foreign 20] [--most 60] [--home DIR]

The first ten passages of each question are used; a passage is right if its document is. Each language pair of a set counts the
same. The weights that are printed last belong into `indexes/search/probability.py`.
"""

import sys
from pathlib import Path

if not __package__:  # run by its path: `bench` is found, and bench/requests.py isn't taken for the library of that name
    sys.path[0] = str(Path(__file__).parents[1])

import argparse
import tempfile
import zlib
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from rich.console import Console
from rich.progress import track
from rich.table import Table
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import brier_score_loss, roc_auc_score

from bench.retrieval import by_cell, fill
from bench.search_spaces import Asked, spaces
from bench.vector_cache import CachedEmbedder
from indexes.backends.folder import FolderBackend
from indexes.embedding.vector_model import query_vector
from indexes.library import Library
from indexes.search.fusion import fuse
from indexes.search.probability import FIRST, usual
from ragassist.app import App
from ragassist.settings.schema import load_settings

_POOL = 200
"""Number of passages that each search contributes to the fusion."""
_STEPS = 10
"""Number of intervals of probability in the second table."""


@dataclass(frozen=True, slots=True)
class Sample:
    """A passage that was found: its fused score, the usual score of its question, whether it is right, and its half."""

    score: float
    usual: float
    right: bool
    first: bool
    half: int
    group: str
    weight: float


def found(library: Library, backend: FolderBackend, asked: Asked, language: str) -> Iterator[tuple[float, float, bool, bool]]:
    """Yield for each of a question's first passages: its score, the usual score, whether it is right, whether it is first."""
    model = library.vector_model
    assert model
    vector = query_vector(asked.text, model)
    words = backend.words.search(asked.text, language, _POOL)
    cosines = backend.dense.search(vector, _POOL, model)
    cosines |= backend.dense.cosines(vector, words.keys() - cosines.keys(), model)
    candidates = fuse(cosines, words)[:FIRST]
    common = usual([candidate.score for candidate in candidates])
    rows = library.chunks([candidate.chunk_id for candidate in candidates])
    for rank, candidate in enumerate(candidates):
        yield candidate.score, common, rows[candidate.chunk_id].path in asked.right, rank == 0


def samples(folder: Path, foreign: int, most: int, embedder: CachedEmbedder, app: App) -> Iterator[Sample]:
    """Yield the passages that are found for the questions of a set, at most `most` questions for each language pair."""
    language_map = app.language_map()
    for space in track(list(spaces(folder, foreign)), folder.name, console=Console(stderr=True)):
        with (
            tempfile.TemporaryDirectory() as scratch,
            Library(backend := FolderBackend(Path(scratch)), embedder, lambda: language_map) as library,
        ):
            fill(library, space)
            for cell, questions in by_cell(space).items():
                chosen = questions[:: max(1, len(questions) // most)]
                kind = "own" if cell.language == cell.passage_language else "other"
                for asked in chosen:
                    half = zlib.crc32(min(asked.right).encode()) % 2
                    for row in found(library, backend, asked, asked.language):
                        yield Sample(*row, half, f"{cell.space} {cell.sample} {kind}", 1 / len(chosen))


def held_out(
    features: NDArray[np.float64], right: NDArray[np.bool_], halves: NDArray[np.int64], weights: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Return the probability of each row, shape (rows,), by the model fitted on the other half."""
    told = np.zeros(len(right))
    for half in (0, 1):
        of = halves == half
        model = LogisticRegression(C=100).fit(features[of], right[of], sample_weight=weights[of])
        told[~of] = model.predict_proba(features[~of])[:, 1]
    return told


def report(rows: list[Sample]) -> None:
    """Print how well the probabilities fit the half that they weren't fitted on, and the weights fitted on all rows."""
    features = np.array([(row.score, row.usual) for row in rows])
    right, first = np.array([row.right for row in rows]), np.array([row.first for row in rows])
    halves, weights = np.array([row.half for row in rows]), np.array([row.weight for row in rows])
    weights *= len(weights) / weights.sum()
    told = held_out(features, right, halves, weights)
    alone = held_out(features[:, :1], right, halves, weights)
    table = Table(
        "first passages of", "questions", "told", "right", "AUC", "AUC by the score alone", title="The other half's model"
    )
    groups: dict[str, list[int]] = defaultdict(list)
    for at, row in enumerate(rows):
        if row.first:
            groups[row.group].append(at)
    for name, ats in [*sorted(groups.items()), ("all", np.flatnonzero(first).tolist())]:
        known = 0 < right[ats].sum() < len(ats)
        areas = [f"{roc_auc_score(right[ats], which[ats]):.2f}" if known else "" for which in (told, alone)]
        table.add_row(name, str(len(ats)), f"{told[ats].mean():.2f}", f"{right[ats].mean():.2f}", *areas)
    steps = Table("told", "first passages", "right", title="By probability")
    for low in np.arange(_STEPS) / _STEPS:
        inside = first & (told >= low) & (told < low + 1 / _STEPS)
        if inside.any():
            steps.add_row(f"{low:.1f}", str(inside.sum()), f"{np.average(right[inside], weights=weights[inside]):.2f}")
    model = LogisticRegression(C=100).fit(features, right, sample_weight=weights)
    Console().print(table, steps)
    print(f"Brier score {brier_score_loss(right, told, sample_weight=weights):.4f}")
    print(f"SCORE, USUAL, BIAS = {model.coef_[0][0]:.1f}, {model.coef_[0][1]:.1f}, {model.intercept_[0]:.1f}")


def main() -> None:
    """Fit on some sets and print the result."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument(
        "--sets", nargs="+", default=["xquad", "faq8", "squad-frja", "mono-ar", "mono-fr", "mono-ja", "mono-ko", "mono-zh"]
    )
    parser.add_argument("--cache", type=Path)
    parser.add_argument("--foreign", type=int, default=20, help="most questions of a pair of two languages; 0: all")
    parser.add_argument("--most", type=int, default=60, help="most questions of each language and pair")
    parser.add_argument("--home", type=Path)
    arguments = parser.parse_args()
    app = App(load_settings(home=arguments.home), print)
    with tempfile.TemporaryDirectory() as scratch:
        embedder = CachedEmbedder(app.embedder, arguments.cache or Path(scratch))
        report(
            [
                row
                for name in arguments.sets
                for row in samples(arguments.folder / name, arguments.foreign, arguments.most, embedder, app)
            ]
        )


if __name__ == "__main__":
    main()
