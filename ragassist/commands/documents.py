"""The commands `index`, `remove`, `list` and `text`, which change or show the documents of a library."""

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Annotated, Any

import typer

from indexes.errors import DocumentUnknown
from indexes.indexing.changes import DocumentsMissing
from indexes.indexing.indexer import Indexer, documents_under, normal_path
from indexes.indexing.pacing import PacedListener, go_on, pause, reader_for_run
from indexes.indexing.run import Listener, RunOptions, RunReport
from indexes.library import Library
from indexes.records import DocumentRow
from ingest.documents import Document
from ingest.errors import AssistantError, UnreadableDocument
from ingest.files.discovery import not_read
from ingest.files.names import as_it_lies, printable, suffix_of
from ingest.files.rules import Rules
from ingest.files.snapshot import take
from ingest.files.watching import bursts_of_changes
from ingest.isolation.worker import Worker
from ingest.readers import is_read
from ragassist.app import App
from ragassist.commands.opening import app_of
from ragassist.commands.options import IN_PART, AsJson, Home, LibraryName
from ragassist.commands.output import SPOKEN, say, show, show_json, show_reasons
from ragassist.commands.progress import index_progress
from ragassist.formats.json_contract import index_json, list_json, text_json
from ragassist.untrusted import one_line

Globs = list[str] | None
_NOT_STORED = "not in the library: this is what would be indexed; 'ragassist index' takes it in"
_CHANGED = "the file has changed since it was indexed: 'ragassist index' reads it anew"
_GONE = "the file is gone: 'ragassist index' of its folder takes it out of the library"


def index(
    paths: Annotated[list[Path] | None, typer.Argument(help="Folders or files.")] = None,
    *,
    watch: Annotated[bool, typer.Option("--watch", help="Stay and index what changes, until Ctrl-C.")] = False,
    full: Annotated[bool, typer.Option("--full", help="Hash every file, and read again what was skipped or partial.")] = False,
    prune: Annotated[bool, typer.Option("--prune", help="Take documents out although their folder is empty or gone.")] = False,
    include: Annotated[Globs, typer.Option(help="Only files that match this glob; may be given again.")] = None,
    exclude: Annotated[Globs, typer.Option(help="No files that match this glob, as a line of .ragignore.")] = None,
    re_embed: Annotated[bool, typer.Option("--re-embed", help="Chunk and embed all stored text again.")] = False,
    gentle: Annotated[bool, typer.Option("--gentle", help="Leave half of the processor to others, as on battery.")] = False,
    rest: Annotated[bool, typer.Option("--pause", help="Let all runs rest, also those of the terminal UI.")] = False,
    resume: Annotated[bool, typer.Option("--resume", help="Let them go on.")] = False,
    home: Home = None,
    library: LibraryName = None,
    as_json: AsJson = False,
) -> None:
    """Index folders: new and changed documents in, deleted ones out."""
    if rest or resume:
        _set_paused(app_of(home, library), paused=rest)
        return
    paths = [as_it_lies(path) for path in paths or ()]
    if not paths and not re_embed:
        raise typer.BadParameter("give at least one folder or file", param_hint="PATHS")
    app = app_of(home, library)
    if go_on(app.settings.home):
        say("indexing was paused and goes on")
    with app.open_library() as opened:
        rules = Rules(tuple(include or ()), tuple(exclude or ()), (app.settings.home, app.library_folder))
        options = RunOptions(rules, full, prune)
        run = _Run(app=app, opened=opened, paths=paths, options=options, gentle=gentle, re_embed=re_embed, as_json=as_json)
        result = run.once()
        if watch and paths:
            run.watch()
    if result["skipped"]:
        raise typer.Exit(IN_PART)


def _set_paused(app: App, *, paused: bool) -> None:
    """Pause or resume all indexing runs of this home."""
    if paused:
        pause(app.settings.home)
        say("indexing rests; 'ragassist index --resume' lets it go on")
    else:
        say("indexing goes on" if go_on(app.settings.home) else "indexing was not paused")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Run:
    """Brings a library up to date with the files below some paths, once or whenever they change."""

    app: App
    opened: Library
    paths: Sequence[Path]
    options: RunOptions
    gentle: bool
    re_embed: bool
    as_json: bool

    def watch(self) -> None:
        """Bring the library up to date after each change. A failed run prints its error; the next change starts another."""
        say("watching for changes; Ctrl-C ends it")
        for _ in bursts_of_changes(self.paths, apart=self.options.rules.apart):
            try:
                replace(self, re_embed=False).once()
            except AssistantError as problem:
                say(f"ragassist: {SPOKEN.told(problem.line)}")

    def once(self) -> dict[str, Any]:
        """Bring the library up to date; show what was done and return it as `index_json` does."""
        report = self._report()
        for notice in report.notices:
            say(notice)
        result = index_json(self.app.settings.library, report, self.opened.totals())
        show_json(result) if self.as_json else _show_index(result)
        return result

    def _report(self) -> RunReport:
        try:
            with reader_for_run(gentle=self.gentle) as worker, index_progress() as shown:
                paced = self._paced(shown)
                indexer = Indexer(self.opened, worker, paced, paced.clock)
                if self.re_embed:
                    indexer.rebuild()
                return indexer.update(self.paths, self.options) if self.paths else indexer.report
        except DocumentsMissing as problem:
            if not _agreed(problem.line):
                raise
        return replace(self, options=replace(self.options, prune=True), re_embed=False)._report()

    def _paced(self, listener: Listener) -> PacedListener:
        home = self.app.settings.home
        return PacedListener(listener, home, lambda: True) if self.gentle else PacedListener(listener, home)


