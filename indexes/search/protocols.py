"""What a backend offers the search: nearest chunks by vector, best chunks by words."""

from collections.abc import Iterable
from typing import Protocol

from indexes.embedding.embedder import Vectors
from indexes.embedding.vector_model import VectorModel
from indexes.hits import Among, LexicalMatch


class DenseSearch(Protocol):
    """Nearest chunks by cosine, over an index that can be made again from the stored vectors."""

    def search(self, vector: Vectors, top: int, model: "VectorModel", among: Among | None = None) -> dict[int, float]:
        """Return cosines of the nearest chunks to a mapped query of shape (1, dimension), of those in `among` if given."""

    def cosines(self, vector: Vectors, ids: Iterable[int], model: "VectorModel") -> dict[int, float]:
        """Return the cosines of given chunks, of those that have vectors."""

    def is_usable(self, model: "VectorModel") -> bool:
        """Whether there is an index that may be searched."""

    def rebuild(self, model: "VectorModel") -> str:
        """Build the index anew; return why it could not be written, "" if it was."""


class LexicalSearch(Protocol):
    """Best chunks by their words."""

    def phrases_held_nowhere(self, query: str, among: Among | None = None) -> tuple[str, ...]:
        """Return the phrases in quotes of a query that no chunk holds word for word, of those in `among` if it is given."""

    def search(self, query: str, language: str, top: int, among: Among | None = None) -> dict[int, LexicalMatch]:
        """Return what full text knows of the best chunks for a query in a language, of those in `among` if it is given."""
