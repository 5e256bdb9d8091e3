"""What is stored of a conversation, and its state."""

from collections.abc import Sequence
from pathlib import Path
from threading import Event as StopEvent
from threading import Thread

import pytest

from indexes.conversations.records import Exchange
from indexes.conversations.store import Conversations
from indexes.errors import StorageFull
from indexes.library import Library
from ragassist.answering.session import Session
from ragassist.engine.chat_model import Prefilled
from ragassist.events import Answered
from ragassist.generation.loaded_model import LoadedModel
from ragassist.models.registry import find_entry
from tests.fakes import FakeChatModel
from tests.ragassist.answering.canal import PLAIN, SAID, TAGS, WEIGHT, Open


def test_closing_a_conversation_waits_until_an_answer_is_stored(opened: Open, tmp_path: Path) -> None:
    closing = StopEvent()

    class Slow(Conversations):
        def new(self, library: str, language: str) -> str:
            closer.start()
            closing.wait(1)
            return super().new(library, language)

        def close(self) -> None:
            super().close()
            closing.set()

    session, _ = opened(SAID, store=Slow(tmp_path / "conversations.sqlite"))
    closer = Thread(target=session.close)
    session.answer(WEIGHT, PLAIN)
    closer.join()
    with Conversations(tmp_path / "conversations.sqlite") as kept:
        assert [summary.title for summary in kept.recent()] == [WEIGHT]


def test_an_answer_after_the_end_of_its_conversation_is_not_stored(opened: Open, store: Conversations) -> None:
    session, _ = opened(SAID, store=store)
    events = session.ask(WEIGHT, PLAIN)
    next(events)
    session.close()
    assert [event.answer for event in events if isinstance(event, Answered)] == [SAID.replace(" [1].", ". [1]")]


def test_a_stored_conversation_is_continued_with_its_state(opened: Open, store: Conversations) -> None:
    session, model = opened(SAID, store=store)
    session.answer(WEIGHT, PLAIN)
    session.settle()
    (kept,) = store.exchanges(session.conversation or "")
    assert (kept.question, kept.said) == (WEIGHT, SAID)
    later, fresh = opened(SAID, store=store)
    later.conversation = session.conversation
    later.resume(store.exchanges(session.conversation or ""))
    answered = later.answer("And its lift?", PLAIN)
    settled = len(model.prompt_ids[-1])
    assert answered.timings.reused_tokens == settled
    assert fresh.prompt_ids[-1][:settled] == model.prompt_ids[-1]
    assert store.recent()[0].exchanges == 2


def test_an_answer_that_cannot_be_stored_is_still_given(opened: Open, store: Conversations) -> None:
    class Full(Conversations):
        def add(self, conversation: str, exchange: Exchange) -> None:
            raise StorageFull("the disk is full")

    with Full(store.path) as full:
        session, _ = opened(SAID, SAID, store=full)
        answered = session.answer(WEIGHT, PLAIN)
        assert answered.answer.startswith("The canal pump")
        assert "the disk is full" in answered.notices
        assert isinstance(list(session.ask("And its lift?", PLAIN))[-1], Answered)


def test_nothing_of_a_private_conversation_is_stored(opened: Open, tmp_path: Path) -> None:
    session, _ = opened(SAID)
    session.answer(WEIGHT, PLAIN)
    session.settle()
    assert session.conversation is None
    assert not list(tmp_path.glob("conversations*"))


@pytest.mark.parametrize("deleted_by", ["prefill", "keep"])
def test_a_conversation_that_is_deleted_while_its_state_is_written_leaves_no_state(
    library: Library, store: Conversations, deleted_by: str
) -> None:
    class Deleting(FakeChatModel):
        """Deletes the conversation, as another program would, before or while its state is written."""

        settling = False

        def prefill(self, ids: Sequence[int], marks: Sequence[int], stop: StopEvent) -> Prefilled:
            self._deleted("prefill")
            return super().prefill(ids, marks, stop)

        def keep(self, path: Path) -> None:
            self._deleted("keep")
            super().keep(path)

        def _deleted(self, stage: str) -> None:
            if self.settling and stage == deleted_by:
                with Conversations(store.path) as other:
                    other.delete(session.conversation or "")

    model = Deleting(SAID, specials=TAGS)
    session = Session(library, lambda _: LoadedModel.of(model, find_entry("lfm2-2.6b-exp")), store=store)
    session.answer(WEIGHT, PLAIN)
    model.settling = True
    session.settle()
    assert not store.state_of(session.conversation or "").exists()
