"""A question becomes a stream of events that ends in a cited answer; also settings, models on disk and the command line."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ragassist.api import open_session

__all__ = ["open_session"]


def __getattr__(name: str) -> Any:  # noqa: ANN401  # importing the package loads nothing: the program's front door is in it
    if name != "open_session":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from ragassist.api import open_session

    return open_session
