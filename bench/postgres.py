"""Measures a library on PostgreSQL by size: adding, embedding, searching, bytes per chunk, and recall of the HNSW index.

Usage: python -m bench.postgres SET [--sizes 10000 100000] [--url URL]

SET names real chunks and their vectors: SET.npz with `P` of shape (chunks, dimension), and SET.chunks.json with the texts.
Larger libraries are made of copies with shuffled words and slightly changed vectors. Without --url a temporary server is
started, as the tests do, with settings for a large library.
"""

import sys
from pathlib import Path

if not __package__:  # run by its path: `bench` is found, and bench/requests.py isn't taken for the library of that name
    sys.path[0] = str(Path(__file__).parents[1])

import argparse
import json
import random
import statistics
import time
from collections.abc import Callable, Sequence
from typing import Literal

import numpy as np
from tokenizers import Tokenizer

from indexes.backends.postgres.backend import ServerBackend
from indexes.embedding.embedder import TokenVectors, Vectors
from indexes.embedding.language_map import LanguageMap
from indexes.embedding.vector_model import VectorModel
from indexes.hits import Filter, Mode
from indexes.library import Library
from indexes.records import FileFacts
from indexes.storage.store import Store
from ingest.documents import Chunk, Document, Section
from tests.pg_server import PostgresServer

CHUNKS_A_DOCUMENT, QUESTIONS, EXACT = 20, 60, 20
"""Chunks per document, questions that are timed, and questions whose recall is measured by an exact search."""
SERVER = ("-c", "shared_buffers=1GB", "-c", "maintenance_work_mem=1GB", "-c", "max_wal_size=4GB", "-c", "listen_addresses=")
NOISE = 0.35
"""Length of the noise that is added to a unit vector; copies are then about as similar as chunks about one subject."""
TABLES = ("documents", "texts", "chunks", "words", "word_counts", "word_changes", "vectors", "loose", "near")


class BlownUp:
    """Copies of real texts and vectors in any number, and an embedder that finds a text's vector by the number before it."""

    fingerprint = "bench:1"

    def __init__(self, name: Path) -> None:
        self.texts: list[str] = json.loads(name.with_name(f"{name.name}.chunks.json").read_text(encoding="utf-8"))
        self.rows: Vectors = np.load(name.with_name(f"{name.name}.npz"))["P"]

    @property
    def tokenizer(self) -> Tokenizer:
        """Raise `NotImplementedError`, since nothing is cut into chunks here."""
        raise NotImplementedError

    def text(self, number: int) -> str:
        """Return the text of the chunk with a number."""
        words = self.texts[number % len(self.texts)].split(" ")
        random.Random(number).shuffle(words)
        return f"n{number} {' '.join(words)}"

    def _row(self, text: str) -> Vectors:
        number = int(text.split(" ", 1)[0].removeprefix("n"))
        noise = np.asarray(np.random.default_rng(number).standard_normal(self.rows.shape[1]), np.float32)
        row = self.rows[number % len(self.rows)] + noise * np.float32(NOISE / np.sqrt(len(noise)))
        return np.asarray(row / np.linalg.norm(row), np.float32)

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        """Return one unit row for each text, by the number at its beginning."""
        return np.stack([self._row(text) for text in texts])

    def embed_queries(self, texts: Sequence[str]) -> Vectors:
        """Return the same as for passages."""
        return self.embed_passages(texts)

    def token_vectors(self, texts: Sequence[str], kind: Literal["query", "passage"]) -> list[TokenVectors]:
        """Raise `NotImplementedError`, since nothing is reranked here."""
        raise NotImplementedError


def grow(store: Store, source: BlownUp, start: int, stop: int) -> float:
    """Store documents with the chunks `start` to `stop`, without their vectors; return the seconds."""
    began = time.monotonic()
    for first in range(start, stop, CHUNKS_A_DOCUMENT):
        texts = [source.text(number) for number in range(first, first + CHUNKS_A_DOCUMENT)]
        at, chunks = 0, []
        for number, text in enumerate(texts, first):
            key = number.to_bytes(16, "big")
            chunks.append((Chunk(start=at, end=at + len(text), page=None, heading="", language="en"), key))
            at += len(text) + 1
        whole = "\n".join(texts)
        document = Document(text=whole, sections=(Section(0, len(whole), None, ""),), language="en", reader="plain")
        store.put_document(FileFacts(f"/papers/{first % 10}/{first}.txt", "0" * 64, len(whole), 1), document, chunks)
    return time.monotonic() - began


