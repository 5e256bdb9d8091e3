"""Makes search spaces of evaluation sets: the documents of a library, and the questions that are asked to it.

A set is a folder with corpus.jsonl {doc_id, lang, text, and parallel_id if passages are translations} and queries.jsonl
{query_id, lang, question, doc_ids, and an optional sample}.
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
"""Sets that also make a mixed library, which has each passage in only one of these languages."""

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, its language, that of its right passage, the ids of the right documents, and its sample ("" for none)."""

    text: str
    language: str
    passage_language: str
    right: frozenset[str]
    sample: str


@dataclass(frozen=True, slots=True)
class Space:
    """The documents of a library as (id, text), and the questions that are asked to it."""

    name: str
    mixed: bool
    documents: tuple[tuple[str, str], ...]
    questions: tuple[Asked, ...]


def rows(path: Path) -> list[Row]:
    """Return the rows of a JSONL file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line]


def spaces(folder: Path, most_foreign: int) -> Iterator[Space]:
    """Yield the spaces of a set: one for each language, and a mixed one if the set is in `MIXED`.

    At most `most_foreign` questions (0: all) are drawn for each pair of a passage language and another question language.
    """
    corpus, queries = rows(folder / "corpus.jsonl"), rows(folder / "queries.jsonl")
    for language in sorted({row["lang"] for row in corpus}):
        chosen = [row for row in corpus if row["lang"] == language]
        yield _space(folder.name, corpus, queries, chosen, most_foreign, mixed=False)
    if languages := MIXED.get(folder.name):
        asked = [query for query in queries if query["lang"] in languages]
        yield _space(folder.name, corpus, asked, one_of_each(corpus, languages), 0, mixed=True)


def one_of_each(corpus: Sequence[Row], languages: Sequence[str]) -> list[Row]:
    """Return each passage in one random language out of `languages`."""
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
