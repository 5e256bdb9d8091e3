"""Run the UI over a scripted backend in this process's terminal: the far side of the tests that look at its bytes."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from tests.tui.payloads import hostile_backend
from tui.app import RagassistApp

if __name__ == "__main__":
    app = RagassistApp(hostile_backend(sys.argv[1] if len(sys.argv) > 1 else ""))
    app.run()
    print("ended", flush=True)  # noqa: T201 - what the test waits for
