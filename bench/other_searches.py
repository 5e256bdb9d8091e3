"""Measures how fast other engines search the same vectors, as one line of JSON per engine.

Usage: PYTHON bench/other_searches.py FOLDER

`bench/search.py --others PYTHON` runs it with an interpreter that has the engines; it needs nothing of this project. FOLDER
holds others.npz with the unit vectors `rows` and `queries`, shape (texts, dimension) each.
"""

import sys
from pathlib import Path

if not __package__:  # run by its path: `bench` is found, and bench/requests.py isn't taken for the library of that name
    sys.path[0] = str(Path(__file__).parents[1])

import json
import sqlite3
import tempfile
import time
from collections.abc import Callable
from importlib import import_module
from typing import Any

import numpy as np

Search = Callable[[Any], list[int]]
"""Returns the numbers of the ten rows that are nearest to a query, the nearest first."""


def lancedb(rows: Any, folder: Path) -> Search:  # noqa: ANN401  numpy arrays of an interpreter that has no checker
    """Return the search of LanceDB without an index, which is its default."""
    engine: Any = import_module("lancedb")
    opened = engine.connect(folder).create_table("t", [{"id": at, "vector": row} for at, row in enumerate(rows)])
    return lambda query: [found["id"] for found in opened.search(query).metric("cosine").limit(10).to_list()]


def usearch(rows: Any, folder: Path) -> Search:  # noqa: ANN401
    """Return the search of usearch's HNSW index in half precision."""
    index: Any = import_module("usearch.index").Index(ndim=rows.shape[1], metric="cos", dtype="f16")
    index.add(np.arange(len(rows)), rows)
    index.save(folder / "index")
    return lambda query: [int(key) for key in index.search(query, 10).keys]


def sqlite_vec(rows: Any, folder: Path) -> Search:  # noqa: ANN401
    """Return the search of sqlite-vec, which compares the query with every row."""
    engine: Any = import_module("sqlite_vec")
    database = sqlite3.connect(folder / "vectors.sqlite")
    database.enable_load_extension(True)
    engine.load(database)
    database.execute(f"CREATE VIRTUAL TABLE v USING vec0(embedding float[{rows.shape[1]}])")
    database.executemany("INSERT INTO v (rowid, embedding) VALUES (?, ?)", ((at, row.tobytes()) for at, row in enumerate(rows)))
    database.commit()
    sql = "SELECT rowid FROM v WHERE embedding MATCH ? AND k = 10"
    return lambda query: [at for (at,) in database.execute(sql, (query.tobytes(),))]


def txtai(rows: Any, folder: Path) -> Search:  # noqa: ANN401
    """Return the search of txtai's FAISS backend with its defaults."""
    index: Any = import_module("txtai.ann").ANNFactory.create({"backend": "faiss", "dimensions": rows.shape[1]})
    index.index(rows.copy())
    index.save(str(folder / "index"))
    return lambda query: [at for at, _ in index.search(query.reshape(1, -1), 10)[0]]


def measured(build: Callable[[Any, Path], Search], rows: Any, queries: Any, exact: Any) -> dict[str, Any]:  # noqa: ANN401
    """Return the seconds, milliseconds, recall and bytes of an engine, or under `skipped` why it can't be measured."""
    with tempfile.TemporaryDirectory() as name:
        started = time.perf_counter()
        try:
            search = build(rows, Path(name))
        except (ImportError, AttributeError) as problem:
            return {"engine": build.__name__, "skipped": str(problem)}
        took, right = list[float](), 0
        built = time.perf_counter() - started
        for query, best in zip(queries, exact, strict=True):
            started = time.perf_counter()
            found = search(query)
            took.append(1_000 * (time.perf_counter() - started))
            right += len(set(found) & set(best.tolist()))
        disk = sum(path.stat().st_size for path in Path(name).rglob("*") if path.is_file()) / 1e6
        p50, p95 = np.percentile(took, [50, 95])
        told = {"build s": built, "p50 ms": float(p50), "p95 ms": float(p95), "recall@10": right / (10 * len(queries))}
        return {"engine": build.__name__, **told, "disk MB": disk}


if __name__ == "__main__":
    given = np.load(Path(sys.argv[1]) / "others.npz")
    true_ten = np.argsort(-(given["queries"] @ given["rows"].T), axis=1)[:, :10]
    for engine_of in (lancedb, usearch, sqlite_vec, txtai):
        print(json.dumps(measured(engine_of, given["rows"], given["queries"], true_ten)), flush=True)
