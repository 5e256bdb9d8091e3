"""`index`, `remove`, `list` and `text`: documents in, out and shown."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ingest.errors import AssistantError
from ragassist.commands.common import IN_PART, AsJson, Home, LibraryName, assembly_of

if TYPE_CHECKING:
    from indexes.library import Library
    from ragassist.assemble import Assembly

_SETTLE_MS = 2_000
"""A file that is being written changes many times; this long without a change it is taken for finished."""


def index(
    paths: Annotated[list[Path] | None, typer.Argument(help="Folders or files.")] = None,
    watch: Annotated[bool, typer.Option("--watch", help="Stay and index what changes, until Ctrl-C.")] = False,
    re_embed: Annotated[bool, typer.Option("--re-embed", help="Make all vectors anew with the present model.")] = False,
    home: Home = None,
    library: LibraryName = None,
    as_json: AsJson = False,
) -> None:
    """Index folders: new and changed documents in, deleted ones out."""
    if not paths and not re_embed:
        raise typer.BadParameter("give at least one folder or file", param_hint="PATHS")
    assembly = assembly_of(home, library)
    with assembly.open_library() as opened:
        result = _index_once(assembly, opened, paths or [], re_embed=re_embed, as_json=as_json)
        if watch and paths:
            from watchfiles import watch as changes

            for _ in changes(*paths, debounce=_SETTLE_MS, raise_interrupt=True):
                _index_once(assembly, opened, paths, re_embed=False, as_json=as_json)
    if result["skipped"]:
        raise typer.Exit(IN_PART)


def _index_once(
    assembly: "Assembly", opened: "Library", paths: Sequence[Path], *, re_embed: bool, as_json: bool
) -> dict[str, Any]:
    from indexes.indexing import Indexer
    from ingest.worker import Worker
    from ragassist.contract import index_json
    from ragassist.terminal import index_progress, show_json

    with Worker() as worker, index_progress() as listener:
        indexer = Indexer(opened, worker, listener)
        if re_embed:
            indexer.change_model()
        outcome = indexer.update(paths) if paths else indexer.outcome
    result = index_json(assembly.settings.library, outcome, opened.store.totals())
    show_json(result) if as_json else _show_index(result)
    return result


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


def text(
    path: Path,
    page: Annotated[int | None, typer.Option(min=1, help="One page only.")] = None,
    home: Home = None,
    library: LibraryName = None,
    as_json: AsJson = False,
) -> None:
    """Show exactly the text of a document that is indexed."""
    from ingest.discover import printable, take_bytes
    from ingest.errors import UnreadableDocument
    from ingest.readers import READERS
    from ingest.worker import Worker
    from ragassist.contract import text_json
    from ragassist.terminal import show, show_json

    if not path.exists():
        raise AssistantError(f"{path} does not exist: check its name")
    if path.suffix.lower() not in READERS:
        raise AssistantError(f"{path}: format {path.suffix or 'without a suffix'} is not read")
    try:
        with Worker() as worker:
            document = worker.read(path.suffix, take_bytes(path)[0])
    except UnreadableDocument as problem:
        raise UnreadableDocument(f"{printable(path)}: {problem}") from None
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


def list_documents(home: Home = None, library: LibraryName = None, as_json: AsJson = False) -> None:
    """List the documents with their state."""
    from ragassist.contract import list_json
    from ragassist.terminal import show, show_json
    from ragassist.untrusted import one_line

    with assembly_of(home, library).open_library_to_read() as opened:
        found = list_json(opened)
    if as_json:
        show_json(found)
        return
    if not found["documents"]:
        show("the library is empty: 'ragassist index FOLDER' fills it")
    for row in found["documents"]:
        reason = f" ({row['reason']})" if row["reason"] else ""
        show(f"{row['state']:<8} {row['language']:<3} {row['chunks']:>5} chunks  {one_line(row['path'])}{reason}")


def remove(paths: list[Path], home: Home = None, library: LibraryName = None, as_json: AsJson = False) -> None:
    """Take documents, or folders of them, out of the library; the files themselves stay."""
    from indexes.errors import DocumentUnknown
    from indexes.indexing import documents_under, normal_path
    from ragassist.terminal import show, show_json

    with assembly_of(home, library).open_library_to_read() as opened:
        found = [row.path for row in documents_under(opened, [normal_path(path) for path in paths])]
        if not found:
            raise DocumentUnknown(f"{', '.join(map(str, paths))}: not in the library; 'ragassist list' shows what is")
        with opened.writing():
            removed = opened.remove(found)
    show_json({"removed": removed}) if as_json else show("\n".join(f"removed {path}" for path in removed))
