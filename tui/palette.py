"""The actions of the command palette."""

from collections.abc import Callable

from textual.command import Hit, Hits
from textual.system_commands import SystemCommandsProvider

from tui.rendering.safe_text import Translate


def palette_of(say: Translate) -> Callable[[], type[SystemCommandsProvider]]:
    """Return the palette's source of commands as Textual takes it: a function that returns the provider's class.

    Where no action fits the query, the provider yields a line that says so in the UI's language.
    """

    class Actions(SystemCommandsProvider):
        async def search(self, query: str) -> Hits:
            found = False
            async for hit in super().search(query):
                found = True
                yield hit
            if not found:
                yield Hit(0.1, say("no_action"), lambda: None)

    return lambda: Actions
