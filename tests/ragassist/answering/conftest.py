"""Conversations over documents about a canal."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from indexes.conversations.store import Conversations
from indexes.indexing.indexer import Indexer
from indexes.library import Library
from ingest.isolation.worker import Worker
from ragassist.answering.session import Session
from ragassist.generation.loaded_model import LoadedModel
from ragassist.models.registry import find_entry
from tests.fakes import FakeChatModel
from tests.ragassist.answering.canal import PAPERS, TAGS, Open


@pytest.fixture
def library(fake_library: Library, worker: Worker, tmp_path: Path) -> Library:
    papers = tmp_path / "papers"
    papers.mkdir()
    for name, text in PAPERS.items():
        (papers / name).write_text(text, encoding="utf-8")
    Indexer(fake_library, worker).update([papers])
    return fake_library


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Conversations]:
    with Conversations(tmp_path / "conversations.sqlite") as kept:
        yield kept


@pytest.fixture
def opened(library: Library) -> Open:
    def open_one(
        *replies: str, store: Conversations | None = None, context: int = 100_000, tags: tuple[str, ...] = TAGS
    ) -> tuple[Session, FakeChatModel]:
        model = FakeChatModel(*replies, specials=tags, context=context)
        loaded = LoadedModel.of(model, find_entry("lfm2-2.6b-exp"))
        return Session(library, lambda _: loaded, store=store), model

    return open_one
