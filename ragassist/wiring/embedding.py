"""The embedding model of the settings with its language map, and the models of older vectors."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cached_property

from indexes.embedding.embedder import Embedder
from indexes.embedding.fast_embedder import FastEmbedder
from indexes.embedding.language_map import LanguageMap
from indexes.embedding.language_map_fitting import map_key, measured_map
from indexes.embedding.model_folder import ModelFolder
from indexes.embedding.parallel_texts import calibration_texts
from indexes.embedding.preparing import prepare_apart
from indexes.embedding.vector_model import VectorModel
from indexes.translation.encoder import UniversalEncoder, WordEncoder
from ingest.said import said
from ragassist.errors import ModelDamaged
from ragassist.models.entries import Role
from ragassist.models.selection import ModelSelection


@dataclass
class EmbeddingModel:
    """The embedding model of a selection. Nothing is looked up or loaded before it is used."""

    selection: ModelSelection
    say: Callable[[str], None]
    """Receives a line before work that takes long."""
    words: WordEncoder = field(default_factory=UniversalEncoder)
    """The encoder by which translations of words are found."""

    @cached_property
    def folder(self) -> ModelFolder:
        """The folder of the model. Raises `ModelMissing` or `ModelDamaged`."""
        return self.selection.embedding()

    @cached_property
    def embedder(self) -> Embedder:
        """The embedder, whose weights are loaded with the first text. Raises the errors of `folder`."""
        return self._embedder_of(self.folder)

    @property
    def engine(self) -> str:
        """The name of the engine that runs the model. Raises the errors of `folder`."""
        return self._embedder_of(self.folder).engine

    def language_map(self) -> LanguageMap:
        """Return the language map of the model. It is measured once (20 languages, half a minute) and stored."""
        return self._map_of(self.selection.embedding_key, self.embedder)

    def earlier(self, fingerprint: str) -> VectorModel | None:
        """Return the installed model with a fingerprint, which is used until all vectors are made again; else None."""
        for installed in self.selection.store.installed(Role.EMBEDDING):
            embedder = self._embedder_of(installed.as_model_folder())
            if embedder.fingerprint == fingerprint:
                with suppress(ModelDamaged):  # a damaged model counts as missing, and only full text is searched
                    self.selection.store.check(installed, full=False)
                    return VectorModel(embedder, self._map_of(installed.entry.name, embedder))
        return None

    def _embedder_of(self, model: ModelFolder) -> FastEmbedder:
        return FastEmbedder(model, self.selection.export_folder(model), self.say, prepare=prepare_apart)

    def _map_of(self, name: str, embedder: Embedder) -> LanguageMap:
        path = self.selection.store.folder / f"{name}.languages.json"
        key = map_key(embedder.fingerprint)
        if found := LanguageMap.load(path, key):
            return found
        self.say(said("measuring_languages", "measuring the languages of the embedding model, once (half a minute)"))
        measured = measured_map(embedder, calibration_texts())
        measured.save(path, key)
        return measured
