"""The features of a request for the router: its character n-grams, and its token vectors from the embedding model.

The kind of a request shows in its form (verbs, particles, endings) more than in its topic. Therefore the first and the last
tokens are features of their own beside the mean and the maximum, and n-grams capture the word forms.
"""

import re
import unicodedata

import numpy as np
import regex
from numpy.typing import NDArray

from indexes.embedding.embedder import TokenVectors
from ragassist.language import ngrams as of_any_text
from ragassist.language.ngrams import LONGEST_NGRAM, NGRAMS

_ENDS = 3
"""Number of tokens at the beginning and at the end that are features of their own."""
_SUFFIX = r"\.(?:pdf|docx?|xlsx?|pptx?|odt|ods|txt|md|html?|csv|eml|epub)\b"
_FILE = re.compile(rf"[\"“„«「][^\"“”„«»「」]{{1,80}}{_SUFFIX}[\"”“»」]|[\w.\-]+{_SUFFIX}", re.IGNORECASE)

_MARK = regex.compile(r"(?<=[\p{Latin}\p{Arabic}])\p{M}+")


def masked(text: str) -> str:
    """Return a request with each file name replaced by the same one, because names say nothing about the kind."""
    return _FILE.sub("file.pdf", text)


def ngrams(text: str, longest: int = LONGEST_NGRAM, buckets: int = NGRAMS) -> NDArray[np.int64]:
    """Return the sorted buckets of the n-grams of a request, whatever files it names and marks it leaves out."""
    return of_any_text.ngrams(unmarked(masked(text)), longest, buckets)


def unmarked(text: str) -> str:
    """Return a text without accents and vowel signs, which many people don't type: "cuántos" and "cuantos" are one word."""
    return unicodedata.normalize("NFKC", _MARK.sub("", unicodedata.normalize("NFKD", text)))


def token_features(vectors: TokenVectors) -> NDArray[np.float32]:
    """Return the mean of all, of the first and of the last unit vectors, and the maximum; shape (4 × hidden size,)."""
    units = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
    parts = (units.mean(0), units[:_ENDS].mean(0), units[-_ENDS:].mean(0), units.max(0))
    return np.concatenate(parts).astype(np.float32)
