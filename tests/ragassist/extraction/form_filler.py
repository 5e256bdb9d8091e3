"""A model that fills a table's fields from small papers."""

from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from threading import Event

import pytest

from indexes.indexing.indexer import Indexer
from indexes.library import Library
from indexes.results.store import KeptResults
from ingest.isolation.worker import Worker
from ragassist.answering.options import AskOptions
from ragassist.answering.session import Session
from ragassist.extraction.records import Row, TableProgress
from ragassist.generation.loaded_model import LoadedModel
from ragassist.models.registry import find_entry
from tests.fakes import FakeChatModel

FIELDS = ("monthly rent", "landlord")
PAPERS = {
    "lease_harbour.txt": (
        "The landlord is Maria Okafor. The monthly rent is 1,250 EUR. "
        "Wood for the stoves of hall and cellar came to 95 EUR last winter, and again this spring after the flood."
    ),
    "lease_mill.txt": "The landlord is the Mill Trust. The monthly rent is 780 EUR.",
}
REPLIES = ('1,250 EUR"}', 'Maria Okafor"}', '780 EUR"}', 'the Mill Trust"}')


class FormFiller(FakeChatModel):
    """Fills cells with scripted replies; "" leaves a cell empty."""

    def scores(self, ids: Sequence[int]) -> list[float]:
        filled = not self.replies or self.replies[0] != ""
        if not filled:
            self.replies.pop(0)
        return [0.0, 5.0] if filled else [5.0, 0.0]


@dataclass(frozen=True)
class Results:
    """A file of results."""

    path: Path

    def opened(self) -> KeptResults:
        return KeptResults(self.path)

    def of(self, content: str) -> dict[str, str]:
        with closing(self.opened()) as kept:
            return kept.of(content)

    def put(self, content: str, key: str, value: str) -> None:
        with closing(self.opened()) as kept:
            kept.put(content, key, value)


class House:
    """A session with a scripted model; `asked` are the prompts of the model."""

    def __init__(self, library: Library, *replies: str, context: int = 100_000) -> None:
        self.model = FormFiller(*replies, context=context)
        loaded = LoadedModel.of(self.model, find_entry("smollm2-135m-instruct"))
        self.session, self._library = Session(library, lambda _: loaded), library

    def table(
        self, results: Results | None = None, fields: Sequence[str] = FIELDS, stop: Event | None = None, tokens: int = 900
    ) -> list[TableProgress]:
        options = AskOptions(language="en", context_tokens=tokens)
        self.session.results = results.opened if results else None
        return list(self.session.extract(self._library.documents(), fields, options, stop))


def rows_of(told: Sequence[TableProgress]) -> list[Row]:
    return [progress.at for progress in told if isinstance(progress.at, Row)]


def values(row: Row) -> list[str]:
    return [cell.value if cell else "" for cell in row.cells]


@pytest.fixture
def papers(tmp_path: Path) -> Path:
    folder = tmp_path / "papers"
    folder.mkdir()
    for name, text in PAPERS.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def library(fake_library: Library, worker: Worker, papers: Path) -> Library:
    Indexer(fake_library, worker).update([papers])
    return fake_library


@pytest.fixture
def results(tmp_path: Path) -> Results:
    return Results(tmp_path / "results.sqlite")
