"""Measures how well a chat model judges, before it answers, whether the sources hold the answer; fits the terms for it.

Usage: python -m bench.judging EVAL_FOLDER OUT.jsonl [--questions 6] [--kinds near-miss control …] [--languages en ja …]
    [--chat-model NAME] [--cache DIR] [--home DIR] [--report]
       python -m bench.judging FOLDER OUT.jsonl --library NAME [--chat-model NAME] [--home DIR]

For each question the search finds its sources, and the model is asked whether they hold the answer: its preference for Yes over
No is measured. A logistic function is fitted on one half of the questions and evaluated on the other half, then fitted on
all; these terms belong into the model's registry entry, as `judging`.
With --library, FOLDER holds questions.jsonl and unanswerable.jsonl as for bench/real_answers.py, and a library of the home
folder is asked; questions whose answer isn't among the sources aren't counted. Each question is written to OUT.jsonl at once,
as by bench/answers.py, so that both forms may be measured into one file. --report only prints the tables of that file.
"""

import sys
from pathlib import Path

if not __package__:  # run by its path: `bench` is found, and bench/requests.py isn't taken for the library of that name
    sys.path[0] = str(Path(__file__).parents[1])

import argparse
import json
import tempfile
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from threading import Event
from typing import Any

import numpy as np
from rich.console import Console
from rich.table import Table
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score

from bench.answers import KINDS, SPOKEN, Case, open_cases, planned
from bench.real_answers import folded
from bench.search_spaces import Row, rows
from bench.vector_cache import CachedEmbedder
from indexes.hits import Filter
from indexes.library import Library
from indexes.search.probability import log_odds
from ragassist.answering.evidence_search import EvidenceSearch
from ragassist.answering.options import AskOptions, QuestionContext
from ragassist.answering.prompting import prompted_reply
from ragassist.app import App
from ragassist.engine.steps import returned
from ragassist.generation.answerability import judged, probability
from ragassist.generation.history import History
from ragassist.grounding.abstention import ENOUGH, JUDGED, JUDGED_ALONE, Answerability, answerability
from ragassist.grounding.sentence_vectors import SentenceVectors
from ragassist.models.entries import Judging
from ragassist.retrieval.evidence import Evidence
from ragassist.settings.choices import Thinking
from ragassist.settings.schema import load_settings

_REAL = "real"
"""The kind of the questions to a library of the home folder."""
_BARS = (0.1, JUDGED.hopeless, 0.25, JUDGED_ALONE.hopeless, JUDGED.weak, 0.6)
"""Probabilities of an answer below which a question is refused."""


def looked_at(app: App, library: Library, case: Case) -> Row | None:
    """Return a row with what search and model say about a question; None if it has an answer that wasn't found.

    The model is asked only if the question is neither `few` (too few passages were compared) nor `hopeless` (search alone
    refuses).
    """
    only = Filter(paths=case.among) if case.among else None
    options = AskOptions(language=case.language, only=only, think=Thinking.OFF)
    context = QuestionContext(
        question=case.question, language=case.language, asked_in=case.language, options=options, history=History()
    )
    evidence = EvidenceSearch(library, SentenceVectors(library.passage_vectors), context).evidence()
    if case.kind == _REAL and case.answerable and not _holds(evidence, case.gold):
        return None
    row: Row = {"id": case.id, "kind": case.kind, "language": case.language, "answerable": case.answerable}
    row["few"] = evidence.compared < ENOUGH or evidence.sentence_cosine is None
    row["hopeless"] = answerability(evidence, case.language, by_vectors=True) is Answerability.NONE
    if row["hopeless"] or row["few"]:
        return row
    loaded = app.load_chat_model()
    prompted = prompted_reply(context, loaded, evidence, Event())
    preference = returned(judged(loaded.builder(), prompted.reader, prompted.fitted.before, case.question))
    return row | {"preference": preference, "search": evidence.best_score, "sentence": evidence.sentence_cosine}


def _holds(evidence: Evidence, golds: Sequence[str]) -> bool:
    return any(folded(gold) in folded(source.text) for gold in golds for source in evidence.sources)


def real_cases(folder: Path) -> list[Case]:
    """Return the questions to a real library, with the texts that hold their answers as golds, and its near misses."""
    found = [*rows(folder / "questions.jsonl"), *rows(folder / "unanswerable.jsonl")]
    return [
        Case(
            id=row["id"],
            kind=_REAL,
            language=row["lang"],
            question=row["question"],
            answerable="golds" in row,
            gold=tuple(gold["text"] for gold in row.get("golds", ())),
            right=frozenset(),
            space="",
        )
        for row in found
    ]


