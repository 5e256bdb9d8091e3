"""Compares chunk sizes: long documents are cut at several sizes and searched in their own and in other languages.

Usage: nice python -m bench.chunk_sizes FOLDER... [--home DIR] [--sizes 96,128,160] [--cache FILE] [--json]

Each folder holds corpus.jsonl {doc_id, lang, title, text} and queries.jsonl {query_id, lang, question, doc_ids, answers}, both
with a parallel_id if they hold the same texts in several languages. The paragraphs of an article become one document, and each
language becomes one library. A chunk is right if it overlaps the paragraph that the question is about and, if the question has
answers, holds one of them. "In 900 tokens" reads the best chunks up to that many tokens of the embedding model; "in the
prompt" reads the sources that the program would put into the prompt.
"""

import sys
from pathlib import Path

if not __package__:  # run by its path: `bench` is found, and bench/requests.py isn't taken for the library of that name
    sys.path[0] = str(Path(__file__).parents[1])

import argparse
import json
import random
import shelve
import tempfile
import time
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterator, MutableMapping, Sequence
from contextlib import nullcontext
from dataclasses import asdict, dataclass
from itertools import groupby
from typing import Any, Literal

import numpy as np
from rich.console import Console
from rich.table import Table

from indexes.embedding.embedder import Embedder, TokenVectors, Vectors
from indexes.embedding.model_folder import Kind
from indexes.library import Library
from indexes.records import FileFacts
from ingest.assembly import assemble
from ingest.chunking import Chunker
from ingest.documents import Block, Document, Reading
from ingest.text import clean
from ragassist.app import App
from ragassist.language.registry import languages
from ragassist.retrieval.retriever import Retriever
from ragassist.settings.schema import load_settings

SIZES = "96,128,160,200,256,320"
BUDGET = 900
SEED = 11
PARAGRAPHS = 60
"""Number of paragraphs of a set in each language, in the order of its articles."""
OWN, CROSS = 45, 60
"""Number of a set's questions to each library, in the library's language and in others."""
_LONG = 3_000
"""Bytes that make a document longer than any chunk; shorter articles are joined with the next one."""
_TOP = 30
"""Number of hits in which the right chunk is looked for."""


@dataclass(frozen=True, slots=True)
class Place:
    """The place of a paragraph: `text[start:end]` of the document at `path`."""

    path: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Question:
    """A question, the place of the paragraph that it is about, and the answers as they are worded there."""

    text: str
    language: str
    gold: Place
    answers: tuple[str, ...]
    own: bool


@dataclass(frozen=True, slots=True)
class Collection:
    """The documents of one language by path, and the questions about them."""

    language: str
    documents: dict[str, Document]
    questions: list[Question]


@dataclass(frozen=True, slots=True)
class Result:
    """The result of one question; `rank` is that of the first right chunk, 0 if none was found."""

    size: int
    language: str
    own: bool
    rank: int
    in_budget: bool
    in_prompt: bool
    prompt_tokens: int


class RememberingEmbedder:
    """An embedder that keeps its vectors in `memory`, so that no text is embedded twice."""

    def __init__(self, embedder: Embedder, memory: MutableMapping[str, bytes]) -> None:
        self._embedder, self._memory = embedder, memory
        self.fingerprint, self.tokenizer = embedder.fingerprint, embedder.tokenizer

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        """Return one row for each passage."""
        return self._embed("p", texts, self._embedder.embed_passages)

    def embed_queries(self, texts: Sequence[str]) -> Vectors:
        """Return one row for each query."""
        return self._embed("q", texts, self._embedder.embed_queries)

    def token_vectors(self, texts: Sequence[str], kind: Kind) -> list[TokenVectors]:
        """Return the token vectors of each text, which aren't kept."""
        return self._embedder.token_vectors(texts, kind)

    def _embed(self, kind: Literal["p", "q"], texts: Sequence[str], embed: Callable[[Sequence[str]], Vectors]) -> Vectors:
        keys = {text: f"{self.fingerprint}\n{kind}\n{text}" for text in texts}
        missing = [text for text, key in keys.items() if key not in self._memory]
        for text, row in zip(missing, embed(missing) if missing else (), strict=True):
            self._memory[keys[text]] = row.tobytes()
        return np.stack([np.frombuffer(self._memory[keys[text]], np.float32) for text in texts])


