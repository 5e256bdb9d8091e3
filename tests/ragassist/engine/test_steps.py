"""Work that yields its steps and returns a result."""

from collections.abc import Generator

from ragassist.engine.steps import Steps, returned


def counted() -> Generator[int, None, str]:
    yield 1
    yield 2
    return "done"


def test_the_result_is_there_once_the_steps_are_over() -> None:
    steps = Steps(counted())
    assert list(steps) == [1, 2]
    assert steps.result == returned(counted()) == "done"
