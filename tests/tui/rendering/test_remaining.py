"""The time that work still takes, between two reports."""

import pytest

from tui.rendering.remaining import Countdown


@pytest.mark.parametrize(("passed", "left"), [(0, 60), (5, 55), (20, 40), (50, 40)])
def test_time_passes_until_the_first_part_should_be_done_and_the_others_still_take_theirs(passed: float, left: float) -> None:
    assert Countdown(60.0, 3, at=100.0).left(100.0 + passed) == pytest.approx(left)


def test_the_last_part_takes_no_less_than_no_time() -> None:
    assert Countdown(5.0, 1, at=0.0).left(9.0) == 0.0
