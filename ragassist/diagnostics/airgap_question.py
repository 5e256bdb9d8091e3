"""Indexes the sample of the air-gap proof, searches it and generates an answer."""

from pathlib import Path

from indexes.embedding.parallel_texts import calibration_texts
from indexes.indexing.indexer import Indexer
from indexes.library import Library
from ingest.isolation.worker import Worker
from ragassist.answering.options import AskOptions
from ragassist.app import App
from ragassist.events import Answered, finished
from ragassist.models.entries import Role
from ragassist.settings.choices import Thinking
from ragassist.settings.schema import load_settings

_ANSWER_TOKENS = 24


def program(home: Path, library: str) -> App:
    """Return the application for a home folder and the name of a library."""
    return App(load_settings(home=home, library=library))


def ask_sample(app: App, folder: Path) -> tuple[int, Answered]:
    """Return the number of hits for a question about a sample, and the answer. The sample is indexed below `folder`."""
    pair = calibration_texts()["en"][0]
    sample = folder / "sample.txt"
    sample.write_text(pair.passage, encoding="utf-8")
    with Library(folder / "library", app.embedder, app.language_map) as library, Worker() as worker:
        Indexer(library, worker).update([sample])
        hits = library.search(pair.question, "en", 3)
        options = AskOptions(think=Thinking.OFF, answer_tokens=_ANSWER_TOKENS, context_tokens=300, seed=1)
        return len(hits), finished(app.open_session(library, private=True).ask(pair.question, options))


def models_in(app: App) -> list[dict[str, object]]:
    """Return name, source and sha256 of each installed model."""
    found = (model for role in Role for model in app.model_store.installed(role))
    return [{"name": model.entry.name, "source": model.source, "sha256": model.fingerprint} for model in found]
