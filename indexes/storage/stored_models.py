"""The models that a library's vectors and chunks were made with, and the map that removes languages from the vectors."""

from collections.abc import Callable

from indexes.embedding.embedder import Embedder, MissingEmbedder
from indexes.embedding.language_map import LanguageMap
from indexes.embedding.language_map_fitting import map_key
from indexes.embedding.vector_model import VectorModel
from indexes.lexical.terms import VERSION as TERMS_VERSION
from indexes.storage.store import Store
from ingest.said import said

_MAP = "language_map"
_MADE_WITH = "this library was made with the embedding model {old}, the present one is {new}"
_CHANGE = "'ragassist index --re-embed' changes to it"
_FINGERPRINT, _CHUNKING, _TERMS = "fingerprint", "chunking", "terms"


class StoredModels:
    """Compares the library's notes about its vectors with the present embedder.

    `store` returns the tables, which a repair opens again. `measure_map` and `find_earlier` are called when their results are
    first needed.
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
        """The fingerprint of the vectors' model, None in a new library."""
        return self._store().meta(_FINGERPRINT)

    @property
    def language_map(self) -> LanguageMap:
        """The embedder's map: the stored one, or else one that is measured when first needed."""
        if self._map is None:
            kept = LanguageMap.loads(self._store().meta(_MAP), map_key(self._embedder.fingerprint))
            self._map = kept or self._measure_map()
        return self._map

    def keep_map(self) -> None:
        """Store the map with the vectors, so that all machines search them with the same map."""
        if self.made_by == self._embedder.fingerprint:
            key = map_key(self._embedder.fingerprint)
            if LanguageMap.loads(self._store().meta(_MAP), key) is None:
                self._store().set_meta(_MAP, self.language_map.dumps(key))

    @property
    def vector_model(self) -> VectorModel | None:
        """The model of the stored vectors: the embedder or an earlier one, None if that isn't installed any more."""
        made_by = self.made_by
        if made_by is None and not self._embedder.fingerprint:
            return None
        if made_by in (None, self._embedder.fingerprint):
            return VectorModel(self._embedder, self.language_map)
        if made_by not in self._earlier:
            self._earlier[made_by] = self._find_earlier(made_by)
        return self._earlier[made_by]

    def outdated(self, chunker_version: str) -> str:
        """Return a line that says why the library is outdated, and the next step; "" if it isn't."""
        if isinstance(self._embedder, MissingEmbedder):
            if self.vector_model:
                return said("until_then_vectors", "{why}; until then the old vectors are still used", why=self._embedder.why)
            return said("until_then_words", "{why}; until then only full text is searched", why=self._embedder.why)
        made_by, chunked = self.made_by, self._store().meta(_CHUNKING)
        if made_by and self._embedder.fingerprint and made_by != self._embedder.fingerprint:
            models = {"old": _model_name(made_by), "new": _model_name(self._embedder.fingerprint)}
            if self.vector_model:
                return said("made_with_vectors", f"{_MADE_WITH}: the old vectors are still used; {_CHANGE}", **models)
            return said("made_with_words", f"{_MADE_WITH}: only full text is searched; {_CHANGE}", **models)
        if chunked and chunker_version and chunked != chunker_version:
            told = "this library's chunks were made by older rules: 'ragassist index --re-embed' makes new ones"
            return said("chunks_older", told)
        return ""

    def note_versions(self, fingerprint: str, chunking: str) -> None:
        """Store the versions of vectors, chunks and terms. For use within a transaction."""
        for name, value in ((_FINGERPRINT, fingerprint), (_CHUNKING, chunking), (_TERMS, TERMS_VERSION)):
            self._store().note(name, value)


def _model_name(fingerprint: str) -> str:
    return " ".join(fingerprint.split(":")[:2])
