"""Guesses the next tokens of an answer: an answer that quotes its sources goes on as they do.

Evaluating several tokens at once costs little more than one, for decoding waits for the memory; whatever guess the model
doesn't say itself is dropped.
"""

from collections.abc import Sequence

MOST = 15
"""Guesses at once: with the token before them a batch of 16. llama.cpp's matrix kernels take rows by fours."""
_FIRST, _GRAM = 3, 3
_PATIENCE = 6
"""Tokens without a guess after one that failed at once; doubled while guesses go on failing."""


class Drafter:
    """Finds where the last tokens stood before, and guesses that the same tokens follow. Lengths follow its luck."""

    def __init__(self, ids: Sequence[int]) -> None:
        self._ids = list(ids)
        self._after: dict[tuple[int, ...], int] = {}
        self._single_s = 0.0
        self._length, self._pause, self._failures = _FIRST, 0, 0
        for end in range(_GRAM, len(self._ids)):
            self._after[tuple(self._ids[end - _GRAM : end])] = end

    def said(self, identity: int) -> None:
        """Hear the next token of the sequence."""
        if len(self._ids) >= _GRAM:
            self._after[tuple(self._ids[-_GRAM:])] = len(self._ids)
        self._ids.append(identity)
        self._pause = max(0, self._pause - 1)

    def guess(self) -> list[int]:
        """Return the tokens that may follow, none where nothing suggests any."""
        start = self._after.get(tuple(self._ids[-_GRAM:])) if not self._pause else None
        return self._ids[start : start + self._length] if start is not None else []

    def alone(self, seconds: float) -> None:
        """Hear how long a token took without guesses."""
        self._single_s = 0.8 * self._single_s + 0.2 * seconds if self._single_s else seconds

    def judge(self, guessed: int, right: int, seconds: float = 0.0) -> None:
        """Hear how many guesses of a batch were right and how long it took: where tokens alone were faster it failed."""
        pays = not self._single_s or seconds < (right + 1) * self._single_s
        if right == guessed and pays:
            self._length = min(MOST, 2 * self._length + 1)
            self._failures = 0
        elif right >= _FIRST and pays:
            self._length = max(_FIRST, self._length // 2)
            self._failures = 0
        else:
            self._length = _FIRST
            self._failures += 1
            self._pause = _PATIENCE << min(self._failures - 1, 5)
