"""How much of a question a chunk's words account for: BM25 as a share of the most that the question's terms could score."""

import math
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

_K1, _B = 1.2, 0.75  # Lucene's own; without the lengths (b = 0) the FAQ sets lose 2 points of recall@5
_SHARPNESS = 1.5
"""Power of a term's idf: a question's function words dilute its coverage less (recall@5 +0.4, in a mixed library +1)."""

Ids = NDArray[np.int64]
Values = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Postings:
    """The chunks that hold a term, sorted, and how often each does: two arrays of one length."""

    chunks: Ids
    counts: Values


def weight(frequency: int, chunks: float) -> float:
    """Return what a term counts for that stands in `frequency` of so many chunks: more the rarer, always above 0."""
    return math.pow(math.log(1 + (max(0.0, chunks - frequency) + 0.5) / (frequency + 0.5)), _SHARPNESS)


def candidates(postings: Mapping[str, Postings], weights: Mapping[str, float], count: int) -> Ids:
    """Return the ids, sorted, of the chunks that score highest before their lengths are known, `count` at most."""
    if not postings:
        return np.empty(0, np.int64)
    values = [weights[term] * each.counts / (each.counts + _K1) for term, each in postings.items()]
    ids, place = np.unique(np.concatenate([each.chunks for each in postings.values()]), return_inverse=True)
    if len(ids) <= count:
        return ids
    sums = np.bincount(place, np.concatenate(values))
    return np.sort(ids[np.argpartition(-sums, count)[:count]])


def coverage(postings: Mapping[str, Postings], weights: Mapping[str, float], ids: Ids, lengths: Values) -> Values:
    """Return the coverage of chunks, from 0 to below 1; `lengths` are theirs in terms.

    BM25 of a chunk is the sum of weight x (k1 + 1) x count ÷ (count + k1 x length), with a length of 1 for the mean; the least
    upper bound is the sum of weight x (k1 + 1) over all of the question's terms, and coverage is the one over the other.
    """
    bound = sum(weights.values())
    penalty = _K1 * (1 - _B + _B * lengths / max(1.0, float(lengths.mean()))) if len(ids) else lengths
    total = np.zeros(len(ids))
    for term, each in postings.items():
        count = _counts(each, ids)
        total += weights[term] * count / (count + penalty)
    return total / bound if bound else total


def share_held(postings: Mapping[str, Postings], weights: Mapping[str, float], ids: Ids) -> Values:
    """Return by weight which share of some terms chunks hold at all, from 0 to 1; 0 where there are no terms."""
    total = np.zeros(len(ids))
    for term, each in postings.items():
        total += weights[term] * (_counts(each, ids) > 0)
    bound = sum(weights.values())
    return np.minimum(1.0, total / bound) if bound else total


def _counts(postings: Postings, ids: Ids) -> Values:
    if not len(postings.chunks):
        return np.zeros(len(ids))
    place = np.minimum(np.searchsorted(postings.chunks, ids), len(postings.chunks) - 1)
    return np.where(postings.chunks[place] == ids, postings.counts[place], 0.0)
