"""The commands `status`, `check` and `doctor`, which show the state of the library, the models and the machine."""

from typing import Annotated

import typer

from indexes.backends.folder import save_damaged
from indexes.errors import LibraryDamaged
from indexes.storage.check_report import CheckReport
from ingest.errors import AssistantError
from ragassist.airgap import GUARD
from ragassist.app import App
from ragassist.commands.opening import app_of
from ragassist.commands.options import FAILED, AsJson, Home, LibraryName
from ragassist.commands.output import show, show_json
from ragassist.diagnostics.airgap_proof import prove
from ragassist.diagnostics.doctor import examine
from ragassist.formats.json_contract import check_json, status_json


def status(home: Home = None, library: LibraryName = None, as_json: AsJson = False) -> None:
    """Show how much is indexed and which models are in use."""
    app = app_of(home, library)
    with app.open_library_to_read() as opened:
        found = status_json(app.settings.library, opened.totals(), _models_in_use(app))
    found["connections"] = GUARD.report()
    if as_json:
        show_json(found)
        return
    show(
        f"library {found['library']}: {found['documents']} documents, {found['embedded']} of {found['chunks']} chunks embedded"
    )
    show(f"{found['skipped']} skipped, {found['partial']} partial; {found['bytes'] / 1e6:.1f} MB of files")
    for role, name in found["models"].items():
        show(f"{role} model: {name or 'none installed'}")
    let_through = "".join(f"; {host}:{port} is let through: it runs the chat model" for host, port in GUARD.ports)
    show(f"connections: {GUARD.refused} refused, kept by the {GUARD.kept_by}{let_through}")


def _models_in_use(app: App) -> dict[str, str | None]:
    try:
        chat: str | None = app.models.chat().title
    except AssistantError:
        chat = None
    try:
        embedding: str | None = app.embedding.folder.path.name
    except AssistantError:
        embedding = None
    return {"chat": chat, "embedding": embedding}


def check(
    full: Annotated[bool, typer.Option("--full", help="Read every page and the full text.")] = False,
    repair: Annotated[bool, typer.Option("--repair", help="Rebuild what can be rebuilt from the database.")] = False,
    home: Home = None,
    library: LibraryName = None,
    as_json: AsJson = False,
) -> None:
    """Look for damage in the library."""
    found = check_json(_checked(app_of(home, library), full=full, repair=repair))
    if as_json:
        show_json(found)
    else:
        for kind in ("problems", "repaired"):
            for row in found[kind]:
                show(f"{kind[:-1] if kind == 'problems' else kind}: {row['what']}: {row['detail']}")
        show("the library is whole" if found["ok"] else "run 'ragassist check --repair'")
    if not found["ok"]:
        raise typer.Exit(FAILED)


def _checked(app: App, *, full: bool, repair: bool) -> CheckReport:
    try:
        with app.open_library_to_read() as opened:
            return opened.check(full=full, repair=repair)
    except LibraryDamaged:
        if not repair or app.settings.library_url:
            raise
    saved = save_damaged(app.library_folder)
    with app.open_library_to_read() as opened:
        report = opened.check(full=full, repair=True)
    return CheckReport(report.problems, (saved, *report.repaired))


def doctor(
    airgap: Annotated[bool, typer.Option("--airgap", help="Also index a sample and ask it without a network.")] = False,
    home: Home = None,
    library: LibraryName = None,
    as_json: AsJson = False,
) -> None:
    """Check what the program needs, each with a hint."""
    app = app_of(home, library)
    findings, proof = examine(app), None
    if airgap:
        proof = prove(app.settings.home, app.settings.library)
        findings.append(proof.finding)
    if as_json:
        checks = [{"name": f.name, "ok": f.ok, "detail": f.detail, "hint": f.hint} for f in findings]
        show_json({"checks": checks, "connections": GUARD.report()} | ({"airgap": proof.report} if proof else {}))
    else:
        for f in findings:
            show(f"{'ok ' if f.ok else 'NO '} {f.name}: {f.detail}" + (f"\n    {f.hint}" if not f.ok else ""))
        for line in proof.lines() if proof else ():
            show(line)
    if not all(f.ok for f in findings):
        raise typer.Exit(FAILED)
