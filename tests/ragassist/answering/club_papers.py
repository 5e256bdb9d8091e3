"""Papers of a club, and requests about them that a scripted model answers."""

from collections.abc import Callable, Iterator
from threading import Event as StopEvent

import pytest

from indexes.hits import Filter
from indexes.library import Library
from ragassist.answering.options import AskOptions
from ragassist.answering.session import Session
from ragassist.events import Answered
from ragassist.generation.loaded_model import LoadedModel
from ragassist.models.registry import find_entry
from ragassist.requests.kinds import RequestKind
from ragassist.settings.choices import Thinking
from tests.fakes import FakeChatModel
from tests.ragassist.conftest import LibraryOf

TAGS = ("<think>", "</think>", "<|im_end|>", "<|im_start|>", "<|startoftext|>")
PAPERS = {
    "Lease_hall.md": "# Lease\n\n## Article 1 Rent\n\nThe rent of the hall is 790 euros a month.\n\n"
    "## Article 2 Notice\n\nThe notice period of the hall is seven months.",
    "Booking_rules.md": "# Rules\n\nThe notice period for a booking is two days. A machine costs 4 euros an hour.",
    "Protokoll_2019.txt": "Die Sitzung begann um 18 Uhr im Saal des Vereins. Der Beitrag ist seit Juli 54 Euro im Jahr.",
    "Protokoll_2024.txt": "Die Sitzung begann um 19 Uhr im Haus am See. Der Beitrag bleibt in diesem Jahr, wie er ist.",
    "empty.txt": "",
}


def scripted(*replies: str) -> LoadedModel:
    return LoadedModel.of(FakeChatModel(*replies, specials=TAGS), find_entry("lfm2-2.6b"))


def saying(*replies: str) -> Callable[[StopEvent], LoadedModel]:
    """Return a function that loads a scripted model with some replies."""
    loaded = scripted(*replies)
    return lambda _: loaded


def asked(session: Session, text: str, kind: str | None, *replies: str, only: Filter | None = None) -> Answered:
    loaded = scripted(*replies)
    session.load_model = lambda _: loaded
    options = AskOptions(
        kind=RequestKind(kind) if kind else None, think=Thinking.OFF, language="en", context_tokens=350, seed=1, only=only
    )
    return session.answer(text, options)


def prompts(session: Session) -> list[str]:
    model = session.load_model(StopEvent()).model
    assert isinstance(model, FakeChatModel)
    return model.prompts


@pytest.fixture
def library(library_of: LibraryOf) -> Library:
    return library_of(PAPERS)


@pytest.fixture
def session(library: Library) -> Iterator[Session]:
    opened = Session(library, lambda _: scripted())
    yield opened
    opened.close()
