"""Conversations with a scripted model over a small library."""

import pytest

from indexes.library import Library
from ragassist.answering.options import AskOptions
from ragassist.answering.session import Session
from ragassist.events import Answered, Event
from ragassist.generation.loaded_model import LoadedModel
from ragassist.models.registry import find_entry
from tests.fakes import FakeChatModel
from tests.ragassist.conftest import LibraryOf

PUMP = "The canal pump K240 weighs 31.4 kg with its motor."
TAGS = ("<think>", "</think>", "<|im_end|>", "<|im_start|>", "<|startoftext|>")


@pytest.fixture(params=[TAGS, TAGS[2:]], ids=["tags are tokens", "tags are text"])
def tags(request: pytest.FixtureRequest) -> tuple[str, ...]:
    """The special tokens of a vocabulary with reasoning tags, and of one without them."""
    found: tuple[str, ...] = request.param
    return found


@pytest.fixture
def library(library_of: LibraryOf) -> Library:
    return library_of({"pump.md": f"# Pump\n\n{PUMP}\n", "lease.txt": "The rent of the warehouse is 790 euros a month."})


def session(
    library: Library, *replies: str, tags: tuple[str, ...] = (), context: int = 100_000, name: str | None = None
) -> tuple[Session, FakeChatModel]:
    """Return a conversation with a model that reasons if it has the special tokens for that."""
    model = FakeChatModel(*replies, specials=tags, context=context)
    loaded = LoadedModel.of(model, find_entry(name or ("lfm2-2.6b-exp" if tags else "lfm2.5-1.2b-instruct")))
    return Session(library, lambda _: loaded), model


def ask(asked: Session, question: str, options: AskOptions | None = None) -> tuple[Answered, list[Event]]:
    events = list(asked.ask(question, options))
    assert isinstance(events[-1], Answered)
    return events[-1], events


QUESTION = "How much does the canal pump K240 weigh with its motor?"
