"""Implements `Preferences`: the settings and their file."""

from collections.abc import Callable, Mapping
from pathlib import Path

import ragassist
from ragassist.language.locale import from_locale
from ragassist.retrieval.question import MOST_CHARACTERS
from ragassist.settings.file import change_settings
from ragassist.settings.schema import Settings, load_settings

SAMPLE_PAPERS = Path(ragassist.__file__).parent / "sample"
"""The folder of the sample papers that are part of the package."""


class FilePreferences:
    """The settings of a home folder; `changed` is called with the new settings after each change."""

    def __init__(self, settings: Settings, changed: Callable[[Settings], None]) -> None:
        self.settings, self._changed = settings, changed

    @property
    def language(self) -> str:
        """The language of the settings, else that of the locale."""
        return self.settings.language or from_locale()

    @property
    def most_characters(self) -> int:
        """The number of characters that a question may have."""
        return MOST_CHARACTERS

    @property
    def sample(self) -> Path:
        """The folder of the sample papers."""
        return SAMPLE_PAPERS

    def save(self, changes: Mapping[str, str | int | None]) -> None:
        """Write changes to the settings file and read it again; home and library stay as they are. Raises `SettingsInvalid`."""
        change_settings(self.settings.home, changes)
        self._read(self.settings.library)

    def switch(self, library: str) -> None:
        """Use another library until the program ends, without writing the file. Raises `SettingsInvalid`."""
        self._read(library)

    def _read(self, library: str) -> None:
        self.settings = load_settings(home=self.settings.home, library=library)
        self._changed(self.settings)
