"""The character n-grams of a text, hashed into buckets: features that show its wording in any script."""

from zlib import crc32

import numpy as np
from numpy.typing import NDArray

NGRAMS = 1 << 14
"""Number of buckets into which n-grams are hashed, unless a classifier has its own."""
LONGEST_NGRAM = 4
"""Characters of the longest n-gram, unless a classifier has its own."""


def ngrams(text: str, longest: int = LONGEST_NGRAM, buckets: int = NGRAMS) -> NDArray[np.int64]:
    """Return the sorted buckets of the n-grams of up to `longest` characters of a text, whose ends are marked."""
    marked = f"^{text.strip().lower()}$"
    parts = {marked[at : at + size] for size in range(1, longest + 1) for at in range(len(marked) - size + 1)}
    return np.unique([crc32(part.encode()) % buckets for part in parts]).astype(np.int64)
