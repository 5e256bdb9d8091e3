"""Measures the memory of indexing by the number of chunks, with the program's reader, tokenizer, engine, store and index.

Usage: python -m bench.index_memory [--home DIR] [--chunks 10000 50000]

Generated files in four languages are indexed into a temporary library. The engine embeds the first chunks; the others get
random vectors, since the memory of the engine doesn't grow with the number of chunks.
"""

import sys
from pathlib import Path

if not __package__:  # run by its path: `bench` is found, and bench/requests.py isn't taken for the library of that name
    sys.path[0] = str(Path(__file__).parents[1])

import argparse
import random
import tempfile
import time
from collections.abc import Sequence

import numpy as np
from tokenizers import Tokenizer

from bench.memory import peak_mb
from indexes.embedding.embedder import Embedder, TokenVectors, Vectors
from indexes.embedding.model_folder import Kind
from indexes.indexing.indexer import Indexer
from indexes.library import Library
from ingest.isolation.worker import Worker
from ragassist.app import App
from ragassist.settings.schema import load_settings

_EMBEDDED = 400
"""Number of chunks that the engine embeds."""
_FILES_AT_ONCE = 100
"""Number of files that each run adds."""
_SENTENCES = 400
"""Number of sentences in a file."""
_WORDS = (
    "the pump of the workshop was checked by a member before it could be used again in spring",
    "die Pumpe der Werkstatt wurde von einem Mitglied geprüft bevor sie im Frühjahr benutzt werden konnte",
    "تم فحص مضخة الورشة من قبل أحد الأعضاء قبل استخدامها مرة أخرى في الربيع",
    "작업장 펌프는 봄에 다시 사용하기 전에 회원이 점검했습니다",
)


class FewEmbedded:
    """Embeds the first `_EMBEDDED` passages by an engine, and returns random unit vectors for the others."""

    def __init__(self, engine: Embedder) -> None:
        self._engine, self._done, self._drawn = engine, 0, np.random.default_rng(1)
        self.fingerprint = engine.fingerprint

    @property
    def tokenizer(self) -> Tokenizer:
        """The engine's tokenizer."""
        return self._engine.tokenizer

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        """Return one row for each passage."""
        self._done += len(texts)
        if self._done <= _EMBEDDED:
            return self._engine.embed_passages(texts)
        rows = self._drawn.standard_normal((len(texts), 384), np.float32)
        return np.asarray(rows / np.linalg.norm(rows, axis=1, keepdims=True), np.float32)

    def embed_queries(self, texts: Sequence[str]) -> Vectors:
        """Return the engine's vectors."""
        return self._engine.embed_queries(texts)

    def token_vectors(self, texts: Sequence[str], kind: Kind) -> list[TokenVectors]:
        """Return the engine's token vectors."""
        return self._engine.token_vectors(texts, kind)


def make_file(path: Path, number: int) -> None:
    """Write a random text of about 50 chunks; each `number` gives another one."""
    drawn = random.Random(number)
    words = _WORDS[number % len(_WORDS)].split()
    sentences = (" ".join([f"{drawn.randrange(10**6)}", *drawn.choices(words, k=14)]) + ". " for _ in range(_SENTENCES))
    path.write_text("".join(sentences), encoding="utf-8")


def main() -> None:
    """Index until each number of chunks is reached, and print the peak memory of this process."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--home", type=Path)
    parser.add_argument("--chunks", type=int, nargs="+", default=[10_000, 50_000])
    arguments = parser.parse_args()
    app = App(load_settings(home=arguments.home), print)
    engine = app.embedder
    with (
        tempfile.TemporaryDirectory() as folder,
        Library(Path(folder, "library"), FewEmbedded(engine), app.language_map) as library,
    ):
        papers, made = Path(folder, "papers"), 0
        papers.mkdir()
        for wanted in sorted(arguments.chunks):
            started = time.monotonic()
            while library.totals().chunks < wanted:
                for number in range(made, made + _FILES_AT_ONCE):
                    make_file(papers / f"{number}.txt", number)
                made += _FILES_AT_ONCE
                with Worker() as worker:
                    Indexer(library, worker).update([papers])
            totals = library.totals()
            print(f"{totals.chunks:>8,} chunks: peak {peak_mb():.0f} MB ({time.monotonic() - started:.0f} s)", flush=True)


if __name__ == "__main__":
    main()
