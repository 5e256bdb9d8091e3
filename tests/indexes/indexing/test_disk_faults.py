"""A disk that is full or fails at any call gives one line; nothing is lost, and the next run gives the usual result."""

import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from tests.indexes.crash_run import NO_ROOM, REFUSED
from tests.indexes.faults import Ended, Point, Stage, tell, why_not
from tests.indexes.scenes import STEPS, TRY_ALL, Scene, chosen, differences, losses, make_scene, restored

MOST = 4
FAULTS = [f"{error}:when={{}}{onward}" for error in ("ENOSPC", "EIO") for onward in ("", "+")]


@pytest.fixture(scope="module")
def stage(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    if reason := why_not():
        pytest.skip(reason)
    with Stage(tmp_path_factory.mktemp("stage")) as running:
        yield running


@pytest.mark.timeout(3600)
@pytest.mark.parametrize("step", STEPS)
def test_a_failing_call_gives_one_line_and_loses_nothing(
    stage: Stage, tmp_path: Path, step: str, request: pytest.FixtureRequest
) -> None:
    scene = make_scene(stage, tmp_path, step)
    points = chosen(scene.points, MOST)
    failed: dict[tuple[str, Point], list[str]] = {}
    for fault in FAULTS:
        wrong = {point: found for point in points if (found := failing_at(point, fault, scene, stage, tmp_path / "library"))}
        tell(request, f"{step}: survived {len(points) - len(wrong)}/{len(points)} {fault} at {len(scene.points)} points")
        failed |= {(fault, point): found for point, found in wrong.items()}
    assert not failed, "\n".join(f"{fault} {point}: {wrong}"[:2_000] for (fault, point), wrong in failed.items())


def failing_at(point: Point, fault: str, scene: Scene, stage: Stage, folder: Path) -> list[str]:
    """Let a call of the operation fail, check the library, run the operation again, and return what was wrong."""
    injected = f"{point.call}:error={fault.format(point.number)}"
    ended = stage.disturb(scene.step, restored(scene, folder), scene.papers, injected)
    return _harm_of(ended, scene, stage, folder)


SIZES = (96, 128, 160, 192, 224, 256, 288, 320, 352, 384, 416, 448, 480, 512, 576, 640, 1024, 8192)
"""Kilobytes; a library of the papers takes some hundred while it is made."""


@pytest.mark.parametrize("step", ["first", "change", "rebuild"])
def test_a_full_disk_gives_one_line_and_loses_nothing(
    stage: Stage, tmp_path: Path, step: str, request: pytest.FixtureRequest
) -> None:
    (tmp_path / "disk").mkdir()
    if subprocess.run(["unshare", "-rm", "mount", "-t", "tmpfs", "tmpfs", tmp_path / "disk"], capture_output=True).returncode:
        pytest.skip("no disk may be mounted here")
    scene = make_scene(stage, tmp_path, step)
    sizes = SIZES if TRY_ALL else SIZES[1::3]
    ends = [
        (ended, _harm_of(ended, scene, stage, tmp_path / "after"))
        for ended in map(partial(_full, scene, stage, tmp_path), sizes)
    ]
    ends = [(ended, wrong) for ended, wrong in ends if ended.code != NO_ROOM]
    refused, whole = sum(ended.code != 0 for ended, _ in ends), sum(not wrong for _, wrong in ends)
    tell(request, f"{step}: survived {whole}/{len(ends)} small disks, {refused} of them full")
    assert [wrong for _, wrong in ends if wrong] == []
    assert 1 <= refused < len(ends)


def _full(scene: Scene, stage: Stage, place: Path, size: int) -> Ended:
    shutil.rmtree(place / "after", ignore_errors=True)
    ended = stage.take_on_small_disk(scene.step, scene.before, scene.papers, size, place / "disk", place / "after")
    return replace(ended, lines=("(INJECTED)",))


def _harm_of(ended: Ended, scene: Scene, stage: Stage, left: Path) -> list[str]:
    if ended.code == NO_ROOM:
        return []
    wrong = [*_untold(ended), *losses(scene, left)]
    again = stage.take(scene.step, left, scene.papers)
    return [*wrong, *([] if again.code == 0 else [again.said]), *differences(scene, left)]


def _untold(ended: Ended) -> list[str]:
    """Return nothing if an operation succeeded in spite of the fault or gave one line of ours, else how it ended."""
    if not ended.hit:
        return ["the fault did not take place"]
    one_line = ended.code == REFUSED and "\n" not in ended.said and ended.said.startswith(("StorageFull: ", "LibraryDamaged: "))
    return [] if ended.code == 0 or one_line else [f"{ended.code}: {ended.said}"]
