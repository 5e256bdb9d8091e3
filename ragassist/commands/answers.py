"""`search` and `ask`, one at a time or in batches."""

import json
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from ingest.errors import AssistantError
from ragassist.commands.common import AsJson, Home, LibraryName, assembly_of
from ragassist.stopping import stop_on_interrupt

if TYPE_CHECKING:
    from indexes.library import Hit, Library, Mode
    from ragassist.assemble import Assembly
    from ragassist.events import Event as AnswerEvent
    from ragassist.session import AskOptions, Session


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

    assembly = assembly_of(home, library)
    with assembly.open_library() as opened:
        _say_coverage(opened)
        run = _searcher(opened, top, mode)
        for row in _batch_rows(batch, "query") if batch else [{"query": query or ""}]:
            try:
                found, hits = run(row["query"])
            except AssistantError as problem:
                if not batch:
                    raise
                found, hits = {"query": row["query"], "error": str(problem)}, []
            show_json(_with_id(row, found)) if as_json or batch else _show_hits(hits)


def _say_coverage(opened: "Library") -> None:
    from ragassist.languages import from_locale
    from ragassist.phrases import phrase
    from ragassist.terminal import say

    share = opened.store.totals().coverage
    if share < 1:
        say(phrase("partly_indexed", from_locale()).format(percent=int(share * 100)))
    if behind := opened.outdated():
        say(behind)


def _searcher(opened: "Library", top: int, mode: "Mode") -> Callable[[str], tuple[dict[str, Any], list["Hit"]]]:
    from ragassist import languages
    from ragassist.contract import search_json
    from ragassist.session import checked_question

    def run(query: str) -> tuple[dict[str, Any], list["Hit"]]:
        started = time.monotonic()
        text = checked_question(query)
        language = languages.detect(text) or languages.from_locale()
        hits = opened.search(text, language, top, mode)
        return search_json(query, language, hits, time.monotonic() - started), hits

    return run


def _show_hits(hits: "list[Hit]") -> None:
    from ragassist.languages import from_locale
    from ragassist.phrases import phrase
    from ragassist.places import place_in_words
    from ragassist.terminal import show
    from ragassist.untrusted import one_line

    if not hits:
        show("nothing found: is the library empty? 'ragassist index FOLDER' fills it")
    for hit in hits:
        place = place_in_words(hit.chunk.place, lambda name: phrase(name, from_locale()))
        show(f"{hit.rank:>3}. {hit.score:.2f}  {', '.join(part for part in (one_line(hit.chunk.path), place) if part)}")
        show(f"     {one_line(hit.chunk.text)[:200]}")


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
    assembly = assembly_of(
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
