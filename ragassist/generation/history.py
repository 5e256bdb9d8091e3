"""Chooses the last turns of a conversation for the prompt, so that the prompt's beginning rarely changes."""

from collections.abc import Callable, Sequence

from ragassist.generation.prompt import Turn

_MOST_TOKENS = 1_200
"""About ten exchanges. More costs memory and distracts small models from the question."""


class History:
    """The turns of a conversation.

    When they exceed the limit, the older half is dropped at once. Dropping one turn with every question would change the
    beginning of the prompt each time, and all of it would have to be evaluated again.
    """

    def __init__(self, turns: Sequence[Turn] = (), most_tokens: int = _MOST_TOKENS) -> None:
        self._turns, self._most = list(turns), most_tokens

    def add(self, turn: Turn) -> None:
        """Append an exchange."""
        self._turns.append(turn)

    def shown(self, count: Callable[[Turn], int]) -> tuple[Turn, ...]:
        """Return the turns for the prompt, at least the last one; `count` returns the number of tokens of a turn."""
        if sum(map(count, self._turns)) > self._most:
            while len(self._turns) > 1 and sum(map(count, self._turns)) > self._most / 2:
                del self._turns[0]
        return tuple(self._turns)
