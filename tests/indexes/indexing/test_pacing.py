"""A run stops while any process has paused it, and rests between its steps if it is gentle."""

import time
from pathlib import Path
from threading import Event, Thread

import psutil
import pytest

from indexes.indexing.pacing import BatteryWatch, PacedListener, go_on, is_paused, pause
from indexes.indexing.run import RunProgress

STEP = RunProgress(stage="embedding", done=8, total=80)


class Stopped(Exception):
    """Raised by a listener to end a run."""


def test_a_paused_run_waits_until_it_is_resumed_and_reports_that(tmp_path: Path) -> None:
    heard: list[bool] = []
    resting = Event()

    def listen(progress: RunProgress) -> None:
        heard.append(progress.rests)
        if progress.rests:
            resting.set()

    pause(tmp_path)
    run = Thread(target=PacedListener(listen, tmp_path, lambda: False), args=(STEP,))
    run.start()
    assert resting.wait(20)
    assert run.is_alive()
    assert go_on(tmp_path)
    run.join(20)
    assert not run.is_alive()
    assert heard[:2] == [False, True]
    assert not go_on(tmp_path)


def test_a_stop_ends_a_paused_run(tmp_path: Path) -> None:
    def listen(progress: RunProgress) -> None:
        if progress.rests:
            raise Stopped

    pause(tmp_path)
    with pytest.raises(Stopped):
        PacedListener(listen, tmp_path, lambda: False)(STEP)
    assert is_paused(tmp_path)


@pytest.mark.parametrize("gentle", [True, False])
def test_a_gentle_run_pauses_as_long_as_it_works(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, gentle: bool) -> None:
    now, slept = [time.monotonic()], list[float]()
    monkeypatch.setattr("indexes.indexing.pacing.time.monotonic", lambda: now[0])
    monkeypatch.setattr("indexes.indexing.pacing.time.sleep", slept.append)
    listener = PacedListener(lambda _: None, tmp_path, lambda: gentle)
    listener(STEP)
    now[0] += 0.4
    listener(STEP)
    assert slept[1:] == ([pytest.approx(0.4)] if gentle else [])


@pytest.mark.parametrize(("plugged", "gentle"), [(False, True), (True, False), (None, False)])
def test_a_run_is_gentle_only_on_battery(monkeypatch: pytest.MonkeyPatch, *, plugged: bool | None, gentle: bool) -> None:
    battery = None if plugged is None else type("Battery", (), {"power_plugged": plugged})()
    monkeypatch.setattr(psutil, "sensors_battery", lambda: battery, raising=False)
    assert BatteryWatch()() is gentle


def test_the_clock_of_a_run_excludes_pauses_and_waiting_but_not_gentle_rests(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = [100.0]

    def sleep(seconds: float) -> None:
        now[0] += seconds
        if now[0] > 400:
            go_on(tmp_path)

    monkeypatch.setattr("indexes.indexing.pacing.time.monotonic", lambda: now[0])
    monkeypatch.setattr("indexes.indexing.pacing.time.sleep", sleep)
    listener = PacedListener(lambda progress: None if progress.rests else sleep(50), tmp_path, lambda: True)
    listener(STEP)
    began = listener.clock()
    pause(tmp_path)
    now[0] += 3
    listener(STEP)
    assert now[0] > 400
    assert listener.clock() - began == pytest.approx(3 + 3)
