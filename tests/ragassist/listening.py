"""A listener for pulls that keeps all lines."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager


class Lines:
    """Keeps every line, and answers questions with fixed answers."""

    def __init__(self, agrees: bool | None = None) -> None:
        self.agrees = agrees
        self.asked: list[str] = []
        self.said: list[str] = []
        self.advanced = 0

    def say(self, line: str) -> None:
        self.said.append(line)

    def agree(self, question: str) -> bool | None:
        self.asked.append(question)
        return self.agrees

    @contextmanager
    def track(self, label: str, total: int) -> Iterator[Callable[[int], None]]:
        def advance(count: int) -> None:
            self.advanced += count

        yield advance
