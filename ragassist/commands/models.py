"""The `models` commands: list, fetch, import, bundle, verify, tune and remove models."""

from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer

from ingest.errors import AssistantError
from ingest.files.names import from_home
from ragassist.airgap import GUARD
from ragassist.commands.judging import agree_on_terminal, measure_judging
from ragassist.commands.opening import app_of
from ragassist.commands.options import FAILED, AsJson, Home
from ragassist.commands.output import say, show, show_json
from ragassist.commands.progress import TerminalPullListener
from ragassist.engine.benchmark import measure
from ragassist.engine.gpu.placement import backends
from ragassist.engine.tuning import save_tuning
from ragassist.errors import ModelMissing
from ragassist.models.bundles import write_bundle
from ragassist.models.custom import drop_entry
from ragassist.models.entries import ModelEntry, Role
from ragassist.models.importing import take_in
from ragassist.models.memory import needed_bytes
from ragassist.models.pull import pull
from ragassist.models.registry import load_registry
from ragassist.models.store import Installed, ModelStore
from ragassist.wiring.chat_model import gpu_layers_for

app = typer.Typer(help="The models on disk; 'pull' is the only command that goes online.", rich_markup_mode=None)
AcceptLicence = Annotated[
    bool, typer.Option("--accept-licence", help="Agree to a model's licence beforehand, as for scripts; it is recorded.")
]


def names_of_models(incomplete: str) -> list[str]:
    """Return the names of models that begin with what is typed so far, for the shell's completion."""
    return [name for name in load_registry() if name.startswith(incomplete)]


Name = Annotated[str, typer.Argument(metavar="NAME", autocompletion=names_of_models)]
Names = Annotated[list[str], typer.Argument(metavar="NAME...", autocompletion=names_of_models)]


@app.command("list")
def models_list(
    home: Home = None,
    everything: Annotated[bool, typer.Option("--all", help="Also other quantizations, and all that is known of each.")] = False,
    as_json: AsJson = False,
) -> None:
    """List the models that are known and those that are installed."""
    parts = app_of(home, None)
    model_store, context = parts.model_store, parts.settings.context_size
    entries = model_store.registry().values()
    if as_json:
        show_json({"models": [_model_row(entry, model_store.find(entry), context) for entry in entries]})
        return
    for entry in entries:
        found = model_store.find(entry)
        if everything or found or entry.variant_of is None:
            show(_model_line(entry, found))
            show(_details(entry, context)) if everything else None
    if not everything:
        show("'ragassist models list --all' shows other quantizations, languages, memory and where models come from")


def _model_row(entry: ModelEntry, found: Installed | None, context: int) -> dict[str, Any]:
    return {
        "name": entry.name,
        "role": entry.role,
        "state": "installed" if found else "available",
        "source": found.source if found else None,
        "size": found.size if found else entry.size,
        "sha256": entry.sha256,
        "licence": entry.licence,
        "title": entry.title,
        "languages": list(entry.languages),
        "licence_note": entry.licence_note,
        "asks": entry.asks,
        "context": entry.context,
        "memory": needed_bytes(entry.size, context, entry) if entry.role is Role.CHAT else None,
        "prompt_format": entry.prompt_format or None,
        "variant_of": entry.variant_of,
        "hub": f"{entry.hub.repository}@{entry.hub.revision}" if entry.hub else None,
        "package_index": list(entry.package_index.packages) if entry.package_index else None,
        "files": [{"path": r.path, "size": r.size, "sha256": r.sha256} for r in found.files] if found else [],
    }


def _model_line(entry: ModelEntry, found: Installed | None) -> str:
    size, about = (found.size, " ") if found else (entry.size, " " if entry.sha256 else "~")
    state = "installed" if found else "available"
    return f"{state:<10} {entry.role:<10}{about}{size / 1e6:>6,.0f} MB  {entry.name}  ({entry.licence})"


def _details(entry: ModelEntry, context: int) -> str:
    wheels = entry.package_index
    sources = [f"hub {entry.hub.repository}"] if entry.hub else []
    sources += [f"package index {wheels.packages[0]} {wheels.version}, {len(wheels.packages)} wheel(s)"] if wheels else []
    memory = f"; memory {needed_bytes(entry.size, context, entry) / 1e9:.1f} GB" if entry.role is Role.CHAT else ""
    pinned = f"sha256 {entry.sha256}" if entry.sha256 else "no sha256 known: pinned by the first pull"
    return (
        f"    {entry.title}: {' '.join(entry.languages)}; {entry.context:,} tokens{memory}\n"
        f"    from {' or '.join(sources) or 'a path'}; {pinned}" + (f"\n    {entry.licence_note}" if entry.licence_note else "")
    )


@app.command("pull")
def models_pull(
    names: Names,
    origin: Annotated[
        str | None,
        typer.Option("--from", help="hub, package-index or a path; default: the first that answers."),
    ] = None,
    accept_licence: AcceptLicence = False,
    home: Home = None,
    as_json: AsJson = False,
) -> None:
    """Fetch models, check them, and keep them on disk."""
    model_store, listener = app_of(home, None, seal=False).model_store, TerminalPullListener(accepts=accept_licence)
    entries = [model_store.entry(name) for name in names]
    GUARD.open()
    try:
        pulled = [pull(entry, model_store, origin, listener) for entry in entries]
    finally:
        GUARD.close()
    if as_json:
        show_json({"models": _facts(pulled)})


