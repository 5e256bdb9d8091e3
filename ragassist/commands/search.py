"""The `search` command."""

import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Annotated, Any, Literal

import typer

from indexes.hits import Filter, Hit, Mode
from indexes.library import Library
from ingest.errors import AssistantError
from ragassist.commands.batch import require_one, with_id
from ragassist.commands.opening import app_of, filter_of_flags
from ragassist.commands.options import (
    AsJson,
    Before,
    DocumentLanguages,
    Formats,
    Home,
    LibraryName,
    Paths,
    Rerank,
    Since,
)
from ragassist.commands.output import say, show, show_json
from ragassist.formats.json_contract import search_json
from ragassist.formats.jsonl import batch_rows
from ragassist.language.detection import language_for
from ragassist.language.locale import from_locale
from ragassist.language.places import source_label
from ragassist.retrieval.filters import combined, filter_of_row
from ragassist.retrieval.notices import library_notices, nothing_let_through, phrases_not_found
from ragassist.retrieval.question import checked_question
from ragassist.untrusted import one_line


def search(
    query: Annotated[str | None, typer.Argument()] = None,
    *,
    top: Annotated[int, typer.Option(min=1, max=100, help="How many hits.")] = 10,
    mode: Annotated[
        Literal["hybrid", "dense", "lexical"],
        typer.Option(help="Search by vectors (dense), by full text (lexical), or by both."),
    ] = "hybrid",
    path: Paths = None,
    document_language: DocumentLanguages = None,
    format: Formats = None,
    since: Since = None,
    before: Before = None,
    batch: Annotated[
        Path | None,
        typer.Option(help='JSONL file with lines {"id","query"}; "paths", "languages", "formats", "since", "before".'),
    ] = None,
    rerank_ms: Rerank = None,
    home: Home = None,
    library: LibraryName = None,
    as_json: AsJson = False,
) -> None:
    """Find the passages that fit a question best."""
    require_one(query, batch, "QUERY")
    only = filter_of_flags(path, document_language, format, since, before)
    rows = batch_rows(batch, "query") if batch else [{"query": query or ""}]
    with app_of(home, library, rerank_ms=rerank_ms).open_library_to_search() as opened:
        run = _searcher(opened, top, mode, only, _notices(opened, only))
        for row in rows:
            try:
                found, hits = run(row)
            except AssistantError as problem:
                if not batch:
                    raise
                found, hits = {"query": row["query"], "error": str(problem)}, []
            show_json(with_id(row, found)) if as_json or batch else _show_hits(hits, bool(only))


def _notices(opened: Library, only: Filter) -> tuple[str, ...]:
    """Return the notices about the library, after printing them to standard error."""
    notices = library_notices(opened, from_locale(), only)
    for notice in notices:
        say(notice)
    return notices


def _searcher(
    opened: Library, top: int, mode: Mode, flags: Filter, notices: tuple[str, ...]
) -> Callable[[Mapping[str, Any]], tuple[dict[str, Any], list[Hit]]]:
    def run(row: Mapping[str, Any]) -> tuple[dict[str, Any], list[Hit]]:
        started = time.monotonic()
        query = row["query"]
        text = checked_question(query)
        only = combined(flags, filter_of_row(row))
        language = language_for(text, None)
        hits = opened.search(text, language, top, mode, only)
        empty = nothing_let_through(opened, only) if not hits and only != flags else ""
        missing = phrases_not_found(opened, text, from_locale(), only)
        for line in missing:
            say(line)
        lines = (*notices, *missing, *([empty] if empty else []))
        return search_json(query, language, hits, time.monotonic() - started, lines), hits

    return run


def _show_hits(hits: list[Hit], filtered: bool) -> None:
    if not hits:
        hint = "loosen the filter" if filtered else "is the library empty? 'ragassist index FOLDER' fills it"
        show(f"nothing found: {hint}")
    for hit in hits:
        show(f"{hit.rank:>3}. {hit.score:.2f}  {source_label(hit.chunk.path, hit.chunk.place, from_locale())}")
        show(f"     {one_line(hit.chunk.text)[:200]}")
