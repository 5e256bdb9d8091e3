"""Measures how often the model is shown the answer within some tokens: whole passages against sentences, by set and language.

Usage: python -m bench.excerpts EVAL_FOLDER [--questions 8] [--kinds own cross mixed] [--languages en ja …]
    [--real HOME] [--library real] [--cache DIR] [--home DIR]

A question counts as answered within a budget if a text with a gold answer, from a right document, is among what the model reads
in so many tokens of the embedding model. Questions whose answer doesn't occur literally in a passage that was found aren't
counted. "Shown" is what the program itself shows, with the number of its tokens. --real adds the questions of EVAL_FOLDER/real,
asked to the library of another home.
"""

import sys
from pathlib import Path

if not __package__:  # run by its path: `bench` is found, and bench/requests.py isn't taken for the library of that name
    sys.path[0] = str(Path(__file__).parents[1])

import argparse
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from statistics import mean, median

from rich.console import Console
from rich.table import Table

from bench.answers import SPOKEN, open_cases, planned
from bench.real_answers import folded
from bench.search_spaces import rows
from bench.vector_cache import CachedEmbedder
from indexes.library import Library
from ragassist.answering.evidence_search import EvidenceSearch
from ragassist.answering.options import AskOptions, QuestionContext
from ragassist.app import App
from ragassist.generation.history import History
from ragassist.grounding.sentence_vectors import SentenceVectors, compared
from ragassist.retrieval.evidence import Source
from ragassist.retrieval.excerpts import SURE, excerpts
from ragassist.retrieval.retriever import Retriever
from ragassist.settings.schema import load_settings

BUDGETS = (150, 250, 350, 450, 700, 900)
"""Numbers of tokens that the sources may take."""
_FRAME = 14
"""Tokens of a source's number and delimiters in the prompt."""
_ALL = 4_000
"""Tokens of the passages among which the answer is looked for."""
_ROUGHLY = 1.35
"""Tokens of the program's estimate for one token of the embedding model, as a mean over the eight languages."""
IsGold = Callable[[Source, str], bool]
"""Tells whether a text of a source holds the answer."""


@dataclass(frozen=True, slots=True)
class Question:
    """A question, its set as `kind`, and the function that tells whether a text of a source holds its answer."""

    kind: str
    language: str
    text: str
    is_gold: IsGold


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """Whether the answer is shown: in whole passages and in sentences, for each of `BUDGETS`, and by the program.

    `sure` is whether the first passage is likely to answer; `tokens` counts what the program shows.
    """

    kind: str
    language: str
    sure: bool
    passages: tuple[bool, ...]
    sentences: tuple[bool, ...]
    program: bool
    tokens: int


def shown(library: Library, vectors: SentenceVectors, question: Question) -> Shown | None:
    """Return whether the answer to a question is shown, None if no passage that was found holds it literally."""

    def count(text: str) -> int:
        return len(library.embedder.tokenizer.encode(text, add_special_tokens=False).ids)

    def holds(sources: Sequence[Source]) -> bool:
        return any(question.is_gold(source, source.excerpt) for source in sources)

    whole = Retriever(library, _ALL, count_tokens=count).evidence(question.text, question.language)
    if not holds(whole.sources):
        return None
    sentences = compared(library.query_vector(question.text), whole.sources, vectors)
    cosines = [{(one.start, one.end): one.cosine for one in sentences if one.passage == at} for at in range(len(whole.sources))]
    context = QuestionContext(
        question=question.text,
        language=question.language,
        asked_in=question.language,
        options=AskOptions(),
        history=History(),
    )
    evidence = EvidenceSearch(library, vectors, context).evidence()
    return Shown(
        kind=question.kind,
        language=question.language,
        sure=evidence.best_score >= SURE,
        passages=tuple(holds(_within(whole.sources, budget, count)) for budget in BUDGETS),
        sentences=tuple(holds(excerpts(whole.sources, cosines, budget * _ROUGHLY)) for budget in BUDGETS),
        program=holds(evidence.sources),
        tokens=sum(count(source.excerpt) + _FRAME for source in evidence.sources),
    )


