"""Speculative decoding: several draft tokens are evaluated in one batch, which costs less than single tokens."""

from collections.abc import Generator
from threading import Event
from typing import Any

from ragassist.engine.prompt_lookup import PromptLookup
from ragassist.engine.sampler import Sampler
from ragassist.engine.sequence import HeldSequence
from ragassist.engine.vocabulary import Vocabulary

LEAD = 2.0
"""Logits by which a token has to lead the second best to be chosen from a speculative batch. Logits of a batch differ from
those of single tokens by rounding, up to 0.7 with SmolLM2 and Qwen on random text. Where the lead is smaller, the token is
evaluated singly, so that rounding doesn't choose it. Rounding in the cache may still decide between equally likely tokens."""


class SpeculativeDecoder:
    """Yields the tokens that a sampler chooses after a sequence; a token of a batch needs a `lead` in logits."""

    def __init__(self, context: Any, sequence: HeldSequence, vocabulary: Vocabulary, lead: float = LEAD) -> None:
        self._context, self._sequence, self._vocabulary, self._lead = context, sequence, vocabulary, lead

    def tokens(self, sampler: Sampler, drafter: PromptLookup, room: int, stop: Event) -> Generator[int, None, None]:
        """Yield tokens before the one that ends the answer; the sequence never exceeds `room` tokens."""
        chosen = sampler.choose(self._context)
        while not self._vocabulary.ends(chosen):
            yield chosen
            drafter.said(chosen)
            guesses = drafter.guess()[: room - len(self._sequence.ids) - 1]
            if guesses:
                chosen = yield from self._checked(chosen, guesses, sampler, drafter, stop)
            else:
                self._sequence.answer([chosen], stop)
                chosen = sampler.choose(self._context)

    def _checked(
        self, said: int, guesses: list[int], sampler: Sampler, drafter: PromptLookup, stop: Event
    ) -> Generator[int, None, int]:
        """Evaluate a token with draft tokens after it, yield the draft tokens that the model chooses too, and return the first
        token that differs.
        """
        self._sequence.answer([said, *guesses], stop, every=True)
        base, right = len(self._sequence.ids) - len(guesses), 0
        sure = False
        try:
            while sure := sampler.is_sure(self._context, right, self._lead):
                chosen = sampler.choose(self._context, right)
                if right == len(guesses) or chosen != guesses[right] or self._vocabulary.ends(chosen):
                    return chosen
                right += 1
                drafter.said(chosen)
                yield chosen
        finally:
            drafter.judge(right + sure)
            self._sequence.roll_back(base + right if sure else base + right - 1, batch_from=base - 1)
        self._sequence.extend([guesses[right - 1] if right else said], stop)
        return sampler.choose(self._context)
