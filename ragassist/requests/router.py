"""Recognises the kind of a request by a linear model over character n-grams and token vectors, without the chat model."""

from dataclasses import dataclass
from functools import cache
from importlib import resources
from io import BytesIO
from typing import Self

import numpy as np
from numpy.typing import NDArray

from indexes.embedding.embedder import Embedder
from ragassist.requests.features import masked, ngrams, token_features
from ragassist.requests.kinds import AGAIN, RequestKind

_WEIGHTS = "router.npz"
"""Written by `bench/fit_requests.py`."""
LEAST_OTHER, LEAST_KIND = 0.8, 0.5
"""Lowest probability of all kinds except the look-up together, and of the likeliest of them, for a request not to be a look-up.
With 0.72 10 instead of 6 of 384 unseen look-ups to a real library are lost, and 383 instead of 371 of 448 other requests told.
The second one leaves requests whose probability is spread over several kinds to the look-up: of 1,232 look-ups 8 are lost with
it and 12 without, and 371 and 380 of the other requests are told."""

OFFERED = frozenset(RequestKind) - {RequestKind.EXTRACT, RequestKind.SMALLTALK}
"""Kinds that may be offered instead of a look-up."""
_WORTH_OFFERING = 0.2
"""Lowest probability of all kinds except the look-up together for the likeliest of them to be offered."""


@dataclass(frozen=True, slots=True)
class Route:
    """The kind of a request, its probability, and the second likeliest kind.

    With `again` it is a look-up, unless there is a last result: then it wants that in another length, language or form.
    """

    kind: RequestKind
    probability: float
    instead: RequestKind
    again: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class RouterWeights:
    """The weights of two linear models: over n-grams with token vectors of one embedding model, and over n-grams alone.

    `ngrams` and `ngrams_alone` have shape (NGRAMS, kinds), `tokens` shape (features, kinds), biases shape (kinds,).
    """

    kinds: tuple[str, ...]
    """Kinds of requests, and `AGAIN`."""
    model: str
    ngrams: NDArray[np.float32]
    tokens: NDArray[np.float32]
    bias: NDArray[np.float32]
    ngrams_alone: NDArray[np.float32]
    bias_alone: NDArray[np.float32]
    common_words: frozenset[int]
    """Hashes, by `topic.word_hash`, of the usual words in requests for overviews and counts."""
    table_words: frozenset[int]
    """Hashes of the usual words in requests for tables."""
    document_words: frozenset[int]
    """Hashes of the usual words in requests for summaries and translations."""

    @classmethod
    def loads(cls, data: bytes) -> Self:
        """Return the weights in a file of `bench/fit_requests.py`, which stores n-grams in 8 bits with a step for each kind."""
        with np.load(BytesIO(data)) as file:
            return cls(
                kinds=tuple(file["kinds"].tolist()),
                model=str(file["model"]),
                ngrams=file["ngrams"].astype(np.float32) * file["ngrams_step"],
                tokens=file["tokens"].astype(np.float32),
                bias=file["bias"].astype(np.float32),
                ngrams_alone=file["ngrams_alone"].astype(np.float32) * file["ngrams_alone_step"],
                bias_alone=file["bias_alone"].astype(np.float32),
                common_words=frozenset(file["common_words"].tolist()),
                table_words=frozenset(file["table_words"].tolist()),
                document_words=frozenset(file["document_words"].tolist()),
            )


@cache
def shipped_weights() -> RouterWeights:
    """Return the weights in the package."""
    return RouterWeights.loads(resources.files(__package__).joinpath(_WEIGHTS).read_bytes())


class Router:
    """Routes requests by the embedding model that it was fitted for; with another one, or without one, by n-grams alone."""

    def __init__(self, embedder: Embedder, weights: RouterWeights | None = None) -> None:
        self._embedder, self._weights = embedder, weights or shipped_weights()

    def route(self, text: str) -> Route:
        """Return the kind of a request; a look-up unless one other kind is likely enough."""
        shares = dict(zip(self._weights.kinds, softmax(self._scores(text)).tolist(), strict=True))
        lookup, again = shares.pop(RequestKind.LOOKUP), shares.pop(AGAIN, 0.0)
        likeliest = RequestKind(max(shares, key=lambda kind: shares[kind]))
        best = shares[likeliest]
        if 1 - lookup >= LEAST_OTHER and max(best, again) >= LEAST_KIND:
            if again > best:
                return Route(RequestKind.LOOKUP, lookup + again, likeliest, again=True)
            return Route(likeliest, best, RequestKind.LOOKUP)
        return Route(RequestKind.LOOKUP, lookup + again, likeliest)

    @property
    def _knows_tokens(self) -> bool:
        return bool(self._embedder.fingerprint) and self._embedder.fingerprint.startswith(self._weights.model)

    def _scores(self, text: str) -> NDArray[np.float32]:
        weights, found = self._weights, ngrams(text)
        length = np.float32(np.sqrt(len(found)))
        if self._knows_tokens:
            (vectors,) = self._embedder.token_vectors([masked(text)], "query")
            if len(vectors):
                scores: NDArray[np.float32] = weights.ngrams[found].sum(0) / length + token_features(vectors) @ weights.tokens
                return scores + weights.bias
        alone: NDArray[np.float32] = weights.ngrams_alone[found].sum(0) / length + weights.bias_alone
        return alone


def otherwise(kind: RequestKind, route: Route) -> str:
    """Return the kind to offer besides the kind that a request was answered as, "" for none.

    For a look-up this is the router's likeliest other kind, if it is likely enough; for other kinds it is the look-up.
    """
    if kind is not RequestKind.LOOKUP:
        return "" if kind is RequestKind.SMALLTALK else RequestKind.LOOKUP
    likely = route.kind if route.kind is not RequestKind.LOOKUP else route.instead
    is_likely = route.kind is not RequestKind.LOOKUP or 1 - route.probability >= _WORTH_OFFERING
    return likely if is_likely and likely in OFFERED else ""


def softmax(scores: NDArray[np.float32]) -> NDArray[np.float64]:
    """Return the probabilities for scores of shape (kinds,)."""
    powers = np.exp(scores.astype(np.float64) - scores.max())
    shares: NDArray[np.float64] = powers / powers.sum()
    return shares
