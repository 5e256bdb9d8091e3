"""Guesses the next tokens of an answer: an answer that quotes its sources goes on as they do.

Evaluating several tokens at once costs less than one by one, for decoding waits for the memory; whatever guess the model
doesn't say itself is dropped.
"""

from collections.abc import Sequence
from itertools import cycle, islice

MOST = 15
"""Guesses at once: with the token before them a batch of 16, as long as five tokens alone (Qwen2.5-1.5B in Q4_K_M on two
cores with AVX2: 1, 4, 8 and 16 tokens take 30, 74, 129 and 147 ms). With one more, llama.cpp's graph of a hybrid model of 30
layers, which grows with what can be rolled back, has no room beside a cache of 8 bits, and the process is aborted."""
_AGREE, _LONGEST = 5, 24
"""Tokens that have to match an earlier place: at first, and at most."""
_PLACES = 64
"""Places that are compared: the latest ones."""
PAYS = 6
"""A speculative batch must yield at least this many tokens. Tokens are counted, not seconds: a batch rounds otherwise than
single tokens, and the same seed must give the same answer on a busy machine. Where batches cost more than they yield,
`models tune` switches guessing off."""


class PromptLookup:
    """Finds the earlier place that shares the longest run of tokens with the sequence's end, and guesses the tokens behind
    it."""

    def __init__(self, ids: Sequence[int]) -> None:
        self._ids: list[int] = []
        self._ends: dict[tuple[int, ...], list[int]] = {}
        self._asked = _AGREE
        """Tokens that have to match: more after each batch that yields too little."""
        self._rest, self._next_rest = 0, _LONGEST
        """Tokens to decode without a guess after a batch that yields too little in spite of the longest match; the number
        doubles each time."""
        for identity in ids:
            self.said(identity)

    def said(self, identity: int) -> None:
        """Append the next token of the sequence."""
        if len(self._ids) >= _AGREE:
            self._ends.setdefault(self._last(), []).append(len(self._ids))
        self._ids.append(identity)
        self._rest = max(0, self._rest - 1)

    def guess(self) -> list[int]:
        """Return `MOST` tokens that may follow, or none; a place too near the end is repeated from its beginning."""
        if self._rest:
            return []
        ends = self._ends.get(self._last(), [])[-_PLACES:]
        agreeing, end = max(((self._agreeing(end), end) for end in ends), default=(0, 0))
        return list(islice(cycle(self._ids[end : end + MOST]), MOST)) if agreeing >= self._asked else []

    def _last(self) -> tuple[int, ...]:
        return tuple(self._ids[-_AGREE:])

    def _agreeing(self, end: int) -> int:
        """Return how many tokens before `end` are those before the sequence's end, of which `_AGREE` are known to be."""
        length = _AGREE
        while length < min(_LONGEST, end) and self._ids[end - length - 1] == self._ids[-length - 1]:
            length += 1
        return length

    def judge(self, gained: int) -> None:
        """Adapt to how many tokens a batch of guesses has yielded."""
        if gained >= PAYS:
            self._asked, self._next_rest = _AGREE, _LONGEST
        elif self._asked < _LONGEST:
            self._asked = min(_LONGEST, 2 * self._asked)
        else:
            self._rest, self._next_rest = self._next_rest, 2 * self._next_rest
