"""The fixture of a `Desk`: an empty library and a folder of papers."""

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from indexes.library import Library
from ingest.isolation.worker import Worker
from tests.indexes.desk import PAPERS, Desk


@pytest.fixture
def make_desk(open_fake_library: Callable[..., Library], worker: Worker, tmp_path: Path) -> Callable[[str], Desk]:
    def make(name: str, papers: Sequence[str] = tuple(PAPERS)) -> Desk:
        desk = Desk(open_fake_library(name), tmp_path / "papers", worker)
        for paper in papers:
            desk.write(paper, PAPERS[paper])
        return desk

    return make


@pytest.fixture
def desk(make_desk: Callable[[str], Desk]) -> Desk:
    return make_desk("library")
