"""Measures how well questions are answered: gold answers, languages, citations, abstention and seconds, by kind and language.

Usage: python -m bench.answers EVAL_FOLDER OUT.jsonl [--questions 5] [--kinds own cross mixed …] [--languages en ja …]
    [--think auto] [--context-tokens N] [--chat-model NAME] [--cache DIR] [--home DIR] [--report]

Kinds: `own`, `cross` and `mixed` ask about passages in the question's language, in another one, and in a library where each
passage is in a random one. `near-miss` and `control` search ten passages of which none or one has the answer; `pairing`
searches a library without the article that the question is about. Each answer is written to OUT.jsonl at once, and questions in
that file aren't asked again, so a run can be stopped and continued. --report only prints the tables of that file. The same
questions are drawn every time, so that runs can be compared.
"""

import sys
from pathlib import Path

if not __package__:  # run by its path: `bench` is found, and bench/requests.py isn't taken for the library of that name
    sys.path[0] = str(Path(__file__).parents[1])

import argparse
import json
import random
import tempfile
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, replace
from statistics import mean, median
from typing import Any

from rich.console import Console
from rich.table import Table

from bench.retrieval import fill
from bench.search_spaces import Row, Space, one_of_each, rows
from bench.vector_cache import CachedEmbedder
from indexes.hits import Filter
from indexes.library import Library
from ragassist.answering.options import AskOptions
from ragassist.answering.session import Session
from ragassist.app import App
from ragassist.events import finished
from ragassist.formats.json_contract import ask_json
from ragassist.language.registry import languages
from ragassist.settings.choices import Thinking
from ragassist.settings.schema import load_settings

SEED = 11
KINDS = ("own", "cross", "mixed", "near-miss", "control", "pairing")
SPOKEN = languages()
_PARALLEL = {"xquad": ("en", "ar", "zh", "de", "es"), "squad-frja": ("fr", "ja")}
"""Sets whose passages exist in several languages, with these."""
_OWN = {"mono-ko": ("ko",)}
"""Sets in one language, with it."""
_SETS_OF_UNANSWERABLE = {"near-miss": "near-miss", "answerable-control": "control", "pairing": "pairing"}


@dataclass(frozen=True, slots=True)
class Case:
    """A question with its gold answers (none if it can't be answered) and the documents that are searched for it.

    `space` names its library, `among` the documents of it that are searched (() for all), `right` those that hold the answer.
    """

    id: str
    kind: str
    language: str
    question: str
    answerable: bool
    gold: tuple[str, ...]
    right: frozenset[str]
    space: str
    among: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """The cases, and for each library the texts of its documents by their paths."""

    cases: list[Case]
    libraries: dict[str, dict[str, str]]


def planned(folder: Path, count: int, kinds: Iterable[str], languages: Iterable[str]) -> Plan:
    """Return at most `count` questions of each kind and language, always the same ones, with their libraries."""
    plan = Plan([], defaultdict(dict))
    for name, spoken in {**_PARALLEL, **_OWN}.items():
        _add_parallel(plan, folder / name, spoken, count)
    _add_unanswerable(plan, folder, count)
    wanted, told = set(kinds), set(languages)
    kept = [case for case in plan.cases if case.kind in wanted and case.language in told]
    return Plan(kept, {space: plan.libraries[space] for space in dict.fromkeys(case.space for case in kept)})


def _add_parallel(plan: Plan, folder: Path, spoken: tuple[str, ...], count: int) -> None:
    corpus = [row for row in rows(folder / "corpus.jsonl") if row["lang"] in spoken]
    queries = rows(folder / "queries.jsonl")
    gold: dict[str, set[str]] = defaultdict(set)
    for query in queries:
        if query["lang"] in spoken:
            gold[_identity(query)].update(query["answers"])
    spaces = {language: _documents(row for row in corpus if row["lang"] == language) for language in spoken}
    if len(spoken) > 2:
        spaces["mixed"] = _documents(one_of_each(corpus, spoken))
    for at, language in enumerate(spoken):
        own = sorted((query for query in queries if query["lang"] == language), key=lambda query: str(query["query_id"]))
        chosen = random.Random(SEED + at).sample(own, min(count, len(own)))
        other = spoken[(at + 1) % len(spoken)]
        asked = (
            {"own": language}
            | ({"cross": other} if len(spoken) > 1 else {})
            | ({"mixed": "mixed"} if "mixed" in spaces else {})
        )
        for kind, space in asked.items():
            name = f"{folder.name} {space}"
            plan.libraries[name] |= spaces[space]
            for query in chosen:
                answers = tuple(sorted(gold[_identity(query)]))
                right = frozenset(map(_path, query["doc_ids"])) & spaces[space].keys()
                plan.cases.append(
                    Case(f"{kind} {query['query_id']}", kind, language, query["question"], True, answers, right, name)
                )


