"""Implements `UiBackend`. Importing this module loads no engine, so that the first screen is painted without waiting."""

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
    """The parts of the backend, created by the first thread that needs one of them."""

    def __init__(
        self, settings: Settings, *, private: bool = False, can_pull: bool = False, assemble: "Assemble | None" = None
    ) -> None:
        self.preferences = FilePreferences(settings, self._follow)
        self._private, self._can_pull, self._assemble = private, can_pull, assemble
        self._made: Parts | None = None
        self._making = Lock()
        self._say: Callable[[str], None] = lambda _: None

    def announce_to(self, listener: Callable[[str], None]) -> None:
        """Call `listener` with each line in which the app announces work that takes a while."""
        self._say = listener

    @property
    def _parts(self) -> "Parts":
        from tui.backend.parts import Parts  # imports every engine: 1 s that the first paint must not wait for

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
        """The present conversation and the stored ones."""
        return self._parts.conversation

    @property
    def library(self) -> "ProgramLibrary":
        """The documents of the library, and the list of libraries."""
        return self._parts.library

    @property
    def models(self) -> "ProgramModels":
        """The models on disk."""
        return self._parts.models

    @property
    def can_pull(self) -> bool:
        """Whether models may be downloaded: none was installed at the start, and none was downloaded since."""
        return self._can_pull and not (self._made and self._made.models.pulled)

    def close(self) -> None:
        """Close the conversation and its library."""
        if self._made is not None:
            self._made.conversation.close()
