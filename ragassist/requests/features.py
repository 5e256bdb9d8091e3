"""What the router sees of a request: its character n-grams, and how its tokens leave the embedding model.

What a request asks for shows in its form (verbs, particles, endings) more than in its topic. So the first and the last tokens
count on their own beside the mean and the maximum over all, and n-grams see the forms themselves.
"""

import re
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from indexes.embedding.embedder import TokenVectors

NGRAMS = 1 << 14
"""Buckets into which n-grams are hashed."""
_LONGEST = 4
_ENDS = 3
"""Tokens at the beginning, and at the end, that count on their own."""
_SUFFIX = r"\.(?:pdf|docx?|xlsx?|pptx?|odt|ods|txt|md|html?|csv|eml|epub)\b"
_FILE = re.compile(rf"[\"“„«「][^\"“”„«»「」]{{1,80}}{_SUFFIX}[\"”“»」]|[\w.\-]+{_SUFFIX}", re.IGNORECASE)


def masked(text: str) -> str:
    """Return a request with each file name replaced by one and the same: what a file is called says nothing of the request."""
    return _FILE.sub("file.pdf", text)


def ngrams(text: str) -> NDArray[np.int64]:
    """Return the sorted buckets of a text's n-grams of one to four characters; its ends are marked."""
    marked = f"^{masked(text).strip().lower()}$"
    parts = {marked[at : at + size] for size in range(1, _LONGEST + 1) for at in range(len(marked) - size + 1)}
    return np.unique([crc32(part.encode()) % NGRAMS for part in parts]).astype(np.int64)


def token_features(vectors: TokenVectors) -> NDArray[np.float32]:
    """Return mean, mean of the first and of the last tokens, and maximum of unit token vectors, shape (4 × hidden size,)."""
    units = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
    parts = (units.mean(0), units[:_ENDS].mean(0), units[-_ENDS:].mean(0), units.max(0))
    return np.concatenate(parts).astype(np.float32)
