"""What all commands share: flags, exit codes, and how they come by the program's parts."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from indexes.hits import Filter

if TYPE_CHECKING:
    from ragassist.app import App

FAILED, WRONG_USAGE, IN_PART, INTERRUPTED = 1, 2, 3, 130

Home = Annotated[Path | None, typer.Option("--home", help="Folder of libraries and models (RAGASSIST_HOME).")]
LibraryName = Annotated[str | None, typer.Option("--library", help="Name of the library.")]
Rerank = Annotated[
    int | None,
    typer.Option("--rerank-ms", min=0, max=60_000, help="Most milliseconds to compare the first passages again; 0: never."),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON object.")]


def app_of(home: Path | None, library: str | None, *, seal: bool = True, **flags: object) -> "App":
    """Return the program's parts for some flags; None stands for a flag that wasn't given.

    With `seal` this process can make no connection any more, but for the server of a library that the settings name.
    """
    from ragassist.airgap import GUARD
    from ragassist.app import App
    from ragassist.commands.output import say
    from ragassist.settings.schema import load_settings

    settings = load_settings(home=home, library=library, **flags)
    if seal and settings.library_url is None:
        GUARD.seal()
    return App(settings, say)


_Several = list[str] | None


Paths = Annotated[
    _Several, typer.Option("--path", help="Only this folder, file or glob (** goes through folders); repeatable.")
]


DocumentLanguages = Annotated[_Several, typer.Option("--document-language", help="Only documents in it, as 'de'; repeatable.")]


Formats = Annotated[_Several, typer.Option("--format", help="Only files of this suffix, as 'pdf'; repeatable.")]


Since = Annotated[str | None, typer.Option("--since", help="Only files changed since YYYY, YYYY-MM or YYYY-MM-DD.")]


Before = Annotated[str | None, typer.Option("--before", help="Only files changed before YYYY, YYYY-MM or YYYY-MM-DD.")]


def chosen(paths: _Several, languages: _Several, formats: _Several, since: str | None, before: str | None) -> "Filter":
    """Return the filter that flags mean; what they can't mean is wrong usage."""
    from ingest.errors import PathProblem
    from ragassist.errors import FilterInvalid
    from ragassist.retrieval.filters import filter_of

    try:
        return filter_of(paths or (), languages or (), formats or (), since, before)
    except (FilterInvalid, PathProblem) as problem:
        raise typer.BadParameter(str(problem), param_hint="the filter") from None
