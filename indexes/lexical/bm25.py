"""Computes the coverage of a question by a chunk: its BM25 score as a share of the highest possible score."""

import math
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

_K1, _B = 1.2, 0.75  # Lucene's defaults; without length normalisation (b = 0) recall@5 on the FAQ sets is 2 points lower
_SHARPNESS = 1.5
"""Exponent of a term's idf, which lowers the weight of function words (recall@5 +0.4, in a mixed library +1)."""

Ids = NDArray[np.int64]
Values = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Postings:
    """The sorted ids of the chunks that hold a term, and its count in each; two arrays of the same length."""

    chunks: Ids
    counts: Values


def weight(frequency: int, chunks: float) -> float:
    """Return the weight of a term that occurs in `frequency` of `chunks` chunks; it is positive and higher for rare terms."""
    return math.pow(math.log(1 + (max(0.0, chunks - frequency) + 0.5) / (frequency + 0.5)), _SHARPNESS)


def candidates(postings: Mapping[str, Postings], weights: Mapping[str, float], count: int) -> Ids:
    """Return the sorted ids of up to `count` chunks with the highest scores without length normalisation."""
    if not postings:
        return np.empty(0, np.int64)
    values = [weights[term] * each.counts / (each.counts + _K1) for term, each in postings.items()]
    ids, place = np.unique(np.concatenate([each.chunks for each in postings.values()]), return_inverse=True)
    if len(ids) <= count:
        return ids
    sums = np.bincount(place, np.concatenate(values))
    return np.sort(ids[np.argpartition(-sums, count)[:count]])


def coverage(postings: Mapping[str, Postings], weights: Mapping[str, float], ids: Ids, lengths: Values) -> Values:
    """Return the coverage of chunks, from 0 to below 1; `lengths` are their numbers of terms.

    BM25 of a chunk is the sum of weight x (k1 + 1) x count / (count + k1 x length), where a mean length counts as 1. Its least
    upper bound is the sum of weight x (k1 + 1) over all terms of the question. Coverage is the quotient of both.
    """
    bound = sum(weights.values())
    penalty = _K1 * (1 - _B + _B * lengths / max(1.0, float(lengths.mean()))) if len(ids) else lengths
    total = np.zeros(len(ids))
    for term, each in postings.items():
        count = _counts(each, ids)
        total += weights[term] * count / (count + penalty)
    return total / bound if bound else total


def share_held(postings: Mapping[str, Postings], weights: Mapping[str, float], ids: Ids) -> Values:
    """Return the weighted share of the terms that each chunk holds, from 0 to 1; 0 without terms."""
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
