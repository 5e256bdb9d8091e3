"""The `translate` command: translates a document of the library, or a part of it, sentence by sentence."""

from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Annotated, TextIO

import typer

from indexes.library import Library
from indexes.records import DocumentRow
from ingest.errors import AssistantError
from ingest.files.names import printable
from ragassist.commands.answer.output import show_answer
from ragassist.commands.interrupts import stop_on_interrupt
from ragassist.commands.opening import app_of
from ragassist.commands.options import AsJson, Home, LibraryName
from ragassist.commands.output import show_json
from ragassist.events import AnswerDelta, Answered, Event, PassageTranslated, TranslatedLine
from ragassist.formats.json_contract import translation_json
from ragassist.language.locale import from_locale
from ragassist.language.registry import languages
from ragassist.requests.catalogue import Catalogue
from ragassist.requests.names import one_named

Write = Callable[[str], None]
_DOUBT = " [?]"
"""Marks a translated sentence whose numbers, names or language don't match the original."""


def translate(
    document: Annotated[str, typer.Argument(help="A document of the library: its path, or its name as you would write it.")],
    *,
    into: Annotated[str | None, typer.Option(help="Language: en ar zh fr de ja ko es; default: the locale's.")] = None,
    part: Annotated[str, typer.Option(help="Only a part: 'article 3', 'page 12', or words of its heading.")] = "",
    output: Annotated[Path | None, typer.Option(help="Write it into this file as it comes.")] = None,
    original: Annotated[bool, typer.Option("--original", help="Put each original sentence before its translation.")] = False,
    home: Home = None,
    library: LibraryName = None,
    as_json: AsJson = False,
) -> None:
    """Translate a document, complete, in step with the original; run it again after an interruption to go on."""
    target = into or from_locale()
    if target not in languages():
        raise typer.BadParameter(f"'{target}' is none of {' '.join(languages())}", param_hint="--into")
    app = app_of(home, library)
    with app.open_library_to_search() as opened, stop_on_interrupt() as stop, closing(_Target(output)) as target_file:
        row = _document(opened, document)
        if output and _is_file(output, row.path):
            raise typer.BadParameter(f"{output} is the document itself: choose another file", param_hint="--output")
        session = app.open_session(opened, private=True)
        lines: list[TranslatedLine] = []
        options = replace(app.ask_options(), language=app.settings.language or from_locale())
        told = session.translate(row, target, part, options, stop)
        events = _noted(told, lines, target_file.write, original=original)
        if as_json:
            answered = next(event for event in [*events] if isinstance(event, Answered))
            show_json(translation_json(row.path, answered, lines))
        else:
            show_answer(_without_text(events) if output else events)


def _document(opened: Library, name: str) -> DocumentRow:
    """Return the document with a path or name. Raises `DocumentUnknown` where it fits none, or more than one."""
    return one_named(Catalogue.of(opened).documents, name)


def _is_file(output: Path, document: str) -> bool:
    """Whether a path names the file of a document, be it by a link, or in another case where the system ignores it."""
    if printable(output.resolve()) == document:
        return True
    path = Path(document)
    return output.exists() and path.exists() and output.samefile(path)


class _Target:
    """The file that a translation is written to, if one was given. An existing file is overwritten with the first sentence."""

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self._file: TextIO | None = None

    def write(self, text: str) -> None:
        """Append text to the file. Raises `AssistantError` where the file can't be written."""
        try:
            if self._file is None and self._path is not None:
                self._file = self._path.open("w", encoding="utf-8")
            if self._file:
                self._file.write(text)
                self._file.flush()
        except OSError as problem:
            raise AssistantError(
                f"{self._path} can't be written ({problem.strerror}): choose another file with --output"
            ) from None

    def close(self) -> None:
        """Close the file."""
        if self._file:
            self._file.close()


def _noted(events: Iterator[Event], lines: list[TranslatedLine], write: Write, *, original: bool) -> Iterator[Event]:
    """Yield the events; append translated sentences to `lines` and pass their text to `write`."""
    for event in events:
        if isinstance(event, PassageTranslated):
            write("".join(_written(line, first=not (lines or at), original=original) for at, line in enumerate(event.lines)))
            lines += event.lines
        yield event
    if lines:
        write("\n")


def _written(line: TranslatedLine, *, first: bool, original: bool) -> str:
    said = line.said + ("" if line.kept else _DOUBT)
    if original:
        return ("" if first else "\n\n") + f"> {line.original}\n\n{said}"
    return ("" if first else line.gap or " ") + said


def _without_text(events: Iterator[Event]) -> Iterator[Event]:
    """Yield the events without the text and its citations, which the file holds."""
    for event in events:
        if isinstance(event, Answered):
            yield replace(event, answer="", citations=(), marks=())
        elif not isinstance(event, AnswerDelta):
            yield event
