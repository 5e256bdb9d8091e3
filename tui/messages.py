"""What the threads tell the screen."""

from typing import TYPE_CHECKING

from textual.message import Message

from ragassist.untrusted import one_line

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from indexes.conversations.records import Exchange
    from indexes.indexing.run import RunProgress, RunReport
    from ragassist.events import Event
    from tui.backend.protocol import Survey


class Surveyed(Message):
    """What there is was looked up."""

    def __init__(self, survey: "Survey") -> None:
        super().__init__()
        self.survey = survey


class EventArrived(Message):
    """The answer went on."""

    def __init__(self, event: "Event") -> None:
        super().__init__()
        self.event = event


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
    """The person wants some folders to be indexed."""

    def __init__(self, folders: "Sequence[Path]") -> None:
        super().__init__()
        self.folders = folders


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


class Resumed(Message):
    """A conversation was opened, with what was said in it."""

    def __init__(self, exchanges: "Sequence[Exchange]") -> None:
        super().__init__()
        self.exchanges = exchanges


class SettingsChanged(Message):
    """The settings are other ones now."""


class PullAdvanced(Message):
    """Fetching models went on."""

    def __init__(self, label: str, done: int, total: int) -> None:
        super().__init__()
        self.label, self.done, self.total = label, done, total

    @property
    def line(self) -> str:
        """What happens, in one line."""
        return one_line(f"{self.label}  {self.done / self.total:.0%}" if self.total else self.label)