def _facts(models: list[Installed]) -> list[dict[str, Any]]:
    return [{"name": m.entry.name, "source": m.source, "size": m.size} for m in models]


@app.command("import")
def models_import(
    path: Annotated[Path, typer.Argument(metavar="PATH", help="A GGUF file, a sentence-transformers folder or a bundle.")],
    *,
    name: Annotated[str | None, typer.Option("--name", help="Name for a model that the registry doesn't know.")] = None,
    prompt_format: Annotated[
        str | None,
        typer.Option(
            "--prompt-format", help="How its prompts are built, where the file's vocabulary doesn't tell or is wrong."
        ),
    ] = None,
    accept_licence: AcceptLicence = False,
    home: Home = None,
    as_json: AsJson = False,
) -> None:
    """Take a model in from a file, a folder or a USB stick; nothing goes online."""
    model_store = app_of(home, None).model_store
    listener = TerminalPullListener(accepts=accept_licence)
    taken = take_in(from_home(path), name, model_store, listener, prompt_format)
    if as_json:
        show_json({"models": _facts(taken)})
    for model in taken:
        say(f'use it by {model.entry.role}_model = "{model.entry.name}" in {model_store.own_file.with_name("settings.toml")}')


@app.command("bundle")
def models_bundle(
    names: Names,
    output: Annotated[Path, typer.Option("--output", "-o", metavar="FILE", help="The file to write; it must not exist.")],
    home: Home = None,
    as_json: AsJson = False,
) -> None:
    """Write installed models into one file, which 'models import' takes in on another machine."""
    model_store = app_of(home, None).model_store
    models = [_installed(name, model_store) for name in dict.fromkeys(names)]
    size = write_bundle(models, model_store, from_home(output), TerminalPullListener())
    if as_json:
        show_json({"file": str(output), "size": size, "models": _facts(models)})
    say(f"{output} holds {len(models)} model(s), {size / 1e6:,.0f} MB: run 'ragassist models import {output.name}' there")


@app.command("verify")
def models_verify(home: Home = None, as_json: AsJson = False) -> None:
    """Hash the installed models and compare."""
    model_store, listener, rows = app_of(home, None).model_store, TerminalPullListener(), []
    for model in (found for role in Role for found in model_store.installed(role)):
        with listener.track(f"hashing {model.entry.name}", model.size) as advance:
            try:
                model_store.check(model, full=True, advance=advance)
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


@app.command("tune")
def models_tune(
    judging: Annotated[
        bool | None,
        typer.Option(
            "--judging/--no-judging", help="Measure also, or don't, whether it tells when the sources hold no answer."
        ),
    ] = None,
    home: Home = None,
    as_json: AsJson = False,
) -> None:
    """Measure how the chat model runs best on this machine; leave the machine alone meanwhile.

    It also offers to measure, on questions about the sample, how well the model tells whether sources hold an answer: if
    that helps, the model is asked before each answer, and says more often that the documents don't tell.
    """
    parts = app_of(home, None)
    chosen = parts.models.chat()
    title = chosen.title
    say(f"measuring {title}, some minutes")
    size = parts.settings.context_size
    room = gpu_layers_for(chosen, size) if backends() else None
    best = measure(chosen.path, chosen.context(size), say, room)
    save_tuning(parts.settings.home, chosen.path, best.tuning)
    facts = {"prompt_tokens_per_s": round(best.prompt_rate, 1), "answer_tokens_per_s": round(best.answer_rate, 1)}
    where = f"{best.tuning.gpu_layers} layers on the GPU, " if best.tuning.gpu_layers else ""
    how = f"{where}{best.tuning.threads} threads and batches of {best.tuning.batch}"
    (say if as_json else show)(f"{title} runs best with {how}; kept for this machine")
    judged = measure_judging(parts, judging, agree_on_terminal())
    if as_json:
        show_json({"model": title, **asdict(best.tuning), **facts, "judging": judged})


@app.command("remove")
def models_remove(name: Name, home: Home = None) -> None:
    """Delete a model from disk; 'pull' brings it back."""
    model_store = app_of(home, None).model_store
    entry = model_store.entry(name)
    found = model_store.find(entry)
    if found is None and (left := model_store.remove_leftovers(entry)):
        say(f"what an interrupted pull of {name} had left was removed ({left / 1e6:,.0f} MB)")
        return
    found = _installed(name, model_store)
    model_store.remove(found)
    drop_entry(name, model_store.own_file)
    say(f"{name} was removed ({found.size / 1e6:,.0f} MB)")


def _installed(name: str, model_store: ModelStore) -> Installed:
    found = model_store.find(model_store.entry(name))
    if found is None:
        raise ModelMissing(f"{name} is not installed: 'ragassist models list' shows what is")
    return found