def fitted(found: Sequence[Row]) -> Judging:
    """Return the logistic function fitted on the questions.

    Those with and without an answer have the same weight, and those to a real library all together that of the others.
    """
    of_library = [row["kind"] == _REAL for row in found]
    weights = [len(found) / of_library.count(one) for one in of_library]
    features = [[row["preference"], log_odds(row["search"]), row["sentence"]] for row in found]
    model = LogisticRegression(class_weight="balanced", C=10).fit(
        features, [row["answerable"] for row in found], sample_weight=weights
    )
    return Judging(float(model.intercept_[0]), *map(float, model.coef_[0]))


def _probability(judging: Judging, row: Row) -> float:
    return probability(judging, row["preference"], Evidence((), row["search"], sentence_cosine=row["sentence"]))


def report(found: list[Row]) -> None:
    """Print the tables, and the terms for the registry."""
    asked = [row for row in found if not row["hopeless"] and not row["few"]]
    halves = [[row for row in asked if zlib.crc32(row["id"].encode()) % 2 == half] for half in (0, 1)]
    probabilities = {row["id"]: float(row["few"] and not row["hopeless"]) for row in found}
    for own, other in ((halves[0], halves[1]), (halves[1], halves[0])):
        judging = fitted(own)
        probabilities |= {row["id"]: _probability(judging, row) for row in other}
    _print_aucs(asked, probabilities)
    table = Table(
        "kind", "n", *(f"< {bar:.2f}" for bar in _BARS), title="Share abstained from, by bar; each half by the other's fit"
    )
    for kind in (*KINDS, _REAL):
        of = [probabilities[row["id"]] for row in found if row["kind"] == kind]
        if of:
            table.add_row(kind, str(len(of)), *(f"{np.mean([one < bar for one in of]):.0%}" for bar in _BARS))
    for name, pick in (("precision", 0), ("recall", 1)):
        table.add_row(name, str(len(found)), *(f"{_quality(found, probabilities, bar)[pick]:.2f}" for bar in _BARS))
    Console().print(table)
    final = fitted(asked)
    terms = ", ".join(f"{name} = {value:.2f}" for name, value in asdict(final).items())
    print(f"judging = {{ {terms} }}")


def _print_aucs(asked: list[Row], probabilities: dict[str, float]) -> None:
    table = Table("language", "n", "search", "model", "both", title="AUC of answerable against not, where the model is asked")
    for language in (*SPOKEN, "all"):
        some = [row for row in asked if language in (row["language"], "all")]
        truth = [row["answerable"] for row in some]
        if len(set(truth)) < 2:
            continue
        scores: tuple[list[Any], ...] = (
            [row["search"] for row in some], [row["preference"] for row in some], [probabilities[row["id"]] for row in some]
        )  # fmt: skip
        table.add_row(language, str(len(some)), *(f"{roc_auc_score(truth, score):.2f}" for score in scores))
    Console().print(table)


def _quality(found: list[Row], probabilities: dict[str, float], bar: float) -> tuple[float, float]:
    """Return precision and recall of abstaining below a probability."""
    below = [row for row in found if probabilities[row["id"]] < bar]
    right, none = sum(not row["answerable"] for row in below), sum(not row["answerable"] for row in found)
    return right / len(below) if below else 1.0, right / none if none else 1.0


def _cases(app: App, arguments: argparse.Namespace, done: set[str], scratch: Path) -> Iterator[tuple[Library, Case]]:
    if arguments.library:
        with app.open_library() as library:
            yield from ((library, case) for case in real_cases(arguments.folder) if case.id not in done)
        return
    plan = planned(arguments.folder, arguments.questions, arguments.kinds, arguments.languages)
    yield from open_cases(plan, done, app, CachedEmbedder(app.embedder, arguments.cache or scratch))


def main() -> None:
    """Judge the questions that OUT.jsonl lacks, then print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--questions", type=int, default=6, help="most of each kind and language")
    parser.add_argument("--kinds", nargs="+", default=KINDS, choices=KINDS)
    parser.add_argument("--languages", nargs="+", default=SPOKEN, choices=SPOKEN)
    parser.add_argument("--chat-model")
    parser.add_argument("--cache", type=Path)
    parser.add_argument("--home", type=Path)
    parser.add_argument("--library", help="ask this library of the home folder")
    parser.add_argument("--report", action="store_true", help="print the tables without asking")
    arguments = parser.parse_args()
    given = {"chat_model": arguments.chat_model} if arguments.chat_model else {}
    app = App(load_settings(home=arguments.home, library=arguments.library, **given), print)
    found = rows(arguments.out) if arguments.out.is_file() else []
    if not arguments.report:
        done = {row["id"] for row in found}
        with tempfile.TemporaryDirectory() as scratch, arguments.out.open("a", encoding="utf-8") as out:
            for library, case in _cases(app, arguments, done, Path(scratch)):
                if row := looked_at(app, library, case):
                    out.write(json.dumps(row, ensure_ascii=False) + "\n")
                    out.flush()
                    found.append(row)
                    print(f"{len(found)}: {row['id']}", flush=True)
        app.close()
    report(found)


if __name__ == "__main__":
    main()
