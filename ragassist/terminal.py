"""What the command line prints: facts to standard output, everything else to standard error."""

import json
import re
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import PurePath

import typer
from rich.console import Console
from rich.progress import (
    BarColumn,
    DownloadColumn,
    MofNCompleteColumn,
    Progress,
    TaskID,
    TextColumn,
    TimeRemainingColumn,
)
from rich.table import Column

from indexes.records import Place
from indexes.runs import Progress as IndexProgress
from ragassist.evaluation import Evaluation
from ragassist.events import AnswerDelta, Answered, Citation, Event, ReasoningDelta, Retrieved, StageEntered
from ragassist.languages import from_locale
from ragassist.metrics import Measures
from ragassist.phrases import phrase
from ragassist.places import place_in_words
from ragassist.untrusted import for_terminal, one_line

_ACTIVE = re.compile("[\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
_MEASURES = ("questions", "recall@1", "recall@5", "recall@10", "MRR@10", "nDCG@10")
_QUOTED = 160
_STAGES = {"reading": "reading files", "embedding": "embedding chunks"}
_SOON_S = 0.5
"""Seconds before which a speed says nothing."""
_MOST_REASONS = 40
"""Rows of the table at the end of a run; all of them are in `--json` and in `list`."""


def error_console() -> Console:
    """Return a console on standard error, where progress and log lines go."""
    return Console(stderr=True, highlight=False)


def say(line: str) -> None:
    """Print one line for the person to standard error."""
    typer.echo(one_line(line), err=True)


def show(text: str, *, end: str = "\n") -> None:
    """Print text to standard output, with nothing in it that a terminal could act on."""
    typer.echo(for_terminal(text), nl=False)
    typer.echo(end, nl=False)


def show_json(data: object) -> None:
    """Print one JSON object to standard output; what a terminal could act on is escaped, which JSON's readers undo."""
    text = json.dumps(data, ensure_ascii=False)
    typer.echo(_ACTIVE.sub(lambda found: f"\\u{ord(found[0]):04x}", text))


class PullListener:
    """Shows how a pull goes on; `accepts`: the person agreed to licences beforehand."""

    def __init__(self, *, accepts: bool = False) -> None:
        self._console, self._accepts = error_console(), accepts

    def say(self, line: str) -> None:
        """Print one line."""
        say(line)

    def agree(self, question: str) -> bool | None:
        """Ask on the terminal; None where there is none."""
        if self._accepts:
            return True
        return typer.confirm(question, err=True) if sys.stdin.isatty() and sys.stderr.isatty() else None

    @contextmanager
    def track(self, label: str, total: int) -> Iterator[Callable[[int], None]]:
        """Show a bar of bytes."""
        columns = (TextColumn("{task.description}"), BarColumn(), DownloadColumn(), TimeRemainingColumn())
        with Progress(*columns, console=self._console) as progress:
            task = progress.add_task(label, total=total)
            yield lambda count: progress.advance(task, count)


@contextmanager
def index_progress() -> Iterator[Callable[[IndexProgress], None]]:
    """Show bars of files read and chunks embedded: done and total, how fast, how long still, and the file at hand."""
    columns = (
        TextColumn("{task.description}"),
        BarColumn(bar_width=20),
        MofNCompleteColumn(),
        TextColumn("{task.fields[speed]}"),
        TimeRemainingColumn(),
        TextColumn("{task.fields[file]}", markup=False, table_column=Column(no_wrap=True, overflow="ellipsis", ratio=1)),
    )
    progress = Progress(*columns, console=error_console(), expand=True)
    tasks: dict[str, TaskID] = {}
    begun: dict[str, float] = {}

    def listen(step: IndexProgress) -> None:
        if not tasks:
            progress.start()  # not before: without a task it prints an empty line
        if step.stage not in tasks:
            tasks[step.stage] = progress.add_task(_STAGES[step.stage], total=step.total, file="", speed="")
            begun[step.stage] = time.monotonic()
        speed = _speed(step, time.monotonic() - begun[step.stage])
        page = f" ({step.page}/{step.pages})" if step.pages else ""
        name = one_line(PurePath(step.current).name) + page
        progress.update(tasks[step.stage], completed=step.done, total=step.total, file=name, speed=speed)

    try:
        yield listen
    finally:
        if tasks:
            progress.stop()


def _speed(step: IndexProgress, seconds: float) -> str:
    if seconds < _SOON_S:
        return ""
    return f"{step.bytes_done / seconds / 1e6:.1f} MB/s" if step.stage == "reading" else f"{step.done / seconds:.1f} chunks/s"


def show_reasons(kinds: dict[str, list[tuple[str, str]]]) -> None:
    """Print a table of the files that are partial or were skipped, each with its reason, by kind."""
    for kind, rows in kinds.items():
        for path, reason in rows[:_MOST_REASONS]:
            show(f"  {kind:<8} {one_line(path)}\n           {one_line(reason)}")
        if len(rows) > _MOST_REASONS:
            show(f"  {kind:<8} and {len(rows) - _MOST_REASONS} more: 'ragassist list' names all of them")


@contextmanager
def counted(label: str, total: int) -> Iterator[Callable[[int], None]]:
    """Show a bar of things done; what is yielded is told how many."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=error_console()) as progress:
        task = progress.add_task(label, total=total)
        yield lambda done: progress.update(task, completed=done)


def show_evaluation(evaluation: Evaluation, kind: str, mode: str, seconds: float) -> None:
    """Print the measures in percent: over all, by question language, by question and passage language."""
    show(f"{'search ' + mode:<24}" + "".join(f"{head:>10}" for head in _MEASURES))
    show(_measured("all questions", evaluation.overall))
    for language, measures in evaluation.by_language().items():
        show(_measured(f"in {language}", measures))
    pairs = evaluation.by_pair()
    for (language, passage), measures in pairs.items() if any(asked != told for asked, told in pairs) else ():
        show(_measured(f"in {language} about {passage}", measures))
    show_reasons({"left out": [(f"line {left.number}", left.reason) for left in evaluation.left]})
    if kind == "known-item":
        show("Rare words of the documents themselves were asked for: whether what is there is found again, no more.")
    say(f"{len(evaluation.asked)} questions in {seconds:.1f} s")


def _measured(label: str, measures: Measures) -> str:
    shares = (measures.recall_1, measures.recall_5, measures.recall_10, measures.mrr, measures.ndcg)
    return f"{one_line(label):<24}{measures.questions:>10}" + "".join(f"{share:>10.1%}" for share in shares)


def show_answer(events: Iterator[Event]) -> None:
    """Print an answer as it comes, with its sources behind it."""
    language, status = from_locale(), error_console().status("")
    with status:
        for event in events:
            match event:
                case StageEntered():
                    status.update(phrase(event.stage, language))
                case Retrieved():
                    language = event.language
                case ReasoningDelta():
                    status.update(phrase("thinking", language))
                case AnswerDelta():
                    status.stop()
                    show(event.text, end="")
                case Answered():
                    status.stop()
                    show("")
                    _show_sources(event)


def _show_sources(answered: Answered) -> None:
    language = answered.language
    if answered.nearest:
        show(f"\n{phrase('nearest', language)}")
        for passage in answered.nearest:
            show(f"  {_place(passage.path, passage.place, language)}: “{one_line(passage.quote)[:_QUOTED]}”")
    elif answered.citations and answered.model:
        show(f"\n{phrase('sources', language)}:")
        for citation in answered.citations:
            show("  " + _citation_line(citation, language))
    for notice in answered.notices:
        say(notice)
    say(_figures(answered))


def _citation_line(citation: Citation, language: str) -> str:
    doubt = "" if citation.supported else f" ({phrase('unsupported', language)})"
    place = _place(citation.path, citation.place, language)
    return f"[{citation.n}] {place}{doubt}: “{one_line(citation.quote)[:_QUOTED]}”"


def _place(path: str, place: Place, language: str) -> str:
    words = place_in_words(place, lambda name: phrase(name, language))
    return ", ".join(part for part in (one_line(PurePath(path).name), words) if part)


def _figures(answered: Answered) -> str:
    timings = answered.timings
    if answered.model is None or timings.time_to_first_token_s is None:
        return f"{timings.total_s:.1f} s"
    return (
        f"{answered.model}: first word after {timings.time_to_first_token_s:.1f} s, {timings.total_s:.1f} s in all; "
        f"{timings.prompt_tokens} prompt tokens, {timings.reused_tokens} of them reused"
    )
