"""All bad inputs in one folder: the good files among them are indexed, and the library is undamaged."""

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from indexes.embedding.sentence_transformer import SentenceTransformerEmbedder
from indexes.indexing.indexer import Indexer
from indexes.library import Library
from indexes.records import FileFacts
from ingest.assembly import assemble
from ingest.chunking import Chunker
from ingest.documents import Block, Reading
from ingest.isolation.worker import Worker
from tests.ingest.bad_inputs import encodings, filesystem
from tests.ingest.bad_inputs.case import BadInput, Outcome
from tests.ingest.bad_inputs.families import CASES, PLANTED
from tests.ingest.bad_inputs.planted import raze

_LARGE = 100_000
"""Bytes from which an input is left to the tests that read it alone: here they would cost time and show nothing more."""


def plant_files(folder: Path) -> dict[str, BadInput]:
    """Write the inputs as files, and return them by path."""
    planted: dict[str, BadInput] = {}
    for case in CASES:
        data = case.make()
        if len(data) < _LARGE:
            path = folder / case.id
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
            planted[str(path)] = case
    return planted


def plant_folders(folder: Path) -> None:
    for number, planted in enumerate(PLANTED):
        if planted.plant is not filesystem.device:
            own = folder / "strange" / f"{number}"
            own.mkdir(parents=True)
            planted.plant(own)


def plant_good(folder: Path) -> list[str]:
    """Write a good file into each family's folder and return their paths."""
    paths = []
    for number, place in enumerate(sorted(path for path in folder.iterdir() if path.is_dir())):
        said = list(encodings.TEXTS.values())[number % len(encodings.TEXTS)]
        for name in ("!first.txt", "zz last.txt"):
            (place / name).write_text(f"{said}\n\nThe good file of {place.name}, {name}.", encoding="utf-8")
            paths.append(str(place / name))
    return paths


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    made = tmp_path / "papers"
    made.mkdir()
    yield made
    raze(made)


def outcome_of(path: str, skipped: dict[str, str], partial: dict[str, str]) -> Outcome:
    return Outcome.ERROR if path in skipped else Outcome.PARTIAL if path in partial else Outcome.TEXT


def test_a_folder_of_bad_inputs_is_indexed_except_for_the_reported_files(
    open_fake_library: Callable[..., Library], worker: Worker, folder: Path
) -> None:
    library = open_fake_library()
    planted = plant_files(folder)
    plant_folders(folder)
    good = plant_good(folder)
    outcome = Indexer(library, worker).update([folder])
    skipped = {each.path: each.reason for each in outcome.skipped}
    partial = {each.path: each.reason for each in outcome.partial}
    states = {row.path: row.state for row in library.documents()}
    assert [path for path in good if states.get(path) != "indexed"] == []
    assert [path for path, case in planted.items() if outcome_of(path, skipped, partial) not in case.outcome] == []
    assert [path for path in planted if path not in states] == []
    assert [reason for reason in [*skipped.values(), *partial.values()] if not reason.isprintable() or len(reason) > 300] == []
    assert library.check(full=True, repair=False).problems == ()
    again = Indexer(library, worker).update([folder])
    assert (again.indexed, again.removed, again.unchanged) == (0, 0, outcome.indexed)
    assert {each.path: each.reason for each in again.skipped} == skipped


ENDLESS = {
    "word": "w" * 100_000,
    "hyphens": "a-" * 50_000,
    "words": "words and " * 10_000,
    "brackets": "(" * 100_000,
    "Japanese": "語" * 100_000,
    "Thai": "ปั๊มคลอง" * 12_500,
}
_PROMPT_S = 8.0
"""Seconds of the processor. Cut in windows these texts take up to 3, in one piece the first takes 40."""


@pytest.mark.timeout(60)
@pytest.mark.parametrize("said", ENDLESS.values(), ids=ENDLESS)
def test_extremely_long_text_is_indexed_in_time(
    open_fake_library: Callable[..., Library], embedder: SentenceTransformerEmbedder, said: str
) -> None:
    library, chunker = open_fake_library(), Chunker(embedder.tokenizer)
    document = assemble(Reading((Block(said),)), "plain")
    start = time.process_time()
    with library.writing():
        library.add(FileFacts("/a.txt", "0" * 64, len(said), 0), document, chunker)
    assert time.process_time() - start < _PROMPT_S
