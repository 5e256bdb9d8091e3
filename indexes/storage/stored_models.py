"""The models that a library's vectors and chunks are of, and the map that takes languages out of the vectors."""

from collections.abc import Callable

from indexes.embedding.embedder import Embedder, MissingEmbedder
from indexes.embedding.language_map import LanguageMap
from indexes.embedding.language_map_fitting import map_key
from indexes.embedding.vector_model import VectorModel
from indexes.lexical.terms import VERSION as TERMS_VERSION
from indexes.storage.store import Store

_MAP = "language_map"
_FINGERPRINT, _CHUNKING, _TERMS = "fingerprint", "chunking", "terms"


class StoredModels:
    """Compares what the library notes of its vectors with the present embedder.

    `store` gives the tables, which are opened anew by a repair. `measure_map` and `find_earlier` are called when their results
    are first needed.
    """

    def __init__(
        self,
        store: Callable[[], Store],
        embedder: Embedder,
        measure_map: Callable[[], LanguageMap],
        find_earlier: Callable[[str], VectorModel | None],
    ) -> None:
        self._store, self._embedder = store, embedder
        self._measure_map, self._find_earlier = measure_map, find_earlier
        self._map: LanguageMap | None = None
        self._earlier: dict[str, VectorModel | None] = {}

    @property
    def made_by(self) -> str | None:
        """The fingerprint of the model that made the vectors, None in a new library."""
        return self._store().meta(_FINGERPRINT)

    @property
    def language_map(self) -> LanguageMap:
        """The embedder's map: the library's own, else measured when first needed."""
        if self._map is None:
            kept = LanguageMap.loads(self._store().meta(_MAP), map_key(self._embedder.fingerprint))
            self._map = kept or self._measure_map()
        return self._map

    def keep_map(self) -> None:
        """Keep the map beside the vectors, so that another machine, or this one later, searches them by the same."""
        if self.made_by == self._embedder.fingerprint:
            key = map_key(self._embedder.fingerprint)
            if LanguageMap.loads(self._store().meta(_MAP), key) is None:
                self._store().set_meta(_MAP, self.language_map.dumps(key))

    @property
    def vector_model(self) -> VectorModel | None:
        """The model that the stored vectors are of: the embedder, or an earlier one; None where that one is gone."""
        made_by = self.made_by
        if made_by is None and not self._embedder.fingerprint:
            return None
        if made_by in (None, self._embedder.fingerprint):
            return VectorModel(self._embedder, self.language_map)
        if made_by not in self._earlier:
            self._earlier[made_by] = self._find_earlier(made_by)
        return self._earlier[made_by]

    def outdated(self, chunker_version: str) -> str:
        """Return in what the library is behind the present model and chunks, and the way out, in a line; "" if in nothing."""
        if isinstance(self._embedder, MissingEmbedder):
            return f"{self._embedder.why}; until then {self._used()}"
        made_by, chunked = self.made_by, self._store().meta(_CHUNKING)
        if made_by and self._embedder.fingerprint and made_by != self._embedder.fingerprint:
            return (
                f"this library was made by the embedding model {_model_name(made_by)}, now there is "
                f"{_model_name(self._embedder.fingerprint)}: {self._used()}; 'ragassist index --re-embed' changes it over"
            )
        if chunked and chunker_version and chunked != chunker_version:
            return "this library's chunks were cut by other rules than today's: 'ragassist index --re-embed' cuts them anew"
        return ""

    def _used(self) -> str:
        return "the old vectors go on serving" if self.vector_model else "only full text is searched"

    def note_versions(self, fingerprint: str, chunking: str) -> None:
        """Note what made the vectors, chunks and terms. For use within a transaction."""
        for name, value in ((_FINGERPRINT, fingerprint), (_CHUNKING, chunking), (_TERMS, TERMS_VERSION)):
            self._store().note(name, value)


def _model_name(fingerprint: str) -> str:
    return " ".join(fingerprint.split(":")[:2])
