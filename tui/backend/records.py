"""The records that the backend passes to the screens."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from indexes.records import Place


@dataclass(frozen=True, slots=True)
class Component:
    """Something that answers need. `detail` is its title if it is there, else the reason ("" if there is simply none)."""

    there: bool
    detail: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Survey:
    """The state of the models, of the library and of its counts.

    `waiting` counts documents that were found but not read yet; `to_fetch` is the number of bytes of the default models that
    are missing; `others` names the other libraries if the open one doesn't exist.
    """

    search_model: Component
    chat_model: Component
    library: Component
    documents: int = 0
    passages: int = 0
    waiting: int = 0
    to_fetch: int = 0
    others: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Model:
    """A model as it is listed.

    `size` is in bytes, on disk or to be downloaded; `note` says what its licence demands; `used` marks the chat model and the
    embedding model in use.
    """

    name: str
    title: str
    role: str
    installed: bool
    size: int
    licence: str
    note: str = ""
    used: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """The text of a page, or of a whole document without pages; `start` is its offset in the document's text."""

    text: str
    start: int
    place: "Place | None" = None


@dataclass(frozen=True, slots=True)
class OutlineHeading:
    """A heading of a document with its depth (0 for the outermost), the offset of its text, and its place."""

    title: str
    depth: int
    start: int
    place: "Place"


@dataclass(frozen=True, slots=True)
class FolderCount:
    """The number of files of a folder that can be indexed, and their bytes in all.

    `whole_home` marks the home folder or a folder above it; `seconds` is the estimated time to read and embed the files, None
    where it isn't known.
    """

    files: int
    size: int
    whole_home: bool = False
    seconds: float | None = None


@dataclass(frozen=True, slots=True)
class LibraryEntry:
    """A library with its number of documents (None if it can't be read), and whether it is the open one."""

    name: str
    documents: int | None
    current: bool = False


@dataclass(frozen=True, slots=True)
class PullProgress:
    """The progress of a download: the step as a line of text, the bytes done, and the bytes in all (0 if not known)."""

    line: str
    done: int = 0
    total: int = 0
