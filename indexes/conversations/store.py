"""Stores conversations: lists them, searches them by full text in any script, continues, renames and deletes them."""

import logging
import secrets
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Any

from pydantic import TypeAdapter, ValidationError

from indexes.conversations.records import Exchange, Summary
from indexes.errors import ConversationUnknown, LibraryDamaged
from indexes.lexical.terms import terms
from indexes.sqlite.database import Database, DatabaseForm, explained
from indexes.sqlite.schema import create
from ingest.said import said

_log = logging.getLogger(__name__)
_EXCHANGE = TypeAdapter(Exchange)
_LONGEST_TITLE = 80
_SIDES = ("", "-wal", "-shm")

# A row of `words` belongs to an exchange or, with number 0, to a title. It stores the terms, because rows of an FTS5 table
# without content can only be deleted if the same terms are given again.
_TABLES = """
CREATE TABLE conversations (
    id TEXT PRIMARY KEY,
    title TEXT NOT NULL DEFAULT '',
    library TEXT NOT NULL,
    language TEXT NOT NULL,
    started REAL NOT NULL,
    changed REAL NOT NULL
) WITHOUT ROWID;
CREATE INDEX conversations_by_change ON conversations (changed);
CREATE TABLE exchanges (
    conversation TEXT NOT NULL REFERENCES conversations (id) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (conversation, number)
);
CREATE VIRTUAL TABLE words USING fts5 (terms, conversation UNINDEXED, number UNINDEXED, tokenize = "ascii tokenchars '-./_+'");
"""
_LISTED_COLUMNS = ("id", "title", "library", "language", "exchanges", "started", "changed")
_LISTED = """
SELECT id, title, library, language, (SELECT count(*) FROM exchanges WHERE conversation = id), started, changed
FROM conversations {where} ORDER BY changed DESC, id {limit}
"""


_FORM = DatabaseForm(1, lambda connection, _: create(connection, _TABLES))


