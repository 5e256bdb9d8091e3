"""In a conversation, questions go before background work."""

from threading import Event, Thread, Timer

import pytest

from ragassist.answering.turn_taking import TurnTaking
from ragassist.errors import QuestionInvalid
from ragassist.stopping import Stopped


def test_a_question_that_stopped_waiting_does_not_block_background_work() -> None:
    turns = TurnTaking(patience_s=0.01)
    with turns.question(), pytest.raises(QuestionInvalid), turns.question():
        pass
    with turns.background(Event()) as may_work:
        assert may_work


def test_a_question_stops_background_work_and_waits_for_its_end() -> None:
    turns, stop, holding = TurnTaking(), Event(), Event()

    def work() -> None:
        with turns.background(stop):
            holding.set()
            stop.wait(20)

    worker = Thread(target=work)
    worker.start()
    assert holding.wait(20)
    with turns.question():
        assert stop.is_set()
        with turns.background(Event()) as may_work:
            assert not may_work
    worker.join(20)


def test_closing_a_conversation_ends_its_background_work_and_prevents_more() -> None:
    turns, stop, holding, ended = TurnTaking(), Event(), Event(), Event()

    def work() -> None:
        with turns.background(stop):
            holding.set()
            stop.wait(20)
            ended.set()

    worker = Thread(target=work)
    worker.start()
    assert holding.wait(20)
    turns.close()
    assert ended.is_set()
    with turns.background(Event()) as may_work:
        assert not may_work
    worker.join(20)


def test_background_work_that_ends_late_does_not_refuse_the_question() -> None:
    turns, holding, may_end = TurnTaking(patience_s=0.01), Event(), Event()

    def prepare_once() -> None:
        with turns.background(Event()):
            holding.set()
            may_end.wait(20)

    worker = Thread(target=prepare_once)
    worker.start()
    assert holding.wait(20)
    Timer(0.3, may_end.set).start()
    with turns.question():
        assert may_end.is_set()
    worker.join(20)


def test_a_question_that_waits_can_be_stopped() -> None:
    turns, stop = TurnTaking(), Event()
    stop.set()
    with turns.question(), pytest.raises(Stopped), turns.question(stop):
        pass
