"""Measures how fast a folder becomes a library, by format and as a whole, and its cost in memory and on disk.

Usage: nice python -m bench.ingestion [--home DIR] [--files 8] [--kilobytes 30] [--many 10000] [--real 2]
                                      [--corpus FILE.jsonl...] [--others PYTHON] [--part formats|library|rescan FOLDER]

The bench writes the files that it reads (bench/make_files.py). Each part runs in a process of its own, so that peak memory is
measured for it alone. Where the embedding model isn't measured, vectors are made from a hash of the text. `--others` is an
interpreter that has LangChain or LlamaIndex.
"""

import sys
from pathlib import Path

if not __package__:  # run by its path: `bench` is found, and bench/requests.py isn't taken for the library of that name
    sys.path[0] = str(Path(__file__).parents[1])

import argparse
import hashlib
import json
import os
import subprocess
import tempfile
import time
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass

import numpy as np
from rich.console import Console
from rich.table import Table
from tokenizers import Tokenizer

from bench.memory import peak_mb
from indexes.embedding.embedder import Embedder, TokenVectors, Vectors
from indexes.embedding.language_map import LanguageMap
from indexes.embedding.model_folder import Kind
from indexes.indexing.indexer import Indexer
from indexes.indexing.run import RunReport
from indexes.library import Library
from ingest.assembly import assemble
from ingest.documents import Document
from ingest.errors import UnreadableDocument
from ingest.isolation.worker import Worker
from ingest.readers import READERS, reader_for
from ragassist.app import App
from ragassist.settings.schema import load_settings

Read = Callable[[str, bytes], Document]
HERE = Path(__file__).parent
DIMENSION = 384
_SMALL_FILE = "Note {0}. The pump of unit {0} was serviced on day {1}, and its filter is due again in {2} days.\n"
_CONSOLE = Console(width=max(120, Console().width))


@dataclass(slots=True)
class HashEmbedder:
    """An embedder that makes random vectors from a hash of the text, which costs almost nothing; the tokenizer is real."""

    tokenizer: Tokenizer
    fingerprint: str = "hash:1"
    embedded: int = 0

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        """Return one unit row for each passage, and count the passages."""
        self.embedded += len(texts)
        rows = np.stack([_row(text) for text in texts])
        return np.asarray(rows / np.linalg.norm(rows, axis=1, keepdims=True), np.float32)

    def embed_queries(self, texts: Sequence[str]) -> Vectors:
        """Return one row for each query."""
        return self.embed_passages(texts)

    def token_vectors(self, texts: Sequence[str], kind: Kind) -> list[TokenVectors]:
        """Return the text's vector as its only token."""
        del kind
        return [_row(text)[None] for text in texts]


def _row(text: str) -> Vectors:
    seed = int.from_bytes(hashlib.sha256(text.encode()).digest()[:8], "big")
    return np.random.default_rng(seed).standard_normal(DIMENSION, np.float32)


@dataclass(slots=True)
class WatchedReader:
    """Passes files to the worker and records the peak memory of its child process, in MB."""

    worker: Worker
    child_peak: float = 0.0

    def read(self, suffix: str, data: bytes, progress: object = None) -> Document:
        """Return the worker's document."""
        try:
            return self.worker.read(suffix, data)
        finally:
            children = Path("/proc/thread-self/children").read_text(encoding="ascii").split()
            self.child_peak = max([self.child_peak, *(peak_mb(int(child)) for child in children)])


def direct(suffix: str, data: bytes) -> Document:
    """Return the document in a file's bytes, read in this process without the worker."""
    return assemble(reader_for(suffix)(data), READERS[suffix])


def seconds_for(read: Read, files: list[Path]) -> tuple[float, list[str]]:
    """Return the seconds that reading some files takes, and their texts; the first file is read once before, uncounted."""
    text_of(read, files[0])
    started = time.monotonic()
    texts = [text_of(read, path) for path in files]
    return time.monotonic() - started, texts


def text_of(read: Read, path: Path) -> str:
    """Return the text of a file, or "" if it can't be read, so that its sentences count as missing."""
    try:
        return read(path.suffix, path.read_bytes()).text
    except UnreadableDocument as problem:
        print(f"{path.name}: {problem}")
        return ""


