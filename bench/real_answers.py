"""Measures how well questions to a real library are answered: right, wrong, refused, cited rightly; near misses refused.

Usage: python -m bench.real_answers FOLDER HOME OUT.jsonl [--library real] [--questions 80] [--near-misses 32] [--seed 7]
    [--chat-model NAME] [--report]

FOLDER holds questions.jsonl {id, lang, kind, style, question, answer, golds} and unanswerable.jsonl {id, lang, question}, which
are near misses. HOME is a home folder with a library of the documents that the questions are about. A gold is {file, text}; a
citation is right if it is of one of these files. If there are more questions than --questions, a sample is drawn that takes
the languages and kinds in turn. Each answer is written to OUT.jsonl at once, and questions in that file aren't asked again. An
answer is right if it says every number and name of the expected answer, in any script and spelling, or is a paraphrase of it
(bench/answer_judge.py).
"""

import sys
from pathlib import Path

if not __package__:  # run by its path: `bench` is found, and bench/requests.py isn't taken for the library of that name
    sys.path[0] = str(Path(__file__).parents[1])

import argparse
import json
import random
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any

from rich.console import Console
from rich.table import Table

from bench.answer_judge import AnswerJudge
from bench.search_spaces import Row, rows
from indexes.library import Library
from ragassist.answering.options import AskOptions
from ragassist.app import App
from ragassist.events import Retrieved, finished
from ragassist.formats.json_contract import ask_json
from ragassist.settings.schema import load_settings

SEED = 7


@dataclass(frozen=True, slots=True)
class Asker:
    """Asks questions to a library, each in a conversation of its own."""

    app: App
    library: Library
    options: AskOptions

    def answered(self, question: Row) -> Row:
        """Return a question with its answer and the rank of the first gold passage among the sources, 0 if none is there."""
        events = list(self.app.open_session(self.library).ask(question["question"], self.options))
        found = next((event.evidence.sources for event in events if isinstance(event, Retrieved)), ())
        ranks = [n for n, source in enumerate(found, 1) if _is_gold(source.path, source.text, question.get("golds", ()))]
        return question | {"rank": ranks[0] if ranks else 0, "answered": ask_json(finished(iter(events)))}


def _is_gold(path: str, text: str, golds: Sequence[Row]) -> bool:
    return any(path.endswith(f"/{gold['file']}") and folded(gold["text"]) in folded(text) for gold in golds)


def folded(text: str) -> str:
    """Return the letters and digits of a text, without case."""
    return "".join(char for char in text.casefold() if char.isalnum())


def sample(found: Sequence[Row], count: int, seed: int) -> list[Row]:
    """Return at most `count` random questions that take languages and kinds in turn; the same `seed` gives the same ones."""
    groups: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in found:
        groups[row["lang"], row.get("kind", "")].append(row)
    for group in groups.values():
        random.Random(seed).shuffle(group)
    in_turn = [group[at] for at in range(max(map(len, groups.values()))) for group in groups.values() if at < len(group)]
    return in_turn[:count]


def outcome(row: Row, is_right: Callable[[Row], bool]) -> str:
    """Return whether a question was "refused", or its answer is "right" or "wrong"."""
    if row["answered"]["abstained"]:
        return "refused"
    return "right" if is_right(row) else "wrong"


def report(found: Sequence[Row], judge: AnswerJudge) -> Iterator[Table]:
    """Yield the tables: questions by kind, and near misses."""
    table = Table("kind", "n", "right", "wrong", "refused", "refused, passage among the sources", "refused, passage first",
                  "citations right", "prompt", "first s", "total s", title="Questions")  # fmt: skip
    asked = [row for row in found if "golds" in row]
    for kind in (*dict.fromkeys(row["kind"] for row in asked), "all"):
        table.add_row(kind, *_line([row for row in asked if kind in (row["kind"], "all")], judge))
    yield table
    near = [row for row in found if "golds" not in row]
    if near:
        refused = sum(row["answered"]["abstained"] for row in near)
        yield Table("near misses", "refused", str(len(near)), f"{refused} ({refused / len(near):.0%})")


def _line(some: Sequence[Row], judge: AnswerJudge) -> list[str]:
    outcomes = [outcome(row, judge.is_right) for row in some]
    refused = [row for row, what in zip(some, outcomes, strict=True) if what == "refused"]
    citations = [citation for row in some if not row["answered"]["abstained"] for citation in _cited(row)]
    timings = [row["answered"]["timings"] for row in some if row["answered"]["timings"]["prompt_tokens"]]
    return [
        str(len(some)),
        *(f"{outcomes.count(what)}" for what in ("right", "wrong", "refused")),
        f"{sum(row['rank'] > 0 for row in refused)} of {sum(row['rank'] > 0 for row in some)}",
        f"{sum(row['rank'] == 1 for row in refused)} of {sum(row['rank'] == 1 for row in some)}",
        f"{sum(citations)} of {len(citations)}",
        *(f"{median(timing[name] for timing in timings if timing[name] is not None):.{digits}f}" for name, digits in _MEDIANS),
    ]


_MEDIANS = (("prompt_tokens", 0), ("time_to_first_token_s", 1), ("total_s", 1))


def _cited(row: Row) -> list[bool]:
    """Return for each citation of an answer whether it is of a file that holds the answer."""
    files = {gold["file"] for gold in row["golds"]}
    return [any(citation["path"].endswith(f"/{file}") for file in files) for citation in row["answered"]["citations"]]


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("home", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--library", default="real")
    parser.add_argument("--questions", type=int, default=80)
    parser.add_argument("--near-misses", type=int, default=32)
    parser.add_argument("--seed", type=int, default=SEED, help="draw another sample of the questions")
    parser.add_argument("--chat-model")
    parser.add_argument("--report", action="store_true", help="print the tables without asking")
    return parser.parse_args()


def main() -> None:
    """Ask the questions that OUT.jsonl lacks, then print the tables."""
    arguments = _arguments()
    given: dict[str, Any] = {"chat_model": arguments.chat_model} if arguments.chat_model else {}
    app = App(load_settings(home=arguments.home, library=arguments.library, **given), print)
    found = rows(arguments.out) if arguments.out.is_file() else []
    if not arguments.report:
        questions = sample(rows(arguments.folder / "questions.jsonl"), arguments.questions, arguments.seed)
        questions += sample(rows(arguments.folder / "unanswerable.jsonl"), arguments.near_misses, arguments.seed)
        _ask(app, questions, found, arguments)
    for table in report(found, AnswerJudge.of(app)):
        Console(width=160).print(table)


def _ask(app: App, questions: Sequence[Row], found: list[Row], arguments: argparse.Namespace) -> None:
    done = {row["id"] for row in found}
    with app.open_library() as library, arguments.out.open("a", encoding="utf-8") as out:
        asker = Asker(app, library, app.ask_options())
        for question in questions:
            if question["id"] in done:
                continue
            row = asker.answered(question)
            out.write(json.dumps(row, ensure_ascii=False) + "\n")
            out.flush()
            found.append(row)
            print(f"{len(found)}: {row['id']}", flush=True)


if __name__ == "__main__":
    main()
