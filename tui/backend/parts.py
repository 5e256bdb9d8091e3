"""Creates the parts of the backend. Importing this module imports the engines, which takes about a second."""

from collections.abc import Callable

from ragassist.app import App
from ragassist.settings.schema import Settings
from tui.backend.conversation import ProgramConversation
from tui.backend.core import Core
from tui.backend.library import ProgramLibrary
from tui.backend.models import ProgramModels
from tui.backend.preferences import FilePreferences


class Parts:
    """The conversation, the library and the models, which share one `App`; `assemble` creates it from the settings."""

    def __init__(
        self,
        preferences: FilePreferences,
        say: Callable[[str], None],
        *,
        private: bool,
        assemble: Callable[[Settings], App] | None,
    ) -> None:
        app = (assemble or App)(preferences.settings)
        app.say = say
        self._core = Core(app)
        self.conversation = ProgramConversation(self._core, preferences, private=private)
        self.library = ProgramLibrary(self._core, preferences, self.conversation)
        self.models = ProgramModels(self._core, preferences, self.conversation)

    def follow(self, settings: Settings) -> None:
        """Use other settings from now on."""
        self._core.app.settings = settings
