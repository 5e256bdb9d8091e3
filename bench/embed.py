"""Compares embedding engines: passages per second, query latency, load time, memory, and recall.

Usage: python -m bench.embed FOLDER [--passages 48] [--rounds 3] [--sample 40]

FOLDER holds corpus.jsonl {doc_id, lang, text} and queries.jsonl {question, lang, doc_ids}. The engines take turns on the same
texts in one process; load time and memory are measured in a process for each engine.
"""

import sys
from pathlib import Path

if not __package__:  # run by its path: `bench` is found, and bench/requests.py isn't taken for the library of that name
    sys.path[0] = str(Path(__file__).parents[1])

import argparse
import json
import statistics
import subprocess
import time
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from rich.console import Console
from rich.table import Table

from bench.memory import peak_mb
from indexes.embedding.embedder import Embedder, Vectors
from indexes.embedding.sentence_transformer import SentenceTransformerEmbedder
from ragassist.app import App
from ragassist.settings.schema import load_settings

_CONSOLE = Console(width=max(100, Console().width))
_QUERIES = 40
"""Number of questions whose latency is measured."""
Encode = Callable[[Sequence[str]], Vectors]


def engines() -> dict[str, Callable[[], Embedder]]:
    """Return a function that creates each engine, by the engine's name."""
    app = App(load_settings(), print)
    return {
        "sentence-transformers": lambda: SentenceTransformerEmbedder(app.embedding.folder),
        "onnxruntime": lambda: app.embedder,
    }


def batched(reference: SentenceTransformerEmbedder, size: int) -> Encode:
    """Return the call of sentence-transformers itself with a batch size."""
    prefix = reference.model.passage_prefix
    return lambda texts: np.asarray(
        reference.transformer.encode(list(texts), prompt=prefix, batch_size=size, show_progress_bar=False), np.float32
    )


def speeds(ways: dict[str, Encode], texts: Sequence[str], rounds: int) -> dict[str, float]:
    """Return the median passages per second of each engine over some rounds, in which they take turns."""
    taken: dict[str, list[float]] = {name: [] for name in ways}
    for _ in range(rounds):
        for name, encode in ways.items():
            started = time.perf_counter()
            encode(texts)
            taken[name].append(len(texts) / (time.perf_counter() - started))
    return {name: statistics.median(values) for name, values in taken.items()}


def latencies(embedders: dict[str, Embedder], questions: Sequence[str]) -> dict[str, tuple[float, float]]:
    """Return p50 and p95 of one warm query in milliseconds; the engines take turns."""
    taken: dict[str, list[float]] = {name: [] for name in embedders}
    for question in questions:
        for name, embedder in embedders.items():
            started = time.perf_counter()
            embedder.embed_queries([question])
            taken[name].append(1000 * (time.perf_counter() - started))
    return {name: (float(np.percentile(ms, 50)), float(np.percentile(ms, 95))) for name, ms in taken.items()}


def fresh(engine: str) -> dict[str, float]:
    """Return `load` (seconds) and `peak` memory (MB) of a process that loads an engine and embeds a few passages."""
    done = subprocess.run([sys.executable, "-m", "bench.embed", "--one", engine], capture_output=True, text=True, check=True)
    found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return found


def report_one(engine: str) -> None:
    """Print what `fresh` reads; the imports of the engine count as load time."""
    make = engines()[engine]
    started = time.perf_counter()
    embedder = make()
    embedder.embed_queries(["ready?"])
    load = time.perf_counter() - started
    embedder.embed_passages(["a passage of many words " * 40] * 8)
    print(json.dumps({"load": load, "peak": peak_mb()}))


def recall(embedder: Embedder, corpus: list[dict[str, Any]], queries: list[dict[str, Any]]) -> float:
    """Return recall@10 of dense search without a language map, in percent."""
    passages = embedder.embed_passages([row["text"] for row in corpus])
    best = np.argsort(-embedder.embed_queries([row["question"] for row in queries]) @ passages.T, axis=1)[:, :10]
    found = [
        bool({corpus[at]["doc_id"] for at in row} & set(query["doc_ids"])) for row, query in zip(best, queries, strict=True)
    ]
    return 100 * statistics.mean(found)


def main() -> None:
    """Measure and print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, nargs="?")
    parser.add_argument("--passages", type=int, default=48)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--sample", type=int, default=40, help="passages and questions a language for recall; 0: none")
    parser.add_argument("--one", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.one:
        report_one(given.one)
        return
    if given.folder is None:
        parser.error("FOLDER is missing")
    corpus, queries = (rows_of(given.folder / name) for name in ("corpus.jsonl", "queries.jsonl"))
    made = {name: make() for name, make in engines().items()}
    show_speed(made, corpus, queries, given.passages, given.rounds)
    if given.sample:
        show_recall(made, corpus, queries, given.sample)


def show_speed(
    made: dict[str, Embedder], corpus: list[dict[str, Any]], queries: list[dict[str, Any]], count: int, rounds: int
) -> None:
    """Print the table of speed, latency, load time and memory, for `count` passages."""
    reference = made["sentence-transformers"]
    assert isinstance(reference, SentenceTransformerEmbedder)
    ours = made["onnxruntime"]
    texts = [row["text"] for row in corpus[:: max(1, len(corpus) // count)]][:count]
    for embedder in (reference, ours):
        embedder.embed_passages(texts[:1])
    ways: dict[str, Encode] = {f"sentence-transformers, batch {size}": batched(reference, size) for size in (32, 2, 1)}
    measured = speeds({**ways, "onnxruntime": ours.embed_passages}, texts, rounds)
    asked = latencies(made, [row["question"] for row in queries[:: max(1, len(queries) // _QUERIES)]][:_QUERIES])
    loaded = {name: fresh(name) for name in made}
    least = measured["sentence-transformers, batch 32"]
    table = Table("engine", "passages/s", "ratio", "query p50 ms", "p95", "load s", "peak MB")
    for way, speed in measured.items():
        name = way.split(",")[0]
        figures = (*asked[name], loaded[name]["load"], loaded[name]["peak"])
        table.add_row(way, f"{speed:.1f}", f"{speed / least:.2f}", *(f"{value:.1f}" for value in figures))
    _CONSOLE.print(table)


def show_recall(made: dict[str, Embedder], corpus: list[dict[str, Any]], queries: list[dict[str, Any]], count: int) -> None:
    """Print recall@10 by language and engine, on the first `count` passages of each language and questions about them."""
    table = Table("language", *made)
    for language in sorted({row["lang"] for row in corpus}):
        own = [row for row in corpus if row["lang"] == language][:count]
        there = {row["doc_id"] for row in own}
        asked = [q for q in queries if q["lang"] == language and there & set(q["doc_ids"])][:count]
        if asked:
            table.add_row(language, *(f"{recall(embedder, own, asked):.1f}" for embedder in made.values()))
    _CONSOLE.print(table)


def rows_of(path: Path) -> list[dict[str, Any]]:
    """Return the rows of a JSONL file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


if __name__ == "__main__":
    main()
