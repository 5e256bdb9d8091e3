"""Answers the questions of a JSONL file, which holds one JSON object per line."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, closing, nullcontext
from dataclasses import replace
from pathlib import Path
from threading import Event
from typing import Any

import typer

from indexes.library import Library
from ingest.errors import AssistantError
from ragassist.answering.options import AskOptions
from ragassist.answering.session import Session
from ragassist.app import App
from ragassist.events import finished
from ragassist.formats.json_contract import ask_json
from ragassist.retrieval.filters import combined, filter_of_row


def require_one(text: str | None, batch: Path | None, name: str) -> None:
    """Raise a usage error, which names the argument `name`, unless either a text or a batch file is given."""
    if (text is None) == (batch is None):
        raise typer.BadParameter("give either a text or --batch FILE", param_hint=name)


def with_id(row: Mapping[str, Any], found: dict[str, Any]) -> dict[str, Any]:
    """Return the result for a row of a batch, with the row's id if it has one."""
    return {"id": row["id"], **found} if "id" in row else found


class QuestionBatch:
    """Answers rows in their order; rows with the same `conversation` are turns of one conversation.

    Indexing in other processes isn't paused for it, because no person waits for a single answer.
    """

    def __init__(self, app: App, library: Library, options: AskOptions, *, private: bool) -> None:
        self._app, self._library, self._options, self._private = app, library, options, private
        self._conversations: dict[str, Session] = {}

    def answers(self, rows: Sequence[Mapping[str, Any]], stop: Event) -> Iterator[dict[str, Any]]:
        """Yield the answer to each row, or its error message, with the row's id. Raises `Stopped`."""
        try:
            for row in rows:
                with self._session_of(row) as session:
                    yield with_id(row, self._answer(session, row, stop))
        finally:
            for session in self._conversations.values():
                session.close()

    def _answer(self, session: Session, row: Mapping[str, Any], stop: Event) -> dict[str, Any]:
        try:
            own = replace(self._options, only=combined(self._options.only, filter_of_row(row)))
            return ask_json(finished(session.ask(row["question"], own, stop)))
        except AssistantError as problem:
            return {"question": row["question"], "error": str(problem)}

    def _session_of(self, row: Mapping[str, Any]) -> AbstractContextManager[Session]:
        """Return the session of the row's conversation, which stays open; a row without one gets a session of its own."""
        name = row.get("conversation")
        if name is None:
            return closing(self._new_session())
        if str(name) not in self._conversations:
            self._conversations[str(name)] = self._new_session()
        return nullcontext(self._conversations[str(name)])

    def _new_session(self) -> Session:
        return self._app.open_session(self._library, private=self._private, urgent=False)
