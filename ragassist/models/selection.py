"""Finds the chat model and the embedding model that the settings name."""

import os
from dataclasses import dataclass
from pathlib import Path

from indexes.embedding.model_folder import ModelFolder
from ingest.files.names import from_home
from ingest.said import said
from ragassist.errors import ModelMissing
from ragassist.models.custom import checked_gguf, file_entry, hash_of
from ragassist.models.entries import ModelEntry, Role
from ragassist.models.local_embedding import local_model, local_name
from ragassist.models.store import Installed, ModelStore


@dataclass(frozen=True, slots=True)
class ChosenChatModel:
    """The file of a chat model with its entry, from the registry or made from the metadata of the file."""

    path: Path
    entry: ModelEntry
    sha256: str = ""
    """The hash of the file when it was last checked, by which what was measured of the model is found."""

    @property
    def title(self) -> str:
        """The name to show for the model."""
        return self.entry.title

    def context(self, wanted: int) -> int:
        """Return the context size to load the model with: the wanted one, or its maximum if that is less."""
        return min(wanted, self.entry.context)


@dataclass(frozen=True, slots=True)
class ModelSelection:
    """Looks up the models of the settings in the store; `embedding_dimensions` None keeps all dimensions of a vector."""

    store: ModelStore
    chat_model: str
    embedding_model: str
    embedding_dimensions: int | None = None

    def chat(self) -> ChosenChatModel:
        """Return the chat model. Raises `ModelMissing` or `ModelDamaged`."""
        wanted = self.chat_model
        if wanted.endswith(".gguf") or _is_path(wanted):
            return self._chat_file(from_home(wanted))
        installed = self.store.best(Role.CHAT) if wanted == "auto" else self._installed(self.store.entry(wanted))
        checked = self.store.check(installed, full=False)
        hashes = {checked.folder / record.path: record.sha256 for record in checked.files}
        return ChosenChatModel(checked.main_file, checked.entry, hashes.get(checked.main_file, ""))

    def _chat_file(self, path: Path) -> ChosenChatModel:
        if not (path.exists() or path.is_symlink()):
            raise ModelMissing(
                said("chat_model_path", "{path} does not exist: correct chat_model or pull a model", path=str(path))
            )
        facts = checked_gguf(path, self.store.folder)
        entry = file_entry(path, facts, self.store.registry(), path.name)
        return ChosenChatModel(path, entry, hash_of(path, self.store.folder))

    def embedding(self) -> ModelFolder:
        """Return the folder of the embedding model. Raises `ModelMissing` or `ModelDamaged`."""
        path = self._embedding_path
        if path:
            return local_model(path, self.store.folder / f"{local_name(path)}.hashes.json", self.embedding_dimensions)
        return self._installed(self.store.entry(self.embedding_model)).as_model_folder(self.embedding_dimensions)

    @property
    def embedding_title(self) -> str:
        """The name to show for the embedding model. Raises `ModelMissing` for an unknown name."""
        path = self._embedding_path
        return path.name if path else self.store.entry(self.embedding_model).title

    @property
    def embedding_key(self) -> str:
        """The name under which the language map of the embedding model is stored."""
        path = self._embedding_path
        return local_name(path) if path else self.embedding_model

    def export_folder(self, model: ModelFolder) -> Path:
        """Return the folder of an embedding model's ONNX export, which is stored beside the models."""
        inside = model.path.parent == self.store.folder
        return self.store.export_of(model.path.name if inside else local_name(model.path))

    @property
    def _embedding_path(self) -> Path | None:
        return from_home(self.embedding_model) if _is_path(self.embedding_model) else None

    def _installed(self, entry: ModelEntry) -> Installed:
        found = self.store.find(entry)
        if found is None:
            told = "{model} is not installed: run 'ragassist models pull {name}'"
            raise ModelMissing(said("model_not_installed", told, model=entry.title, name=entry.name))
        return self.store.check(found, full=False)


def _is_path(text: str) -> bool:
    return "/" in text or os.sep in text
