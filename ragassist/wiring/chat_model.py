"""Loads the chat model of the settings, in its own process or on a server."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from threading import Event

from ingest.said import said
from ragassist.engine.chat_model import ChatModel
from ragassist.engine.gpu.fallback import GpuChatModel
from ragassist.engine.gpu.placement import backends, faster, gpus, layers_with_room
from ragassist.engine.process import ModelProcess
from ragassist.engine.tuning import Tuning, load_tuning, save_tuning
from ragassist.generation.loaded_model import LoadedModel
from ragassist.models.entries import Judging
from ragassist.models.inspection import inspect_gguf
from ragassist.models.measured_judging import load_measured
from ragassist.models.memory import needed_bytes, require_memory
from ragassist.models.selection import ChosenChatModel, ModelSelection
from ragassist.settings.schema import Settings

LoadProgress = Callable[[float], None]
"""Receives the share of the model that is loaded, from 0 to 1."""


def gpu_layers_for(chosen: ChosenChatModel, context: int) -> int:
    """Return how many layers of a model fit on the GPUs with a context of `context` tokens; 0 without a GPU."""
    found = gpus()
    if not found:
        return 0
    needed = needed_bytes(chosen.path.stat().st_size, context, chosen.entry)
    return layers_with_room(found, needed, inspect_gguf(chosen.path).layers)


@dataclass
class ChatModelLoader:
    """Loads the chat model once and keeps it until `close`."""

    settings: Settings
    say: Callable[[str], None]
    """Receives a warning if memory is short."""
    _loaded: LoadedModel | None = None

    def load(self, selection: ModelSelection, progress: LoadProgress, stop: Event | None = None) -> LoadedModel:
        """Return the model; load it the first time.

        Raises `ModelMissing`, `ModelDamaged`, `MemoryShort` if it doesn't fit into the free memory, `ModelFault` if its server
        can't be used, and `Stopped` once `stop` is set while it loads or is measured.
        """
        if self._loaded is None and self.settings.chat_url:
            self._loaded = self._on_server(self.settings.chat_url, selection.chat(), stop)
        if self._loaded is None:
            chosen, home, size = selection.chat(), self.settings.home, self.settings.context_size
            if warning := require_memory(chosen.path, chosen.title, chosen.entry, selection.store, size):
                self.say(warning)
            tuning = self._placed(load_tuning(home, chosen.path), chosen, stop)

            def start(on_gpu: bool) -> ChatModel:
                how = tuning if on_gpu else replace(tuning, gpu_layers=0)
                states = home / "states"
                # When the processor takes over from the GPU, the question that loaded the model may have ended.
                ends = stop if on_gpu or not tuning.gpu_layers else None
                return ModelProcess(
                    chosen.path, chosen.title, chosen.context(size), progress, tuning=how, states=states, stop=ends
                )

            def gave_up(why: str) -> None:
                told = "the GPU failed ({why}): the processor answers from here on; 'ragassist models tune' measures anew"
                self.say(said("gpu_failed", told, why=why))
                self._keep(chosen.path, replace(tuning, gpu_layers=0))

            model = GpuChatModel(start, gave_up) if tuning.gpu_layers else start(False)
            self._loaded = LoadedModel.of(model, chosen.entry, self._measured(chosen))
        return self._loaded

    def _on_server(self, url: str, chosen: ChosenChatModel, stop: Event | None) -> LoadedModel:
        from ragassist.engine.remote.chat_model import RemoteChatModel  # its HTTP client takes 60 ms; few have a server
        from ragassist.engine.remote.connection import ServerConnection

        key = self.settings.chat_key
        connection = ServerConnection(url, key.get_secret_value() if key else None)
        context = chosen.context(self.settings.context_size)
        model = RemoteChatModel(connection, chosen.path, chosen.title, context, stop=stop)
        return LoadedModel.of(model, chosen.entry)

    def _measured(self, chosen: ChosenChatModel) -> Judging | None:
        if chosen.entry.judging:
            return None
        found = load_measured(self.settings.home, chosen.sha256, self.say)
        return found.judging if found else None

    def _placed(self, tuning: Tuning, chosen: ChosenChatModel, stop: Event | None) -> Tuning:
        """Return a tuning with the number of GPU layers from the settings; for `auto` it is measured once."""
        wanted = self.settings.gpu_layers
        if wanted != "auto":
            return replace(tuning, gpu_layers=wanted)
        if tuning.gpu_layers is not None or not backends():
            return tuning
        self.say(said("measuring_gpu", "measuring whether the GPU answers faster than the processor, once"))
        size = self.settings.context_size
        if not (layers := gpu_layers_for(chosen, size)):
            return replace(tuning, gpu_layers=0)  # not stored, because the GPU may have free memory another time
        found = faster(chosen.path, chosen.context(size), tuning, layers, stop=stop)
        self._keep(chosen.path, found)
        return found

    def _keep(self, path: Path, tuning: Tuning) -> None:
        with suppress(OSError):  # on a full disk it is measured again next time
            save_tuning(self.settings.home, path, tuning)

    def close(self) -> None:
        """Free the model if it is loaded; the next `load` loads it again."""
        if self._loaded is not None:
            self._loaded.model.close()
            self._loaded = None
