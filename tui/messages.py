"""The messages that threads, widgets and screens send to the app and to one another."""

from typing import TYPE_CHECKING

from textual.message import Message
from textual.message_pump import MessagePump

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from indexes.conversations.records import Exchange
    from indexes.indexing.run import RunProgress, RunReport
    from indexes.records import DocumentRow
    from ragassist.events import Event
    from tui.backend.records import PullProgress, Survey
    from tui.rendering.passages import Passage


class Surveyed(Message):
    """The state of the models and the library was read."""

    def __init__(self, survey: "Survey") -> None:
        super().__init__()
        self.survey = survey


class Suggested(Message):
    """Suggested questions for the library were generated."""

    def __init__(self, questions: "Sequence[str]") -> None:
        super().__init__()
        self.questions = questions


class EventArrived(Message):
    """An event of the answer that is being generated has arrived."""

    def __init__(self, event: "Event") -> None:
        super().__init__()
        self.event = event


class LongAnswerEnded(Message):
    """An answer that took long is complete, or failed."""

    def __init__(self, question: str) -> None:
        super().__init__()
        self.question = question


class AnswerStopped(Message):
    """The answer was stopped at the person's request."""


class IndexingAdvanced(Message):
    """Indexing made progress."""

    def __init__(self, progress: "RunProgress") -> None:
        super().__init__()
        self.progress = progress


class IndexingEnded(Message):
    """Indexing has ended; `report` is None if it was stopped."""

    def __init__(self, report: "RunReport | None") -> None:
        super().__init__()
        self.report = report


class WorkAnnounced(Message):
    """The program has begun work that takes a while; `line` says which."""

    def __init__(self, line: str) -> None:
        super().__init__()
        self.line = line


class IndexingWanted(Message):
    """The person wants to index some folders; with `full` skipped and partial files are read again."""

    def __init__(self, folders: "Sequence[Path]", *, full: bool = False) -> None:
        super().__init__()
        self.folders, self.full = folders, full


class ScopeWanted(Message):
    """The person wants to limit the next questions to some documents and folders."""

    def __init__(self, paths: tuple[str, ...]) -> None:
        super().__init__()
        self.paths = paths


class SummaryWanted(Message):
    """The person wants a summary of a document."""

    def __init__(self, path: str) -> None:
        super().__init__()
        self.path = path


class TranslationWanted(Message):
    """The person wants a translation of a document; they are asked for the language first."""

    def __init__(self, path: str) -> None:
        super().__init__()
        self.path = path


class WatchToggled(Message):
    """The person wants to begin or end watching some folders for changes."""

    def __init__(self, folders: "Sequence[Path]") -> None:
        super().__init__()
        self.folders = folders


class FoldersChanged(Message):
    """Something below the watched folders has changed."""

    def __init__(self, folders: "Sequence[Path]") -> None:
        super().__init__()
        self.folders = folders


class ResumeWanted(Message):
    """The person wants to continue a conversation; None begins a new one."""

    def __init__(self, conversation: str | None) -> None:
        super().__init__()
        self.conversation = conversation


class LibrarySwitched(Message):
    """The person wants to open another library."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = name


class Resumed(Message):
    """A conversation was opened; `exchanges` are its earlier questions and answers."""

    def __init__(self, exchanges: "Sequence[Exchange]") -> None:
        super().__init__()
        self.exchanges = exchanges


class SettingsChanged(Message):
    """The settings have changed."""


class DocumentsListed(Message):
    """The documents of the library were read."""

    def __init__(self, documents: "Sequence[DocumentRow]") -> None:
        super().__init__()
        self.documents = documents


class CopyWanted(Message):
    """The person wants to copy a text to the clipboard."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text


class PageWanted(Message):
    """The widget `asker` wants the page that holds a passage, and gets it by `PageFound`.

    The quotes of `passage` and of `others`, the other sources of the answer, are highlighted on the page.
    """

    def __init__(self, passage: "Passage", others: "Sequence[Passage]", asker: MessagePump) -> None:
        super().__init__()
        self.passage, self.others, self.asker = passage, others, asker


class PageFound(Message):
    """The page that holds a passage was read."""

    def __init__(self, passage: "Passage") -> None:
        super().__init__()
        self.passage = passage


class PullWanted(Message):
    """The person wants to download models, and has yet to confirm it."""


class ModelsChanged(Message):
    """Another chat or embedding model is in use, or models were installed."""


class PullAdvanced(Message):
    """The download of models made progress."""

    def __init__(self, progress: "PullProgress") -> None:
        super().__init__()
        self.progress = progress
