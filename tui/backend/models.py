"""Implements `ModelsBackend`: lists, checks, chooses and downloads models."""

from collections.abc import Callable, Sequence
from threading import Event as Flag

from ingest.errors import AssistantError
from ingest.said import said
from ragassist.airgap import GUARD
from ragassist.app import App
from ragassist.errors import ModelMissing
from ragassist.models.entries import ModelEntry, Role
from ragassist.models.registry import DEFAULT_CHAT_MODEL
from tui.backend.conversation import ProgramConversation
from tui.backend.core import Core
from tui.backend.preferences import FilePreferences
from tui.backend.pulling import pull_command, pull_in_a_process
from tui.backend.records import Model, PullProgress

_NOT_INSTALLED = "{model} is not installed: run 'ragassist models pull {name}'"
_NO_NETWORK = "this process can't go online: leave with Ctrl+Q and run 'ragassist models pull'"


def missing_models(app: App) -> list[ModelEntry]:
    """Return the models of the embedding model of the settings and the default chat model that aren't installed.

    Raises `AssistantError` if the settings name a model that isn't in the registry.
    """
    entries = [app.model_store.entry(name) for name in (app.settings.embedding_model, DEFAULT_CHAT_MODEL)]
    return [entry for entry in entries if app.model_store.find(entry) is None]


class ProgramModels:
    """The models in the model store of the home folder."""

    def __init__(self, core: Core, preferences: FilePreferences, conversation: ProgramConversation) -> None:
        self._core, self._preferences, self._conversation = core, preferences, conversation
        self.pulled = False
        """Whether models were downloaded, after which this process can't go online."""

    def models(self) -> Sequence[Model]:
        """Return all models of the registry: those in use first, then the installed ones."""
        used = self._used()
        rows = [self._row(entry, used) for entry in self._core.app.model_store.registry().values()]
        return sorted(rows, key=lambda row: (not row.used, not row.installed))

    def _row(self, entry: ModelEntry, used: set[str]) -> Model:
        found = self._core.app.model_store.find(entry)
        return Model(
            name=entry.name,
            title=entry.title,
            role=str(entry.role),
            installed=bool(found),
            size=found.size if found else entry.size,
            licence=entry.licence,
            note=entry.licence_note,
            used=bool(found) and entry.name in used,
        )

    def _used(self) -> set[str]:
        """Return the names of the chat model and the embedding model in use."""
        used = {self._core.app.settings.embedding_model}
        try:
            chat = self._core.app.models.chat().entry
        except AssistantError:  # `survey` reports why there is no chat model
            return used
        return used | {chat.name}

    def verify(self, name: str, advance: Callable[[int], None]) -> None:
        """Hash the files of an installed model. Raises `ModelMissing` or `ModelDamaged`."""
        store = self._core.app.model_store
        found = store.find(store.entry(name))
        if found is None:
            raise ModelMissing(said("model_not_installed", _NOT_INSTALLED, model=name, name=name))
        store.check(found, full=True, advance=advance)

    def choose(self, name: str) -> None:
        """Write the choice to the settings file; the next question loads the model. Raises `ModelMissing`."""
        store = self._core.app.model_store
        entry = store.entry(name)
        if store.find(entry) is None:
            raise ModelMissing(said("model_not_installed", _NOT_INSTALLED, model=name, name=name))
        self._preferences.save({"chat_model" if entry.role is Role.CHAT else "embedding_model": name})
        self._reopen()

    def pull(self, advance: Callable[[PullProgress], object], stop: Flag) -> None:
        """Download the missing default models in another process, then seal this one off from the network."""
        if self.pulled or GUARD.sealed:
            raise AssistantError(said("no_network", _NO_NETWORK))
        app = self._core.app
        missing = missing_models(app)
        try:
            command = pull_command(app.settings.home, [entry.name for entry in missing])
            size, language = sum(entry.size for entry in missing), self._preferences.language
            pull_in_a_process(command, app.model_store.folder, size, advance, stop, language=language)
        finally:
            self._reopen()
        self.pulled = True
        if app.settings.is_offline:
            GUARD.seal()

    def _reopen(self) -> None:
        """Close session and models, so that the next call opens the ones that are chosen and installed now."""
        self._conversation.release()
        self._core.app.forget_models()
