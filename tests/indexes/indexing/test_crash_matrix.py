"""After a kill at any call that changes its folder, a library is undamaged, and the next run gives the usual result."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.indexes.faults import Point, Stage, tell, why_not
from tests.indexes.scenes import STEPS, Scene, chosen, differences, losses, make_scene, restored

MOST = 14
"""Points of each step that are tried by default: together they take less than a minute."""


@pytest.fixture(scope="module")
def stage(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    if reason := why_not():
        pytest.skip(reason)
    with Stage(tmp_path_factory.mktemp("stage")) as running:
        yield running


@pytest.mark.timeout(1800)
@pytest.mark.parametrize("step", STEPS)
def test_after_a_kill_at_any_call_a_library_is_undamaged_and_the_next_run_gives_the_same_result(
    stage: Stage, tmp_path: Path, step: str, request: pytest.FixtureRequest
) -> None:
    scene = make_scene(stage, tmp_path, step)
    assert len(scene.points) > 30
    points = chosen(scene.points, MOST)
    failed = {point: wrong for point in points if (wrong := killed_at(point, scene, stage, tmp_path / "library"))}
    tell(request, f"{step}: survived {len(points) - len(failed)}/{len(points)} kills at {len(scene.points)} points")
    assert not failed, "\n".join(f"{point}: {wrong}"[:2_000] for point, wrong in failed.items())


def killed_at(point: Point, scene: Scene, stage: Stage, folder: Path) -> list[str]:
    """Kill the operation at a call, check the library, run the operation again, and return what was wrong."""
    ended = stage.disturb(scene.step, restored(scene, folder), scene.papers, f"{point.call}:signal=KILL:when={point.number}")
    wrong = [] if ended.code == -9 else [f"not killed: {ended}"]
    wrong += losses(scene, folder)
    again = stage.take(scene.step, folder, scene.papers)
    return [*wrong, *([] if again.code == 0 else [again.said]), *differences(scene, folder)]
