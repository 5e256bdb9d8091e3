"""What the seam gives out."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from indexes.records import Place


@dataclass(frozen=True, slots=True)
class Part:
    """A part that answers need: its title if it is there, else why it isn't ("" where there is just none)."""

    there: bool
    detail: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Survey:
    """What there is: the models, the library and its counts.

    `waiting` counts documents that were found and not read yet; `to_fetch` are the bytes of the usual models that are missing;
    `others` names other libraries where the one that is open is empty.
    """

    search_model: Part
    chat_model: Part
    library: Part
    documents: int = 0
    passages: int = 0
    waiting: int = 0
    to_fetch: int = 0
    others: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Model:
    """A model as it is listed.

    `size` is in bytes, on disk or to be fetched; `note` says what its licence asks for; `used` marks the one that answers or
    searches now.
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
    """The text of a page, or of a whole document without pages; `start` is where it begins in the document's text."""

    text: str
    start: int
    place: "Place | None" = None


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of a document: how deep it lies (0 for the outermost), and where its text begins and stands."""

    title: str
    depth: int
    start: int
    place: "Place"


@dataclass(frozen=True, slots=True)
class FolderCount:
    """What a folder holds that can be indexed: files and their bytes; `whole_home` marks the home folder or one above it.

    `seconds` is about how long reading and embedding them takes, None where that isn't known.
    """

    files: int
    size: int
    whole_home: bool = False
    seconds: float | None = None


@dataclass(frozen=True, slots=True)
class LibraryEntry:
    """A library that can be opened: its name, its documents (None where it can't be read), and whether it is open now."""

    name: str
    documents: int | None
    current: bool = False


@dataclass(frozen=True, slots=True)
class PullProgress:
    """How far a download is: what is being done, bytes done and in all (0 where that isn't known)."""

    line: str
    done: int = 0
    total: int = 0
