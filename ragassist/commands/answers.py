"""`search` and `ask`, one at a time or in batches."""

import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from ingest.errors import AssistantError
from ragassist.commands.choices import Before, DocumentLanguages, Formats, Paths, Since, chosen
from ragassist.commands.common import AsJson, Home, LibraryName, Rerank, assembly_of
from ragassist.stopping import stop_on_interrupt

if TYPE_CHECKING:
    from indexes.hits import Filter, Hit, Mode
    from indexes.library import Library
    from ragassist.assemble import Assembly
    from ragassist.session import AskOptions, Session


def search(
    query: Annotated[str | None, typer.Argument()] = None,
    top: Annotated[int, typer.Option(min=1, max=100, help="How many hits.")] = 10,
    mode: Annotated[Literal["hybrid", "dense", "lexical"], typer.Option(help="Which legs of the search.")] = "hybrid",
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
    _require_one(query, batch, "QUERY")
    only = chosen(path, document_language, format, since, before)
    from ragassist.rows import batch_rows
    from ragassist.terminal import show_json

    rows = batch_rows(batch, "query") if batch else [{"query": query or ""}]
    with assembly_of(home, library, rerank_ms=rerank_ms).open_library_to_search() as opened:
        told = _tell(opened, only)
        run = _searcher(opened, top, mode, only, told)
        for row in rows:
            try:
                found, hits = run(row)
            except AssistantError as problem:
                if not batch:
                    raise
                found, hits = {"query": row["query"], "error": str(problem)}, []
            show_json(_with_id(row, found)) if as_json or batch else _show_hits(hits, bool(only))


def _tell(opened: "Library", only: "Filter") -> tuple[str, ...]:
    """Say what keeps the library from being searched as it should be, and return it."""
    from ragassist.languages import from_locale
    from ragassist.notices import notices
    from ragassist.terminal import say

    told = notices(opened, from_locale(), only)
    for line in told:
        say(line)
    return told


def _searcher(
    opened: "Library", top: int, mode: "Mode", flags: "Filter", told: tuple[str, ...]
) -> Callable[[Mapping[str, Any]], tuple[dict[str, Any], list["Hit"]]]:
    from ragassist import languages
    from ragassist.choosing import combined, filter_of_row
    from ragassist.contract import search_json
    from ragassist.notices import nothing_let_through
    from ragassist.session import checked_question

    def run(row: Mapping[str, Any]) -> tuple[dict[str, Any], list["Hit"]]:
        started = time.monotonic()
        query = row["query"]
        text = checked_question(query)
        only = combined(flags, filter_of_row(row))
        language = languages.language_for(text, None)
        hits = opened.search(text, language, top, mode, only)
        empty = nothing_let_through(opened, only) if not hits and only != flags else ""
        return search_json(query, language, hits, time.monotonic() - started, (*told, empty) if empty else told), hits

    return run


def _show_hits(hits: "list[Hit]", filtered: bool) -> None:
    from ragassist.languages import from_locale
    from ragassist.phrases import phrase
    from ragassist.places import place_in_words
    from ragassist.terminal import show
    from ragassist.untrusted import one_line

    if not hits:
        hint = "loosen the filter" if filtered else "is the library empty? 'ragassist index FOLDER' fills it"
        show(f"nothing found: {hint}")
    for hit in hits:
        place = place_in_words(hit.chunk.place, lambda name: phrase(name, from_locale()))
        show(f"{hit.rank:>3}. {hit.score:.2f}  {', '.join(part for part in (one_line(hit.chunk.path), place) if part)}")
        show(f"     {one_line(hit.chunk.text)[:200]}")


def ask(
    question: Annotated[str | None, typer.Argument()] = None,
    language: Annotated[str | None, typer.Option(help="Language of the answer: en ar zh fr de ja ko es.")] = None,
    think: Annotated[str | None, typer.Option(help="Reason before answering: auto, on or off.")] = None,
    think_budget: Annotated[int | None, typer.Option(help="Most tokens of reasoning.")] = None,
    think_seconds: Annotated[float | None, typer.Option(help="Most seconds of reasoning.")] = None,
    context_tokens: Annotated[int | None, typer.Option(help="Most tokens of sources.")] = None,
    seed: Annotated[int | None, typer.Option(help="Seed of the sampler, for the same answer again.")] = None,
    path: Paths = None,
    document_language: DocumentLanguages = None,
    format: Formats = None,
    since: Since = None,
    before: Before = None,
    batch: Annotated[
        Path | None,
        typer.Option(help='JSONL file with lines {"id","question"}; "paths", "languages", "formats", "since", "before".'),
    ] = None,
    go_on: Annotated[bool, typer.Option("--continue", help="Go on with the last conversation.")] = False,
    conversation: Annotated[str | None, typer.Option(metavar="ID", help="Go on with this conversation.")] = None,
    private: Annotated[bool, typer.Option("--private", help="Keep nothing of the conversation.")] = False,
    keep: Annotated[bool, typer.Option("--keep", help="Keep the conversations of a batch, too.")] = False,
    rerank_ms: Rerank = None,
    home: Home = None,
    library: LibraryName = None,
    as_json: AsJson = False,
) -> None:
    """Answer a question from the documents, in the question's language, with citations."""
    _require_one(question, batch, "QUESTION")
    only = chosen(path, document_language, format, since, before)
    assembly = assembly_of(
        home,
        library,
        language=language,
        think=think,
        think_budget=think_budget,
        think_seconds=think_seconds,
        context_tokens=context_tokens,
        rerank_ms=rerank_ms,
    )
    with assembly.open_library_to_search() as opened, stop_on_interrupt() as stop:
        options = replace(assembly.ask_options(), seed=seed, only=only)
        if batch:
            _ask_batch(assembly, opened, batch, options, stop, private=private or not keep)
            return
        wanted = conversation or (_last_conversation(assembly) if go_on else None)
        session = assembly.open_session(opened, conversation=wanted, private=private and not wanted)
        if private:
            session.store = None  # what was said before is known, what is said now is not kept
        _ask_one(session, question or "", options, stop, as_json=as_json)


def _last_conversation(assembly: "Assembly") -> str:
    with assembly.conversations() as kept:
        for summary in kept.recent():
            if summary.library == assembly.settings.library:
                return summary.id
    raise AssistantError("there is no conversation to go on with: ask without --continue")


def _ask_one(session: "Session", question: str, options: "AskOptions", stop: Event, *, as_json: bool) -> None:
    from ragassist.contract import ask_json
    from ragassist.session import finished
    from ragassist.terminal import show_answer, show_json

    events = session.ask(question, options, stop)
    if as_json:
        show_json(ask_json(finished(events)) | {"conversation": session.conversation})
    else:
        show_answer(events)


def _ask_batch(
    assembly: "Assembly", opened: "Library", batch: Path, options: "AskOptions", stop: Event, *, private: bool
) -> None:
    from ragassist.choosing import combined, filter_of_row
    from ragassist.contract import ask_json
    from ragassist.rows import batch_rows
    from ragassist.session import finished
    from ragassist.terminal import show_json

    conversations: dict[str, Session] = {}
    for row in batch_rows(batch, "question"):
        name = row.get("conversation")
        session = conversations.get(str(name)) if name is not None else None
        session = session or assembly.open_session(opened, private=private)
        if name is not None:
            conversations[str(name)] = session
        try:
            own = replace(options, only=combined(options.only, filter_of_row(row)))
            show_json(_with_id(row, ask_json(finished(session.ask(row["question"], own, stop)))))
        except AssistantError as problem:
            show_json(_with_id(row, {"question": row["question"], "error": str(problem)}))


def _require_one(text: str | None, batch: Path | None, name: str) -> None:
    if (text is None) == (batch is None):
        raise typer.BadParameter("give either a text or --batch FILE", param_hint=name)


def _with_id(row: dict[str, Any], found: dict[str, Any]) -> dict[str, Any]:
    return {"id": row["id"], **found} if "id" in row else found
