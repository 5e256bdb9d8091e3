"""An interrupted run leaves an undamaged library, which the next run completes."""

from collections.abc import Callable

import pytest

from indexes.indexing.run import RunProgress
from tests.indexes.desk import PAPERS, Desk
from tests.pg_server import BOTH_PLACES

pytestmark = BOTH_PLACES

LONG = "\n\n".join(f"# Part {n}\n\n" + f"Paragraph {n} about the canal and its pump. " * 12 for n in range(12))


class Interrupt:
    """A listener that raises KeyboardInterrupt at its n-th call."""

    def __init__(self, at: int) -> None:
        self.left = at

    def __call__(self, step: RunProgress) -> None:
        self.left -= 1
        if self.left == 0:
            raise KeyboardInterrupt


def test_after_an_interruption_at_any_step_the_library_is_undamaged_and_the_next_run_completes_it(
    make_desk: Callable[[str], Desk],
) -> None:
    calm = make_desk("calm")
    calm.write("long.md", LONG)
    steps: list[RunProgress] = []
    calm.index(listener=steps.append)
    assert {step.stage for step in steps} == {"reading", "embedding"}
    for at in range(1, len(steps) + 1):
        shaken = make_desk(f"shaken {at}")
        with pytest.raises(KeyboardInterrupt) as interrupted:
            shaken.index(listener=Interrupt(at))
        assert shaken.library.check(full=True, repair=False).ok
        shaken.index()
        assert (
            interrupted.value
        )  # the exception is kept, as a screen does to show it; the writer's lock must be free nevertheless
        assert shaken.state() == calm.state()
        assert shaken.found("the pump's weight") == calm.found("the pump's weight")
        assert shaken.whole()


def test_an_interrupted_update_of_a_folder_is_completed_too(make_desk: Callable[[str], Desk]) -> None:
    desks = [make_desk(f"desk {number}") for number in range(9)]
    for desk in desks:
        desk.index()
    desks[0].write("pump.md", PAPERS["pump.md"].replace("31.4", "29.9"))
    (desks[0].papers / "curry.txt").unlink()
    desks[0].index()
    for at, desk in enumerate(desks[1:], 1):
        try:
            desk.index(listener=Interrupt(at))
        except KeyboardInterrupt:
            assert desk.library.check(full=True, repair=False).ok
        desk.index()
        assert desk.state() == desks[0].state()
        assert desk.whole()
