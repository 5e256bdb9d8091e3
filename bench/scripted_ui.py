"""Runs the terminal UI with a scripted answer of a hundred pieces a second, whose paints `bench/ui.py` counts.

Usage: python -m bench.scripted_ui     (`bench/ui.py` starts it)
"""

import sys
from pathlib import Path

if not __package__:  # run by its path: `bench` is found, and bench/requests.py isn't taken for the library of that name
    sys.path[0] = str(Path(__file__).parents[1])

import time
from collections.abc import Iterator
from threading import Event as Flag

from ragassist.events import AnswerDelta, Event
from tests.tui.scripted import ScriptedBackend, ScriptedConversation
from tui.app import RagassistApp

PIECES, APART_S = 320, 0.01
"""Number of pieces, which is the most tokens of an answer, and seconds between them."""


class Streaming(ScriptedConversation):
    """Answers with Markdown paragraphs that have emphasis."""

    def ask(self, question: str, stop: Flag, *, deep: bool = False) -> Iterator[Event]:
        """Yield the pieces of the answer."""
        yield AnswerDelta("begun\n\n")
        for at in range(PIECES):
            time.sleep(APART_S)
            yield AnswerDelta(f"**{at}** kg, " if at % 20 else f"and so.\n\n{at} of ")
        yield AnswerDelta("ended")


class StreamingBackend(ScriptedBackend):
    """A backend whose conversation streams."""

    @property
    def conversation(self) -> Streaming:
        """The conversation that streams."""
        return Streaming(self)


if __name__ == "__main__":
    RagassistApp(StreamingBackend()).run()
