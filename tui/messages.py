"""What the threads tell the screen."""

from typing import TYPE_CHECKING

from textual.message import Message

if TYPE_CHECKING:
    from indexes.runs import Outcome, Progress
    from ragassist.events import Event
    from tui.backend import Survey


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

    def __init__(self, progress: "Progress") -> None:
        super().__init__()
        self.progress = progress


class IndexingEnded(Message):
    """Indexing is over; without an outcome it was stopped."""

    def __init__(self, outcome: "Outcome | None") -> None:
        super().__init__()
        self.outcome = outcome


class WorkAnnounced(Message):
    """The program does something that takes a while; `line` says what."""

    def __init__(self, line: str) -> None:
        super().__init__()
        self.line = line
