"""Run the UI over a scripted backend in this process's terminal: the far side of the tests that look at its bytes.

F1 is broken where a second word is given: the message of its fault.
"""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from ingest.errors import AssistantError
from ragassist.commands.output import say
from tests.tui.payloads import hostile_backend
from tui.app import RagassistApp


class Broken(RagassistApp):
    """A UI with a fault of its own."""

    CSS_PATH = str(Path(sys.path[0]) / "tui" / "app.tcss")

    def action_help(self) -> None:
        raise RuntimeError(sys.argv[2])


if __name__ == "__main__":
    app = (Broken if len(sys.argv) > 2 else RagassistApp)(hostile_backend(sys.argv[1] if len(sys.argv) > 1 else ""))
    try:
        app.run_to_the_end()
    except AssistantError as problem:
        say(f"ragassist: {problem}")
    print("ended", app.return_code, flush=True)  # noqa: T201 - what the test waits for