def rows_of(path: Path) -> list[dict[str, Any]]:
    """Return the rows of a JSONL file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def folded(text: str) -> str:
    """Return a text under NFKC, without case and spaces."""
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())


def collections(folders: Sequence[Path]) -> list[Collection]:
    """Return one collection for each language that the folders have paragraphs in."""
    documents: dict[str, dict[str, Document]] = defaultdict(dict)
    questions: dict[str, list[Question]] = defaultdict(list)
    for folder in folders:
        for language in languages():
            places: dict[str, Place] = {}
            for path, paragraphs in _articles(folder, language):
                documents[language][path], found = _document(path, paragraphs)
                places |= found
            questions[language] += _questions(folder, language, places, documents[language])
    return [Collection(language, documents[language], questions[language]) for language in languages() if questions[language]]


def _articles(folder: Path, language: str) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """Yield the path and paragraphs of each long document; of parallel sets the same paragraphs in each language."""
    everything = rows_of(folder / "corpus.jsonl")
    candidates = [row for row in everything if "parallel_id" in row or row["lang"] == language]
    kept = set(list(dict.fromkeys(map(_identity, candidates)))[:PARAGRAPHS])
    rows = [row for row in candidates if row["lang"] == language and _identity(row) in kept]
    held: list[dict[str, Any]] = []
    for title, article in groupby(rows, key=lambda row: row["title"]):
        held += article
        if sum(len(row["text"].encode()) for row in held) >= _LONG:
            yield f"{folder.name}/{language}/{held[0]['doc_id']} {title}", held
            held = []
    if held:
        yield f"{folder.name}/{language}/{held[0]['doc_id']}", held


def _identity(row: dict[str, Any]) -> str:
    return str(row.get("parallel_id") or row.get("query_id") or row["doc_id"])


def _document(path: str, paragraphs: list[dict[str, Any]]) -> tuple[Document, dict[str, Place]]:
    document = assemble(Reading(tuple(Block(row["text"]) for row in paragraphs)), "bench")
    places: dict[str, Place] = {}
    at = 0
    for row in paragraphs:
        text = clean(row["text"])[0]
        start = document.text.index(text, at)
        at = start + len(text)
        places[row["doc_id"]] = Place(path, start, at)
    return document, places


def _questions(folder: Path, language: str, places: dict[str, Place], documents: dict[str, Document]) -> list[Question]:
    rows = rows_of(folder / "queries.jsonl")
    answers = {_identity(row): tuple(row["answers"]) for row in rows if row["lang"] == language}
    found: list[Question] = []
    for row in (row for row in rows if row["lang"] in languages() and _identity(row) in answers):
        gold = next((places[identity] for identity in row["doc_ids"] if identity in places), None)
        wanted = answers[_identity(row)]
        if gold and (not wanted or _holds(documents[gold.path].text[gold.start : gold.end], wanted)):
            found.append(Question(row["question"], row["lang"], gold, wanted, row["lang"] == language))
    rng = random.Random(f"{SEED} {folder.name} {language}")
    rng.shuffle(found)
    return [q for q in found if q.own][:OWN] + [q for q in found if not q.own][:CROSS]


def _holds(text: str, answers: tuple[str, ...]) -> bool:
    return any(folded(answer) in folded(text) for answer in answers)


def is_right(path: str, start: int, end: int, text: str, question: Question) -> bool:
    """Return whether a passage is from the right paragraph and holds the answer.

    For a question without answers half of the passage has to be in the paragraph, or half of the paragraph in the passage.
    """
    gold = question.gold
    shared = min(end, gold.end) - max(start, gold.start)
    if path != gold.path or shared <= 0:
        return False
    if question.answers:
        return _holds(text, question.answers)
    return 2 * shared >= min(end - start, gold.end - gold.start)


def results(library: Library, collection: Collection, size: int) -> Iterator[Result]:
    """Yield the result of each question of a collection."""
    tokenizer = library.embedder.tokenizer

    def tokens(text: str) -> int:
        return len(tokenizer.encode(text, add_special_tokens=False).ids)

    for question in collection.questions:
        chunks = [hit.chunk for hit in library.search(question.text, question.language, _TOP)]
        right = [is_right(chunk.path, chunk.start, chunk.end, chunk.text, question) for chunk in chunks]
        rank = right.index(True) + 1 if True in right else 0
        used = np.cumsum([tokens(chunk.text) for chunk in chunks])
        sources = Retriever(library, BUDGET, count_tokens=tokens).evidence(question.text, question.language).sources
        in_budget = bool(rank and used[rank - 1] <= BUDGET)
        in_prompt = any(is_right(s.path, s.start, s.end, s.text, question) for s in sources)
        prompt_tokens = sum(tokens(s.text) for s in sources)
        yield Result(size, collection.language, question.own, rank, in_budget, in_prompt, prompt_tokens)


def fill(library: Library, collection: Collection, size: int) -> None:
    """Store and embed the documents of a collection, in chunks of at most `size` tokens."""
    chunker = Chunker(library.embedder.tokenizer, size)
    for path, document in collection.documents.items():
        library.add(FileFacts(path, path, len(document.text), 0), document, chunker)
    library.embed()


def table(rows: list[Result], title: str) -> Table:
    """Return the table of right results by chunk size."""
    heads = ["tokens", "R@1", "R@5", "in 900 tokens", "in the prompt", "prompt tokens"]
    shown = Table(*heads, title=f"{title}, {_count(rows)} questions")
    for size in sorted({r.size for r in rows}):
        of = [r for r in rows if r.size == size]
        columns = [_share(0 < r.rank <= most for r in of) for most in (1, 5)]
        columns += [_share(r.in_budget for r in of), _share(r.in_prompt for r in of)]
        shown.add_row(str(size), *columns, f"{np.mean([r.prompt_tokens for r in of]):.0f}")
    return shown


def by_language(rows: list[Result]) -> Table:
    """Return the table of answers within the budget by language and chunk size."""
    sizes = sorted({r.size for r in rows})
    heads = ["language", "questions", *map(str, sizes)]
    shown = Table(*heads, title="answer in 900 tokens, by the documents' language: asked in it | in another")
    for language in dict.fromkeys(r.language for r in rows):
        kinds = [[r for r in rows if r.language == language and r.own is own] for own in (True, False)]
        cells = [" | ".join(_share(r.in_budget for r in of if r.size == size) for of in kinds) for size in sizes]
        shown.add_row(language, " | ".join(str(_count(of)) for of in kinds), *cells)
    return shown


def _count(rows: list[Result]) -> int:
    return sum(1 for r in rows if r.size == rows[0].size)


def _share(values: Iterator[bool]) -> str:
    kept = list(values)
    return f"{sum(kept) / len(kept):.1%}" if kept else ""


def main() -> None:
    """Print the tables, and with --json one JSON object per question."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", type=Path, nargs="+")
    parser.add_argument("--home", type=Path)
    parser.add_argument("--sizes", default=SIZES)
    parser.add_argument("--cache", type=Path, help="keeps vectors between runs")
    parser.add_argument("--json", action="store_true")
    arguments = parser.parse_args()
    app = App(load_settings(home=arguments.home), print)
    console = Console(stderr=arguments.json)
    rows: list[Result] = []
    gathered = collections(arguments.folders)
    nothing: dict[str, bytes] = {}
    with shelve.open(str(arguments.cache)) if arguments.cache else nullcontext(nothing) as memory:
        embedder = RememberingEmbedder(app.embedder, memory)
        for size in map(int, arguments.sizes.split(",")):
            started, chunks = time.monotonic(), 0
            for collection in gathered:
                with tempfile.TemporaryDirectory() as folder, Library(Path(folder), embedder, app.language_map) as library:
                    fill(library, collection, size)
                    chunks += library.totals().chunks
                    found = list(results(library, collection, size))
                    rows += found
                if arguments.json:
                    print("\n".join(json.dumps(asdict(row)) for row in found), flush=True)
            console.print(f"{size} tokens: {chunks} chunks, {time.monotonic() - started:.0f} s")
    for own, title in ((True, "questions in the documents' language"), (False, "questions in another language")):
        console.print(table([r for r in rows if r.own is own], title))
    console.print(by_language(rows))


if __name__ == "__main__":
    main()
