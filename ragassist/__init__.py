"""Answers questions from a library with citations; also the settings, the models on disk and the command line."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ragassist.api import open_session

__all__ = ["open_session"]


def __getattr__(name: str) -> Any:  # noqa: ANN401  # importing the package loads nothing, which keeps the command line fast
    if name != "open_session":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    # Imported here, because importing the package loads nothing.
    from ragassist.api import open_session

    return open_session
