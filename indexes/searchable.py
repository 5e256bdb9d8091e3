"""The interface of a library that an answer needs: search, counts and vectors of texts."""

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
    """A library that can be searched. `indexes.library.Library` is an implementation."""

    @property
    def has_embedder(self) -> bool:
        """Whether there is a model that embeds questions and passages."""

    @property
    def embedder(self) -> Embedder:
        """The model that embeds questions and passages; it raises errors if `has_embedder` is false."""

    @property
    def vector_model(self) -> VectorModel | None:
        """The model that made the stored vectors, None if it isn't available."""

    @property
    def language_map(self) -> LanguageMap:
        """The map that removes the language from vectors."""

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
        """Return the best passages for a query in a language, from the documents that match a filter.

        `wordings` are translations of the query, which find passages in their languages.
        """

    def languages(self) -> dict[str, int]:
        """Return the number of passages in each language ("" for unknown ones), the most frequent first."""

    def query_vector(self, query: str) -> Vectors:
        """Return the vector of a query with the language removed, shape (1, dimension)."""

    def passage_vectors(self, texts: list[str]) -> Vectors:
        """Return the vectors of texts with the languages removed, shape (texts, dimension)."""

    def totals(self) -> Totals:
        """Return the counts of the library."""

    @property
    def kept_parts(self) -> KeptParts:
        """Stored results, such as parts of summaries, which are kept until their documents are removed."""

    def documents(self, only: Filter | None = None) -> list[DocumentRow]:
        """Return all documents by path, or those that match a filter. Raises `PathProblem`."""

    def whole_document(self, path: str) -> WholeDocument | None:
        """Return a document with its text and all chunks from one state of the library, None if it isn't there any more."""

    def document_vectors(self, ids: Sequence[int]) -> dict[int, Vectors]:
        """Return the mean vector, shape (dimension,), of the first chunks of each document that has vectors."""

    def chunk_ids(self, document_id: int) -> list[int]:
        """Return the ids of the chunks of a document in their order."""

    def chunks(self, ids: Sequence[int]) -> dict[int, ChunkRow]:
        """Return chunks by id in the given order; ids that don't exist any more are left out."""

    def documents_with(self, words: str) -> set[str]:
        """Return the paths of the documents that hold all words, each in a form of the language of its passage.

        Of a form that more than 20,000 passages hold, that many are looked at.
        """

    def words_for(self, word: str, language: str) -> list[Wording]:
        """Return the translations of a word in the library's other large languages."""

    def name_similarities(self, text: str, names: Sequence[str]) -> list[float]:
        """Return how far each name says what a text says, in any languages, from -1 to 1; [] without a model for it."""

    def similarity_table(self, texts: Sequence[str], names: Sequence[str]) -> Vectors | None:
        """Return the similarity of each text to each name, shape (texts, names); None without a model for it."""

    def load_document(self, path: str) -> Document | None:
        """Return the stored document of a path, None if there is none."""

    def lets_through(self, only: Filter) -> bool:
        """Whether any document matches a filter. Raises `PathProblem`."""

    def phrases_held_nowhere(self, query: str, only: Filter | None = None) -> tuple[str, ...]:
        """Return the quoted phrases of a query that no passage of the matching documents holds word for word."""

    def outdated(self) -> str:
        """Return one line that says which parts of the library are out of date and what to do; "" if none are."""

    def close(self) -> None:
        """Close the database."""
