"""The program itself behind the UI's seam. Importing it loads no engine: that waits until the first screen is painted."""

from collections.abc import Callable
from threading import Lock
from typing import TYPE_CHECKING

from ragassist.settings.schema import Settings
from tui.backend.preferences import FilePreferences

if TYPE_CHECKING:
    from ragassist.app import App
    from tui.backend.conversation import ProgramConversation
    from tui.backend.library import ProgramLibrary
    from tui.backend.models import ProgramModels
    from tui.backend.parts import Parts

Assemble = Callable[[Settings], "App"]


class AppBackend:
    """The program's parts, loaded by the first thread that needs one of them, while the UI is on the screen already."""

    def __init__(
        self, settings: Settings, *, private: bool = False, can_pull: bool = False, assemble: "Assemble | None" = None
    ) -> None:
        self.preferences = FilePreferences(settings, self._follow)
        self._private, self._can_pull, self._assemble = private, can_pull, assemble
        self._made: Parts | None = None
        self._making = Lock()
        self._say: Callable[[str], None] = lambda _: None

    def announce_to(self, listener: Callable[[str], None]) -> None:
        """Let a listener hear what the app says."""
        self._say = listener

    @property
    def _parts(self) -> "Parts":
        from tui.backend.parts import Parts  # brings every engine: 1 s that the first paint must not wait for

        with self._making:
            if self._made is None:
                self._made = Parts(self.preferences, self._tell, private=self._private, assemble=self._assemble)
            return self._made

    def _tell(self, line: str) -> None:
        self._say(line)

    def _follow(self, settings: Settings) -> None:
        if self._made is not None:
            self._made.follow(settings)

    @property
    def conversation(self) -> "ProgramConversation":
        """The conversation that goes on, and those that are kept."""
        return self._parts.conversation

    @property
    def library(self) -> "ProgramLibrary":
        """The documents."""
        return self._parts.library

    @property
    def models(self) -> "ProgramModels":
        """The models on disk."""
        return self._parts.models

    @property
    def can_pull(self) -> bool:
        """Whether models may be fetched: none was there at the start, and none was fetched since."""
        return self._can_pull and not (self._made and self._made.models.pulled)

    def close(self) -> None:
        """Close the conversation and its library."""
        if self._made is not None:
            self._made.conversation.close()
