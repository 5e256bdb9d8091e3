"""llama.cpp's sampler chain with a model card's sampling."""

from typing import Any

import llama_cpp as c
import numpy as np

from ragassist.models.entries import Sampling

_PENALTY_WINDOW = 64


class Sampler:
    """Chooses tokens; its penalties and its random numbers advance by one token a choice."""

    def __init__(self, sampling: Sampling, seed: int, vocabulary_size: int) -> None:
        self._size, self._penalty = vocabulary_size, sampling.repeat_penalty - 1
        self._chain = c.llama_sampler_chain_init(c.llama_sampler_chain_default_params())
        steps = [c.llama_sampler_init_penalties(vocabulary_size, _PENALTY_WINDOW, sampling.repeat_penalty, 0.0, 0.0)]
        if sampling.temperature <= 0:
            steps.append(c.llama_sampler_init_greedy())
        else:
            steps += [
                c.llama_sampler_init_top_k(sampling.top_k),
                c.llama_sampler_init_top_p(sampling.top_p, 1),
                c.llama_sampler_init_min_p(sampling.min_p, 1),
                c.llama_sampler_init_temp(sampling.temperature),
                c.llama_sampler_init_dist(seed),
            ]
        for step in steps:
            c.llama_sampler_chain_add(self._chain, step)

    def choose(self, context: Any, at: int = -1) -> int:
        """Return the token after the batch's token `at`, -1 for its last, and take it as said."""
        return int(c.llama_sampler_sample(self._chain, context, at))

    def is_sure(self, context: Any, at: int, lead: float) -> bool:
        """Return whether the best token after the batch's token `at` leads the second by some logits, even if penalised."""
        logits = np.ctypeslib.as_array(c.llama_get_logits_ith(context, at), (self._size,))
        best = int(logits.argmax())
        highest = float(logits[best])
        logits[best] = -np.inf
        second = float(logits.max())
        logits[best] = highest
        return highest - second >= lead + abs(highest) * self._penalty

    def close(self) -> None:
        """Free the chain."""
        c.llama_sampler_free(self._chain)
