"""Conversations as files."""

import json
from pathlib import Path
from typing import TYPE_CHECKING

from ingest.errors import AssistantError
from tui.backend.protocol import DatabaseForm

if TYPE_CHECKING:
    from indexes.conversations.store import Conversations


def exported(kept: "Conversations", conversation: str, form: DatabaseForm) -> Path:
    """Write a conversation into the folder that the program was started in and return the file. Raises `AssistantError`."""
    from ragassist.formats.transcripts import as_json, as_markdown

    summary, exchanges = kept.summary(conversation), kept.exchanges(conversation)
    told = (
        as_markdown(summary, exchanges)
        if form == "md"
        else json.dumps(as_json(summary, exchanges), ensure_ascii=False, indent=1)
    )
    path = Path(f"ragassist-{conversation}.{form}").absolute()
    try:
        path.write_text(told, encoding="utf-8")
    except OSError as problem:
        raise AssistantError(f"{path} can't be written: {problem.strerror}; start ragassist in a folder of yours") from None
    return path
