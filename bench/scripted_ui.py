"""The terminal UI over an answer that comes a hundred pieces a second: what `bench/ui.py` counts the paints of."""

import sys
import time
from collections.abc import Iterator
from pathlib import Path
from threading import Event as Flag

sys.path.insert(0, str(Path(__file__).parents[1]))

from ragassist.events import AnswerDelta, Event
from tests.tui.scripted import ScriptedBackend, ScriptedConversation
from tui.app import RagassistApp

PIECES, APART_S = 320, 0.01
"""As many as an answer has tokens at most."""


class Streaming(ScriptedConversation):
    """Answers in Markdown: paragraphs with emphasis."""

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
        """The conversation."""
        return Streaming(self)


if __name__ == "__main__":
    RagassistApp(StreamingBackend()).run()
