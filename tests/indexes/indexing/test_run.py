"""A run reports its progress, and what it has indexed so far can be searched."""

from collections.abc import Callable

import pytest

from indexes.indexing.indexer import Indexer
from indexes.indexing.run import RunProgress
from indexes.library import Library
from ingest.documents import Document
from ingest.errors import UnreadableDocument
from tests.fakes import FakeEmbedder
from tests.indexes.desk import PAPERS, Desk
from tests.pg_server import BOTH_PLACES

pytestmark = BOTH_PLACES


def test_a_partial_document_is_reported_in_each_run(desk: Desk) -> None:
    class HalfBlind:
        def read(self, suffix: str, data: bytes, progress: object = None) -> Document:
            if suffix != ".md":
                raise UnreadableDocument("no")
            document = desk.worker.read(suffix, data)
            return Document(
                text=document.text,
                sections=document.sections,
                language="en",
                reader="pdf",
                pages=2,
                unread=("page 2: no text: probably a scan",),
            )

    for indexed, unchanged in ((1, 0), (0, 1)):
        report = Indexer(desk.library, HalfBlind()).update([desk.papers])
        assert (report.indexed, report.unchanged) == (indexed, unchanged)
        assert [partial.reason for partial in report.partial] == ["page 2: no text: probably a scan"]
        assert len(report.skipped) == len(PAPERS) - 1


def test_files_that_are_not_read_yet_are_counted(desk: Desk) -> None:
    class Slow:
        def read(self, suffix: str, data: bytes, progress: object = None) -> Document:
            totals = desk.library.store.totals()
            assert totals.documents + totals.waiting == len(PAPERS)
            seen.append(totals.waiting)
            return desk.worker.read(suffix, data)

    seen: list[int] = []
    Indexer(desk.library, Slow()).update([desk.papers])
    assert seen == [4, 3, 2, 1]
    assert desk.library.store.totals().coverage == 1


def test_search_during_a_run_finds_the_indexed_documents_and_reports_their_share(
    desk: Desk, open_fake_library: Callable[..., Library]
) -> None:
    reader = Desk(open_fake_library(), desk.papers, desk.worker)
    seen: list[tuple[float, int, int]] = []

    def listen(_: RunProgress) -> None:
        totals = reader.library.store.totals()
        seen.append((totals.coverage, len(reader.found("canal pump", "lexical")), len(reader.found("canal pump", "dense"))))

    for number in range(12):
        desk.write(f"more/{number}.txt", f"The canal pump number {number} is blue.")
    desk.index(listener=listen)
    shares = [share for share, _, _ in seen]
    assert shares[0] == 0
    assert shares == sorted(shares)
    assert 0 < shares[len(shares) // 2] < 1
    lexical, dense = [found for _, found, _ in seen], [found for _, _, found in seen]
    assert lexical == sorted(lexical)
    assert dense == sorted(dense)
    assert dense[-1] == 10


def test_the_pages_of_a_slow_document_are_reported_one_by_one(desk: Desk) -> None:
    class Scanner:
        def read(self, suffix: str, data: bytes, progress: Callable[[int, int], None] | None = None) -> Document:
            assert progress
            for page in range(3):
                progress(page, 3)
            return desk.worker.read(suffix, data)

    steps: list[RunProgress] = []
    Indexer(desk.library, Scanner(), steps.append).update([desk.papers / "pump.md"])
    assert [(step.page, step.pages) for step in steps if step.pages] == [(1, 3), (2, 3), (3, 3)]
    assert all(step.current.endswith("pump.md") for step in steps if step.pages)


def test_the_first_chunks_of_all_documents_are_embedded_before_the_others(desk: Desk) -> None:
    long = {name: [f"{name} has a sentence of number {at} in its middle." for at in range(60)] for name in ("oak", "elm")}
    folder = desk.write("long/oak.txt", "\n\n".join(long["oak"])).parent
    desk.write("long/elm.txt", "\n\n".join(long["elm"]))
    embedder = desk.library.embedder
    assert isinstance(embedder, FakeEmbedder)
    embedder.embedded.clear()
    desk.index(folder)
    of = [text.split()[0] for text in embedder.embedded]
    first_deep = next(at for at, text in enumerate(embedder.embedded) if "number 30 " in text)
    assert set(of[:first_deep]) == {"oak", "elm"}
    assert len(of) == len(set(embedder.embedded))


def test_a_run_reports_its_forecast_before_its_first_file(desk: Desk) -> None:
    heard: list[RunProgress] = []
    desk.index(listener=heard.append)
    assert heard[0].forecast is not None
    assert (heard[0].forecast.files, heard[0].done) == (len(PAPERS), 0)
    assert heard[0].forecast.seconds_left > 0


@pytest.mark.parametrize("seconds_a_file", [0.0, 10_000.0])
def test_the_pace_of_a_run_is_measured_by_its_clock(desk: Desk, *, seconds_a_file: float) -> None:
    now, heard = [0.0], list[RunProgress]()

    class Slow:
        def read(self, suffix: str, data: bytes, progress: Callable[[int, int], None] | None = None) -> Document:
            now[0] += seconds_a_file
            return desk.worker.read(suffix, data, progress)

    Indexer(desk.library, Slow(), heard.append, lambda: now[0]).update([desk.papers])
    first, second, *_ = [step.forecast.seconds_left for step in heard if step.forecast]
    assert (second > 1_000) is bool(seconds_a_file)
    assert second == first or seconds_a_file
