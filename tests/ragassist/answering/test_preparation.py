"""Work in idle time: sources are evaluated while a person types, and a key, a question or a stop ends it."""

from collections.abc import Sequence
from threading import Event as StopEvent
from threading import Thread

import pytest

from indexes.library import Library
from ragassist.answering.session import Session
from ragassist.engine.chat_model import Prefilled
from ragassist.events import Retrieved, StageEntered
from ragassist.generation.loaded_model import LoadedModel
from ragassist.models.registry import find_entry
from ragassist.stopping import Stopped
from tests.fakes import FakeChatModel
from tests.ragassist.answering.canal import PLAIN, SAID, TAGS, WEIGHT, Open


def test_after_a_refusal_there_is_nothing_to_evaluate_in_advance(opened: Open) -> None:
    session, model = opened("I cannot find this in your documents.", "I cannot find this in your documents.")
    assert session.answer(WEIGHT, PLAIN).abstained
    asked = len(model.prompts)
    session.settle()
    assert len(model.prompts) == asked


def test_sources_that_were_evaluated_while_typing_are_not_evaluated_again(opened: Open) -> None:
    session, model = opened(SAID, SAID)
    session.prepare("How much does the canal pump K2", PLAIN)
    prepared = len(model.prompt_ids[-1])
    answered = session.answer(WEIGHT, PLAIN)
    assert answered.timings.reused_tokens == prepared
    assert answered.timings.evaluated_tokens == answered.timings.prompt_tokens - prepared


def test_sources_keep_their_prepared_order_as_far_as_it_helps(opened: Open, library: Library) -> None:
    session, model = opened(SAID, SAID)
    session.prepare("greatest lift of the canal pump", PLAIN)
    begun = model.prompts[-1]
    events = list(session.ask(WEIGHT, PLAIN))
    assert model.prompts[-1].startswith(begun[: begun.index("[2]")])
    sources = next(event for event in events if isinstance(event, Retrieved)).evidence.sources
    assert [source.n for source in sources] == list(range(1, len(sources) + 1))
    assert sources[0].path.endswith("lift.md")


@pytest.mark.parametrize("text", ["", " ?", "？！", "x" * 5_000])
def test_text_that_is_not_a_question_is_not_prepared(opened: Open, text: str) -> None:
    session, model = opened()
    session.prepare(text, PLAIN)
    assert model.prompts == []


def test_a_question_stops_work_in_idle_time(library: Library) -> None:
    begun = StopEvent()

    class Slow(FakeChatModel):
        def prefill(self, ids: Sequence[int], marks: Sequence[int], stop: StopEvent) -> Prefilled:
            if not begun.is_set():
                begun.set()
                assert stop.wait(20)
            return super().prefill(ids, marks, stop)

    model = Slow(SAID, specials=TAGS)
    session = Session(library, lambda _: LoadedModel.of(model, find_entry("lfm2-2.6b-exp")))
    typing = Thread(target=session.prepare, args=(WEIGHT, PLAIN))
    typing.start()
    assert begun.wait(20)
    assert session.answer(WEIGHT, PLAIN).answer.startswith("The canal pump")
    typing.join()


def test_a_key_that_stops_preparation_keeps_the_order_of_the_evaluated_sources(library: Library) -> None:
    class Stopping(FakeChatModel):
        def prefill(self, ids: Sequence[int], marks: Sequence[int], stop: StopEvent) -> Prefilled:
            if not self.prompts:
                super().prefill(ids, marks, stop)
                raise Stopped
            return super().prefill(ids, marks, stop)

    model = Stopping(SAID, specials=TAGS)
    session = Session(library, lambda _: LoadedModel.of(model, find_entry("lfm2-2.6b-exp")))
    session.prepare("greatest lift of the canal pump", PLAIN)
    sources = next(event for event in session.ask(WEIGHT, PLAIN) if isinstance(event, Retrieved)).evidence.sources
    assert sources[0].path.endswith("lift.md")


def test_a_stop_ends_the_loading_of_the_model(library: Library) -> None:
    stop = StopEvent()

    def load(given: StopEvent) -> LoadedModel:
        assert given.wait(20)
        raise Stopped

    events = Session(library, load).ask(WEIGHT, PLAIN, stop)
    assert StageEntered("loading") in iter(lambda: next(events), None)
    stop.set()
    with pytest.raises(Stopped):
        next(events)


def test_a_key_that_stops_preparation_does_not_stop_loading_the_model(library: Library) -> None:
    stop, model = StopEvent(), FakeChatModel(SAID, specials=TAGS)

    def load(given: StopEvent) -> LoadedModel:
        stop.set()
        assert not given.is_set()
        return LoadedModel.of(model, find_entry("lfm2-2.6b-exp"))

    Session(library, load).prepare(WEIGHT, PLAIN, stop)
    assert stop.is_set()
