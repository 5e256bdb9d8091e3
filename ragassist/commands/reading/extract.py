"""The `extract` command: makes a table with one row for each document of the library."""

from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event
from typing import Annotated

import typer

from indexes.errors import DocumentUnknown
from indexes.library import Library
from indexes.records import DocumentRow
from indexes.storage.path_globs import PathGlobs
from ragassist.app import App
from ragassist.commands.answer.waiting import LONG_S
from ragassist.commands.interrupts import stop_on_interrupt
from ragassist.commands.opening import app_of, filter_of_flags
from ragassist.commands.options import IN_PART, AsJson, Home, LibraryName, Paths
from ragassist.commands.output import SPOKEN, say, show, show_json
from ragassist.commands.progress import counted
from ragassist.errors import FieldInvalid
from ragassist.extraction.fields import checked_fields
from ragassist.extraction.files import TableFormat, format_of, write_table
from ragassist.extraction.outcome import share_in_words
from ragassist.extraction.records import Row, Skipped, Table, TableProgress
from ragassist.extraction.writers import as_csv, as_markdown, table_json
from ragassist.language.durations import time_left
from ragassist.language.locale import from_locale
from ragassist.language.phrases import phrase

_FORECASTS = 2
"""Number of estimates of the time that are printed: before the table, and after the first document that is read."""


def extract(
    field: Annotated[list[str], typer.Option(help="What to look for in each document, as 'monthly rent'; repeatable.")],
    *,
    path: Paths = None,
    form: Annotated[TableFormat | None, typer.Option("--format", help="Of the table; default: the file's, else md.")] = None,
    output: Annotated[Path | None, typer.Option(help="File for the table; default: standard output.")] = None,
    csv: Annotated[Path | None, typer.Option(metavar="FILE", help="The same as --format csv --output FILE.")] = None,
    language: Annotated[str | None, typer.Option(help="Language of the headings; default: the locale's.")] = None,
    home: Home = None,
    library: LibraryName = None,
    as_json: AsJson = False,
) -> None:
    """Make a table over documents: a row each, a cell for each field, with quote, page and check."""
    if csv and (output or form not in (None, "csv")):
        raise typer.BadParameter("it says format and file: leave out --format and --output", param_hint="--csv")
    target = csv or output
    fields, form = _checked(field, target, "csv" if csv else form)
    only = filter_of_flags(path, None, None, None, None)
    app = app_of(home, library, language=language)
    with app.open_library_to_search() as opened, stop_on_interrupt() as stop:
        documents = _documents(opened, PathGlobs(only.paths) if only.paths else None)
        table = _table(app, opened, documents, fields, stop)
    spoken = app.settings.language or from_locale()
    if target:
        write_table(table, target, form, spoken)
    if as_json or not target:
        _print(table, "json" if as_json else form, spoken)
    for line in share_in_words(table, spoken):
        say(line)
    for skipped in table.skipped:
        say(f"skipped  {skipped.path}: {SPOKEN.told(skipped.reason)}")
    if table.skipped:
        raise typer.Exit(IN_PART)


def _checked(names: list[str], target: Path | None, form: TableFormat | None) -> tuple[tuple[str, ...], TableFormat]:
    """Return the fields and the format. Raises a usage error for what can't be done, before any document is read."""
    try:
        fields = checked_fields(names)
        chosen = form or (format_of(target) if target else "md")
    except FieldInvalid as problem:
        raise typer.BadParameter(str(problem)) from None
    if target and not target.absolute().parent.is_dir():
        raise typer.BadParameter(f"there is no folder {target.absolute().parent}: make it first")
    if chosen == "xlsx" and not target:
        raise typer.BadParameter("a workbook needs a file: add --output FILE.xlsx")
    return fields, chosen


def _documents(opened: Library, globs: PathGlobs | None) -> list[DocumentRow]:
    """Return the documents whose paths match the globs. Raises `DocumentUnknown` where there is none."""
    found = [row for row in opened.documents() if globs is None or globs.fit(row.path)]
    if not found:
        what = "no document of the library fits --path" if globs else "the library holds no document"
        raise DocumentUnknown(f"{what}: 'ragassist list' shows what it holds")
    return found


def _table(app: App, opened: Library, documents: list[DocumentRow], fields: tuple[str, ...], stop: Event) -> Table:
    session, options = app.open_session(opened, private=True, urgent=False), app.ask_options()
    with counted("documents", len(documents)) as advance:
        found = list(_heard(session.extract(documents, fields, options, stop), advance))
    rows = tuple(one for one in found if isinstance(one, Row))
    return Table(fields, rows, tuple(one for one in found if isinstance(one, Skipped)))


def _heard(told: Iterator[TableProgress], advance: Callable[[int], None]) -> Iterator[Row | Skipped]:
    """Yield the result of each document; print the expected time before the first, and after the first that is read.

    A time of less than a minute isn't printed.
    """
    language, said = from_locale(), 0
    for progress in told:
        advance(progress.done)
        is_time = progress.done == 0 or (said < _FORECASTS and progress.seconds_left != 0)
        if is_time and progress.seconds_left > LONG_S:
            said += 1
            left = time_left(progress.seconds_left, lambda name, /, **values: phrase(name, language, **values))
            say(phrase("table_takes", language, count=progress.to_read, time=left))
        if progress.at:
            yield progress.at


def _print(table: Table, form: TableFormat, language: str) -> None:
    match form:
        case "json":
            show_json(table_json(table))
        case "csv":
            show(as_csv(table, language), end="")
        case _:
            show(as_markdown(table, language), end="")
