"""Builds the application and the filter from a command's flags, and lists the first steps for a new user."""

from pathlib import Path

import typer

from indexes.hits import Filter
from ingest.errors import PathProblem
from ragassist.airgap import GUARD
from ragassist.app import App
from ragassist.commands.output import SPOKEN, say
from ragassist.errors import FilterInvalid, ModelDamaged, ModelMissing
from ragassist.models.registry import DEFAULT_CHAT_MODEL
from ragassist.retrieval.filters import filter_of
from ragassist.settings.schema import load_settings


def app_of(home: Path | None, library: str | None, *, seal: bool = True, **flags: object) -> App:
    """Return the application with settings from the flags; None stands for a flag that wasn't given.

    With `seal` this process can open no network connection from now on, unless the settings name a server.
    """
    settings = load_settings(home=home, library=library, **flags)
    SPOKEN.language = settings.language
    if seal and settings.is_offline:
        GUARD.seal()
    return App(settings, say)


def filter_of_flags(
    paths: list[str] | None, languages: list[str] | None, formats: list[str] | None, since: str | None, before: str | None
) -> Filter:
    """Return the filter that the flags describe. Raises a usage error for an invalid value."""
    try:
        return filter_of(paths or (), languages or (), formats or (), since, before)
    except (FilterInvalid, PathProblem) as problem:
        raise typer.BadParameter(str(problem), param_hint="the filter") from None


def first_steps(app: App) -> list[str]:
    """Return the commands that lead to a first answer, in order; [] if models and a library are there already."""
    missing = []
    try:
        _ = app.embedding.folder
    except (ModelMissing, ModelDamaged):
        missing.append(app.settings.embedding_model)
    try:
        app.models.chat()
    except (ModelMissing, ModelDamaged):
        missing.insert(0, DEFAULT_CHAT_MODEL if app.settings.chat_model == "auto" else app.settings.chat_model)
    steps = [f"ragassist models pull {' '.join(missing)}"] if missing else []
    if app.settings.library_url is None and not app.library_folder.exists():
        steps += ["ragassist index FOLDER", 'ragassist ask "YOUR QUESTION"']
    return steps


def welcome(steps: list[str]) -> str:
    """Return the text for a person who has nothing set up yet."""
    numbered = "\n".join(f"  {number}. {step}" for number, step in enumerate(steps, 1))
    return (
        "Nothing is set up yet. These commands lead to a first answer:\n"
        f"{numbered}\n"
        "The first fetches models of about 2 GB, once, and is the only one that goes online. FOLDER is any folder of your\n"
        "documents. 'ragassist doctor' says what this machine has, 'ragassist --help' shows the rest."
    )
