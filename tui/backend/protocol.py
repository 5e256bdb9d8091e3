"""The seam to everything that touches models, the database or documents. Its methods block: threads call them."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from threading import Event as Flag
from typing import TYPE_CHECKING, Literal, Protocol

if TYPE_CHECKING:
    from indexes.conversations.records import Exchange, Summary
    from indexes.hits import Hit
    from indexes.indexing.run import RunProgress, RunReport
    from indexes.records import DocumentRow
    from ragassist.events import Event
    from ragassist.settings.schema import Settings

DatabaseForm = Literal["md", "json"]


class IndexingStopped(Exception):
    """Raised when the person stopped indexing; what was stored stays. Not an error."""


@dataclass(frozen=True, slots=True)
class Part:
    """A part that answers need: what it is called if it is there, else why it isn't (empty: there is just none)."""

    there: bool
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Survey:
    """What there is: the models, the library and its counts."""

    search_model: Part
    chat_model: Part
    library: Part
    documents: int = 0
    passages: int = 0


@dataclass(frozen=True, slots=True)
class Model:
    """A model as it is listed: `size` in bytes, on disk or to be fetched; `note` says what its licence asks for."""

    name: str
    title: str
    role: str
    installed: bool
    size: int
    licence: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """The text of a page, or of a whole document without pages; `start` is where it begins in the document's text."""

    text: str
    start: int


class UiBackend(Protocol):
    """What the UI asks of the program."""

    def announce_to(self, listener: Callable[[str], None]) -> None:
        """Let a listener hear, from any thread, of work that takes a while."""

    @property
    def settings(self) -> "Settings":
        """The settings as they are now."""

    @property
    def language(self) -> str:
        """The UI's language."""

    @property
    def most_characters(self) -> int:
        """The length of the longest question."""

    def save(self, changes: Mapping[str, str | int | None]) -> None:
        """Keep some settings in the file and follow them. Raises `SettingsInvalid`."""

    def survey(self) -> Survey:
        """Return what there is; problems are part of it."""

    # Asking

    def ask(self, question: str, stop: Flag) -> Iterator["Event"]:
        """Yield what happens until the answer is there. Raises `Stopped`, or an `AssistantError`."""

    def prepare(self, text: str, stop: Flag) -> None:
        """Do ahead what a half-written question already asks for, until `stop` is set."""

    def settle(self, stop: Flag) -> None:
        """Put the last answer away in idle time, until `stop` is set."""

    def look_up(self, question: str) -> Sequence["Hit"]:
        """Return what a search finds for a question. Raises an `AssistantError`."""

    def page_of(self, path: str, start: int) -> Page | None:
        """Return the page of a document that holds an offset of its text, None where it is gone."""

    def open_file(self, path: str, page: int | None) -> None:
        """Show a file in the person's viewer. Raises an `AssistantError`."""

    # The library

    def documents(self) -> Sequence["DocumentRow"]:
        """Return all documents, by path."""

    def index(self, folders: Sequence[Path], listen: Callable[["RunProgress"], None], stop: Flag) -> "RunReport":
        """Bring the library to the state of some folders. Raises `IndexingStopped`, or an `AssistantError`."""

    def remove(self, paths: Sequence[str]) -> int:
        """Take documents, or folders of them, out of the library; return how many those were."""

    def changes(self, folders: Sequence[Path], stop: Flag) -> Iterator[None]:
        """Yield each time that something under some folders has changed, until `stop` is set."""

    # Conversations

    @property
    def conversation(self) -> str | None:
        """The id of the conversation that goes on, None where nothing of it is kept."""

    def sessions(self, text: str) -> Sequence["Summary"]:
        """Return the conversations that hold a text, all of them for none; the newest first."""

    def resume(self, conversation: str | None) -> Sequence["Exchange"]:
        """Go on with a conversation and return what was said in it; with None begin a new one."""

    def rename(self, conversation: str, title: str) -> None:
        """Give a conversation a title."""

    def forget(self, conversation: str) -> None:
        """Delete a conversation for good."""

    def export(self, conversation: str, form: DatabaseForm) -> Path:
        """Write a conversation to a file and return it."""

    def close(self) -> None:
        """Close what is open: the program ends."""

    # Models

    def models(self) -> Sequence[Model]:
        """Return the models that are known, the installed ones first."""

    def verify(self, name: str, advance: Callable[[int], None]) -> None:
        """Hash a model; raises `ModelDamaged` where it isn't what it was."""

    @property
    def can_pull(self) -> bool:
        """Whether this process may still go online if the person says so: not once a model was there at its start."""

    def pull(self, advance: Callable[[str, int, int], object]) -> None:
        """Fetch the usual models, whose licences the person accepted; hears label, bytes done and bytes in all."""
