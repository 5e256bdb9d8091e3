"""Measures how well search alone detects questions without an answer; fits the terms of `ragassist/grounding/abstention.py`.

Usage: python -m bench.abstention EVAL_FOLDER [--questions 40] [--kinds own pairing …]
    [--languages en ja …] [--cache DIR] [--home DIR]

The kinds are those of bench/answers.py. Each question that a library can answer is asked a second time without the documents
of the article that answers it ("no own" and so on). A logistic function of the best passage's probability and the best
sentence's cosine is fitted on four fifths of the questions and evaluated on the remaining fifth, separately for sources that
are in the question's language and for others. No chat model is used.
"""

import sys
from pathlib import Path

if not __package__:  # run by its path: `bench` is found, and bench/requests.py isn't taken for the library of that name
    sys.path[0] = str(Path(__file__).parents[1])

import argparse
import tempfile
import zlib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
from rich.console import Console
from rich.table import Table
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score

from bench.answers import KINDS, SPOKEN, Case, Plan, open_cases, planned
from bench.vector_cache import CachedEmbedder
from indexes.hits import Filter
from indexes.library import Library
from indexes.search.probability import log_odds, logistic
from ragassist.app import App
from ragassist.grounding.abstention import ENOUGH, SEARCHED, Terms, is_foreign, search_odds
from ragassist.grounding.sentence_vectors import SentenceVectors, compared
from ragassist.retrieval.evidence import Evidence
from ragassist.retrieval.retriever import Retriever
from ragassist.settings.schema import load_settings

TOKENS = 900
"""Tokens that the sources may take, as in the program."""
_BARS = (SEARCHED.hopeless, 0.1, 0.2, 0.3, SEARCHED.weak, 0.5)
"""Probabilities of an answer below which a question is refused."""
_PARTS = 5
"""Number of folds of the cross-validation."""
_LEAST = 20
"""Number of documents that a library has to keep when an article is left out; smaller ones aren't used."""
_AGAINST = {"near-miss": "control", "pairing": "own", "no own": "own", "no cross": "cross", "no mixed": "mixed"}


@dataclass(frozen=True, slots=True)
class Told:
    """A question with its fold and what the search found: the best passage's probability and the nearest sentence's cosine."""

    kind: str
    answerable: bool
    passage: float
    sentence: float
    foreign: bool
    part: int
    weight: float = 1.0


def evidence_for(library: Library, case: Case) -> Evidence:
    """Return the evidence that the program finds for a case, with the cosine of the nearest sentence."""
    only = Filter(paths=case.among) if case.among else None
    evidence = Retriever(library, TOKENS, only=only).evidence(case.question, case.language)
    vectors = SentenceVectors(library.passage_vectors)
    sentences = compared(library.query_vector(case.question), evidence.sources, vectors)
    return replace(evidence, sentence_cosine=max((one.cosine for one in sentences), default=-1.0))


def told(library: Library, case: Case, part: int) -> Told | None:
    """Return what the search finds for a case, None if it finds fewer than `ENOUGH` passages to compare."""
    evidence = evidence_for(library, case)
    if evidence.compared < ENOUGH or evidence.sentence_cosine is None:
        return None
    foreign = is_foreign(evidence, case.language)
    return Told(case.kind, case.answerable, evidence.best_score, evidence.sentence_cosine, foreign, part)


def asked(case: Case, plan: Plan) -> Iterator[Case]:
    """Yield a case, and the same question without the article that answers it, if enough documents are left."""
    yield case
    articles = {_article(path) for path in case.right}
    left = tuple(path for path in plan.libraries[case.space] if _article(path) not in articles)
    if articles and len(left) >= _LEAST:
        yield replace(case, kind=f"no {case.kind}", answerable=False, among=left)


def _article(path: str) -> str:
    return "-".join(path.split("-")[:2])


def fitted(found: Sequence[Told]) -> Terms:
    """Return the logistic function that is fitted on the questions."""
    model = LogisticRegression(C=10).fit(
        [[log_odds(one.passage), one.sentence] for one in found],
        [one.answerable for one in found],
        sample_weight=[one.weight for one in found],
    )
    return Terms(float(model.intercept_[0]), float(model.coef_[0][0]), float(model.coef_[0][1]))


def weighed(found: Sequence[Told]) -> list[Told]:
    """Return the questions with weights by which each kind counts the same."""
    counts = Counter(one.kind for one in found)
    return [replace(one, weight=len(found) / len(counts) / counts[one.kind]) for one in found]


def chances(found: Sequence[Told]) -> list[float]:
    """Return each question's probability of an answer, by the function fitted on the other folds."""
    terms = {
        (part, foreign): fitted([one for one in found if one.part != part and one.foreign is foreign])
        for part in range(_PARTS)
        for foreign in {one.foreign for one in found}
    }
    made = []
    for one in found:
        evidence = Evidence((), one.passage, sentence_cosine=one.sentence)
        made.append(logistic(search_odds(terms[one.part, one.foreign], evidence)))
    return made


def report(found: list[Told]) -> None:
    """Print the shares of questions below some probabilities, each kind's AUC against its answerable kind, and the terms."""
    both = chances(found)
    scores = {"passage": [one.passage for one in found], "sentence": [one.sentence for one in found], "both": both}
    table = Table(
        "kind", "n", *(f"< {bar:.2f}" for bar in _BARS), *scores, title="Share below, by both; AUC, each part by the others'"
    )
    for kind in dict.fromkeys(one.kind for one in found):
        at = [place for place, one in enumerate(found) if one.kind == kind]
        other = [place for place, one in enumerate(found) if one.kind == _AGAINST.get(kind)]
        truth = [found[place].answerable for place in (*at, *other)]
        aucs = [
            f"{roc_auc_score(truth, [values[place] for place in (*at, *other)]):.3f}" if other else ""
            for values in scores.values()
        ]
        table.add_row(kind, str(len(at)), *(f"{np.mean([both[place] < bar for place in at]):.0%}" for bar in _BARS), *aucs)
    Console(width=140).print(table)
    for foreign in (False, True):
        if some := [one for one in found if one.foreign is foreign]:
            print("foreign" if foreign else "readable", fitted(some))


def main() -> None:
    """Search for every question and print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--questions", type=int, default=40, help="most of each kind and language")
    parser.add_argument("--kinds", nargs="+", default=KINDS, choices=KINDS)
    parser.add_argument("--languages", nargs="+", default=SPOKEN, choices=SPOKEN)
    parser.add_argument("--cache", type=Path)
    parser.add_argument("--home", type=Path)
    arguments = parser.parse_args()
    app = App(load_settings(home=arguments.home), print)
    plan = planned(arguments.folder, arguments.questions, arguments.kinds, arguments.languages)
    found: list[Told] = []
    with tempfile.TemporaryDirectory() as kept:
        embedder = CachedEmbedder(app.embedder, arguments.cache or Path(kept))
        for library, case in open_cases(plan, set(), app, embedder):
            part = zlib.crc32(case.id.split(" ", 1)[1].rsplit("-", 1)[0].encode()) % _PARTS
            found += [one for asking in asked(case, plan) if (one := told(library, asking, part))]
    report(weighed(found))


if __name__ == "__main__":
    main()