def _within(sources: Sequence[Source], budget: int, count: Callable[[str], int]) -> list[Source]:
    kept: list[Source] = []
    used = 0
    for source in sources:
        tokens = count(source.text) + _FRAME
        if used + tokens <= budget or not kept:
            kept.append(source)
            used += tokens
    return kept


def small(app: App, folder: Path, cache: Path, arguments: argparse.Namespace) -> Iterator[Shown | None]:
    """Yield the results of the questions of the evaluation sets."""
    plan = planned(folder, arguments.questions, arguments.kinds, arguments.languages)
    embedder = CachedEmbedder(app.embedder, cache)
    for library, case in open_cases(plan, set(), app, embedder):
        golds = [folded(gold) for gold in case.gold if folded(gold)]

        def is_gold(source: Source, text: str, right: frozenset[str] = case.right, golds: Sequence[str] = golds) -> bool:
            return source.path in right and any(gold in folded(text) for gold in golds)

        vectors = SentenceVectors(library.passage_vectors)
        yield shown(library, vectors, Question(case.kind, case.language, case.question, is_gold))


def real(home: Path, name: str, folder: Path) -> Iterator[Shown | None]:
    """Yield the results of the questions to the real library."""
    app = App(load_settings(home=home, library=name), print)
    with app.open_library() as library:
        vectors = SentenceVectors(library.passage_vectors)
        for row in rows(folder / "real" / "questions.jsonl"):
            golds = [(f"/{gold['file']}", folded(gold["text"])) for gold in row["golds"]]

            def is_gold(source: Source, text: str, golds: Sequence[tuple[str, str]] = golds) -> bool:
                return any(source.path.endswith(file) and gold in folded(text) for file, gold in golds)

            yield shown(library, vectors, Question(f"real {row['kind']}", row["lang"], row["question"], is_gold))


def report(found: Sequence[Shown | None]) -> Table:
    """Return the table by set, by language, and by whether the first passage is likely to answer."""
    table = Table("", "n", *(f"{budget}" for budget in BUDGETS), "shown", "tokens",
                  title="Answer among what is read: whole passages / sentences, by tokens; as shown")  # fmt: skip
    told = [one for one in found if one]
    for kind in dict.fromkeys(one.kind for one in told):
        table.add_row(*_line(kind, [one for one in told if one.kind == kind]))
    for language in SPOKEN:
        if some := [one for one in told if one.language == language]:
            table.add_row(*_line(language, some))
    for name, sure in (("first passage sure", True), ("not sure", False)):
        table.add_row(*_line(name, [one for one in told if one.sure is sure]))
    table.add_row(*_line("all", told))
    return table


def _line(name: str, some: Sequence[Shown]) -> list[str]:
    if not some:
        return [name, "0"]
    shares = [
        f"{mean(one.passages[at] for one in some):.2f} / {mean(one.sentences[at] for one in some):.2f}"
        for at in range(len(BUDGETS))
    ]
    program = f"{mean(one.program for one in some):.2f}"
    return [name, str(len(some)), *shares, program, f"{median(one.tokens for one in some):.0f}"]


def main() -> None:
    """Search for every question and print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--questions", type=int, default=8, help="most of each kind and language; 0: none")
    parser.add_argument("--kinds", nargs="+", default=("own", "cross", "mixed"))
    parser.add_argument("--languages", nargs="+", default=SPOKEN, choices=SPOKEN)
    parser.add_argument("--real", type=Path, help="a home whose library holds the real documents")
    parser.add_argument("--library", default="real")
    parser.add_argument("--cache", type=Path)
    parser.add_argument("--home", type=Path)
    arguments = parser.parse_args()
    app = App(load_settings(home=arguments.home), print)
    with tempfile.TemporaryDirectory() as scratch:
        found = list(small(app, arguments.folder, arguments.cache or Path(scratch), arguments)) if arguments.questions else []
    if arguments.real:
        found += real(arguments.real, arguments.library, arguments.folder)
    Console(width=150).print(report(found))


if __name__ == "__main__":
    main()