def timed(step: Callable[[int], object], count: int) -> list[float]:
    """Return the milliseconds of each of `count` steps, after five that aren't counted."""
    taken = []
    for number in range(count + 5):
        began = time.perf_counter()
        step(number)
        taken.append((time.perf_counter() - began) * 1000)
    return taken[5:]


def recall(backend: ServerBackend, source: BlownUp, model: VectorModel, size: int) -> float:
    """Return the share of the exact first ten that the HNSW index finds."""
    found = 0.0
    for number in range(EXACT):
        vector = source.embed_queries([f"n{number * 7919 % size + 10**9}"])
        near = list(backend.dense.search(vector, 200, model))[:10]
        with backend.store.database.transaction():
            backend.store.database.run("SET LOCAL enable_indexscan = off")
            exact = list(backend.dense.search(vector, 200, model))[:10]
        found += len(set(near) & set(exact)) / 10
    return found / EXACT


def sizes_of(store: Store) -> dict[str, tuple[int, int]]:
    """Return for each table its bytes and the bytes of its indexes."""
    sql = (
        "SELECT relname, pg_table_size(c.oid), pg_indexes_size(c.oid)"
        " FROM pg_class c JOIN pg_namespace n ON n.oid = relnamespace"
        " WHERE nspname = 'ragassist_bench' AND relkind = 'r'"
    )
    rows = store.database.rows(sql)
    return {"near" if name.startswith("near") else name: (table, index) for name, table, index in rows}


def measure(library: Library, backend: ServerBackend, source: BlownUp, model: VectorModel, size: int) -> None:
    """Print the milliseconds of searching, the recall and the bytes per chunk at a size."""
    for table in ("words", "chunks", "vectors"):
        backend.store.database.run(f"ANALYZE {table}")
    questions = [" ".join(source.text(number * 7919 % size).split(" ")[:9]) for number in range(QUESTIONS + 5)]
    tenth, one = Filter(paths=("/papers/3/*",)), Filter(paths=("/papers/0/0.txt",))
    modes: list[tuple[str, Mode, Filter | None]] = [
        ("dense", "dense", None), ("lexical", "lexical", None), ("hybrid", "hybrid", None),
        ("hybrid, a tenth of the library", "hybrid", tenth), ("hybrid, one document", "hybrid", one),
    ]  # fmt: skip
    for name, mode, only in modes:
        taken = timed(lambda number, mode=mode, only=only: library.search(questions[number], "en", 10, mode, only), QUESTIONS)  # type: ignore[misc]
        print(f"| {name} | {statistics.median(taken):.1f} | {np.percentile(taken, 95):.1f} |", flush=True)
    print(f"recall@10 of the index: {recall(backend, source, model, size):.3f}")
    sizes = sizes_of(backend.store)
    for name in TABLES:
        own, indexes = sizes.get(name, (0, 0))
        print(f"| {name} | {own / size:.0f} | {indexes / size:.0f} |")
    print(f"together {sum(map(sum, sizes.values())) / size:.0f} bytes a chunk", flush=True)


def main() -> None:
    """Fill one library up to each size, and measure it there."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("set", type=Path, help="the path of the files without .npz")
    parser.add_argument("--sizes", type=int, nargs="+", default=[10_000, 100_000], help="numbers of chunks")
    parser.add_argument("--url", help="a server to use instead of a temporary one")
    options = parser.parse_args()
    server = None if options.url else PostgresServer(SERVER)
    source = BlownUp(options.set)
    plain = LanguageMap.identity(source.rows.shape[1])
    model, before = VectorModel(source, plain), 0
    try:
        url = options.url or (server.url() if server else "")
        backend = ServerBackend(url, "bench")
        with Library(backend, source, lambda: plain) as library, library.writing():
            for size in options.sizes:
                print(f"\n## {size} chunks")
                stored = grow(backend.store, source, before, size)
                backend.tidy(None, removed=False)
                began = time.monotonic()
                library.embed()
                embedded = time.monotonic() - began
                print(f"stored {(size - before) / stored:.0f} chunks/s, indexed {(size - before) / embedded:.0f} vectors/s")
                measure(library, backend, source, model, size)
                before = size
            table = next(iter(backend.dense.tables()))
            backend.store.database.run(f"DROP INDEX {table}_mapped_idx")
            began = time.monotonic()
            backend.store.database.run(f"CREATE INDEX ON {table} USING hnsw (mapped halfvec_ip_ops)")
            print(f"\nthe HNSW index over all at once: {before / (time.monotonic() - began):.0f} chunks/s")
    finally:
        if server:
            server.remove()


if __name__ == "__main__":
    main()
