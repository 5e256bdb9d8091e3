"""A command's flags become the program's parts and filters."""

from pathlib import Path

import typer

from indexes.hits import Filter
from ingest.errors import PathProblem
from ragassist.airgap import GUARD
from ragassist.app import App
from ragassist.commands.output import say
from ragassist.errors import FilterInvalid
from ragassist.retrieval.filters import filter_of
from ragassist.settings.schema import load_settings


def app_of(home: Path | None, library: str | None, *, seal: bool = True, **flags: object) -> App:
    """Return the program's parts for some flags; None stands for a flag that wasn't given.

    With `seal` this process can make no further connection. It isn't sealed if the settings name a library on a server.
    """
    settings = load_settings(home=home, library=library, **flags)
    if seal and settings.library_url is None:
        GUARD.seal()
    return App(settings, say)


def filter_of_flags(
    paths: list[str] | None, languages: list[str] | None, formats: list[str] | None, since: str | None, before: str | None
) -> Filter:
    """Return the filter that the flags describe; flags that describe none are wrong usage."""
    try:
        return filter_of(paths or (), languages or (), formats or (), since, before)
    except (FilterInvalid, PathProblem) as problem:
        raise typer.BadParameter(str(problem), param_hint="the filter") from None
