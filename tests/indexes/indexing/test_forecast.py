"""The forecast of a run: from earlier runs at first, from the run itself after a minute."""

from dataclasses import replace

from indexes.indexing.forecast import Forecast, Forecaster
from indexes.records import Totals

EMPTY = Totals(documents=0, skipped=0, partial=0, waiting=0, chunks=0, embedded=0, bytes=0, text_bytes=0)
MB = 1_000_000


def test_the_forecast_of_a_new_library_is_from_other_libraries_and_that_of_a_known_one_from_itself() -> None:
    new = Forecaster(files=10, size=10 * MB, before=EMPTY)
    known = replace(new, before=replace(EMPTY, chunks=2_000, bytes=20 * MB), waiting=50, pace=10.0)
    assert new.first() == Forecast(10, 10 * MB, 5_800, 40 + 5_800 / 25)
    assert known.first() == Forecast(10, 10 * MB, 1_000, 40 + 1_050 / 10)


def test_after_a_minute_the_forecast_is_from_the_run_itself_and_a_little_from_others() -> None:
    run = Forecaster(files=10, size=10 * MB, before=EMPTY, pace=20.0)
    assert run.now(59, 4 * MB, 400) == run.first()
    assert run.now(60, 0, 0) == run.first()
    assert run.now(60, 4 * MB, 400) == Forecast(10, 10 * MB, 1_576, 76.8 + 1_576 / 20)
    assert run.now(90, 10 * MB, 900) == Forecast(10, 10 * MB, 900, 900 / 20)


def test_a_beginning_of_small_dense_files_does_not_multiply_the_forecast() -> None:
    run = Forecaster(files=777, size=78 * MB, before=EMPTY)
    assert run.first().chunks < run.now(60, 400_000, 1_600).chunks < 1.5 * run.first().chunks
