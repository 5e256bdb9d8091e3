"""The actions of the command palette."""

from collections.abc import Callable

from textual.command import Hit, Hits
from textual.system_commands import SystemCommandsProvider

from tui.rendering.safe_text import Translate


def palette_of(say: Translate) -> Callable[[], type[SystemCommandsProvider]]:
    """Return what gives the palette its actions, and a line in the person's language where none of them fits."""

    class Actions(SystemCommandsProvider):
        async def search(self, query: str) -> Hits:
            found = False
            async for hit in super().search(query):
                found = True
                yield hit
            if not found:
                yield Hit(0.1, say("no_action"), lambda: None)

    return lambda: Actions
