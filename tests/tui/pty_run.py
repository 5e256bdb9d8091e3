"""Run the UI over a scripted backend in this process's terminal, for the tests that check the bytes it writes.

With a second argument F1 raises an error with that message.
"""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from ingest.errors import AssistantError
from ragassist.commands.output import say
from tests.tui.payloads import hostile_backend
from tui.app import RagassistApp


class Broken(RagassistApp):
    """A UI with a programming error: F1 raises an exception."""

    CSS_PATH = str(Path(sys.path[0]) / "tui" / "app.tcss")

    def action_help(self) -> None:
        raise RuntimeError(sys.argv[2])


if __name__ == "__main__":
    app = (Broken if len(sys.argv) > 2 else RagassistApp)(hostile_backend(sys.argv[1] if len(sys.argv) > 1 else ""))
    try:
        app.run_to_the_end()
    except AssistantError as problem:
        say(f"ragassist: {problem}")
    print("ended", app.return_code, flush=True)  # noqa: T201 - the test waits for this line
