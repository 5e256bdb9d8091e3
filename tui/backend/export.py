"""Writes conversations, tables and texts to files in the current folder, which is the one that the program was started in."""

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from indexes.conversations.records import Summary
from indexes.conversations.store import Conversations
from ingest.errors import AssistantError
from ingest.said import said, why
from ragassist.extraction.files import write_table
from ragassist.extraction.records import Table
from ragassist.formats.transcripts import as_json, as_markdown
from tui.backend.protocol import ConversationForm, TableForm

_TIME = "%Y-%m-%d-%H%M%S"
_LONGEST_TITLE = 50
"""Characters of a title in a file's name: with 4 bytes each, time and suffix included, they fit into 255 bytes.

255 bytes is the longest name on ext4, APFS and most other file systems.
"""


def exported(kept: Conversations, conversation: str, form: ConversationForm) -> Path:
    """Write a stored conversation to a file and return its path. Raises `AssistantError`."""
    summary, exchanges = kept.summary(conversation), kept.exchanges(conversation)
    text = (
        as_markdown(summary, exchanges)
        if form == "md"
        else json.dumps(as_json(summary, exchanges), ensure_ascii=False, indent=1)
    )
    return _written(f"{_name_of(summary)}.{form}", text)


def exported_text(title: str, text: str) -> Path:
    """Write a text to a Markdown file, named by time and title, and return its path. Raises `AssistantError`."""
    return _written(f"{_now()}-{_in_a_name(title)}.md", f"{text}\n")


def exported_table(table: Table, form: TableForm, language: str) -> Path:
    """Write a table to a file, named by time and fields, and return its path. Raises `AssistantError`.

    `language` is that of the headings that the program adds.
    """
    path = Path(f"{_now()}-{_in_a_name('-'.join(table.fields))}.{form}").absolute()
    with _explained(path):
        write_table(table, path, form, language)
    return path


def _written(name: str, text: str) -> Path:
    path = Path(name).absolute()
    with _explained(path):
        path.write_text(text, encoding="utf-8")
    return path


@contextmanager
def _explained(path: Path) -> Iterator[None]:
    """Raise an `OSError` of writing as an `AssistantError` that says what to do."""
    try:
        yield
    except OSError as problem:
        told = "{path} can't be written: {why}; start ragassist in a folder of yours"
        raise AssistantError(said("not_written", told, path=str(path), why=why(problem))) from None


def _name_of(summary: Summary) -> str:
    """Return the beginning and the title of a conversation, or its id if the title has no letters, without a suffix.

    Because of the time, two conversations with the same title and day don't overwrite each other's file.
    """
    begun = datetime.fromtimestamp(summary.started).astimezone()
    return f"{begun:{_TIME}}-{_in_a_name(summary.title) or summary.id}"


def _now() -> str:
    return f"{datetime.now().astimezone():{_TIME}}"


def _in_a_name(title: str) -> str:
    """Return the letters and digits of a title, joined by hyphens and cut to `_LONGEST_TITLE` characters."""
    return re.sub(r"[\W_]+", "-", title)[:_LONGEST_TITLE].strip("-")