def formats(folder: Path, others: str) -> None:
    """Print how fast each format is read by the worker, in this process and by other toolkits, and the sentences found."""
    theirs = _others(folder, others)
    title = "reading, one worker" + ("" if theirs else "; LangChain and LlamaIndex: not installed")
    heads = ["files", "MB", "files/s", "MB/s", "text MB/s", "found", "worker + ms/file"]
    shown = Table("format", *heads, *[f"{name}: files/s, found" for name in theirs], title=title)
    snippets = _snippets(folder)
    for suffix in dict.fromkeys(path.suffix for path in snippets if path.suffix in READERS):
        files = [path for path in snippets if path.suffix == suffix]
        with Worker() as worker:
            guarded, texts = seconds_for(worker.read, files)
        bare, _ = seconds_for(direct, files)
        found = [_folded(s) in _folded(t) for path, t in zip(files, texts, strict=True) for s in snippets[path]]
        size, written = sum(path.stat().st_size for path in files), sum(len(text.encode()) for text in texts)
        speeds = [f"{len(files) / guarded:.1f}", f"{size / guarded / 1e6:.2f}", f"{written / guarded / 1e6:.2f}"]
        cost = f"{1000 * (guarded - bare) / len(files):.1f}"
        row = [str(len(files)), f"{size / 1e6:.2f}", *speeds, f"{sum(found)}/{len(found)}", cost]
        shown.add_row(suffix[1:], *row, *[_their_cell(figures.get(suffix)) for figures in theirs.values()])
    _CONSOLE.print(shown)
    started = time.monotonic()
    with Worker() as worker:
        worker.read(".txt", b"a")
        _CONSOLE.print(f"a new worker's first answer: {time.monotonic() - started:.2f} s")


def _others(folder: Path, python: str) -> dict[str, dict[str, dict[str, float]]]:
    run = subprocess.run([python, str(HERE / "other_loaders.py"), str(folder)], stdout=subprocess.PIPE, check=True)
    figures: dict[str, dict[str, dict[str, float]]] = json.loads(run.stdout)
    return figures


def _their_cell(figures: dict[str, float] | None) -> str:
    if figures is None:
        return "-"
    return f"{figures['files'] / figures['seconds']:.1f}, {figures['found']:.0f}/{figures['snippets']:.0f}"


def _snippets(folder: Path) -> dict[Path, list[str]]:
    entries = map(json.loads, (folder / "MANIFEST.jsonl").read_text(encoding="utf-8").splitlines())
    return {folder / entry["file"]: [snippet["text"] for snippet in entry["snippets"]] for entry in entries}


def _folded(text: str) -> str:
    return "".join(text.split())


def opened(folder: Path, embedder: Embedder, app: App) -> AbstractContextManager[Library]:
    """Return a library with an embedder; a `HashEmbedder` gets no language map."""
    plain = LanguageMap.identity(DIMENSION)
    return Library(folder, embedder, (lambda: plain) if isinstance(embedder, HashEmbedder) else app.language_map)


def indexed(library: Library, reader: WatchedReader, folder: Path) -> tuple[RunReport, float]:
    """Return the report of an indexing run and its seconds."""
    started = time.monotonic()
    outcome = Indexer(library, reader).update(sorted(path for path in folder.iterdir() if path.is_dir()))
    return outcome, time.monotonic() - started


def whole_library(folder: Path, app: App, real: int) -> None:
    """Print the cost of indexing a whole folder, and how many chunks of an edited file are embedded again.

    `real` is the number of text files that are also indexed with the embedding model, 0 for none.
    """
    embedder = HashEmbedder(app.embedder.tokenizer)
    with tempfile.TemporaryDirectory() as home, Worker() as worker, opened(Path(home), embedder, app) as library:
        reader = WatchedReader(worker)
        outcome, took = indexed(library, reader, folder)
        size = sum(path.stat().st_size for path in folder.glob("*/*"))
        text, chunks = library.totals().text_bytes, embedder.embedded
        _edit(next(folder.glob("txt/*")))
        embedder.embedded = 0
        indexed(library, reader, folder)
        again = embedder.embedded
        _say("files indexed, partial, skipped", f"{outcome.indexed}, {len(outcome.partial)}, {len(outcome.skipped)}")
        _say(
            "vectors from a hash: seconds, files/s, MB/s", f"{took:.1f}, {outcome.indexed / took:.1f}, {size / took / 1e6:.2f}"
        )
        _say("one paragraph of a file edited: embedded again", f"{again} of {chunks} chunks")
        library.close()
        stored = sum(path.stat().st_size for path in Path(home).rglob("*") if path.is_file())
        _say("library ÷ plain text", f"{stored / 1e6:.2f} MB ÷ {text / 1e6:.2f} MB = {stored / text:.2f}")
    _say_peaks(reader)
    if real:
        _with_model(sorted(folder.glob("txt/*"))[:real], app)


