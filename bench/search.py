"""Measures how fast libraries of a thousand to a million chunks are searched, opened and changed, and their memory and disk.

Usage: nice python -m bench.search EVAL_FOLDER [--home DIR] [--real 3000] [--questions 100] [--million] [--dense-only]
                                      [--sizes 1000,10000,100000] [--cache DIR] [--others PYTHON]

EVAL_FOLDER holds folders with corpus.jsonl {lang, text} and queries.jsonl {lang, question}. `--real` paragraphs are embedded;
larger libraries are made of mixtures of their vectors with noise, and of their words in another order. `recall@10` is the share
of the exact first ten (over the stored vectors) that the dense search finds. Each library is opened in a process of its own, so
that its peak memory is measured alone. `--others` is an interpreter that has LanceDB, usearch, sqlite-vec or txtai; they
search the same vectors, without texts, one query at a time (bench/other_searches.py).
"""

import sys
from pathlib import Path

if not __package__:  # run by its path: `bench` is found, and bench/requests.py isn't taken for the library of that name
    sys.path[0] = str(Path(__file__).parents[1])

import argparse
import json
import random
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np
from rich.console import Console
from rich.table import Table
from tokenizers import Tokenizer

from bench.memory import peak_mb
from bench.vector_cache import CachedEmbedder
from indexes.backends.folder import FolderBackend
from indexes.embedding.embedder import TokenVectors, Vectors
from indexes.embedding.language_map import LanguageMap
from indexes.embedding.vector_model import VectorModel
from indexes.hits import Filter, Mode
from indexes.library import Library
from indexes.records import FileFacts
from indexes.sqlite.store import LocalStore
from indexes.storage.packing import pack_vectors, unpack_vectors
from ingest.documents import Chunk, Document
from ragassist.app import App
from ragassist.settings.schema import load_settings

HERE = Path(__file__).parent
SEED = 3
CHUNKS_A_DOCUMENT = 100
MOST_CHARACTERS = 600
"""Characters to which paragraphs are cut, which makes each one chunk."""
CHANGED = 100
"""Number of chunks that are added and deleted for the measurement of changes."""
FINGERPRINT = "bench:1"
_CONSOLE = Console(width=max(150, Console().width))


@dataclass(frozen=True, slots=True)
class Real:
    """What the libraries are made from: (language, text) of paragraphs and questions, and their raw vectors."""

    texts: list[tuple[str, str]]
    passages: Vectors
    questions: list[tuple[str, str]]
    queries: Vectors

    def save(self, folder: Path) -> None:
        """Write it to a folder, for another process."""
        np.savez(folder / "real.npz", passages=self.passages, queries=self.queries)
        (folder / "real.json").write_text(json.dumps([self.texts, self.questions]), encoding="utf-8")

    @classmethod
    def load(cls, folder: Path) -> "Real":
        """Return what `save` wrote to a folder."""
        rows = np.load(folder / "real.npz")
        texts, questions = json.loads((folder / "real.json").read_text(encoding="utf-8"))
        return cls([tuple(t) for t in texts], rows["passages"], [tuple(q) for q in questions], rows["queries"])


@dataclass(slots=True)
class KnownQueries:
    """Returns the vectors of questions that were embedded before, so that the search is measured alone."""

    real: Real
    tokenizer: Tokenizer | None = None
    fingerprint: str = FINGERPRINT

    def embed_queries(self, texts: Sequence[str]) -> Vectors:
        """Return one row for each question."""
        known = {text: at for at, (_, text) in enumerate(self.real.questions)}
        return self.real.queries[[known[text] for text in texts]]

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        """Return one row for each passage, which is that of any paragraph."""
        return self.real.passages[[hash(text) % len(self.real.passages) for text in texts]]

    def token_vectors(self, texts: Sequence[str], kind: str) -> list[TokenVectors]:
        """Raise `NotImplementedError`, since nothing is reranked here."""
        raise NotImplementedError


