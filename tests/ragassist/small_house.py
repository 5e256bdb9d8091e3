"""The program with one small paper, a fake embedder and a scripted model."""

from pathlib import Path
from threading import Event

from indexes.embedding.language_map import LanguageMap
from indexes.indexing.indexer import Indexer
from indexes.library import Library
from ingest.isolation.worker import Worker
from ragassist.app import App
from ragassist.generation.loaded_model import LoadedModel
from ragassist.models.entries import Sampling
from ragassist.models.families import find_family
from ragassist.settings.schema import load_settings
from ragassist.wiring.chat_model import LoadProgress
from tests.fakes import DIMENSION, FakeChatModel, FakeEmbedder

SAMPLING = Sampling(temperature=0.0, min_p=0.0, repeat_penalty=1.0, top_k=0, top_p=1.0)


class SmallHouse(App):
    """The program with both fakes."""

    model: FakeChatModel

    def open_library_to_search(self) -> Library:
        return Library(self.library_folder, FakeEmbedder(), lambda: LanguageMap.identity(DIMENSION))

    def load_chat_model(self, progress: LoadProgress = lambda _: None, stop: Event | None = None) -> LoadedModel:
        del progress, stop
        return LoadedModel(model=self.model, title="Fake", family=find_family("chatml"), sampling=SAMPLING)


def small_house(folder: Path, worker: Worker) -> SmallHouse:
    """Return the program with one indexed paper; everything lies below a folder."""
    paper = folder / "pump.txt"
    paper.write_text("The pump weighs 31 kg. How heavy is the pump? It is 31 kg heavy.", encoding="utf-8")
    made = SmallHouse(load_settings(home=folder / "home"))
    with made.open_library_to_search() as library:
        Indexer(library, worker).update([paper])
    return made