def _documents(corpus: Iterable[Row]) -> dict[str, str]:
    return {_path(row["doc_id"]): row["text"] for row in corpus}


def _path(identity: str) -> str:
    """Return the path of a document in its library; it is absolute, because filters compare whole paths."""
    return f"/{identity}"


def _identity(query: Row) -> str:
    """Return the id that a question shares with its translations."""
    return str(query.get("parallel_id", query["query_id"]))


def _add_unanswerable(plan: Plan, folder: Path, count: int) -> None:
    texts = _documents(rows(folder / "unanswerable" / "corpus.jsonl"))
    groups: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for query in rows(folder / "unanswerable" / "queries.jsonl"):
        groups[query["kind"], query["lang"]].append(query)
    for (told, language), group in sorted(groups.items()):
        kind = _SETS_OF_UNANSWERABLE[told]
        for query in random.Random(SEED).sample(group, min(count, len(group))):
            among = tuple(map(_path, query.get("candidate_doc_ids") or ()))
            space = query.get("target_corpus") or f"unanswerable {language}"
            known = plan.libraries[space]
            if among:
                known |= {path: texts[path] for path in among}
            elif not known:
                known |= _documents(rows(folder / space / "corpus.jsonl"))
            plan.cases.append(
                Case(
                    f"{kind} {query['query_id']}", kind, language, query["question"], bool(query["answerable"]), (),
                    frozenset(), space, among,
                )
            )  # fmt: skip


def answered(session: Session, case: Case, options: AskOptions) -> Row:
    """Return a case with its answer and the measures of it."""
    limited = replace(options, only=Filter(paths=case.among)) if case.among else options
    given = ask_json(finished(session.ask(case.question, limited)))
    cited = [citation["path"] in case.right for citation in given["citations"]]
    measured = {
        "gold": not given["abstained"] and any(_plain(gold) in _plain(given["answer"]) for gold in case.gold),
        "f1": max((f1(given["answer"], gold) for gold in case.gold), default=0.0),
        "in_language": given["answer_language"] == case.language,
        "citations": len(cited),
        "right_citations": sum(cited),
    }
    return asdict(case) | {"right": sorted(case.right), "measured": measured, "answered": given}


def _plain(text: str) -> str:
    """Return the letters and digits of a text, without case and width, with digits as 0 to 9."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(str(unicodedata.digit(c)) if c.isdecimal() else c for c in folded if c.isalnum())


def f1(answer: str, gold: str) -> float:
    """Return the F1 of the words that an answer shares with a gold answer; each Chinese or Japanese character is a word."""
    one, other = Counter(_words(answer)), Counter(_words(gold))
    common = (one & other).total()
    return 2 * common / (one.total() + other.total()) if common else 0.0


def _words(text: str) -> list[str]:
    spread = "".join(f" {c} " if "\u3040" <= c <= "\u9fff" else c if c.isalnum() else " " for c in text.casefold())
    return unicodedata.normalize("NFKC", spread).split()


def run(plan: Plan, done: set[str], options: AskOptions, app: App, embedder: CachedEmbedder) -> Iterator[Row]:
    """Yield the rows of the cases whose ids aren't in `done`."""
    for library, case in open_cases(plan, done, app, embedder):
        yield answered(app.open_session(library), case, options)


def open_cases(plan: Plan, done: set[str], app: App, embedder: CachedEmbedder) -> Iterator[tuple[Library, Case]]:
    """Yield the cases whose ids aren't in `done`, each with its library, which is closed after its last case."""
    for space, documents in plan.libraries.items():
        cases = [case for case in plan.cases if case.space == space and case.id not in done]
        if not cases:
            continue
        with tempfile.TemporaryDirectory() as scratch, Library(Path(scratch), embedder, app.language_map) as library:
            fill(library, Space(space, False, tuple(documents.items()), ()))
            for case in cases:
                yield library, case