def read_real(folder: Path, home: Path | None, cache: Path, count: int, questions: int) -> tuple[Real, LanguageMap, float]:
    """Return embedded paragraphs and questions, the language map, and the median milliseconds of embedding a question."""
    rng = random.Random(SEED)
    paragraphs = [(r["lang"], r["text"][:MOST_CHARACTERS]) for r in _rows(folder, "corpus.jsonl") if r.get("text", "").strip()]
    asked = [(row["lang"], row["question"]) for row in _rows(folder, "queries.jsonl") if row.get("question")]
    texts = rng.sample(paragraphs, min(count, len(paragraphs)))
    asked = list({text: (language, text) for language, text in rng.sample(asked, min(questions, len(asked)))}.values())
    app = App(load_settings(home=home) if home else load_settings())
    embedder, took = CachedEmbedder(app.embedder, cache), list[float]()
    for _, question in asked[:20]:
        started = time.perf_counter()
        app.embedder.embed_queries([question])
        took.append(1_000 * (time.perf_counter() - started))
    passages, queries = embedder.embed_passages([t for _, t in texts]), embedder.embed_queries([q for _, q in asked])
    return Real(texts, passages, asked, queries), app.language_map(), float(np.median(took))


def _rows(folder: Path, name: str) -> Iterator[dict[str, Any]]:
    for path in sorted([folder / name, *folder.glob(f"*/{name}")]):
        if path.exists():
            yield from map(json.loads, path.read_text(encoding="utf-8").splitlines())


def perturbed(real: Real, count: int, rng: np.random.Generator) -> tuple[Vectors, list[tuple[int, int]]]:
    """Return unit vectors, each a mixture of two real ones with noise, and the indexes of the two, the nearer one first."""
    first, second = rng.integers(0, len(real.passages), (2, count))
    share = rng.uniform(0.6, 1.0, (count, 1)).astype(np.float32)
    noise = rng.standard_normal((count, real.passages.shape[1]), np.float32) * 0.006
    rows = share * real.passages[first] + (1 - share) * real.passages[second] + noise
    return rows / np.linalg.norm(rows, axis=1, keepdims=True), list(zip(first.tolist(), second.tolist(), strict=True))


def fill(store: LocalStore, real: Real, count: int, *, first: int = 0, words: bool = True) -> None:
    """Store `count` chunks with their vectors, numbered from `first`, and with `words` also their full text."""
    rng, shuffler = np.random.default_rng(SEED + first), random.Random(SEED + first)
    if not words:
        store.full_text.add = lambda *_: None  # type: ignore[method-assign]  # full text takes most of the time
    for at in range(first, first + count, CHUNKS_A_DOCUMENT):
        rows, which = perturbed(real, min(CHUNKS_A_DOCUMENT, first + count - at), rng)
        keys = [f"{number:016d}".encode() for number in range(at, at + len(rows))]
        with store.database.transaction():
            store.vectors.insert(list(zip(keys, pack_vectors(rows), strict=True)))
        parts = [_mixed(real.texts[near], real.texts[far], shuffler) for near, far in which]
        _put(store, f"/papers/{at}.txt", parts, keys)


