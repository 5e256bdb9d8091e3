"""Recall of dense, full-text and fused search on parallel paragraphs, each present in one random language only.

Usage: python bench/retrieval.py XQUAD_FOLDER [--home DIR] [--paragraphs 120]
(a folder with corpus.jsonl: lang, parallel_id, text; and queries.jsonl: lang, question, doc_ids)
"""

import argparse
import json
import random
import tempfile
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import Any, get_args

from rich.console import Console
from rich.table import Table

from indexes.language_map import LanguageMap
from indexes.library import Library, Mode
from indexes.records import FileFacts
from ingest.assembly import assemble
from ingest.chunking import Chunker
from ingest.documents import Block, Reading
from ragassist.assemble import Assembly
from ragassist.config import load_settings

LANGUAGES = ("en", "ar", "de", "es", "zh")
SEED = 5
QUESTIONS_A_LANGUAGE = 60


@dataclass(frozen=True, slots=True)
class Question:
    """A question and the paragraph that answers it; `own` says whether that stands in the question's language."""

    language: str
    text: str
    gold: str
    own: bool


def read(path: Path) -> list[dict[str, Any]]:
    """Return the rows of a JSONL file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def mixed_library(folder: Path, count: int) -> dict[str, dict[str, Any]]:
    """Return paragraphs by parallel id, each in one random language."""
    rng = random.Random(SEED)
    by_id: dict[str, dict[str, Any]] = defaultdict(dict)
    for row in read(folder / "corpus.jsonl"):
        by_id[row["parallel_id"]][row["lang"]] = row
    complete = sorted(identity for identity, rows in by_id.items() if set(LANGUAGES) <= set(rows))
    chosen = rng.sample(complete, min(count, len(complete)))
    return {identity: by_id[identity][rng.choice(LANGUAGES)] for identity in chosen}


def questions_about(folder: Path, paragraphs: dict[str, dict[str, Any]]) -> list[Question]:
    """Return some questions in each language about the paragraphs."""
    ids = {row["doc_id"]: row["parallel_id"] for row in read(folder / "corpus.jsonl")}
    found: dict[str, list[Question]] = defaultdict(list)
    for row in read(folder / "queries.jsonl"):
        gold = {ids[d] for d in row["doc_ids"] if d in ids} & set(paragraphs)
        if row["lang"] in LANGUAGES and gold:
            identity = gold.pop()
            own = paragraphs[identity]["lang"] == row["lang"]
            found[row["lang"]].append(Question(row["lang"], row["question"], identity, own))
    rng = random.Random(SEED)
    return [q for rows in found.values() for q in rng.sample(rows, min(QUESTIONS_A_LANGUAGE, len(rows)))]


def fill(library: Library, paragraphs: dict[str, dict[str, Any]]) -> None:
    """Store and embed the paragraphs, one document each."""
    chunker = Chunker(library.embedder.tokenizer)
    for identity, row in paragraphs.items():
        document = assemble(Reading((Block(row["text"]),)), "bench")
        library.add(FileFacts(identity, identity, len(row["text"]), 0), document, chunker)
    library.embed()


def recalls(library: Library, questions: list[Question], mode: Mode) -> list[str]:
    """Return recall@1 and @5 over all questions, then over those whose paragraph is in another language."""
    ranks = []
    for question in questions:
        paths = list(dict.fromkeys(hit.chunk.path for hit in library.search(question.text, question.language, 30, mode)))
        ranks.append(paths.index(question.gold) + 1 if question.gold in paths else 99)
    other = [rank for rank, question in zip(ranks, questions, strict=True) if not question.own]
    return [f"{sum(r <= k for r in rows) / len(rows):.1%}" for rows in (ranks, other) for k in (1, 5)]


def main() -> None:
    """Print one table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--home", type=Path)
    parser.add_argument("--paragraphs", type=int, default=120)
    arguments = parser.parse_args()
    assembly = Assembly(load_settings(home=arguments.home), print)
    paragraphs = mixed_library(arguments.folder, arguments.paragraphs)
    questions = questions_about(arguments.folder, paragraphs)
    heads = ["search", "R@1", "R@5", "R@1 other language", "R@5 other language"]
    table = Table(*heads, title=f"{len(paragraphs)} paragraphs in five languages, {len(questions)} questions")
    with tempfile.TemporaryDirectory() as folder, Library(Path(folder), assembly.embedder, assembly.language_map) as library:
        fill(library, paragraphs)
        for mode in get_args(Mode):
            table.add_row(mode, *recalls(library, questions, mode))
    plain = LanguageMap.identity(assembly.language_map().passage_mean.size)
    with tempfile.TemporaryDirectory() as folder, Library(Path(folder), assembly.embedder, lambda: plain) as library:
        fill(library, paragraphs)
        table.add_row("dense, languages left in", *recalls(library, questions, "dense"))
    Console().print(table)


if __name__ == "__main__":
    main()
