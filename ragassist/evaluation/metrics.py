"""Measures of ranking: recall@k, MRR@10, nDCG@10."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

DEPTH = 10
"""Number of hits that the measures count."""

Rank = int | None
"""The rank of the first right hit, from 1; None if there is no right hit."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchMeasures:
    """Means over some questions, from 0 to 1; each question has one right hit.

    `recall` at 1, 5 and 10 is the share of questions with the right hit among the first 1, 5 or 10. `mrr` is the mean of
    1/rank, `ndcg` the mean of 1/log2(1 + rank); a right hit after the tenth counts 0 in both.
    """

    questions: int
    recall_1: float
    recall_5: float
    recall_10: float
    mrr: float
    ndcg: float

    @classmethod
    def of(cls, ranks: Sequence[Rank]) -> Self:
        """Return the measures for the ranks of some questions; all are 0 without questions."""
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
