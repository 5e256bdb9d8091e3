"""An embedding model together with its language map: how texts and queries become comparable vectors."""

from dataclasses import dataclass

import numpy as np

from indexes.embedding.embedder import Embedder, Vectors
from indexes.embedding.language_map import LanguageMap
from indexes.errors import VectorsInvalid


@dataclass(frozen=True, slots=True)
class VectorModel:
    """The embedding model that a library's vectors are of, with its language map."""

    embedder: Embedder
    language_map: LanguageMap

    @property
    def names(self) -> tuple[str, str]:
        """What an index has to be made with to be searched with this model."""
        return self.embedder.fingerprint, self.language_map.digest


def query_vector(query: str, model: VectorModel) -> Vectors:
    """Return the query's vector without its language, shape (1, dimension). Raises `VectorsInvalid` for what is no number."""
    rows = model.embedder.embed_queries([query])
    if not np.isfinite(rows).all():
        raise VectorsInvalid("the embedding model gives no numbers for the question: run 'ragassist models verify'")
    return model.language_map.queries(rows)
