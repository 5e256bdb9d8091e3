"""How well true claims are told from false ones: sentences of parallel paragraphs in other languages, by similarity bar.

Usage: python bench/claims.py XQUAD_FOLDER [--home DIR]   (a folder with corpus.jsonl: lang, parallel_id, text)
"""

import argparse
import json
import random
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from rich.console import Console
from rich.table import Table

from indexes.embedder import Vectors
from ragassist.assemble import Assembly
from ragassist.claims import numbers, sentence_spans
from ragassist.config import load_settings

LANGUAGES = ("en", "ar", "de", "es", "zh")
PARAGRAPHS, FALSE_PER_TRUE, SEED = 40, 3, 3
BARS = (0.20, 0.25, 0.30, 0.35, 0.40, 0.45, 0.50)


@dataclass(frozen=True, slots=True)
class Pair:
    """A claim held against a paragraph: whether it is true, how similar its nearest sentence is, whether its numbers occur."""

    true: bool
    similarity: float
    numbers_occur: bool


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph, its sentences and their vectors."""

    text: str
    sentences: list[str]
    rows: Vectors


def paragraphs(folder: Path, assembly: Assembly) -> dict[tuple[str, str], Paragraph]:
    """Return paragraphs by language and parallel id, the same ids in every language."""
    language_map, embedder = assembly.language_map(), assembly.embedder
    texts: dict[str, dict[str, str]] = {}
    for line in (folder / "corpus.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        texts.setdefault(row["lang"], {})[row["parallel_id"]] = row["text"]
    shared = sorted(set.intersection(*(set(texts[language]) for language in LANGUAGES)))
    found = {}
    for identity in random.Random(SEED).sample(shared, PARAGRAPHS):
        for language in LANGUAGES:
            text = texts[language][identity]
            sentences = [text[start:end] for start, end in sentence_spans(text)]
            found[language, identity] = Paragraph(text, sentences, language_map.passages(embedder.embed_passages(sentences)))
    return found


def pairs(found: dict[tuple[str, str], Paragraph]) -> list[Pair]:
    """Return true and false pairs over all ordered pairs of languages."""
    rng = random.Random(SEED)
    ids = sorted({identity for _, identity in found})
    rows = []
    for (language, identity), paragraph in found.items():
        at = rng.randrange(len(paragraph.sentences))
        for other in LANGUAGES:
            if other != language:
                rows.append(_pair(paragraph, at, found[other, identity], true=True))
                wrong = rng.sample([i for i in ids if i != identity], FALSE_PER_TRUE)
                rows += [_pair(paragraph, at, found[other, i], true=False) for i in wrong]
    return rows


def _pair(claimed: Paragraph, at: int, source: Paragraph, *, true: bool) -> Pair:
    similarity = float((source.rows @ claimed.rows[at]).max())
    return Pair(true, similarity, numbers(claimed.sentences[at]) <= numbers(source.text))


def main() -> None:
    """Print the share of true and false pairs that pass, by bar."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--home", type=Path)
    arguments = parser.parse_args()
    rows = pairs(paragraphs(arguments.folder, Assembly(load_settings(home=arguments.home), print)))
    table = Table("bar", "true pass", "false pass", title=f"{len(rows)} claims, numbers checked as well")
    for bar in BARS:
        passed = {kind: [r.similarity >= bar and r.numbers_occur for r in rows if r.true is kind] for kind in (True, False)}
        table.add_row(f"{bar:.2f}", *(f"{np.mean(passed[kind]):.1%}" for kind in (True, False)))
    Console().print(table)


if __name__ == "__main__":
    main()
