"""The interfaces of dense and lexical search that a backend implements."""

from collections.abc import Iterable
from typing import Protocol

from indexes.embedding.embedder import Vectors
from indexes.embedding.vector_model import VectorModel
from indexes.hits import Among, LexicalMatch


class DenseSearch(Protocol):
    """Finds the nearest chunks by cosine, with an index that can be rebuilt from the stored vectors."""

    def search(self, vector: Vectors, top: int, model: "VectorModel", among: Among | None = None) -> dict[int, float]:
        """Return the cosines of the chunks (of those in `among` if given) nearest to a mapped query of shape (1, dimension)."""

    def cosines(self, vector: Vectors, ids: Iterable[int], model: "VectorModel") -> dict[int, float]:
        """Return the cosines of the given chunks that have vectors."""

    def is_usable(self, model: "VectorModel") -> bool:
        """Whether there is an index that can be searched."""

    def rebuild(self, model: "VectorModel") -> str:
        """Rebuild the index; return why it could not be written, "" if it was."""


class LexicalSearch(Protocol):
    """Finds the best chunks by words."""

    def phrases_held_nowhere(self, query: str, among: Among | None = None) -> tuple[str, ...]:
        """Return the quoted phrases of a query that no chunk (of those in `among` if given) holds word for word."""

    def chunks_of(self, language: str) -> float:
        """Return about how many chunks are in a language, of all if it is a rare one."""

    def large_languages(self) -> list[str]:
        """Return the languages that at least one in fifty chunks is in, the largest first."""

    def search(self, query: str, language: str, top: int, among: Among | None = None) -> dict[int, LexicalMatch]:
        """Return the matches of the best chunks (of those in `among` if given) for a query in a language."""
