"""Helpers for generators that yield steps and return a result."""

from collections.abc import Generator, Iterator
from typing import Generic, TypeVar

Step = TypeVar("Step")
Result = TypeVar("Result")


class Steps(Generic[Step, Result]):
    """Iterates over the steps of a generator; afterwards `result` is the value that it has returned."""

    result: Result

    def __init__(self, generator: Generator[Step, None, Result]) -> None:
        self._generator = generator

    def __iter__(self) -> Iterator[Step]:
        self.result = yield from self._generator


def returned(generator: Generator[Step, None, Result]) -> Result:
    """Run a generator to its end and return what it returns."""
    steps = Steps(generator)
    for _ in steps:
        pass
    return steps.result
