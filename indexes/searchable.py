"""What an answer needs of a library: its search, its counts and the vectors of texts, whatever it lies in."""

from collections.abc import Sequence
from typing import Protocol

from indexes.embedding.embedder import Embedder, Vectors
from indexes.embedding.language_map import LanguageMap
from indexes.embedding.vector_model import VectorModel
from indexes.files.kept_parts import KeptParts
from indexes.hits import Filter, Hit, Mode, Wording
from indexes.records import ChunkRow, DocumentRow, Totals, WholeDocument
from ingest.documents import Document


class SearchableLibrary(Protocol):
    """A library as those see it who only search it; `indexes.library.Library` is one."""

    @property
    def has_embedder(self) -> bool:
        """Whether there is a model to embed questions and passages with."""

    @property
    def embedder(self) -> Embedder:
        """The model that embeds questions and passages; one that raises where `has_embedder` is false."""

    @property
    def vector_model(self) -> VectorModel | None:
        """The model that the stored vectors are of, None where it is gone."""

    @property
    def language_map(self) -> LanguageMap:
        """The map that takes languages out of vectors."""

    def search(
        self,
        query: str,
        language: str,
        top: int,
        mode: Mode = "hybrid",
        only: Filter | None = None,
        *,
        wordings: Sequence[Wording] = (),
    ) -> list[Hit]:
        """Return the best passages for a query in a language, of the documents that a filter lets through.

        `wordings` say the query in other languages of the library and find their passages too.
        """

    def languages(self) -> dict[str, int]:
        """Return how many passages are in each language, the most frequent first; "" where the language isn't known."""

    def query_vector(self, query: str) -> Vectors:
        """Return the query's vector without its language, shape (1, dimension)."""

    def passage_vectors(self, texts: list[str]) -> Vectors:
        """Return the vectors of texts without their languages, shape (texts, dimension)."""

    def totals(self) -> Totals:
        """Return the library's counts."""

    @property
    def kept_parts(self) -> KeptParts:
        """What was made of documents at length and is kept, until they are taken out."""

    def documents(self, only: Filter | None = None) -> list[DocumentRow]:
        """Return all documents by path, or those that a filter lets through. Raises `PathProblem`."""

    def whole_document(self, path: str) -> WholeDocument | None:
        """Return a document with its text and all of its chunks as one state of the library has them, None where it is gone."""

    def document_vectors(self, ids: Sequence[int]) -> dict[int, Vectors]:
        """Return the mean vector, shape (dimension,), of the first chunks of each document that has vectors."""

    def chunk_ids(self, document_id: int) -> list[int]:
        """Return the ids of a document's chunks in their order."""

    def chunks(self, ids: Sequence[int]) -> dict[int, ChunkRow]:
        """Return chunks by id in the order asked for; ids that are gone are left out."""

    def documents_with(self, words: str, language: str) -> set[str]:
        """Return the paths of the documents that hold all of some words, in whatever form their language gives them.

        Words that stand in more chunks than a search returns are looked for in its best hits alone.
        """

    def load_document(self, path: str) -> Document | None:
        """Return a document with its text, None where there is none."""

    def lets_through(self, only: Filter) -> bool:
        """Whether a filter lets any document through. Raises `PathProblem`."""

    def phrases_held_nowhere(self, query: str, only: Filter | None = None) -> tuple[str, ...]:
        """Return the phrases in quotes of a query that no passage holds word for word, of the documents let through."""

    def outdated(self) -> str:
        """Return in what the library is behind the present model, and the way out, in a line; "" if in nothing."""

    def close(self) -> None:
        """Close the database."""
