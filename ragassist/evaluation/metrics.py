"""How well a search ranks: recall@k, MRR@10, nDCG@10."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

DEPTH = 10
"""Hits that the measures look at."""

Rank = int | None
"""The rank of the first right hit, from 1; None where none was among the hits."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Measures:
    """Shares from 0 to 1 over some questions, each of which counts the same and asks for one right hit.

    `recall` at 1, 5 and 10 is the share of questions with a right hit so far up; `mrr` the mean of 1/rank and `ndcg` that of
    1/log2(1 + rank), a right hit beyond the tenth being worth nothing.
    """

    questions: int
    recall_1: float
    recall_5: float
    recall_10: float
    mrr: float
    ndcg: float

    @classmethod
    def of(cls, ranks: Sequence[Rank]) -> Self:
        """Return the measures of some questions by their ranks; of none all are 0."""
        found = [rank for rank in ranks if rank is not None and rank <= DEPTH]
        count = max(1, len(ranks))
        recall_1, recall_5, recall_10 = (sum(rank <= k for rank in found) / count for k in (1, 5, DEPTH))
        return cls(
            questions=len(ranks),
            recall_1=recall_1,
            recall_5=recall_5,
            recall_10=recall_10,
            mrr=sum(1 / rank for rank in found) / count,
            ndcg=sum(1 / math.log2(1 + rank) for rank in found) / count,
        )
