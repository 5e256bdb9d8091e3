"""Chooses tokens by llama.cpp's sampler chain, with the sampling of the model card and an optional grammar."""

import ctypes
from typing import Any

import llama_cpp as c
import numpy as np
from numpy.typing import NDArray

from ragassist.errors import ModelFault
from ragassist.models.entries import Sampling

_PENALTY_WINDOW = 64
_LIKELY = 64
"""Number of likeliest tokens that are checked against a grammar first. Checking all 150,000 tokens of a vocabulary takes as
long as the model takes for one token."""
_CANDIDATE = np.dtype([("id", np.int32), ("logit", np.float32), ("p", np.float32)])
"""llama.cpp's `llama_token_data`."""
_Candidates = NDArray[np.void]


class Sampler:
    """Chooses tokens. Each choice advances its penalties, its random numbers and its grammar by one token.

    The grammar comes from `Vocabulary.grammar` and is freed with the sampler.
    """

    def __init__(self, sampling: Sampling, seed: int, vocabulary_size: int, grammar: Any = None) -> None:
        self._size, self._penalty, self._grammar = vocabulary_size, sampling.repeat_penalty - 1, grammar
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
        """Return a token to follow token `at` of the last batch; -1 stands for its last token.

        Raises `ModelFault` where the grammar allows no token.
        """
        if not self._grammar:
            return int(c.llama_sampler_sample(self._chain, context, at))
        allowed = _array_of(self._allowed(self._logits(context, at)))
        c.llama_sampler_apply(self._chain, ctypes.byref(allowed))
        chosen = int(allowed.data[allowed.selected].id)
        for sampler in (self._chain, self._grammar):
            c.llama_sampler_accept(sampler, chosen)
        return chosen

    def _allowed(self, logits: NDArray[np.float32]) -> _Candidates:
        """Return the allowed ones of the likeliest tokens, or of all tokens if the grammar allows none of the likeliest."""
        likely = np.argpartition(logits, -_LIKELY)[-_LIKELY:] if len(logits) > _LIKELY else np.arange(len(logits))
        for identities in (likely, np.arange(len(logits))):
            candidates = np.zeros(len(identities), _CANDIDATE)
            candidates["id"], candidates["logit"] = identities, logits[identities]
            c.llama_sampler_apply(self._grammar, ctypes.byref(_array_of(candidates)))
            kept: _Candidates = candidates[np.isfinite(candidates["logit"])]
            if len(kept):
                return kept
        raise ModelFault("the grammar allows no token of this model: ask again, or choose another model")

    def _logits(self, context: Any, at: int) -> NDArray[np.float32]:
        return np.ctypeslib.as_array(c.llama_get_logits_ith(context, at), (self._size,))

    def is_sure(self, context: Any, at: int, lead: float) -> bool:
        """Return whether the best token after token `at` of the batch leads the second by `lead` logits, even if penalised."""
        logits = self._logits(context, at)
        best = int(logits.argmax())
        highest = float(logits[best])
        logits[best] = -np.inf
        second = float(logits.max())
        logits[best] = highest
        return highest - second >= lead + abs(highest) * self._penalty

    def close(self) -> None:
        """Free the chain and the grammar."""
        c.llama_sampler_free(self._chain)
        if self._grammar:
            c.llama_sampler_free(self._grammar)


def _array_of(candidates: _Candidates) -> Any:
    """Return llama.cpp's view of the candidates, which keeps them alive."""
    data = ctypes.cast(candidates.ctypes.data, c.llama_token_data_p)
    view = c.llama_token_data_array(data=data, size=len(candidates), selected=-1, sorted=False)
    view.kept = candidates
    return view
