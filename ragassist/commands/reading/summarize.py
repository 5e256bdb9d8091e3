"""The `summarize` command: summarises each document in a few paragraphs with citations."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Any, Literal

import typer

from indexes.indexing.indexer import documents_under, normal_path
from indexes.library import Library
from indexes.records import DocumentRow
from ingest.files.names import printable
from ragassist.commands.answer.output import show_answer
from ragassist.commands.interrupts import stop_on_interrupt
from ragassist.commands.opening import app_of
from ragassist.commands.options import AsJson, Home, LibraryName
from ragassist.commands.output import show, show_json
from ragassist.events import Answered, Event, PassagesRead
from ragassist.formats.json_contract import summary_of_json
from ragassist.language.locale import from_locale
from ragassist.requests.catalogue import Catalogue
from ragassist.requests.names import one_named
from ragassist.requests.wishes import Length

LengthName = Literal["short", "medium", "long"]


def summarize(
    paths: Annotated[list[Path], typer.Argument(help="Documents of the library by path or by name, or folders of them.")],
    *,
    language: Annotated[str | None, typer.Option(help="Language of the summaries; default: the locale's.")] = None,
    length: Annotated[LengthName, typer.Option(help="One paragraph, some, or one for each part that is read.")] = "medium",
    seed: Annotated[int | None, typer.Option(help="Seed of the sampler, for the same summary again.")] = None,
    home: Home = None,
    library: LibraryName = None,
    as_json: AsJson = False,
) -> None:
    """Summarise documents: all of their text is read, and every sentence is cited and checked."""
    app = app_of(home, library, language=language)
    with app.open_library_to_search() as opened, stop_on_interrupt() as stop:
        documents = list(_documents(opened, paths))
        session = app.open_session(opened, private=True)
        options = replace(app.ask_options(), seed=seed, language=app.settings.language or from_locale())
        found: list[dict[str, Any]] = []
        for document in documents:
            events = session.summarize(document, options, stop, length=Length(length))
            if as_json:
                found.append(_row(document, events))
            else:
                show(f"{printable(Path(document.path))}\n")
                show_answer(events)
    if as_json:
        show_json({"documents": found})


def _documents(opened: Library, paths: list[Path]) -> Iterator[DocumentRow]:
    """Yield the documents at or below `paths`, or with their names, each once. Raises `DocumentUnknown` if there is none."""
    known = Catalogue.of(opened).documents
    rows = [row for path in paths for row in _below(opened, path) or [one_named(known, str(path))]]
    yield from {row.path: row for row in rows}.values()


def _below(opened: Library, path: Path) -> list[DocumentRow]:
    return [row for row in documents_under(opened, [normal_path(path)]) if row.chunks]


def _row(document: DocumentRow, events: Iterator[Event]) -> dict[str, Any]:
    covered = PassagesRead(0, 0)
    for event in events:
        if isinstance(event, PassagesRead):
            covered = event
        elif isinstance(event, Answered):
            return summary_of_json(document.path, event, covered)
    raise AssertionError("a summary ends with Answered")
