"""Compares the token ids that are evaluated with those that are wanted."""

from collections.abc import Sequence


def common_prefix(held: Sequence[int], ids: Sequence[int]) -> int:
    """Return the length of the common prefix of two sequences."""
    return next((at for at, (one, other) in enumerate(zip(held, ids, strict=False)) if one != other), min(len(held), len(ids)))
