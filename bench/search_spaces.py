"""Sets of questions and passages become spaces to search: a library each, and the questions that are asked of it.

A set is a folder with corpus.jsonl (doc_id, lang, text and, where passages are translations, parallel_id) and queries.jsonl
(query_id, lang, question, doc_ids and perhaps sample).
"""

import json
import random
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

SEED = 5
MIXED = {"xquad": ("en", "ar", "de", "es", "zh"), "faq8": ("en", "ar", "zh", "fr", "de", "ja", "ko", "es")}
"""Sets that also make a library with each passage in one of these languages only."""

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, the language that it and its right passage are in, and the ids of the right documents."""

    text: str
    language: str
    passage_language: str
    right: frozenset[str]
    sample: str


@dataclass(frozen=True, slots=True)
class Space:
    """A library's documents, (id, text) each, and the questions asked of it."""

    name: str
    mixed: bool
    documents: tuple[tuple[str, str], ...]
    questions: tuple[Asked, ...]


def rows(path: Path) -> list[Row]:
    """Return the rows of a JSONL file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line]


def spaces(folder: Path, most_foreign: int) -> Iterator[Space]:
    """Yield the spaces of a set: one for each language, one of all together where the set is in `MIXED`.

    Of the questions in another language than the passages at most so many are drawn for each pair of languages.
    """
    corpus, queries = rows(folder / "corpus.jsonl"), rows(folder / "queries.jsonl")
    for language in sorted({row["lang"] for row in corpus}):
        chosen = [row for row in corpus if row["lang"] == language]
        yield _space(folder.name, corpus, queries, chosen, most_foreign, mixed=False)
    if languages := MIXED.get(folder.name):
        asked = [query for query in queries if query["lang"] in languages]
        yield _space(folder.name, corpus, asked, one_of_each(corpus, languages), 0, mixed=True)


def one_of_each(corpus: Sequence[Row], languages: Sequence[str]) -> list[Row]:
    """Return each passage in one random language of those that it is there in."""
    rng = random.Random(SEED)
    versions: dict[str, list[Row]] = defaultdict(list)
    for row in corpus:
        if row["lang"] in languages:
            versions[row["parallel_id"]].append(row)
    return [rng.choice(versions[identity]) for identity in sorted(versions)]


def _space(name: str, corpus: list[Row], queries: list[Row], chosen: list[Row], most_foreign: int, *, mixed: bool) -> Space:
    parallel: dict[str, str] = {row["doc_id"]: str(row.get("parallel_id", row["doc_id"])) for row in corpus}
    there: dict[str, list[Row]] = defaultdict(list)
    for row in chosen:
        there[parallel[row["doc_id"]]].append(row)
    groups: dict[str, list[Asked]] = defaultdict(list)
    for query in queries:
        found = [
            row
            for identity in {parallel[doc] for doc in query["doc_ids"] if doc in parallel}
            for row in there.get(identity, ())
        ]
        if found:
            right = frozenset(row["doc_id"] for row in found)
            asked = Asked(query["question"], query["lang"], found[0]["lang"], right, query.get("sample") or "")
            groups[query["lang"]].append(asked)
    rng = random.Random(SEED)
    questions: list[Asked] = []
    for language, group in sorted(groups.items()):
        foreign = not mixed and language != chosen[0]["lang"]
        questions += rng.sample(group, most_foreign) if foreign and 0 < most_foreign < len(group) else group
    documents = tuple((row["doc_id"], row["text"]) for row in chosen)
    return Space(f"{name} mixed" if mixed else name, mixed, documents, tuple(questions))
