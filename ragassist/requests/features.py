"""The features of a request for the router: its character n-grams, and its token vectors from the embedding model.

The kind of a request shows in its form (verbs, particles, endings) more than in its topic. Therefore the first and the last
tokens are features of their own beside the mean and the maximum, and n-grams capture the word forms.
"""

import re
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from indexes.embedding.embedder import TokenVectors

NGRAMS = 1 << 14
"""Number of buckets into which n-grams are hashed."""
_LONGEST = 4
_ENDS = 3
"""Number of tokens at the beginning and at the end that are features of their own."""
_SUFFIX = r"\.(?:pdf|docx?|xlsx?|pptx?|odt|ods|txt|md|html?|csv|eml|epub)\b"
_FILE = re.compile(rf"[\"“„«「][^\"“”„«»「」]{{1,80}}{_SUFFIX}[\"”“»」]|[\w.\-]+{_SUFFIX}", re.IGNORECASE)


def masked(text: str) -> str:
    """Return a request with each file name replaced by the same one, because names say nothing about the kind."""
    return _FILE.sub("file.pdf", text)


def ngrams(text: str) -> NDArray[np.int64]:
    """Return the sorted buckets of the n-grams of one to four characters of a text, whose ends are marked."""
    marked = f"^{masked(text).strip().lower()}$"
    parts = {marked[at : at + size] for size in range(1, _LONGEST + 1) for at in range(len(marked) - size + 1)}
    return np.unique([crc32(part.encode()) % NGRAMS for part in parts]).astype(np.int64)


def token_features(vectors: TokenVectors) -> NDArray[np.float32]:
    """Return the mean of all, of the first and of the last unit vectors, and the maximum; shape (4 × hidden size,)."""
    units = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
    parts = (units.mean(0), units[:_ENDS].mean(0), units[-_ENDS:].mean(0), units.max(0))
    return np.concatenate(parts).astype(np.float32)
