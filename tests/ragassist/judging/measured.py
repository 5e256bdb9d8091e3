"""What the tests of measuring a model's judgement share."""

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext

from indexes.library import Library
from ragassist.app import App
from ragassist.diagnostics.doctor import judging
from ragassist.wiring.embedding import EmbeddingModel


def held(library: Library) -> Callable[[EmbeddingModel], AbstractContextManager[Library]]:
    """Return a function that gives an open library in place of a new one, and leaves it open."""
    return lambda _: nullcontext(library)


def doctor_says(app: App) -> str:
    """Return what `doctor` says about the judgement of the chat model."""
    found = judging(app)
    assert found.ok
    return found.detail
