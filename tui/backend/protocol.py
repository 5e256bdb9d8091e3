"""The protocols through which the screens reach models, database and documents; tests implement them without any.

All methods block, so the screens call them in threads; only `Preferences` and `UiBackend.can_pull` return at once.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from threading import Event as Flag
from typing import TYPE_CHECKING, Literal, Protocol

from tui.backend.records import FolderCount, LibraryEntry, Model, OutlineHeading, Page, PullProgress, Survey

if TYPE_CHECKING:
    from indexes.conversations.records import Exchange, Summary
    from indexes.hits import Hit
    from indexes.indexing.run import RunProgress, RunReport
    from indexes.records import DocumentRow
    from ragassist.events import Event
    from ragassist.extraction.records import Table, TableProgress
    from ragassist.settings.schema import Settings

TableForm = Literal["csv", "xlsx"]
"""The file types of a table."""
ConversationForm = Literal["md", "json"]
"""The file types of a conversation."""


class IndexingStopped(Exception):
    """Raised when the person has stopped indexing; what was stored stays. It isn't an error."""


class Preferences(Protocol):
    """The settings."""

    @property
    def settings(self) -> "Settings":
        """The present settings."""

    @property
    def language(self) -> str:
        """The UI's language."""

    @property
    def most_characters(self) -> int:
        """The number of characters that a question may have."""

    @property
    def sample(self) -> Path:
        """The folder of the sample papers that are part of the program."""

    def save(self, changes: Mapping[str, str | int | None]) -> None:
        """Write some settings to the file and apply them; None removes a setting. Raises `SettingsInvalid`."""


class ConversationBackend(Protocol):
    """The present conversation and the stored ones."""

    @property
    def conversation(self) -> str | None:
        """The id of the present conversation, None while nothing of it is stored."""

    def ask(self, question: str, stop: Flag, *, deep: bool = False) -> Iterator["Event"]:
        """Yield the events of an answer, the last of which is the answer; with `deep` the model searches several times.

        Raises `Stopped` once `stop` is set, or an `AssistantError`.
        """

    def summarize(self, path: str, stop: Flag) -> Iterator["Event"]:
        """Yield the events of a document's summary, which isn't stored as an exchange. Raises as `ask` does."""

    def translate(self, path: str, into: str, stop: Flag) -> Iterator["Event"]:
        """Yield the events of a document's translation into the language with the code `into`, as `summarize` does."""

    def keep_to(self, paths: Sequence[str]) -> None:
        """Limit the next questions to the documents at or below the paths; () is the whole library."""

    def prepare(self, text: str, stop: Flag) -> None:
        """Evaluate the prompt for a half-written question in advance, until `stop` is set."""

    def settle(self, stop: Flag) -> None:
        """Evaluate the last answer as a part of the history in idle time, until `stop` is set."""

    def extract(self, fields: Sequence[str], stop: Flag) -> Iterator["TableProgress"]:
        """Yield the rows of a table over the documents that questions are limited to.

        Raises `Stopped` once `stop` is set, or an `AssistantError`.
        """

    def save_table(self, table: "Table", form: TableForm) -> Path:
        """Write a table to a file in the current folder and return its path. Raises `AssistantError`."""

    def save_text(self, title: str, text: str) -> Path:
        """Write a text to a file in the current folder, named by its title, and return its path. Raises `AssistantError`."""

    def look_up(self, question: str) -> Sequence["Hit"]:
        """Return the hits of a search for a question, the best first. Raises `AssistantError`."""

    def sessions(self, text: str) -> Sequence["Summary"]:
        """Return the stored conversations with all words of a text, the newest first; for a blank text the most recent ones."""

    def resume(self, conversation: str | None) -> Sequence["Exchange"]:
        """Continue a stored conversation in its own library and return its exchanges; None begins a new one, without any."""

    def rename(self, conversation: str, title: str) -> None:
        """Give a stored conversation a title."""

    def forget(self, conversation: str) -> None:
        """Delete a stored conversation permanently."""

    def export(self, conversation: str, form: ConversationForm) -> Path:
        """Write a stored conversation to a file in the current folder and return its path. Raises `AssistantError`."""


