"""The settings, kept in their file."""

from collections.abc import Callable, Mapping
from pathlib import Path

import ragassist
from ragassist.language.locale import from_locale
from ragassist.retrieval.question import MOST_CHARACTERS
from ragassist.settings.file import change_settings
from ragassist.settings.schema import Settings, load_settings

SAMPLE_PAPERS = Path(ragassist.__file__).parent / "sample"


class FilePreferences:
    """The settings of a home folder; `changed` is called with each new state of them."""

    def __init__(self, settings: Settings, changed: Callable[[Settings], None]) -> None:
        self.settings, self._changed = settings, changed

    @property
    def language(self) -> str:
        """The settings' language, or the locale's."""
        return self.settings.language or from_locale()

    @property
    def most_characters(self) -> int:
        """The session's limit."""
        return MOST_CHARACTERS

    @property
    def sample(self) -> Path:
        """The package's own folder of papers."""
        return SAMPLE_PAPERS

    def save(self, changes: Mapping[str, str | int | None]) -> None:
        """Write the file, then read the settings anew; flags of the command line stay."""
        change_settings(self.settings.home, changes)
        self._read(self.settings.library)

    def switch(self, library: str) -> None:
        """Work on another library until the program ends; the file stays as it is. Raises `SettingsInvalid`."""
        self._read(library)

    def _read(self, library: str) -> None:
        self.settings = load_settings(home=self.settings.home, library=library)
        self._changed(self.settings)
