"""Conversations, tables and translations as files."""

import json
import re
from datetime import datetime
from pathlib import Path

from indexes.conversations.records import Summary
from indexes.conversations.store import Conversations
from ingest.errors import AssistantError
from ragassist.extraction.files import write_table
from ragassist.extraction.records import Table
from ragassist.formats.transcripts import as_json, as_markdown
from tui.backend.protocol import DatabaseForm, TableForm

_LONGEST_NAME = 60
"""Characters of a title in a file's name: 240 bytes at most, where file systems allow 255."""


def exported(kept: Conversations, conversation: str, form: DatabaseForm) -> Path:
    """Write a conversation into the folder that the program was started in and return the file. Raises `AssistantError`."""
    summary, exchanges = kept.summary(conversation), kept.exchanges(conversation)
    told = (
        as_markdown(summary, exchanges)
        if form == "md"
        else json.dumps(as_json(summary, exchanges), ensure_ascii=False, indent=1)
    )
    return _written(Path(f"{file_name_of(summary)}.{form}"), told)


def exported_text(title: str, text: str) -> Path:
    """Write a text into the folder that the program was started in and return the file. Raises `AssistantError`."""
    words = re.sub(r"[\W_]+", "-", title)[:_LONGEST_NAME].strip("-")
    return _written(Path(f"{datetime.now().astimezone():%Y-%m-%d-%H%M%S}-{words}.md"), f"{text}\n")


def _written(path: Path, text: str) -> Path:
    path = path.absolute()
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as problem:
        raise AssistantError(f"{path} can't be written: {problem.strerror}; start ragassist in a folder of yours") from None
    return path


def exported_table(table: Table, form: TableForm, language: str) -> Path:
    """Write a table into the folder that the program was started in and return the file. Raises `AssistantError`."""
    words = re.sub(r"[\W_]+", "-", "-".join(table.fields))[:_LONGEST_NAME].strip("-")
    path = Path(f"{datetime.now().astimezone():%Y-%m-%d-%H%M%S}-{words}.{form}").absolute()
    try:
        write_table(table, path, form, language)
    except OSError as problem:
        raise AssistantError(f"{path} can't be written: {problem.strerror}; start ragassist in a folder of yours") from None
    return path


def file_name_of(summary: Summary) -> str:
    """Return the day and the title of a conversation as a file's name without its suffix: letters, digits and hyphens."""
    day = datetime.fromtimestamp(summary.started).astimezone().strftime("%Y-%m-%d")
    words = re.sub(r"[\W_]+", "-", summary.title)[:_LONGEST_NAME].strip("-")
    return f"{day}-{words}" if words else f"{day}-{summary.id}"