def _with_model(files: list[Path], app: App) -> None:
    app.language_map()
    app.embedder.embed_queries(["loads it"])
    with tempfile.TemporaryDirectory() as home, Worker() as worker, opened(Path(home), app.embedder, app) as library:
        started = time.monotonic()
        Indexer(library, worker).update(files)
        took, chunks = time.monotonic() - started, library.totals().chunks
        size = sum(path.stat().st_size for path in files)
        rate = f"{chunks / took:.1f} chunks/s, {size / took / 1e3:.1f} kB/s"
        _say(f"with the embedding model: {len(files)} text files, {chunks} chunks", f"{took:.1f} s, {rate}")
    _say("peak memory of the parent with the model", f"{peak_mb():.0f} MB")


def _edit(path: Path) -> None:
    paragraphs = path.read_text(encoding="utf-8").split("\n\n")
    paragraphs[len(paragraphs) // 2] += " 4711"
    path.write_text("\n\n".join(paragraphs), encoding="utf-8")


def rescan(many: int, app: App) -> None:
    """Print the seconds of runs over many small files: the first, unchanged, one file edited, one renamed, all touched."""
    embedder = HashEmbedder(app.embedder.tokenizer)
    with (
        tempfile.TemporaryDirectory() as home,
        tempfile.TemporaryDirectory() as target,
        Worker() as worker,
        opened(Path(home) / "library", embedder, app) as library,
    ):
        folder, reader = Path(target), WatchedReader(worker)
        _many(folder, many)
        first = folder / "000" / "00000.txt"
        steps: list[tuple[str, Callable[[], object]]] = [
            (f"{many} small text files, first run", lambda: None),
            ("unchanged", lambda: None),
            ("one edited", lambda: first.write_text(_SMALL_FILE.format(-1, -1, -1), encoding="utf-8")),
            ("one renamed", lambda: first.rename(first.with_name("renamed.txt"))),
            ("all touched", lambda: list(map(os.utime, folder.rglob("*.txt")))),
        ]
        for name, change in steps:
            change()
            embedder.embedded = 0
            outcome, took = indexed(library, reader, folder)
            counts = f"indexed {outcome.indexed}, unchanged {outcome.unchanged}, removed {outcome.removed}"
            _say(name, f"{took:.2f} s ({counts}, embedded {embedder.embedded})")
    _say_peaks(reader)


def _many(folder: Path, many: int) -> None:
    for number in range(many):
        path = folder / f"{number // 100:03}" / f"{number:05}.txt"
        path.parent.mkdir(exist_ok=True)
        path.write_text(_SMALL_FILE.format(number, number % 365, number % 90), encoding="utf-8")


def _say_peaks(reader: WatchedReader) -> None:
    _say("peak memory of parent, of child", f"{peak_mb():.0f} MB, {reader.child_peak:.0f} MB")


def _say(what: str, figure: str) -> None:
    _CONSOLE.print(f"{what:<52} {figure}", highlight=False)


def run_parts(arguments: argparse.Namespace) -> None:
    """Write the files, then run each part in a process of its own."""
    with tempfile.TemporaryDirectory() as folder:
        size = [f"--files={arguments.files}", f"--kilobytes={arguments.kilobytes}"]
        corpora = ["--corpus", *map(str, arguments.corpus)] if arguments.corpus else []
        subprocess.run([sys.executable, "-m", "bench.make_files", folder, *size, *corpora], check=True)
        for part in ("formats", "library", "rescan"):
            _CONSOLE.rule(part)
            subprocess.run([sys.executable, "-m", "bench.ingestion", *sys.argv[1:], "--part", part, folder], check=True)


def main() -> None:
    """Run one part, or all of them."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--home", type=Path)
    parser.add_argument("--files", type=int, default=8, help="for each format")
    parser.add_argument("--kilobytes", type=int, default=30, help="of text in a file")
    parser.add_argument("--many", type=int, default=10_000, help="files of the folder that is scanned again")
    parser.add_argument("--real", type=int, default=2, help="text files that are embedded with the model; 0: none")
    parser.add_argument("--corpus", type=Path, nargs="*", default=[], help="take sentences from these files")
    parser.add_argument("--others", default=sys.executable, help="an interpreter with LangChain or LlamaIndex")
    parser.add_argument("--part", nargs=2, metavar=("PART", "FOLDER"), help="run only this part on existing files")
    arguments = parser.parse_args()
    if not arguments.part:
        run_parts(arguments)
        return
    part, folder = arguments.part[0], Path(arguments.part[1])
    app = App(load_settings(home=arguments.home), print)
    if part == "formats":
        formats(folder, arguments.others)
    elif part == "library":
        whole_library(folder, app, arguments.real)
    else:
        rescan(arguments.many, app)


if __name__ == "__main__":
    main()
