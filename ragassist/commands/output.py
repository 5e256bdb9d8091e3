"""Prints results to standard output and everything else to standard error."""

import io
import json
import re
import sys
from typing import TextIO

import typer
from rich.console import Console

from ingest.said import Said
from ragassist.untrusted import for_terminal, one_line

_CONTROL = re.compile("[\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
_MOST_REASONS = 40
"""Most rows of each kind in the table at the end of a run; `--json` and `list` show all of them."""


def print_what_can_be() -> None:
    """Replace letters that standard output or standard error can't encode by question marks, instead of failing."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper) and not _is_utf8(stream):
            stream.reconfigure(errors="replace")


def _is_utf8(stream: TextIO | None) -> bool:
    """Whether a stream writes UTF-8; one that was closed before the process began, which is None, writes nothing."""
    return stream is not None and (stream.encoding or "").lower().replace("-", "") == "utf8"


def error_console() -> Console:
    """Return a console on standard error, where progress and log lines go."""
    return Console(stderr=True, highlight=False)


class SpokenLanguage:
    """The language of the lines for the person; None, which is English, unless the settings name one."""

    def __init__(self) -> None:
        self.language: str | None = None

    def told(self, line: str) -> str:
        """Return a line in the language."""
        if self.language is None or not isinstance(line, Said):
            return line
        from ragassist.language.phrases import said_in  # 80 ms, and most commands end without such a line

        return said_in(line, self.language)


SPOKEN = SpokenLanguage()


def say(line: str) -> None:
    """Print one line for the person to standard error."""
    typer.echo(one_line(SPOKEN.told(line)), err=True)


def show(text: str, *, end: str = "\n") -> None:
    """Print text to standard output, without control sequences that a terminal would act on."""
    typer.echo(for_terminal(text), nl=False)
    typer.echo(end, nl=False)


def show_json(data: object) -> None:
    """Print one JSON object to standard output. Control characters are escaped, so that a terminal doesn't act on them."""
    text = json.dumps(data, ensure_ascii=not _is_utf8(sys.stdout))
    typer.echo(_CONTROL.sub(lambda found: f"\\u{ord(found[0]):04x}", text))


def show_reasons(kinds: dict[str, list[tuple[str, str]]]) -> None:
    """Print the files or lines of each kind ("partial", "skipped"), each with its reason."""
    for kind, rows in kinds.items():
        for path, reason in rows[:_MOST_REASONS]:
            show(f"  {kind:<8} {one_line(path)}\n           {one_line(SPOKEN.told(reason))}")
        if len(rows) > _MOST_REASONS:
            show(f"  {kind:<8} and {len(rows) - _MOST_REASONS} more: 'ragassist list' names all of them")