def _agreed(problem: str) -> bool:
    """Return whether the person at the terminal agrees; False without a terminal, where a script has to pass --prune."""
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        return False
    say(problem)
    return typer.confirm("Take these documents out of the library?", default=False, err=True)


def _show_index(result: dict[str, Any]) -> None:
    show(
        f"{result['indexed']} indexed, {result['unchanged']} unchanged, {result['removed']} removed, "
        f"{len(result['partial'])} partial, {len(result['skipped'])} skipped; "
        f"the library holds {result['documents']} documents in {result['chunks']} chunks ({result['seconds']:.1f} s)"
    )
    show_reasons({kind: [(row["path"], row["reason"]) for row in result[kind]] for kind in ("partial", "skipped")})


def text(
    path: Path,
    page: Annotated[int | None, typer.Option(min=1, help="One page (slide, sheet, chapter, message) only.")] = None,
    home: Home = None,
    library: LibraryName = None,
    as_json: AsJson = False,
) -> None:
    """Show exactly the text of a document that is indexed."""
    path = as_it_lies(path)
    document, hints = _indexed(app_of(home, library), path) or (_read(path), [_NOT_STORED])
    found = text_json(printable(path.absolute()), document, page, hints)
    if page and not found["pages"]:
        raise AssistantError(f"{printable(path)} has no page {page}")
    if as_json:
        show_json(found)
        return
    _show_text(found, document.page_unit)
    for warning in found["warnings"]:
        say(warning)


def _indexed(app: App, path: Path) -> tuple[Document, list[str]] | None:
    """Return the stored document and hints about changes of its file; None if the library doesn't hold the document."""
    if not app.library_folder.exists():
        return None
    with app.open_library_to_read() as opened:
        name = printable(normal_path(path))
        row = next((row for row in opened.documents() if row.path == name), None)
        document = opened.load_document(name) if row and row.state in ("indexed", "partial") else None
        return None if row is None or document is None else (document, _hints(row, path))


def _hints(row: DocumentRow, path: Path) -> list[str]:
    """Return a hint if the file isn't the one that was indexed. A file of the same size and time isn't read again."""
    try:
        status = path.stat()
    except OSError:
        return [_GONE]
    if (status.st_size, status.st_mtime_ns) == (row.size, row.mtime_ns):
        return []
    try:
        return [] if take(path, follow=True).sha256 == row.sha256 else [_CHANGED]
    except UnreadableDocument:
        return [_CHANGED]


def _read(path: Path) -> Document:
    """Return the document that a file holds. Raises `AssistantError` where the file is missing or can't be read."""
    if not path.exists():
        raise AssistantError(f"{printable(path)} does not exist: check its name")
    suffix = suffix_of(path)
    if not is_read(suffix):
        raise AssistantError(f"{printable(path)}: {not_read(suffix)}")
    try:
        with Worker() as worker:
            return worker.read(suffix, take(path, follow=True).data)
    except UnreadableDocument as problem:
        raise UnreadableDocument(f"{printable(path)}: {problem}") from None


def _show_text(found: dict[str, Any], unit: str) -> None:
    before = None
    for part in found["pages"]:
        if part["page"] and part["page"] != before:
            show(f"--- {unit} {part['page']} ---")
        before = part["page"]
        show(part["text"])


def list_documents(home: Home = None, library: LibraryName = None, as_json: AsJson = False) -> None:
    """List the documents with their state."""
    with app_of(home, library).open_library_to_read() as opened:
        found = list_json(opened.documents())
    if as_json:
        show_json(found)
        return
    if not found["documents"]:
        show("the library is empty: 'ragassist index FOLDER' fills it")
    for row in found["documents"]:
        reason = f" ({one_line(SPOKEN.told(row['reason']))})" if row["reason"] else ""
        show(f"{row['state']:<8} {row['language']:<3} {row['chunks']:>5} chunks  {one_line(row['path'])}{reason}")


def remove(paths: list[Path], home: Home = None, library: LibraryName = None, as_json: AsJson = False) -> None:
    """Take documents, or folders of them, out of the library; the files themselves stay."""
    with app_of(home, library).open_library_to_read() as opened, opened.writing():
        removed = opened.remove(list(_known(opened, paths)))
    show_json({"removed": removed}) if as_json else show("\n".join(f"removed {path}" for path in removed))


def _known(opened: Library, paths: Sequence[Path]) -> Iterator[str]:
    """Yield the paths of the documents at or below `paths`. Raises `DocumentUnknown` for a path without a document."""
    paths = [as_it_lies(path) for path in paths]
    unknown = [path for path in paths if not any(documents_under(opened, [normal_path(path)]))]
    if unknown:
        names = ", ".join(map(printable, unknown))
        raise DocumentUnknown(f"{names}: not in the library; 'ragassist list' shows what is")
    yield from (row.path for row in documents_under(opened, [normal_path(path) for path in paths]))