def report(found: list[Row]) -> Iterator[Table]:
    """Yield the tables of all answers: by kind and language, and of abstention."""
    shown = Table("kind", "language", "n", "gold", "F1", "in language", "abstained", "cites right", "cited right",
                  "first s", "total s", "prompt", title="Shares; medians of seconds and prompt tokens")  # fmt: skip
    for kind in KINDS:
        of_kind = [row for row in found if row["kind"] == kind]
        for language in (*SPOKEN, "all") if of_kind else ():
            if some := [row for row in of_kind if language in (row["language"], "all")]:
                shown.add_row(kind, language, str(len(some)), *_line(some))
    yield shown
    yield abstention(found)


def _line(some: list[Row]) -> list[str]:
    measured = [row["measured"] for row in some]
    real = [row for row in some if row["right"] and not row["answered"]["abstained"]]
    timings = [row["answered"]["timings"] for row in some]
    given = sum(row["measured"]["citations"] for row in real)
    judged = bool(some[0]["gold"])
    return [
        f"{mean(m['gold'] for m in measured):.2f}" if judged else "",
        f"{mean(m['f1'] for m in measured):.2f}" if judged else "",
        f"{mean(m['in_language'] for m in measured):.2f}",
        f"{mean(row['answered']['abstained'] for row in some):.2f}",
        f"{sum(row['measured']['right_citations'] for row in real) / given:.2f}" if given else "",
        f"{mean(row['measured']['right_citations'] > 0 for row in real):.2f}" if real else "",
        f"{median(t['time_to_first_token_s'] or t['total_s'] for t in timings):.1f}",
        f"{median(t['total_s'] for t in timings):.1f}",
        f"{median(t['prompt_tokens'] for t in timings):.0f}",
    ]


def abstention(found: list[Row]) -> Table:
    """Return the table of precision and recall of abstention, over all questions."""
    table = Table("unanswerable", "n", "answerable", "precision", "recall", title="Abstention")
    real = [row for row in found if row["answerable"]]
    false = sum(row["answered"]["abstained"] for row in real)
    for kinds in (("near-miss",), ("pairing",), ("near-miss", "pairing")):
        none = [row for row in found if row["kind"] in kinds]
        true = sum(row["answered"]["abstained"] for row in none)
        if none:
            precision = f"{true / (true + false):.2f}" if true + false else ""
            table.add_row(" + ".join(kinds), str(len(none)), str(len(real)), precision, f"{true / len(none):.2f}")
    return table


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--questions", type=int, default=5, help="most of each kind and language")
    parser.add_argument("--kinds", nargs="+", default=KINDS, choices=KINDS)
    parser.add_argument("--languages", nargs="+", default=SPOKEN, choices=SPOKEN)
    parser.add_argument("--think", type=Thinking, default=Thinking.AUTO)
    parser.add_argument("--context-tokens", type=int)
    parser.add_argument("--chat-model")
    parser.add_argument("--cache", type=Path)
    parser.add_argument("--home", type=Path)
    parser.add_argument("--report", action="store_true", help="print the tables without asking")
    return parser.parse_args()


def main() -> None:
    """Ask the questions that OUT.jsonl lacks, then print the tables."""
    arguments = _arguments()
    given: dict[str, Any] = {"chat_model": arguments.chat_model, "context_tokens": arguments.context_tokens}
    settings = load_settings(home=arguments.home, **{name: value for name, value in given.items() if value is not None})
    found = rows(arguments.out) if arguments.out.is_file() else []
    if not arguments.report:
        app = App(settings, print)
        options = AskOptions(think=arguments.think, context_tokens=settings.context_tokens, seed=SEED)
        plan = planned(arguments.folder, arguments.questions, arguments.kinds, arguments.languages)
        with tempfile.TemporaryDirectory() as scratch, arguments.out.open("a", encoding="utf-8") as out:
            embedder = CachedEmbedder(app.embedder, arguments.cache or Path(scratch))
            for row in run(plan, {row["id"] for row in found}, options, app, embedder):
                out.write(json.dumps(row, ensure_ascii=False) + "\n")
                out.flush()
                found.append(row)
                print(f"{len(found)}: {row['id']}", flush=True)
    for table in report(found):
        Console().print(table)


if __name__ == "__main__":
    main()
