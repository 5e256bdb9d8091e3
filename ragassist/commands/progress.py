"""Progress bars on standard error, for downloads, indexing and other long work."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import PurePath

import typer
from rich.progress import BarColumn, DownloadColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeRemainingColumn
from rich.table import Column

from indexes.indexing.forecast import Forecast
from indexes.indexing.run import RunProgress
from ragassist.commands.output import error_console, say
from ragassist.language.durations import time_left
from ragassist.language.phrases import phrase
from ragassist.untrusted import one_line

_STAGES = {"reading": "reading files", "embedding": "embedding chunks"}
_MOST_FORECASTS = 2
_FIRST_SPEED_S = 0.5
"""Seconds after which a speed is shown: over a shorter time it varies too much."""


class TerminalPullListener:
    """Shows the progress of a pull. With `accepts` the person has agreed to all licences beforehand."""

    def __init__(self, *, accepts: bool = False) -> None:
        self._console, self._accepts = error_console(), accepts

    def say(self, line: str) -> None:
        """Print one line."""
        say(line)

    def agree(self, question: str) -> bool | None:
        """Return the person's answer to a question; None where there is no terminal."""
        if self._accepts:
            return True
        return typer.confirm(question, err=True) if sys.stdin.isatty() and sys.stderr.isatty() else None

    @contextmanager
    def track(self, label: str, total: int) -> Iterator[Callable[[int], None]]:
        """Show a progress bar; the function that is yielded takes the number of bytes that were added."""
        columns = (TextColumn("{task.description}"), BarColumn(), DownloadColumn(), TimeRemainingColumn())
        with Progress(*columns, console=self._console) as progress:
            task = progress.add_task(label, total=total)
            yield lambda count: progress.advance(task, count)


@contextmanager
def index_progress() -> Iterator[Callable[[RunProgress], None]]:
    """Show a bar for the files read and one for the chunks embedded, each with speed, remaining time and current file."""
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
    forecasts = _Forecasts()

    def listen(step: RunProgress) -> None:
        if not tasks:
            progress.start()  # starts with the first task: without a task it prints an empty line
        forecasts.hear(step.forecast)
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


@dataclass(slots=True)
class _Forecasts:
    """Prints the forecast of a run twice: before the run begins, and once when the run's own speed has corrected it."""

    told: list[Forecast] = field(default_factory=list)

    def hear(self, forecast: Forecast | None) -> None:
        """Print the forecast if it is the first one or the first that differs from it."""
        if forecast is None or not forecast.files or len(self.told) >= _MOST_FORECASTS or self.told[-1:] == [forecast]:
            return
        self.told.append(forecast)
        left = time_left(forecast.seconds_left, lambda name, /, **values: phrase(name, "en", **values))
        expected = f"{forecast.files:,} files, {forecast.size / 1e6:.1f} MB: about {forecast.chunks:,} chunks"
        say(f"{expected}, {left}" if len(self.told) == 1 else f"by the first minute {expected.partition(': ')[2]}, {left}")


def _speed(step: RunProgress, seconds: float) -> str:
    if seconds < _FIRST_SPEED_S:
        return ""
    return f"{step.bytes_done / seconds / 1e6:.1f} MB/s" if step.stage == "reading" else f"{step.done / seconds:.1f} chunks/s"


@contextmanager
def counted(label: str, total: int) -> Iterator[Callable[[int], None]]:
    """Show a progress bar; the function that is yielded takes the number of items done so far."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=error_console()) as progress:
        task = progress.add_task(label, total=total)
        yield lambda done: progress.update(task, completed=done)
