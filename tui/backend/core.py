"""What the parts behind the seam share."""

from dataclasses import dataclass, field
from threading import Event as Flag

from ragassist.app import App


def _set() -> Flag:
    flag = Flag()
    flag.set()
    return flag


@dataclass(slots=True)
class Core:
    """The program's parts, and what goes on in them.

    `idle` is set while no answer is made; `indexing` is set while documents are indexed; `filled` tells whether the library
    that is open is known to hold documents.
    """

    app: App
    idle: Flag = field(default_factory=_set)
    indexing: Flag = field(default_factory=Flag)
    filled: bool = False
