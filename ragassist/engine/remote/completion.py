"""OpenAI's completion protocol with token ids, for vLLM and llama.cpp's server.

The two servers use different names for some fields. A request holds both names, and each server ignores the unknown one.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from ragassist.errors import ModelFault
from ragassist.models.entries import GREEDY, Sampling

Message = dict[str, Any]
COMPLETIONS = "/v1/completions"
MODELS = "/v1/models"
TOKENIZE = "/tokenize"
_BY_ID = re.compile(r"token_id:(\d+)")
_SURE = 100
"""A bias that forces the choice of a token; the reported log probability is the one without the bias."""


@dataclass(frozen=True, slots=True)
class ScoredToken:
    """A token that the server's model has chosen, and its log probability."""

    id: int
    logprob: float


def tokenize_request(text: str) -> Message:
    """Return a request for the ids of trusted text."""
    special = {"add_special": False, "add_special_tokens": False, "parse_special": True}
    return {"content": text, "prompt": text, **special}


def completion_request(
    model: str, ids: Sequence[int], sampling: Sampling = GREEDY, seed: int = 0, limit: int = 1, **more: object
) -> Message:
    """Return a request for at most `limit` tokens after a sequence."""
    return {
        "model": model,
        "prompt": list(ids),
        "max_tokens": limit,
        "stream": True,
        "stream_options": {"include_usage": True},
        "temperature": sampling.temperature,
        "top_p": sampling.top_p,
        "top_k": sampling.top_k if sampling.top_k > 0 else -1,
        "min_p": sampling.min_p,
        "repeat_penalty": sampling.repeat_penalty,
        "repetition_penalty": sampling.repeat_penalty,
        "seed": seed,
        "logprobs": 1,
        "return_tokens_as_token_ids": True,
        "skip_special_tokens": False,
        "cache_prompt": True,
        **more,
    }


def forced(identity: int) -> Message:
    """Return the fields of a request that force the choice of a token."""
    return {"logit_bias": {str(identity): _SURE}}


def grammar_request(grammar: str) -> Message:
    """Return the fields of a request that apply a grammar in GBNF; {} for ""."""
    if not grammar:
        return {}
    return {"grammar": grammar, "structured_outputs": {"grammar": grammar}}


def scored_tokens(event: Message) -> Iterator[ScoredToken]:
    """Yield the tokens of an event. Raises `ModelFault` if it has text but no token ids."""
    for choice in choices if isinstance(choices := event.get("choices"), list) else ():
        try:
            told = choice.get("logprobs") or {}
            if told.get("content"):
                yield from (ScoredToken(int(row["id"]), float(row["logprob"])) for row in told["content"])
            elif told.get("tokens"):
                yield from map(_by_id, told["tokens"], told["token_logprobs"])
            elif choice.get("text"):
                raise KeyError("logprobs")
        except (KeyError, TypeError, ValueError, AttributeError, OverflowError):
            raise ModelFault("the chat server tells no ids of its tokens: run vLLM or llama.cpp's server") from None


def _by_id(token: str, logprob: float | None) -> ScoredToken:
    found = _BY_ID.fullmatch(token)
    if not found:
        raise ValueError(token)
    return ScoredToken(int(found[1]), logprob or 0.0)


def cached_tokens(event: Message) -> int | None:
    """Return how many tokens of the prompt were in the server's cache, None if the event doesn't report it."""
    details, timings = _within(_within(event, "usage"), "prompt_tokens_details"), _within(event, "timings")
    found = details.get("cached_tokens", timings.get("cache_n"))
    return found if isinstance(found, int) else None


def _within(message: Message, name: str) -> Message:
    found = message.get(name)
    return found if isinstance(found, dict) else {}
