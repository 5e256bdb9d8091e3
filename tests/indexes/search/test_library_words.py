"""The vectors of names are remembered, since a library of thousands of documents asks for all of them with each count."""

from collections.abc import Sequence

import numpy as np

from indexes.embedding.embedder import Vectors
from indexes.search.library_words import LibraryWords


class CountingEncoder:
    """An encoder that counts the words that it encodes."""

    name = "counting"
    encoded = 0

    def encode(self, words: Sequence[str]) -> Vectors:
        """Return the same vector for each word."""
        self.encoded += len(words)
        return np.full((len(words), 4), 0.5, np.float32)


def test_the_names_of_a_large_library_are_encoded_once_however_many_they_are() -> None:
    for count in (6_000, 12_000):
        encoder = CountingEncoder()
        words = LibraryWords(None, encoder)
        names = [f"name {at}" for at in range(count)]
        for topic in ("letters", "manuals"):
            words.similarities(topic, names)
        assert encoder.encoded == count + 2
