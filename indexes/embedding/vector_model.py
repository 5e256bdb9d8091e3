"""An embedding model with its language map, which together give comparable vectors."""

from dataclasses import dataclass

import numpy as np

from indexes.embedding.embedder import Embedder, Vectors
from indexes.embedding.language_map import LanguageMap
from indexes.errors import VectorsInvalid
from ingest.said import said


@dataclass(frozen=True, slots=True)
class VectorModel:
    """The embedding model of a library's vectors, with its language map."""

    embedder: Embedder
    language_map: LanguageMap

    @property
    def names(self) -> tuple[str, str]:
        """The fingerprint and the map digest that an index must have to be searched with this model."""
        return self.embedder.fingerprint, self.language_map.digest


def query_vector(query: str, model: VectorModel) -> Vectors:
    """Return the vector of a query with the language removed, shape (1, dimension). Raises `VectorsInvalid` for NaN."""
    rows = model.embedder.embed_queries([query])
    if not np.isfinite(rows).all():
        raise VectorsInvalid(
            said("question_invalid", "the embedding model gives no numbers for the question: run 'ragassist models verify'")
        )
    return model.language_map.queries(rows)
