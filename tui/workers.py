"""Functions for threads: each makes one call of the backend and posts its events as messages."""

import time
from collections.abc import Callable, Sequence
from pathlib import Path
from threading import Event as Flag
from typing import TYPE_CHECKING

from textual.message import Message

from ragassist.stopping import Stopped
from tui.backend.protocol import IndexingStopped, UiBackend
from tui.messages import AnswerStopped, EventArrived, IndexingAdvanced, IndexingEnded

if TYPE_CHECKING:
    from indexes.indexing.run import RunProgress

Post = Callable[[Message], object]
_SHORTEST_STEP_S = 0.05
"""Seconds between two progress messages of one stage at least; a run over unchanged files reports thousands a second."""


def answer(backend: UiBackend, question: str, stop: Flag, post: Post, *, deep: bool = False) -> None:
    """Post the events of an answer as `EventArrived`; with `deep` the model searches several times before it answers."""
    try:
        for event in backend.conversation.ask(question, stop, deep=deep):
            post(EventArrived(event))
    except Stopped:
        post(AnswerStopped())


def summarize(backend: UiBackend, path: str, stop: Flag, post: Post) -> None:
    """Post the events of a document's summary."""
    try:
        for event in backend.conversation.summarize(path, stop):
            post(EventArrived(event))
    except Stopped:
        post(AnswerStopped())


def translate(backend: UiBackend, path: str, into: str, stop: Flag, post: Post) -> None:
    """Post the events of a document's translation."""
    try:
        for event in backend.conversation.translate(path, into, stop):
            post(EventArrived(event))
    except Stopped:
        post(AnswerStopped())


def index(backend: UiBackend, folders: Sequence[Path], stop: Flag, post: Post, *, full: bool) -> None:
    """Index folders: post its progress, at most every `_SHORTEST_STEP_S`, and finally `IndexingEnded`."""
    posted, stage = 0.0, ""

    def listen(progress: "RunProgress") -> None:
        nonlocal posted, stage
        now = time.monotonic()
        if progress.stage != stage or progress.done == progress.total or now - posted > _SHORTEST_STEP_S:
            posted, stage = now, progress.stage
            post(IndexingAdvanced(progress))

    try:
        post(IndexingEnded(backend.library.index(folders, listen, stop, full=full)))
    except IndexingStopped:
        post(IndexingEnded(None))
