"""The chat model of the settings in memory, in a process of its own."""

from collections.abc import Callable
from dataclasses import dataclass
from threading import Event

from ragassist.engine.process import ModelProcess
from ragassist.engine.tuning import load_tuning
from ragassist.generation.loaded_model import LoadedModel
from ragassist.models.memory import require_memory
from ragassist.models.selection import ModelSelection
from ragassist.settings.schema import Settings

LoadProgress = Callable[[float], None]
"""Hears which share of the model is loaded, from 0 to 1."""


@dataclass
class ChatModelLoader:
    """Loads the chat model once and keeps it until `close`."""

    settings: Settings
    say: Callable[[str], None]
    """Hears a warning where memory is tight."""
    _loaded: LoadedModel | None = None

    def load(self, selection: ModelSelection, progress: LoadProgress, stop: Event | None = None) -> LoadedModel:
        """Return the model in memory, loading it the first time.

        Raises `ModelMissing`, `ModelDamaged`, or `MemoryShort` where it doesn't fit into the memory that is free, and
        `Stopped` once `stop` is set while it loads.
        """
        if self._loaded is None:
            chosen, home, size = selection.chat(), self.settings.home, self.settings.context_size
            if warning := require_memory(chosen.path, chosen.title, chosen.entry, selection.store, size):
                self.say(warning)
            process = ModelProcess(
                chosen.path,
                chosen.title,
                chosen.context(size),
                progress,
                tuning=load_tuning(home, chosen.path),
                states=home / "states",
                stop=stop,
            )
            self._loaded = LoadedModel.of(process, chosen.entry)
        return self._loaded

    def close(self) -> None:
        """Free the model, if one was loaded; the next `load` loads it again."""
        if self._loaded is not None:
            self._loaded.model.close()
            self._loaded = None