def _mixed(near: tuple[str, str], far: tuple[str, str], shuffler: random.Random) -> tuple[str, str]:
    """Return the language of the nearer text, and half of the words of both texts in random order."""
    words = [*_pieces(near[1]), *_pieces(far[1])]
    return near[0], " ".join(shuffler.sample(words, max(1, len(words) // 2)))


def _pieces(text: str) -> list[str]:
    """Return the words of a text, or pieces of four characters in a script without spaces."""
    words = text.split(" ")
    return words if len(words) * 20 > len(text) else [text[at : at + 4] for at in range(0, len(text), 4)]


def _put(store: LocalStore, path: str, parts: list[tuple[str, str]], keys: list[bytes]) -> None:
    chunks, start = [], 0
    for (language, text), key in zip(parts, keys, strict=True):
        chunks.append((Chunk(start=start, end=start + len(text), page=None, heading="", language=language), key))
        start += len(text) + 1
    whole = "\n".join(text for _, text in parts)
    store.put_document(
        FileFacts(path, path, len(whole), 1), Document(text=whole, sections=(), language=parts[0][0], reader="text"), chunks
    )


def open_it(backend: FolderBackend, real: Real, language_map: LanguageMap) -> Library:
    """Return the library of a backend, with an embedder that knows the questions."""
    return Library(backend, KnownQueries(real), lambda: language_map)  # type: ignore[arg-type]  # nothing here is cut into chunks


def make(folder: Path, real: Real, language_map: LanguageMap, count: int, *, words: bool) -> dict[str, float]:
    """Make a library of `count` chunks; return the seconds of building its FAISS index, and the megabytes of its files."""
    backend = FolderBackend(folder)
    with open_it(backend, real, language_map) as library:
        store = backend.store
        fill(store, real, count, words=words)
        store.set_meta("fingerprint", FINGERPRINT)
        store.full_text.optimize()
        started = time.perf_counter()
        with library.writing():
            library.tidy(removed=False)
        took = time.perf_counter() - started
    parts = {path.name: path.stat().st_size / 1e6 for path in folder.iterdir()}
    return {"index s": took, "FAISS MB": parts["vectors.faiss"], "SQLite MB": parts["library.sqlite"]}


def measure(folder: Path, real: Real, language_map: LanguageMap, modes: Sequence[Mode]) -> dict[str, float]:
    """Open a library in this process and return its measures; the names contain the units."""
    started = time.perf_counter()
    backend = FolderBackend(folder)
    library = open_it(backend, real, language_map)
    model = VectorModel(library.embedder, language_map)
    usable = backend.dense.is_usable(model)
    found: dict[str, float] = {"open ms": 1_000 * (time.perf_counter() - started), "usable": usable}
    for mode in modes:
        took = _search_times(library, real, mode)
        found |= {f"{mode} p50 ms": float(np.median(took)), f"{mode} p95 ms": float(np.percentile(took, 95))}
    for name, only in (("one language", Filter(languages=("de",))), ("all let through", Filter(formats=("txt",)))):
        found[f"{modes[0]}, {name} p50 ms"] = float(np.median(_search_times(library, real, modes[0], only)))
    found["dense leg p50 ms"] = float(np.median(_dense_times(backend, real, model)))
    found["peak MB"] = peak_mb()
    found["recall@10"] = recall(backend, real, model)
    return found | changes(library, backend.store, real)


def _search_times(library: Library, real: Real, mode: Mode, only: Filter | None = None) -> list[float]:
    """Return the milliseconds of each question's search, after one that isn't counted."""
    library.search(real.questions[0][1], "en", 10, mode, only)
    return [_ms(partial(library.search, text, language, 10, mode, only)) for language, text in real.questions]


def _dense_times(backend: FolderBackend, real: Real, model: VectorModel) -> list[float]:
    """Return the milliseconds of each question's dense search alone, without reading the chunks."""
    queries = model.language_map.queries(real.queries)
    return [_ms(partial(backend.dense.search, query[None], 200, model)) for query in queries]


def _ms(call: Callable[[], object]) -> float:
    started = time.perf_counter()
    call()
    return 1_000 * (time.perf_counter() - started)


def recall(backend: FolderBackend, real: Real, model: VectorModel) -> float:
    """Return the share of the exact first ten that the dense search finds."""
    queries, store = model.language_map.queries(real.queries), backend.store
    best, scores = np.zeros((len(queries), 10), np.int64), np.full((len(queries), 10), -np.inf, np.float32)
    ids = store.vectors.ids()
    for at in range(0, len(ids), 20_000):
        packed = store.vectors.of(ids[at : at + 20_000].tolist())
        rows = model.language_map.passages(unpack_vectors(list(packed.values())))
        scores = np.hstack([scores, queries @ rows.T])
        best = np.hstack([best, np.broadcast_to(np.fromiter(packed, np.int64), (len(queries), len(packed)))])
        first = np.argsort(-scores, axis=1)[:, :10]
        best, scores = np.take_along_axis(best, first, 1), np.take_along_axis(scores, first, 1)
    found = [backend.dense.search(query[None], 10, model) for query in queries]
    return float(np.mean([len(set(right.tolist()) & set(one)) / 10 for right, one in zip(best, found, strict=True)]))


def changes(library: Library, store: LocalStore, real: Real) -> dict[str, float]:
    """Return the milliseconds of adding `CHANGED` chunks, of the next search, of tidying up, and of deleting the chunks."""
    first, question = 10_000_000, real.questions[0]
    found = {
        f"add {CHANGED} ms": _ms(lambda: fill(store, real, CHANGED, first=first)),
        "next search ms": _ms(lambda: library.search(question[1], question[0], 10, "dense")),
    }
    with library.writing():
        found["tidy ms"] = _ms(lambda: library.tidy(removed=False))
        found[f"delete {CHANGED} ms"] = _ms(lambda: store.remove([f"/papers/{first}.txt"]))
    return found


def in_its_own_process(scratch: Path, count: int, *words: str) -> dict[str, float]:
    """Return what `measure` returns in a process of its own."""
    command = [sys.executable, "-m", "bench.search", "--measure", str(scratch), str(count), *words]
    done = subprocess.run(command, cwd=HERE.parent, stdout=subprocess.PIPE, check=True, text=True)
    told: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return told


def others(python: str, scratch: Path, real: Real, language_map: LanguageMap, count: int) -> list[dict[str, Any]]:
    """Return the measures of other engines on vectors of the same kind, or why an engine can't be measured."""
    rows, _ = perturbed(real, count, np.random.default_rng(SEED))
    np.savez(scratch / "others.npz", rows=language_map.passages(rows), queries=language_map.queries(real.queries))
    done = subprocess.run([python, HERE / "other_searches.py", scratch], stdout=subprocess.PIPE, check=True, text=True)
    return [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]


def table(title: str, by_column: dict[str, dict[str, Any]]) -> Table:
    """Return a table with a row for each measure and a column for each library or engine."""
    shown = Table(title=title)
    shown.add_column()
    for name in by_column:
        shown.add_column(name, justify="right")
    for measure_name in dict.fromkeys(name for told in by_column.values() for name in told):
        values = [told.get(measure_name, "") for told in by_column.values()]
        shown.add_row(measure_name, *(f"{value:,.3g}" if isinstance(value, float) else str(value) for value in values))
    return shown


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--home", type=Path)
    parser.add_argument("--real", type=int, default=3_000, help="paragraphs that are embedded")
    parser.add_argument("--questions", type=int, default=100)
    parser.add_argument("--sizes", default="1000,10000,100000", help="numbers of chunks")
    parser.add_argument("--million", action="store_true", help="measure a million chunks, too")
    parser.add_argument("--dense-only", action="store_true", help="without full text")
    parser.add_argument("--cache", type=Path, default=Path(tempfile.gettempdir()) / "ragassist-bench")
    parser.add_argument("--others", help="an interpreter with other engines")
    asked = parser.parse_args()
    real, language_map, query_ms = read_real(asked.folder, asked.home, asked.cache, asked.real, asked.questions)
    sizes = [int(size) for size in asked.sizes.split(",")] + [1_000_000] * asked.million
    told: dict[str, dict[str, Any]] = {}
    for count in sizes:
        with tempfile.TemporaryDirectory() as name:
            scratch = Path(name)
            real.save(scratch)
            language_map.save(scratch / "map.json", FINGERPRINT)
            made = make(scratch / "library", real, language_map, count, words=not asked.dense_only)
            told[f"{count:,}"] = made | in_its_own_process(scratch, count, *(["dense"] if asked.dense_only else []))
            _CONSOLE.print(table(f"Search by chunks; embedding a question, not counted, takes {query_ms:.1f} ms (p50)", told))
            if asked.others:
                found = {one["engine"]: one for one in others(asked.others, scratch, real, language_map, count)}
                _CONSOLE.print(table(f"Other engines, {count:,} vectors", found))


if __name__ == "__main__":
    if sys.argv[1:2] == ["--measure"]:
        place = Path(sys.argv[2])
        known = LanguageMap.load(place / "map.json", FINGERPRINT)
        if known is None:
            raise SystemExit("the language map is gone")
        chosen: list[Any] = sys.argv[4:] or ["hybrid", "dense", "lexical"]
        print(json.dumps(measure(place / "library", Real.load(place), known, chosen)))
    else:
        main()
