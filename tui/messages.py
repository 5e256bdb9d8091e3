"""What the threads tell the screen."""

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
    """The survey of the models and the library is done."""

    def __init__(self, survey: "Survey") -> None:
        super().__init__()
        self.survey = survey


class Suggested(Message):
    """Questions that the library can be asked were made."""

    def __init__(self, questions: "Sequence[str]") -> None:
        super().__init__()
        self.questions = questions


class EventArrived(Message):
    """The answer went on."""

    def __init__(self, event: "Event") -> None:
        super().__init__()
        self.event = event


class LongAnswerEnded(Message):
    """An answer, or why there is none, is there after a while."""

    def __init__(self, question: str) -> None:
        super().__init__()
        self.question = question


class AnswerStopped(Message):
    """The answer was stopped as asked."""


class IndexingAdvanced(Message):
    """Indexing went on."""

    def __init__(self, progress: "RunProgress") -> None:
        super().__init__()
        self.progress = progress


class IndexingEnded(Message):
    """Indexing is over; without an outcome it was stopped."""

    def __init__(self, report: "RunReport | None") -> None:
        super().__init__()
        self.report = report


class WorkAnnounced(Message):
    """The program does something that takes a while; `line` says what."""

    def __init__(self, line: str) -> None:
        super().__init__()
        self.line = line


class IndexingWanted(Message):
    """The person wants some folders to be indexed; with `full` what was skipped or is partial is read again, too."""

    def __init__(self, folders: "Sequence[Path]", *, full: bool = False) -> None:
        super().__init__()
        self.folders, self.full = folders, full


class ScopeWanted(Message):
    """The person wants the questions that follow to be kept to some documents and folders."""

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
    """The person wants changes in some folders to be followed, or no longer."""

    def __init__(self, folders: "Sequence[Path]") -> None:
        super().__init__()
        self.folders = folders


class FoldersChanged(Message):
    """Something under the folders that are watched has changed."""

    def __init__(self, folders: "Sequence[Path]") -> None:
        super().__init__()
        self.folders = folders


class ResumeWanted(Message):
    """The person wants to go on with a conversation; None is a new one."""

    def __init__(self, conversation: str | None) -> None:
        super().__init__()
        self.conversation = conversation


class LibrarySwitched(Message):
    """The person wants to work on another library."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = name


class Resumed(Message):
    """A conversation was opened, with what was said in it."""

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
    """The person wants a text in the clipboard."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text


class PageWanted(Message):
    """A widget wants the page around a passage, lit by all passages of the answer; `PageFound` goes to it."""

    def __init__(self, passage: "Passage", others: "Sequence[Passage]", asker: MessagePump) -> None:
        super().__init__()
        self.passage, self.others, self.asker = passage, others, asker


class PageFound(Message):
    """The page around a passage was read."""

    def __init__(self, passage: "Passage") -> None:
        super().__init__()
        self.passage = passage


class PullWanted(Message):
    """The person wants models to be fetched; they are asked first."""


class ModelsChanged(Message):
    """Other models answer or search now."""


class PullAdvanced(Message):
    """Fetching models went on."""

    def __init__(self, progress: "PullProgress") -> None:
        super().__init__()
        self.progress = progress
