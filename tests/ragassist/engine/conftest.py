"""The small models that the tests of the engine open."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from ragassist.engine.llama import LlamaChatModel
from ragassist.engine.tuning import Tuning
from ragassist.models.store import Installed
from tests import requantized
from tests.tiny_families import VOCABULARIES, write_family
from tests.tiny_lfm2 import write


@pytest.fixture(scope="session")
def files(tmp_path_factory: pytest.TempPathFactory, small_chat_model: Installed) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("engine")
    hybrid, plain = write(folder / "hybrid.gguf"), write_family(folder / "plain.gguf", VOCABULARIES["SmolLM2"])
    real = requantized.write(small_chat_model.main_file, folder / "real.gguf")
    return {"hybrid": hybrid, "plain": plain, "real": real}


@pytest.fixture(params=["hybrid", "plain"])
def opened(request: pytest.FixtureRequest, files: dict[str, Path]) -> Iterator[Callable[..., LlamaChatModel]]:
    """Opens models of each kind, a hybrid and a plain one, which are random; also the small real one where a test names it."""
    models: list[LlamaChatModel] = []

    def open_one(states: Path | None = None, context: int = 2048, *, drafts: bool = True, **more: Any) -> LlamaChatModel:
        tuning = Tuning(threads=1, batch_threads=1, batch=32, drafts=drafts)
        models.append(LlamaChatModel(files[request.param], request.param, context, tuning=tuning, states=states, **more))
        return models[-1]

    yield open_one
    for model in models:
        model.close()
