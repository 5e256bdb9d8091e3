"""Measures the recall of dense search with and without the language map, within a language, across two, and in a mixed library.

Usage: python -m bench.languages FOLDER... [--home DIR] [--paragraphs 60] [--questions 40] [--cache DIR]

Each folder holds corpus.jsonl {doc_id, lang, parallel_id, text} and queries.jsonl {lang, question, doc_ids}. Long passages are
truncated to what the model reads. --cache keeps the vectors, by model and sample.
"""

import sys
from pathlib import Path

if not __package__:  # run by its path: `bench` is found, and bench/requests.py isn't taken for the library of that name
    sys.path[0] = str(Path(__file__).parents[1])

import argparse
import hashlib
import json
import random
from collections import defaultdict
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from rich.console import Console
from rich.table import Table

from indexes.embedding.embedder import Embedder, Vectors
from indexes.embedding.language_map import LanguageMap
from ragassist.app import App
from ragassist.settings.schema import load_settings

SEED = 5
DRAWS = 6
"""Number of mixed libraries that the mean is taken over; each has every paragraph in a random language."""


@dataclass(frozen=True, slots=True)
class Sample:
    """Raw vectors, shape (texts, dimension), with the language and the paragraph id of each; shape (texts,).

    The same paragraph occurs in several languages.
    """

    passages: Vectors
    passage_languages: NDArray[np.str_]
    passage_paragraphs: NDArray[np.str_]
    queries: Vectors
    query_languages: NDArray[np.str_]
    query_paragraphs: NDArray[np.str_]

    @property
    def languages(self) -> list[str]:
        """The languages in which there are both questions and passages."""
        return sorted(set(self.passage_languages.tolist()) & set(self.query_languages.tolist()))


def read(path: Path) -> list[dict[str, Any]]:
    """Return the rows of a JSONL file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def sampled(folder: Path, paragraphs: int, questions: int, embedder: Embedder, cache: Path | None) -> Sample:
    """Return random paragraphs in all their languages, and at most `questions` questions about them in each language."""
    rng = random.Random(SEED)
    corpus = read(folder / "corpus.jsonl")
    paragraph_of = {row["doc_id"]: row["parallel_id"] for row in corpus}
    ids = sorted(set(paragraph_of.values()))
    chosen = set(rng.sample(ids, min(paragraphs, len(ids))))
    kept = [row for row in corpus if row["parallel_id"] in chosen]
    asked: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in read(folder / "queries.jsonl"):
        if paragraph_of.get(row["doc_ids"][0]) in chosen:
            asked[row["lang"]].append(row)
    some = [row for rows in asked.values() for row in rng.sample(rows, min(questions, len(rows)))]
    texts = [row["text"] for row in kept], [row["question"] for row in some]
    passages, queries = embedded(*texts, embedder, cache)
    return Sample(
        passages,
        np.array([row["lang"] for row in kept]),
        np.array([row["parallel_id"] for row in kept]),
        queries,
        np.array([row["lang"] for row in some]),
        np.array([paragraph_of[row["doc_ids"][0]] for row in some]),
    )


def embedded(passages: list[str], queries: list[str], embedder: Embedder, cache: Path | None) -> tuple[Vectors, Vectors]:
    """Return the raw vectors of passages and queries, from the cache if it has them."""
    key = hashlib.sha256(json.dumps([embedder.fingerprint, passages, queries]).encode()).hexdigest()[:24]
    path = cache / f"{key}.npz" if cache else None
    if path and path.exists():
        with np.load(path) as kept:
            return kept["passages"], kept["queries"]
    found = embedder.embed_passages(passages), embedder.embed_queries(queries)
    if path:
        path.parent.mkdir(parents=True, exist_ok=True)
        np.savez(path, passages=found[0], queries=found[1])
    return found


def ranks(sample: Sample, using: LanguageMap, asked: NDArray[np.bool_], there: NDArray[np.bool_]) -> NDArray[np.int64]:
    """Return the rank of the right passage for each question in `asked` whose paragraph is in `there` (both are masks)."""
    scores = using.queries(sample.queries[asked]) @ using.passages(sample.passages[there]).T
    gold = sample.query_paragraphs[asked][:, None] == sample.passage_paragraphs[there][None]
    best = np.where(gold, scores, -2).max(axis=1)
    return np.asarray(((scores > best[:, None]).sum(axis=1) + 1)[gold.any(axis=1)], np.int64)


def mixed(sample: Sample, rng: np.random.Generator) -> NDArray[np.bool_]:
    """Return the mask of a library that has each paragraph in one random language, shape (passages,)."""
    there = np.zeros(len(sample.passages), bool)
    for paragraph in sorted(set(sample.passage_paragraphs.tolist())):
        there[rng.choice(np.flatnonzero(sample.passage_paragraphs == paragraph))] = True
    return there


def measured(sample: Sample, using: LanguageMap) -> list[str]:
    """Return recall@1 and @5 as text: in the passages' language, in another one, in a mixed library."""
    own: list[NDArray[np.int64]] = []
    cross: list[NDArray[np.int64]] = []
    for asked in sample.languages:
        for stored in sample.languages:
            found = ranks(sample, using, sample.query_languages == asked, sample.passage_languages == stored)
            (own if asked == stored else cross).append(found)
    rng = np.random.default_rng(SEED)
    everybody = np.ones(len(sample.queries), bool)
    draws = [ranks(sample, using, everybody, mixed(sample, rng)) for _ in range(DRAWS)]
    return [f"{recall(group, 1):.1%} / {recall(group, 5):.1%}" for group in (own, cross, draws)]


def recall(groups: list[NDArray[np.int64]], top: int) -> float:
    """Return the mean over groups of the share of ranks up to `top`."""
    return float(np.mean([np.mean(found <= top) for found in groups if len(found)]))


def main() -> None:
    """Print one table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", type=Path, nargs="+")
    parser.add_argument("--home", type=Path)
    parser.add_argument("--paragraphs", type=int, default=60)
    parser.add_argument("--questions", type=int, default=40)
    parser.add_argument("--cache", type=Path)
    arguments = parser.parse_args()
    app = App(load_settings(home=arguments.home), print)
    fitted = app.language_map()
    plain = LanguageMap.identity(fitted.passage_mean.size)
    heads = ["set", "vectors", "own language", "another language", "mixed library"]
    table = Table(*heads, title=f"recall@1 / @5, dense alone; {len(fitted.basis)} directions are taken out")
    for folder in arguments.folders:
        sample = sampled(folder, arguments.paragraphs, arguments.questions, app.embedder, arguments.cache)
        name = f"{folder.name}, {len(sample.languages)} languages"
        table.add_row(name, "raw", *measured(sample, plain))
        table.add_row(name, "mapped", *measured(sample, fitted))
    Console().print(table)


if __name__ == "__main__":
    main()
