"""The `ask` command: answers one question, or a batch of questions."""

from dataclasses import replace
from pathlib import Path
from threading import Event
from typing import Annotated, Any, Literal

import typer

from indexes.hits import Filter
from indexes.library import Library
from ingest.errors import AssistantError
from ragassist.answering.options import DEEP_SECONDS, AskOptions
from ragassist.answering.session import Session
from ragassist.app import App
from ragassist.commands.answer.output import show_answer
from ragassist.commands.batch import QuestionBatch, require_one
from ragassist.commands.interrupts import stop_on_interrupt
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
from ragassist.commands.output import show_json
from ragassist.events import finished
from ragassist.formats.json_contract import ask_json
from ragassist.formats.jsonl import batch_rows
from ragassist.requests.catalogue import Catalogue
from ragassist.requests.kinds import RequestKind
from ragassist.requests.names import one_named
from ragassist.retrieval.filters import combined

Batch = Annotated[
    Path | None,
    typer.Option(help='JSONL file with lines {"id","question"}; "paths", "languages", "formats", "since", "before".'),
]

AnsweredKind = Literal[
    "lookup", "summary", "overview", "count", "compare", "translate", "extract", "draft", "smalltalk", "capability"
]
Kind = Annotated[AnsweredKind | None, typer.Option(help="What kind of request it is, instead of what its text says.")]

Within = Annotated[
    list[str] | None,
    typer.Option("--in", metavar="NAME", help="Only this document, by its name as you would write it; repeatable."),
]
DeepSeconds = Annotated[float, typer.Option(min=0, help="Most seconds of --deep.")]


def ask(
    question: Annotated[str | None, typer.Argument()] = None,
    *,
    language: Annotated[str | None, typer.Option(help="Language of the answer: en ar zh fr de ja ko es.")] = None,
    think: Annotated[str | None, typer.Option(help="Reason before answering: auto, on or off.")] = None,
    think_budget: Annotated[int | None, typer.Option(help="Most tokens of reasoning.")] = None,
    think_seconds: Annotated[float | None, typer.Option(help="Most seconds of reasoning.")] = None,
    context_tokens: Annotated[int | None, typer.Option(help="Most tokens of sources.")] = None,
    kind: Kind = None,
    deep: Annotated[bool, typer.Option("--deep", help="Let the model search several times before it answers.")] = False,
    deep_seconds: DeepSeconds = DEEP_SECONDS,
    seed: Annotated[int | None, typer.Option(help="Seed of the sampler, for the same answer again.")] = None,
    within: Within = None,
    path: Paths = None,
    document_language: DocumentLanguages = None,
    format: Formats = None,
    since: Since = None,
    before: Before = None,
    batch: Batch = None,
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
    require_one(question, batch, "QUESTION")
    only = filter_of_flags(path, document_language, format, since, before)
    thinking: dict[str, Any] = {"think": think, "think_budget": think_budget, "think_seconds": think_seconds}
    app = app_of(home, library, language=language, **thinking, context_tokens=context_tokens, rerank_ms=rerank_ms)
    with app.open_library_to_search() as opened, stop_on_interrupt() as stop:
        options = replace(_options(app, kind, deep_seconds if deep else None), seed=seed, only=_within(opened, within, only))
        if batch:
            _ask_batch(QuestionBatch(app, opened, options, private=private or not keep), batch, stop)
            return
        wanted = conversation or (_last_conversation(app) if go_on else None)
        _ask_one(_session(app, opened, wanted, private=private), question or "", options, stop, as_json=as_json)


def _ask_batch(answers: QuestionBatch, batch: Path, stop: Event) -> None:
    for answer in answers.answers(batch_rows(batch, "question"), stop):
        show_json(answer)


def _options(app: App, kind: AnsweredKind | None, deep_seconds: float | None) -> AskOptions:
    return replace(app.ask_options(), kind=RequestKind(kind) if kind else None, deep_seconds=deep_seconds)


def _within(opened: Library, names: list[str] | None, only: Filter) -> Filter:
    """Return the filter `only`, narrowed to the named documents.

    Raises `DocumentUnknown` where a name fits no document, or more than one.
    """
    documents = Catalogue.of(opened).documents if names else ()
    return combined(only, Filter(paths=tuple(one_named(documents, name).path for name in names or ())))


def _last_conversation(app: App) -> str:
    with app.conversations() as kept:
        for summary in kept.recent(1, app.settings.library):
            return summary.id
    raise AssistantError("there is no conversation to go on with: ask without --continue")


def _session(app: App, opened: Library, conversation: str | None, *, private: bool) -> Session:
    """Return a new conversation, or a stored one. With `private` a stored conversation is read but not added to."""
    session = app.open_session(opened, conversation=conversation, private=private and not conversation)
    if private:
        session.store = None
    return session


def _ask_one(session: Session, question: str, options: AskOptions, stop: Event, *, as_json: bool) -> None:
    events = session.ask(question, options, stop)
    if as_json:
        show_json(ask_json(finished(events)) | {"conversation": session.conversation})
    else:
        show_answer(events)
