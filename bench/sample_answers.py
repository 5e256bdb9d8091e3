"""Measures how well the sample library is searched and answered: recall@5, facts, languages, cited pages, refusals.

Usage: python -m bench.sample_answers [--home DIR] [--only en,ja] [--retrieval] [--details FILE.jsonl]

The sample (tests/sample) is built and indexed first; --home is the home folder of the models. --retrieval only searches, so
that only recall@5 is meaningful. --details writes each question with its answer and score.
"""

import sys
from pathlib import Path

if not __package__:  # run by its path: `bench` is found, and bench/requests.py isn't taken for the library of that name
    sys.path[0] = str(Path(__file__).parents[1])

import argparse
import importlib.util
import json
import tempfile
import time
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from statistics import median
from types import ModuleType
from typing import Any

from rich.console import Console
from rich.table import Table

from indexes.indexing.indexer import Indexer
from indexes.library import Library
from ingest.isolation.worker import Worker
from ragassist.answering.options import AskOptions
from ragassist.answering.session import Session
from ragassist.app import App
from ragassist.events import Answered
from ragassist.settings.schema import load_settings

SAMPLE = Path(__file__).parent.parent / "tests" / "sample"
SEED = 7


@dataclass(frozen=True, slots=True)
class Question:
    """A line of questions.jsonl."""

    id: str
    language: str
    question: str
    document: str | None
    page: int | None
    document_language: str | None
    answers: list[str]
    answerable: bool


@dataclass(frozen=True, slots=True)
class Score:
    """The measures of one question."""

    recalled: bool
    fact: bool
    language: bool
    page_cited: bool
    abstained: bool
    seconds: float
    first_token_s: float


def sample_module() -> ModuleType:
    """Return the module tests/sample/make.py, which builds the sample library."""
    spec = importlib.util.spec_from_file_location("sample_make", SAMPLE / "make.py")
    if spec is None or spec.loader is None:
        raise FileNotFoundError(SAMPLE / "make.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def questions(only: set[str]) -> list[Question]:
    """Return the questions of some languages, or of all for an empty set."""
    lines = (SAMPLE / "questions.jsonl").read_text(encoding="utf-8").splitlines()
    rows = [Question(**json.loads(line)) for line in lines]
    return [row for row in rows if not only or row.language in only]


def is_right_place(path: str, page: int | None, question: Question) -> bool:
    """Return whether a hit or a citation is on the page that holds the answer."""
    return bool(question.document and path.endswith("/" + question.document) and page == question.page)


def holds_fact(answer: str, question: Question) -> bool:
    """Return whether an answer contains one of the accepted strings, both folded by `folded`."""
    return any(folded(accepted) in folded(answer) for accepted in question.answers)


def folded(text: str) -> str:
    """Return a text under NFKC, without case and white space, with digits as 0 to 9."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    digits = "".join(str(unicodedata.digit(c)) if c.isdecimal() else c for c in plain)
    return "".join(digits.split())


def recalled(library: Library, question: Question) -> bool:
    """Return whether the page that holds the answer is among the first five hits."""
    hits = library.search(question.question, question.language, 5)
    return any(is_right_place(hit.chunk.path, hit.chunk.page, question) for hit in hits)


def answer(session: Session, question: Question) -> Answered:
    """Return the finished answer."""
    *_, last = session.ask(question.question, AskOptions(seed=SEED))
    if not isinstance(last, Answered):
        raise TypeError(last)
    return last


def score(library: Library, app: App, question: Question, *, retrieval: bool) -> tuple[Score, dict[str, Any]]:
    """Return the score of one question, and its details; with `retrieval` nothing is answered and there are no details."""
    found = recalled(library, question)
    if retrieval:
        return Score(found, False, False, False, False, 0.0, 0.0), {}
    given = answer(app.open_session(library), question)
    cited = any(is_right_place(c.path, c.page, question) for c in given.citations)
    result = Score(
        found, holds_fact(given.answer, question), given.answer_language == question.language, cited,
        given.abstained, given.timings.total_s, given.timings.time_to_first_token_s or 0.0,
    )  # fmt: skip
    return result, {"question": asdict(question), "answer": asdict(given), "score": asdict(result)}


def table(rows: dict[str, list[tuple[Question, Score]]]) -> Iterator[list[str]]:
    """Yield a row of the table for each language and one for all."""
    everything = [pair for pairs in rows.values() for pair in pairs]
    for name, pairs in [*rows.items(), ("all", everything)]:
        real = [s for q, s in pairs if q.answerable]
        none = [s for q, s in pairs if not q.answerable]
        columns = [
            share(s.recalled for s in real),
            share(s.fact for s in real),
            share(s.language for _, s in pairs),
            share(s.page_cited for s in real),
            share(s.abstained for s in none),
            share(s.abstained for s in real),
        ]
        yield [
            name,
            *columns,
            f"{median(s.first_token_s for _, s in pairs):.1f}",
            f"{median(s.seconds for _, s in pairs):.1f}",
        ]


def share(values: Iterator[bool]) -> str:
    """Return the number of true values and of all values, as `k/n`."""
    kept = list(values)
    return f"{sum(kept)}/{len(kept)}"


def main() -> None:
    """Index the sample library, ask all questions, and print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--home", type=Path)
    parser.add_argument("--only", default="")
    parser.add_argument("--retrieval", action="store_true")
    parser.add_argument("--details", type=Path)
    arguments = parser.parse_args()
    app = App(load_settings(home=arguments.home), print)
    with tempfile.TemporaryDirectory() as folder:
        run(app, Path(folder), arguments)


def run(app: App, folder: Path, arguments: argparse.Namespace) -> None:
    """Index the sample library in `folder`, ask the questions, and print the table."""
    sample_module().build(folder / "papers")
    rows: dict[str, list[tuple[Question, Score]]] = defaultdict(list)
    started = time.monotonic()
    details = []
    with Library(folder / "library", app.embedder, app.language_map) as library, Worker() as worker:
        Indexer(library, worker).update([folder / "papers"])
        for question in questions(set(filter(None, arguments.only.split(",")))):
            result, detail = score(library, app, question, retrieval=arguments.retrieval)
            rows[question.language].append((question, result))
            details.append(detail)
            mark = "." if result.fact or (result.abstained and not question.answerable) else "x"
            print(mark, end="", flush=True)
    print(f" {time.monotonic() - started:.0f} s")
    if arguments.details:
        arguments.details.write_text("".join(json.dumps(d, ensure_ascii=False) + "\n" for d in details), encoding="utf-8")
    heads = [
        "language",
        "recall@5",
        "fact",
        "in language",
        "right page",
        "refused: none",
        "refused: real",
        "first s",
        "total s",
    ]
    shown = Table(*heads, title="sample library, median seconds")
    for line in table(rows):
        shown.add_row(*line)
    Console().print(shown)


if __name__ == "__main__":
    main()
