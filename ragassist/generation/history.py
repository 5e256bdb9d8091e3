"""What the model is shown of a conversation: its last turns, from a beginning that rarely moves."""

from collections.abc import Callable, Sequence

from ragassist.generation.prompt import Turn

_MOST_TOKENS = 1_200
"""About ten exchanges. More costs memory and turns small models away from the question."""


class History:
    """The turns of a conversation.

    When those that are shown grow too long, the older half of them goes at once: a prompt that lost its oldest turn with every
    question would begin anew each time, and all of it would have to be evaluated again.
    """

    def __init__(self, turns: Sequence[Turn] = (), most_tokens: int = _MOST_TOKENS) -> None:
        self._turns, self._most = list(turns), most_tokens

    def add(self, turn: Turn) -> None:
        """Append an exchange."""
        self._turns.append(turn)

    def shown(self, count: Callable[[Turn], int]) -> tuple[Turn, ...]:
        """Return the turns that the model is shown, the last one at least, as long as `count` says that they have room."""
        if sum(map(count, self._turns)) > self._most:
            while len(self._turns) > 1 and sum(map(count, self._turns)) > self._most / 2:
                del self._turns[0]
        return tuple(self._turns)
