"""The state that the conversation, the library and the models of the backend share."""

from dataclasses import dataclass, field
from threading import Event as Flag

from ragassist.app import App


def _set() -> Flag:
    flag = Flag()
    flag.set()
    return flag


@dataclass(slots=True)
class Core:
    """The program's `App` and the flags by which answers and indexing take turns.

    `idle` is set while no answer is being generated, `indexing` while documents are being indexed; `filled` is True if the open
    library is known to hold documents.
    """

    app: App
    idle: Flag = field(default_factory=_set)
    indexing: Flag = field(default_factory=Flag)
    filled: bool = False
