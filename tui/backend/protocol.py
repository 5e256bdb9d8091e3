"""The seam to everything that touches models, the database or documents, by what changes together.

All methods block, so the screens call them in threads; only `Preferences` and `UiBackend.can_pull` answer at once.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from threading import Event as Flag
from typing import TYPE_CHECKING, Literal, Protocol

from tui.backend.records import FolderCount, Heading, LibraryEntry, Model, Page, PullProgress, Survey

if TYPE_CHECKING:
    from indexes.conversations.records import Exchange, Summary
    from indexes.hits import Hit
    from indexes.indexing.run import RunProgress, RunReport
    from indexes.records import DocumentRow
    from ragassist.events import Event
    from ragassist.extraction.records import Table, TableProgress
    from ragassist.settings.schema import Settings

TableForm = Literal["csv", "xlsx"]
DatabaseForm = Literal["md", "json"]


class IndexingStopped(Exception):
    """Raised when the person stopped indexing; what was stored stays. Not an error."""


class Preferences(Protocol):
    """The settings."""

    @property
    def settings(self) -> "Settings":
        """The settings as they are now."""

    @property
    def language(self) -> str:
        """The UI's language."""

    @property
    def most_characters(self) -> int:
        """The length of the longest question."""

    @property
    def sample(self) -> Path:
        """The folder of the sample papers that come with the program."""

    def save(self, changes: Mapping[str, str | int | None]) -> None:
        """Keep some settings in the file and follow them; None takes one out. Raises `SettingsInvalid`."""


class ConversationBackend(Protocol):
    """The conversation that goes on, and those that are kept."""

    @property
    def conversation(self) -> str | None:
        """The id of the conversation that goes on, None where nothing of it is kept."""

    def ask(self, question: str, stop: Flag, *, deep: bool = False) -> Iterator["Event"]:
        """Yield what happens until the answer is there; with `deep` the model searches several times.

        Raises `Stopped`, or an `AssistantError`.
        """

    def summarize(self, path: str, stop: Flag) -> Iterator["Event"]:
        """Yield what happens until a document's summary is there; nothing of it is kept. Raises as `ask` does."""

    def translate(self, path: str, into: str, stop: Flag) -> Iterator["Event"]:
        """Yield what happens until a document is in another language; as `summarize`."""

    def keep_to(self, paths: Sequence[str]) -> None:
        """Answer from documents that are one of the paths or lie under one; () is the whole library."""

    def prepare(self, text: str, stop: Flag) -> None:
        """Evaluate ahead what a half-written question already asks for, until `stop` is set."""

    def settle(self, stop: Flag) -> None:
        """Evaluate the last answer as a part of the history in idle time, until `stop` is set."""

    def extract(self, fields: Sequence[str], stop: Flag) -> Iterator["TableProgress"]:
        """Yield the rows of a table over the documents that are kept to. Raises `Stopped`, or an `AssistantError`."""

    def save_table(self, table: "Table", form: TableForm) -> Path:
        """Write a table to a file and return it. Raises an `AssistantError`."""

    def save_text(self, title: str, text: str) -> Path:
        """Write a text to a file that is named by its title, and return it. Raises an `AssistantError`."""

    def look_up(self, question: str) -> Sequence["Hit"]:
        """Return what a search finds for a question. Raises an `AssistantError`."""

    def sessions(self, text: str) -> Sequence["Summary"]:
        """Return the conversations that hold a text, all of them for none; the newest first."""

    def resume(self, conversation: str | None) -> Sequence["Exchange"]:
        """Go on with a conversation, in the library that it was held with, and return its exchanges; None begins a new one."""

    def rename(self, conversation: str, title: str) -> None:
        """Give a conversation a title."""

    def forget(self, conversation: str) -> None:
        """Delete a conversation for good."""

    def export(self, conversation: str, form: DatabaseForm) -> Path:
        """Write a conversation to a file and return it."""


class LibraryBackend(Protocol):
    """The documents, and the libraries that there are."""

    def survey(self) -> Survey:
        """Return what there is; problems are part of it."""

    def documents(self) -> Sequence["DocumentRow"]:
        """Return all documents, by path."""

    def suggestions(self) -> Sequence[str]:
        """Return a few questions that the library can be asked, made of its headings."""

    def page_of(self, path: str, start: int) -> Page | None:
        """Return the page of a document that holds an offset of its text, None where it is gone."""

    def pages(self, path: str) -> Sequence[Page]:
        """Return all pages of a document, [] where it is gone."""

    def picture(self, path: str, page: int, quotes: Sequence[str], width: int) -> bytes:
        """Return a page of a PDF as a picture in PPM of so many pixels across, the quotes on it framed.

        Raises an `AssistantError` where there is no such page.
        """

    def open_file(self, path: str, page: int | None) -> None:
        """Show a file in the person's viewer. Raises an `AssistantError`."""

    def count(self, folder: Path, stop: Flag) -> FolderCount:
        """Count what would be indexed of a folder. Raises `Stopped`, or `PathProblem` where there is no such folder."""

    def index(
        self, folders: Sequence[Path], listen: Callable[["RunProgress"], None], stop: Flag, *, full: bool = False
    ) -> "RunReport":
        """Bring the library to the state of some folders, or files; with `full` what was skipped or is partial is read again.

        Raises `IndexingStopped`, or an `AssistantError`.
        """

    def outline(self, path: str) -> Sequence[Heading]:
        """Return the headings of a document in their order, [] where it has none or is gone."""

    def remove(self, paths: Sequence[str]) -> int:
        """Take documents, or folders of them, out of the library; return how many those were."""

    def toggle_pause(self) -> None:
        """Let indexing rest, or go on. Raises `OSError`."""

    def changes(self, folders: Sequence[Path], stop: Flag) -> Iterator[None]:
        """Yield each time that something under some folders has changed, until `stop` is set."""

    def libraries(self) -> Sequence[LibraryEntry]:
        """Return the libraries of this home, by name."""

    def switch(self, name: str) -> None:
        """Open another library, a new one where none has that name. Raises `SettingsInvalid`."""


class ModelsBackend(Protocol):
    """The models on disk."""

    def models(self) -> Sequence[Model]:
        """Return the models that are known, the installed ones first."""

    def verify(self, name: str, advance: Callable[[int], None]) -> None:
        """Hash a model; raises `ModelDamaged` where it isn't what it was."""

    def choose(self, name: str) -> None:
        """Answer, or search, with an installed model from now on. Raises `ModelMissing`."""

    def pull(self, advance: Callable[[PullProgress], object], stop: Flag) -> None:
        """Fetch the usual models, whose licences the person accepted. Raises `Stopped`, or `PullFailed`."""


class UiBackend(Protocol):
    """What the UI asks of the program."""

    @property
    def preferences(self) -> Preferences:
        """The settings."""

    @property
    def conversation(self) -> ConversationBackend:
        """Asking, and what was asked. The first call loads the program's engines."""

    @property
    def library(self) -> LibraryBackend:
        """The documents. The first call loads the program's engines."""

    @property
    def models(self) -> ModelsBackend:
        """The models. The first call loads the program's engines."""

    @property
    def can_pull(self) -> bool:
        """Whether models may still be fetched if the person says so: not once a model was there at the start."""

    def announce_to(self, listener: Callable[[str], None]) -> None:
        """Let a listener hear, from any thread, of work that takes a while."""

    def close(self) -> None:
        """Close what is open: the program ends."""