class LibraryBackend(Protocol):
    """The documents of the open library, and the list of libraries."""

    def survey(self) -> Survey:
        """Return the state of models and library; problems are part of the result, none is raised."""

    def documents(self) -> Sequence["DocumentRow"]:
        """Return the rows of all documents, sorted by path. Raises `AssistantError`, as all methods below may."""

    def suggestions(self) -> Sequence[str]:
        """Return a few suggested questions, made from the headings of the library's documents."""

    def page_of(self, path: str, start: int) -> Page | None:
        """Return the page that holds the offset `start` of a document's text, None if the document is gone."""

    def pages(self, path: str) -> Sequence[Page]:
        """Return all pages of a document, or none if it is gone."""

    def picture(self, path: str, page: int, quotes: Sequence[str], width: int) -> bytes:
        """Return a page of a PDF as a PPM picture, `width` pixels wide, with the quotes on it highlighted.

        Raises `AssistantError` if there is no such page.
        """

    def open_file(self, path: str, page: int | None) -> None:
        """Open a file at a page in an external viewer. Raises `AssistantError`."""

    def count(self, folder: Path, stop: Flag) -> FolderCount:
        """Count the files of a folder that would be indexed. Raises `Stopped`, or `PathProblem` if the folder can't be read."""

    def index(
        self, folders: Sequence[Path], listen: Callable[["RunProgress"], None], stop: Flag, *, full: bool = False
    ) -> "RunReport":
        """Bring the library up to date with some folders or files; with `full` skipped and partial files are read again.

        Raises `IndexingStopped` once `stop` is set, or an `AssistantError`.
        """

    def outline(self, path: str) -> Sequence[OutlineHeading]:
        """Return the headings of a document in their order; none if it has none or is gone."""

    def remove(self, paths: Sequence[str]) -> int:
        """Remove the documents at or below some paths from the library, and return their number."""

    def toggle_pause(self) -> None:
        """Pause indexing in all processes of this home, or resume it. Raises `OSError`."""

    def changes(self, folders: Sequence[Path], stop: Flag) -> Iterator[None]:
        """Yield after each burst of changes below some folders, until `stop` is set."""

    def libraries(self) -> Sequence[LibraryEntry]:
        """Return the libraries of this home, sorted by name."""

    def switch(self, name: str) -> None:
        """Open the library of this name, or a new one if there is none. Raises `SettingsInvalid`."""


class ModelsBackend(Protocol):
    """The known models, and which of them are installed."""

    def models(self) -> Sequence[Model]:
        """Return all known models: those in use first, then the installed ones."""

    def verify(self, name: str, advance: Callable[[int], None]) -> None:
        """Hash an installed model's files; `advance` gets the bytes hashed. Raises `ModelMissing` or `ModelDamaged`."""

    def choose(self, name: str) -> None:
        """Use an installed chat or embedding model from now on. Raises `ModelMissing`."""

    def pull(self, advance: Callable[[PullProgress], object], stop: Flag) -> None:
        """Download the default models, whose licences the person has accepted. Raises `Stopped`, or `PullFailed`."""


class UiBackend(Protocol):
    """All that the UI needs from the program."""

    @property
    def preferences(self) -> Preferences:
        """The settings."""

    @property
    def conversation(self) -> ConversationBackend:
        """The conversations. The first access loads the program's engines."""

    @property
    def library(self) -> LibraryBackend:
        """The documents. The first access loads the program's engines."""

    @property
    def models(self) -> ModelsBackend:
        """The models. The first access loads the program's engines."""

    @property
    def can_pull(self) -> bool:
        """Whether models may be downloaded, after a confirmation: none was installed at the start or downloaded since."""

    def announce_to(self, listener: Callable[[str], None]) -> None:
        """Call `listener`, from any thread, with a line about each work that takes a while."""

    def close(self) -> None:
        """Close the open session and library, before the program ends."""
