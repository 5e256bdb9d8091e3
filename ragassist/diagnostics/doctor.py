"""Checks the machine, the models and the library, and gives a hint for each problem."""

from ingest.errors import AssistantError
from ingest.isolation.converters import installed_converters, missing_programs
from ingest.isolation.landlock import WHOLE, version
from ingest.isolation.worker import Worker
from ingest.ocr.tesseract import installed_tesseract
from ingest.system.limits import Wall
from ragassist.airgap import GUARD
from ragassist.app import App
from ragassist.diagnostics.machine import Finding, examine_machine
from ragassist.engine.gpu.placement import backends, gpus
from ragassist.engine.tuning import load_tuning
from ragassist.models.measured_judging import load_measured
from ragassist.models.memory import free_bytes, needed_bytes

_LEAST_WALLS = frozenset((Wall.MEMORY, Wall.TIME))
"""Limits of the reading process without which a single file can exhaust the machine."""


def examine(app: App) -> list[Finding]:
    """Return the findings, in the order in which problems are best fixed."""
    return [
        *examine_machine(app.settings.home, app.settings.bidi),
        readers(),
        programs(),
        _embedding_model(app),
        _chat_model(app),
        judging(app),
        _gpu(app),
        _library(app),
        Finding(
            "connections",
            GUARD.refused == 0,
            f"{GUARD.refused} refused, kept by the {GUARD.kept_by}"
            + "".join(f"; {host} is let through: the library lies there" for host in GUARD.admitted)
            + "".join(f"; {host}:{port} is let through: it runs the chat model" for host, port in GUARD.ports),
            "something tried to go online: report it",
        ),
    ]


def readers(worker: Worker | None = None) -> Finding:
    """Return the limits that this system sets to the process that reads documents, as that process reports them."""
    try:
        with worker or Worker() as reading:
            held = reading.walls()
    except AssistantError as problem:
        return Finding("document readers", False, str(problem), "documents can't be read: install the program anew")
    missing = [wall for wall in Wall if wall not in held]
    detail = f"kept from {', '.join(wall for wall in Wall if wall in held) or 'nothing'}"
    detail += f"; this system has no wall against {', '.join(missing)}" if missing else ""
    return Finding("document readers", held >= _LEAST_WALLS, detail, "index only files that you trust")


def programs(landlock: int | None = None) -> Finding:
    """Return the installed programs that read formats which this one can't, and those that could be installed.

    `landlock` is the version in the kernel, 0 for none; if it is None the kernel is asked.
    """
    there = [*(["Tesseract"] if installed_tesseract() else []), *(one.title for one in installed_converters())]
    missing = [*([] if installed_tesseract() else ["Tesseract (scans)"]), *missing_programs()]
    detail = f"{', '.join(there) or 'none'}" + (f"; more is read with {', '.join(missing)}" if missing else "")
    if there and (version() if landlock is None else landlock) < WHOLE:
        detail += "; this system has no full wall against their writing files (Landlock of Linux 6.2 or newer)"
    return Finding("programs for more formats", True, detail)


def _embedding_model(app: App) -> Finding:
    try:
        engine, title = app.embedding.engine, app.models.embedding_title
    except AssistantError as problem:
        hint = f"run 'ragassist models pull {app.settings.embedding_model}' or correct embedding_model"
        return Finding("embedding model", False, str(problem), hint)
    return Finding("embedding model", True, f"{title}, run by {engine}")


def _chat_model(app: App) -> Finding:
    try:
        chosen = app.models.chat()
    except AssistantError as problem:
        return Finding("chat model", False, str(problem), "without one, answers quote passages")
    if server := app.settings.chat_server:
        return _chat_server(app, f"{chosen.title}, run by {server.shown}")
    needed, free = needed_bytes(chosen.path.stat().st_size, app.settings.context_size, chosen.entry), free_bytes()
    detail = f"{chosen.title}, needs about {needed / 1e9:.1f} GB of the {free / 1e9:.1f} GB that are free"
    return Finding("chat model", free > needed, detail, "close other programs or pull a smaller model: 'ragassist models list'")


def judging(app: App) -> Finding:
    """Return whether the chat model's judgement of sources is known or was measured; a missing measurement isn't a problem."""
    name = "judgement of sources"
    try:
        chosen = app.models.chat()
    except AssistantError:
        return Finding(name, True, "there is no chat model to judge them")
    if chosen.entry.judging:
        return Finding(name, True, "known for this model: it is asked whether the sources hold an answer")
    if app.settings.chat_url:
        return Finding(name, True, "not measured: the chat model runs on a server")
    found = load_measured(app.settings.home, chosen.sha256, app.say)
    if found is None:
        return Finding(name, True, "not measured: 'ragassist models tune --judging' does it; the search alone decides")
    tells = "helps: the model is asked" if found.judging else "doesn't help: the model isn't asked"
    return Finding(name, True, f"measured on {found.questions} questions: it {tells}")


def _chat_server(app: App, detail: str) -> Finding:
    try:
        app.load_chat_model()
    except AssistantError as problem:
        return Finding("chat model", False, str(problem), "without one, answers quote passages")
    finally:
        app.close()
    return Finding("chat model", True, detail)


def _gpu(app: App) -> Finding:
    if app.settings.chat_url:
        return Finding("gpu", True, "the chat model runs on a server")
    built, wanted = backends(), app.settings.gpu_layers
    if not built:
        problem = "" if wanted in ("auto", 0) else f", though gpu_layers is {wanted}"
        return Finding("gpu", not problem, f"llama.cpp was built without one{problem}", "build it with one: docs/install.md")
    found = gpus()
    seen = ", ".join(f"{gpu.name} ({gpu.free / 1e9:.1f} GB free)" for gpu in found) or "no GPU that it can use"
    return Finding(
        "gpu", bool(found), f"llama.cpp for {', '.join(built)} sees {seen}; {_used_layers(app)}", "look at its driver"
    )


def _used_layers(app: App) -> str:
    if app.settings.gpu_layers != "auto":
        return f"gpu_layers is {app.settings.gpu_layers}"
    try:
        layers = load_tuning(app.settings.home, app.models.chat().path).gpu_layers
    except AssistantError:
        return "there is no chat model to use it"
    return "not measured yet: the first question does it" if layers is None else f"measured: {layers} layers on it"


def _library(app: App) -> Finding:
    name = app.settings.library
    try:
        with app.open_library() as library:
            report, totals = library.check(full=False, repair=False), library.totals()
    except AssistantError as problem:
        return Finding("library", False, str(problem), "see above")
    detail = f"{name}: {totals.documents} documents, {totals.embedded} of {totals.chunks} chunks embedded"
    problems = "; ".join(f"{p.what}: {p.detail}" for p in report.problems)
    return Finding("library", report.ok, problems or detail, "run 'ragassist check --repair'")