class Conversations:
    """The file of all conversations, readable by its user alone. Several processes may use it; each thread needs an instance.

    A damaged file is moved aside, with a message, and replaced by a new one. Methods raise `LibraryBusy` and `StorageFull`.
    """

    def __init__(self, path: Path, say: Callable[[str], None] = _log.warning) -> None:
        """Open the file; create it if it doesn't exist. `say` receives a message about a damaged file."""
        self.path, self._say = path, say
        with explained(path):
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        self._open()

    def _open(self) -> None:
        try:
            self._database = Database(self.path, _FORM)
        except LibraryDamaged as problem:
            self._put_aside(problem)
            self._database = Database(self.path, _FORM)
        self._file = _identity(self.path)

    def _put_aside(self, problem: LibraryDamaged) -> None:
        aside = self.path.with_name(f"{self.path.name}.broken-{datetime.now():%Y%m%d-%H%M%S-%f}")
        with explained(self.path):
            for side in filter(lambda side: Path(f"{self.path}{side}").exists(), _SIDES):
                Path(f"{self.path}{side}").replace(f"{aside}{side}")
        cause = problem.__cause__ or problem
        self._say(f"the file of past conversations is damaged ({cause}): it is kept as {aside}, and a new one is begun")

    @contextmanager
    def _whole(self) -> Iterator[Database]:
        """Yield the database. If it is damaged, move it aside and raise an error; the next call uses a new file."""
        try:
            yield self._database
        except (LibraryDamaged, ValidationError) as problem:
            damage = problem if isinstance(problem, LibraryDamaged) else LibraryDamaged("an exchange can't be read")
            self._database.close()
            if self._file == _identity(self.path):  # no other process has moved it aside meanwhile
                self._put_aside(damage)
            self._open()
            raise ConversationUnknown(
                said("conversations_lost", "the past conversations could not be read and a new file was begun: try again")
            ) from None

    def __enter__(self) -> "Conversations":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Close the file."""
        self._database.close()

    def new(self, library: str, language: str) -> str:
        """Create a conversation with a library and return its id."""
        identity, now = secrets.token_hex(4), time.time()
        sql = "INSERT INTO conversations (id, library, language, started, changed) VALUES (?, ?, ?, ?, ?)"
        with self._whole() as database:
            database.run(sql, identity, library, language, now, now)
        return identity

    def add(self, conversation: str, exchange: Exchange) -> None:
        """Store an exchange of a conversation, whose first question becomes its title. Raises `ConversationUnknown`."""
        with self._whole() as database, database.transaction():
            summary = self._summary(conversation)
            number = database.value("SELECT coalesce(max(number), 0) + 1 FROM exchanges WHERE conversation = ?", conversation)
            body = _EXCHANGE.dump_json(exchange).decode()
            database.run("INSERT INTO exchanges VALUES (?, ?, ?)", conversation, number, body)
            self._index(f"{exchange.question}\n{exchange.answer}", conversation, number)
            sql = "UPDATE conversations SET changed = ?, language = ? WHERE id = ?"
            database.run(sql, exchange.at or time.time(), exchange.language, conversation)
            if not summary.title:
                self._set_title(conversation, exchange.question)

    def _index(self, text: str, conversation: str, number: int) -> None:
        self._database.run("INSERT INTO words VALUES (?, ?, ?)", " ".join(terms(text, "")), conversation, number)

    def _set_title(self, conversation: str, title: str) -> None:
        short = " ".join(_storable(title).split())[:_LONGEST_TITLE]
        self._database.run("UPDATE conversations SET title = ? WHERE id = ?", short, conversation)
        self._database.run("DELETE FROM words WHERE conversation = ? AND number = 0", conversation)
        self._index(short, conversation, 0)

    def recent(self, limit: int = 50, library: str | None = None) -> list[Summary]:
        """Return the conversations, with one library or with all, that changed last, the newest first."""
        own = "library = ? AND" if library else ""
        where = f"WHERE {own} EXISTS (SELECT 1 FROM exchanges WHERE conversation = id)"
        return self._list(where, limit, *([library] if library else []))

    def find(self, text: str, limit: int = 50) -> list[Summary]:
        """Return the conversations with an exchange or a title that holds all words of a text, or longer forms of them."""
        wanted = dict.fromkeys(terms(text, ""))
        if not wanted:
            return []
        expression = " AND ".join(f'"{term}"*' for term in wanted)  # terms hold no quotes
        return self._list("WHERE id IN (SELECT conversation FROM words WHERE words MATCH ?)", limit, expression)

    def _list(self, where: str, limit: int, *values: object) -> list[Summary]:
        with self._whole() as database:
            return [_summary_of(row) for row in database.rows(_LISTED.format(where=where, limit="LIMIT ?"), *values, limit)]

    def exchanges(self, conversation: str) -> list[Exchange]:
        """Return the exchanges of a conversation in their order. Raises `ConversationUnknown`."""
        with self._whole() as database:
            self._summary(conversation)
            rows = database.rows("SELECT body FROM exchanges WHERE conversation = ? ORDER BY number", conversation)
            return [_EXCHANGE.validate_json(body) for (body,) in rows]

    def summary(self, beginning: str) -> Summary:
        """Return the conversation whose id starts with `beginning`. Raises `ConversationUnknown` for none, or several."""
        with self._whole():
            return self._summary(beginning)

    def _summary(self, beginning: str) -> Summary:
        beginning = _storable(beginning)
        sql = _LISTED.format(where="WHERE substr(id, 1, ?) = ?", limit="LIMIT 2")
        found = [_summary_of(row) for row in self._database.rows(sql, len(beginning), beginning)] if beginning else []
        if len(found) != 1:
            what = "more than one conversation begins with" if found else "there is no conversation"
            raise ConversationUnknown(f"{what} {beginning[:40]!r}: 'ragassist sessions list' shows them all")
        return found[0]

    def rename(self, conversation: str, title: str) -> None:
        """Change the title of a conversation. Raises `ConversationUnknown`."""
        with self._whole() as database, database.transaction():
            self._set_title(self._summary(conversation).id, title)

    def state_of(self, conversation: str) -> Path:
        """Return the path of the model's state after a conversation; the file is deleted with the conversation."""
        return self.path.with_name("conversations") / f"{conversation}.state"

    def keep_state(self, conversation: str, write: Callable[[Path], object]) -> None:
        """Let `write` write the model's state to the file of a conversation.

        Raises `ConversationUnknown`, and leaves no file, if the conversation was deleted before or meanwhile.
        """
        identity = self.summary(conversation).id
        state = self.state_of(identity)
        write(state)
        try:
            self.summary(identity)
        except ConversationUnknown:
            state.unlink(missing_ok=True)
            raise

    def delete(self, conversation: str) -> None:
        """Delete a conversation so that no byte of it stays in the file. Raises `ConversationUnknown`.

        Raises `LibraryBusy` if another process is reading at that moment. The conversation is deleted then, but its bytes are
        only erased with the next deletion.
        """
        with self._whole() as database:
            identity = self._summary(conversation).id
            self._remove_state(identity)
            with database.transaction():
                database.run("DELETE FROM conversations WHERE id = ?", identity)
                database.run("DELETE FROM words WHERE conversation = ?", identity)
            self._remove_state(identity)  # `keep_state` may have written it before the deletion
            database.run("INSERT INTO words (words) VALUES ('optimize')")
            database.compact()

    def _remove_state(self, conversation: str) -> None:
        with explained(self.path):
            self.state_of(conversation).unlink(missing_ok=True)


def _storable(text: str) -> str:
    """Return a text as SQLite can store it: a byte of the command line that isn't UTF-8 becomes a question mark."""
    return text.encode("utf-8", "replace").decode()


def _identity(path: Path) -> tuple[int, int]:
    with explained(path):
        facts = path.stat()
        return facts.st_dev, facts.st_ino


def _summary_of(row: Sequence[Any]) -> Summary:
    return Summary(**dict(zip(_LISTED_COLUMNS, row, strict=True)))
