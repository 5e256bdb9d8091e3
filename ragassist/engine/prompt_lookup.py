"""Prompt lookup: takes draft tokens from an earlier place in the sequence, since answers often quote their sources.

Evaluating several tokens in one batch costs less than evaluating them singly, because decoding is limited by the speed of
the memory. Draft tokens that differ from the model's own choice are dropped.
"""

from collections.abc import Sequence
from itertools import cycle, islice

MOST = 15
"""Draft tokens per batch. With the token before them they are a batch of 16, which takes as long as five single tokens
(Qwen2.5-1.5B in Q4_K_M on two cores with AVX2: 1, 4, 8 and 16 tokens take 30, 74, 129 and 147 ms). With one more token and an
8-bit cache, llama.cpp's graph of a hybrid model of 30 layers exceeds its size, and the process is aborted."""
_AGREE, _LONGEST = 5, 24
"""Number of tokens that have to match an earlier place: at first, and at most."""
_PLACES = 64
"""Number of earlier places that are compared, the latest ones."""
PAYS = 6
"""A speculative batch must yield at least this many tokens. Tokens are counted, not seconds: a batch rounds otherwise than
single tokens, and the same seed must give the same answer on a busy machine. Where batches cost more than they yield,
`models tune` switches guessing off."""


class PromptLookup:
    """Finds the earlier place that matches the end of the sequence in the most tokens, and proposes the tokens after it."""

    def __init__(self, ids: Sequence[int]) -> None:
        self._ids: list[int] = []
        self._ends: dict[tuple[int, ...], list[int]] = {}
        self._asked = _AGREE
        """Number of tokens that have to match; it grows after each batch that yields too little."""
        self._rest, self._next_rest = 0, _LONGEST
        """Number of tokens that are decoded without draft tokens after a batch that yields too little in spite of the longest
        match. It doubles each time."""
        for identity in ids:
            self.said(identity)

    def said(self, identity: int) -> None:
        """Append the next token of the sequence."""
        if len(self._ids) >= _AGREE:
            self._ends.setdefault(self._last(), []).append(len(self._ids))
        self._ids.append(identity)
        self._rest = max(0, self._rest - 1)

    def guess(self) -> list[int]:
        """Return `MOST` draft tokens, or []. Where fewer tokens follow the matching place, they are repeated."""
        if self._rest:
            return []
        ends = self._ends.get(self._last(), [])[-_PLACES:]
        agreeing, end = max(((self._agreeing(end), end) for end in ends), default=(0, 0))
        return list(islice(cycle(self._ids[end : end + MOST]), MOST)) if agreeing >= self._asked else []

    def _last(self) -> tuple[int, ...]:
        return tuple(self._ids[-_AGREE:])

    def _agreeing(self, end: int) -> int:
        """Return how many tokens before `end` equal those at the end of the sequence; at least `_AGREE` do."""
        length = _AGREE
        while length < min(_LONGEST, end) and self._ids[end - length - 1] == self._ids[-length - 1]:
            length += 1
        return length

    def judge(self, gained: int) -> None:
        """Adapt to the number of tokens that a speculative batch has yielded."""
        if gained >= PAYS:
            self._asked, self._next_rest = _AGREE, _LONGEST
        elif self._asked < _LONGEST:
            self._asked = min(_LONGEST, 2 * self._asked)
        else:
            self._rest, self._next_rest = self._next_rest, 2 * self._next_rest
